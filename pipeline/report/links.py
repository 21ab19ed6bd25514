"""Where an article can be read: the only addresses that a report links to. Pure."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Link:
    """Where an article can be read."""

    label: str
    url: str


def links(pmid: str | None, doi: str | None = None) -> tuple[Link, ...]:
    """Links to PubMed and to the DOI's page; none for a PMID or DOI that cannot be one."""
    found = []
    if pmid and pmid.isascii() and pmid.isdigit():
        found.append(Link(f"PubMed {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    if doi and doi.startswith("10."):
        found.append(Link(f"doi:{doi}", f"https://doi.org/{quote(doi, safe='/', errors='replace')}"))
    return tuple(found)
