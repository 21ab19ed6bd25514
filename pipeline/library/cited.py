"""The articles of citations: by PMID, else by the PMID of their DOI or PMCID. No citation is silently lost."""

from collections.abc import Iterable
from datetime import datetime

from pipeline.errors import InputError
from pipeline.library.fetching import Library, PubMed
from pipeline.pubmed import plain_pmid
from pipeline.schema import Article, Citation, Rejection


def get_cited(
    library: Library, client: PubMed, wanted: Iterable[Citation], since: datetime | None = None
) -> tuple[tuple[Article, ...], tuple[Rejection, ...]]:
    """Each citation's article, or a Rejection at the citation's place where PubMed has no record of it.

    Raises ServiceError when PubMed fails, StoreError when nothing can be kept.
    """
    pmids = {citation: _pmid(citation, client) for citation in wanted}
    fetched = library.get((pmid for pmid in pmids.values() if isinstance(pmid, str)), since)
    unknown = tuple(pmid for pmid in pmids.values() if isinstance(pmid, Rejection))
    lost = tuple(
        Rejection(place=citation.place, reason=f"PubMed has no record of PMID {pmid}.")
        for citation, pmid in pmids.items()
        if pmid in fetched.missing
    )
    return fetched.articles, (*fetched.rejections, *lost, *unknown)


def _pmid(citation: Citation, client: PubMed) -> str | Rejection:
    try:
        if citation.pmid:
            return plain_pmid(citation.pmid)
        found = client.find_pmid(citation.doi) if citation.doi else _converted(citation.pmcid or "", client)
    except InputError as error:
        return Rejection(place=citation.place, reason=str(error))
    name = f"DOI {citation.doi}" if citation.doi else citation.pmcid
    return found or Rejection(place=citation.place, reason=f"PubMed has no record of {name}.")


def _converted(pmcid: str, client: PubMed) -> str | None:
    known = client.convert([pmcid]).get(pmcid)
    return known.pmid if known else None
