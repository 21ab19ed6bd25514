r"""Find the identifiers of an article in a text: PMID, DOI and PMCID, as people and web addresses write them.

A number alone is never taken for an identifier: a PMID or PMCID needs its name or an address of PubMed or PMC before
it, a DOI its prefix ``10.`` and registrant (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html).
"""

import html
import re
from typing import NamedTuple
from urllib.parse import unquote

_ESCAPED = re.compile(r"%(?:2[589F]|3[ABCE])", re.IGNORECASE)  # of: % ( ) / : ; < >
_PMID = re.compile(
    r"""(?:(?<![^\W_])(?:PMIDs?|PubMed[ ]?ID)[\s:=#*_\[(]*
        |(?<![^\W_])PubMed:[ ]?
        |pubmed\.(?:ncbi\.nlm\.nih\.gov|gov)/(?:\?term=)?
        |ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?
        |ncbi\.nlm\.nih\.gov/[^\s]{0,200}\blist_uids=
        |europepmc\.org/(?:article|abstract)/MED/
        |identifiers\.org/pubmed[:/]
    )(?P<pmid>[1-9]\d{0,7})(?!\d|\.\d|,\d{3}(?!\d))(?=[\W_]|PMC|DOI|Free|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_PMCID = re.compile(
    r"""(?:(?<![^\W_])PMC
        |(?<![^\W_])PMC[ ]?ID[\s:=#*_\[(]*(?:PMC)?
        |ncbi\.nlm\.nih\.gov/[^\s]{0,200}\bartid=
    )(?P<digits>[1-9]\d{0,8})(?!\d)(?=[\W_]|PMID|DOI|Free|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_DOI = re.compile(
    r"(?:(?<![\w.])|(?<=doi))10\.\d{4,9}(?:\.\d{1,9}){0,3}/[^\s\"“”„«»\x00-\x1f\u200b-\u200f\ufeff]{1,500}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{0,500}$|\b(?:dx\.)?doi\.org/$", re.IGNORECASE)  # what stands before the DOI
_BEHIND = re.compile(r"</?[A-Za-z]+/?>|\]\(|[.,;]?(?:PMC?ID|PMC\d|https?:)", re.IGNORECASE)  # what was glued to it
_PAGE = re.compile(r"(?:/(?:full|fulltext|full-text|abstract|e?pdf|html?|meta|summary)|\.(?:full|pdf|html?))$", re.I)
_MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])")
_LOOSE = ".,:;!?*`'’…·"  # behind a DOI these belong to the sentence
_OPENS = {")": "(", "]": "[", "}": "{", ">": "<"}


class Identifiers(NamedTuple):
    """A PMID in digits, a bare DOI with its case kept, a PMCID as ``PMC`` and digits; None where there is none."""

    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None


def find_identifiers(text: str) -> Identifiers:
    """The first identifier of each kind in a text; ``any(...)`` tells whether there is one."""
    for _ in range(2):  # an address inside an address is escaped twice
        text = unquote(text) if _ESCAPED.search(text) else text
    pmid, pmcid = _PMID.search(text), _PMCID.search(text)
    return Identifiers(
        pmid=pmid["pmid"] if pmid else None,
        doi=next((doi for found in _DOI.finditer(text) if (doi := _doi(found))), None),
        pmcid=f"PMC{pmcid['digits']}" if pmcid else None,
    )


def _doi(found: re.Match[str]) -> str | None:
    """The DOI without what follows it in the sentence, the markup or the web address."""
    name = _MARKDOWN_ESCAPE.sub(r"\1", html.unescape(found[0]))
    glued = _BEHIND.search(name)
    name = name[: glued.start()] if glued else name
    if _ADDRESS.search(found.string, max(0, found.start() - 600), found.start()):
        name = _PAGE.sub("", re.split(r"[?#&]", name, maxsplit=1)[0].rstrip("/"))
    name = _balanced(name).rstrip(_LOOSE).rstrip("/_")
    return name if re.fullmatch(r"10\.[\d.]+/\S*\w\S*", name) else None


def _balanced(name: str) -> str:
    """The name up to the first closing bracket that it does not open."""
    opened: list[str] = []
    for at, symbol in enumerate(name):
        if symbol in "([{<":
            opened.append(symbol)
        elif symbol in _OPENS and (not opened or opened.pop() != _OPENS[symbol]):
            return name[:at]
    return name
