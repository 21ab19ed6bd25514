"""What was published about an article afterwards: the links of a record that lead to notices about it.

NLM links both ways ("Errata, Retractions, and Other Linked Citations in PubMed",
https://www.nlm.nih.gov/bsd/policy/errata.html): ``…In`` leads from the article to what was said of it, ``…Of``,
``…For`` and ``…From`` from there back. Only the former tell something about the article. Comments, summaries for
patients, original reports, data sets and the papers that it cites do not change what it says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.medline.markup import plain, text_of
from pipeline.schema import Notice, NoticeKind

LINKS: dict[str, NoticeKind] = {  # RefType of CommentsCorrections
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial_retraction",  # 2006 to 2016; NLM has since made errata of them
    "ExpressionOfConcernIn": "expression_of_concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "republication",
    "RetractedandRepublishedIn": "republication",
    "RepublishedIn": "republication",
    "ReprintIn": "republication",  # what RepublishedIn was called before
    "UpdateIn": "update",
}
FIELDS: dict[str, NoticeKind] = {  # of MEDLINE text, in the same order
    "RIN": "retraction",
    "PRIN": "partial_retraction",
    "ECI": "expression_of_concern",
    "EIN": "correction",
    "CRI": "republication",
    "RRI": "republication",
    "RPI": "republication",
    "UIN": "update",
}
RETRACTING = frozenset({"RetractionIn", "RetractedandRepublishedIn", "RIN", "RRI"})
_SOURCE = re.compile(r"(?P<source>.*?)\.?\s*(?:PMID:\s*(?P<pmid>[0-9]+))?\s*")


def notices_of(links: etree._Element | None) -> tuple[tuple[Notice, ...], bool]:
    """The notices of a CommentsCorrectionsList in its order, and whether one of them retracts the article.

    An article that was retracted and republished is a retracted one: its record holds the text that was retracted.
    """
    found: list[Notice] = []
    retracted = False
    for link in () if links is None else links.iterchildren("CommentsCorrections"):
        reference = link.get("RefType", "")
        if kind := LINKS.get(reference):  # nearly all of them are Cites
            parts = {part.tag: text_of(part) for part in link}
            found.append(Notice(kind=kind, source=parts.get("RefSource") or None, pmid=parts.get("PMID") or None))
            retracted |= reference in RETRACTING
    return tuple(found), retracted


def tagged_notices(record: Mapping[str, Iterable[str]]) -> tuple[tuple[Notice, ...], bool]:
    """The same of a record of MEDLINE text ("EIN - J Soup. 2004 May;1(2):3. PMID: 123")."""
    return tuple(_tagged(record)), bool(RETRACTING & record.keys())


def _tagged(record: Mapping[str, Iterable[str]]) -> Iterator[Notice]:
    for field, kind in FIELDS.items():
        for written in record.get(field, ()):
            if found := _SOURCE.fullmatch(plain(written)):
                yield Notice(kind=kind, source=found["source"] or None, pmid=found["pmid"])
