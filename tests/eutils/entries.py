"""What of a record can be searched for, read from its XML once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

Date = tuple[int, int, int]  # year, month, day; 0 where not said
Words = tuple[str, ...]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Words:
    """The words as PubMed compares them: lower case, split at everything that is no letter or digit."""
    return tuple(_WORD.findall(text.lower()))


@dataclass(frozen=True)
class Entry:
    """The searchable facts of one record; "" and () where it does not say them."""

    pmid: str
    text: str  # its XML
    title: str
    title_words: Words
    abstract_words: Words
    authors: tuple[str, ...]  # "last fm", in order
    journals: frozenset[Words]  # title and abbreviations
    doi: str  # lower case
    pmcid: str
    volume: str
    issue: str
    pages: str
    published: tuple[Date, ...]  # in print and electronic: PubMed searches both
    entered: tuple[Date, ...]  # added to PubMed
    mesh: tuple[str, ...]
    publication_types: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def year(self) -> int:
        """The year of publication, 0 where not said."""
        return self.published[0][0] if self.published else 0


_TITLE = etree.XPath("(//ArticleTitle | //BookTitle)[1]")
_ABSTRACT = etree.XPath("//Abstract/AbstractText")
_JOURNAL = etree.XPath("//Journal/Title | //ISOAbbreviation | //MedlineTA")
_DOI = etree.XPath("/*/PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
_ELSEWHERE = etree.XPath("//ELocationID[@EIdType='doi']")
_PMCID = etree.XPath("/*/PubmedData/ArticleIdList/ArticleId[@IdType='pmc']")
_VOLUME, _ISSUE, _PAGES = (
    etree.XPath("//JournalIssue/Volume"),
    etree.XPath("//JournalIssue/Issue"),
    etree.XPath("//MedlinePgn"),
)
_AUTHOR, _MESH = etree.XPath("//AuthorList/Author"), etree.XPath("//MeshHeading/DescriptorName")
_TYPE, _LANGUAGE = etree.XPath("//PublicationType"), etree.XPath("//Article/Language")
_PUBLISHED = etree.XPath("//JournalIssue/PubDate | //ArticleDate | //Book/PubDate")
_ENTERED = etree.XPath("/*/PubmedData/History/PubMedPubDate[@PubStatus='entrez']")


def entry(pmid: str, text: str) -> Entry:
    """Read a record."""
    root = tree(text)
    title = _first(root, _TITLE)
    return Entry(
        pmid=pmid,
        text=text,
        title=title,
        title_words=words(title),
        abstract_words=words(" ".join(_strings(root, _ABSTRACT))),
        authors=tuple(_authors(root)),
        journals=frozenset(words(name) for name in _strings(root, _JOURNAL)),
        doi=(_first(root, _DOI) or _first(root, _ELSEWHERE)).lower(),
        pmcid=_first(root, _PMCID).upper(),
        volume=_first(root, _VOLUME),
        issue=_first(root, _ISSUE),
        pages=_first(root, _PAGES),
        published=tuple(_dates(root, _PUBLISHED)),
        entered=tuple(_dates(root, _ENTERED)),
        mesh=_lower(root, _MESH),
        publication_types=_lower(root, _TYPE),
        languages=_lower(root, _LANGUAGE),
    )


def tree(text: str) -> etree._Element:
    """A record as a tree, without resolving anything outside of it; broken records as far as they go."""
    root = etree.fromstring(text.encode(), _PARSER)
    return etree.Element("nothing") if root is None else root


class Entries:
    """Entries of records that may change under it; each is read when it is first needed."""

    def __init__(self) -> None:
        self._read: dict[str, Entry] = {}

    def of(self, records: Mapping[str, str]) -> Iterator[Entry]:
        """The entries of these records, in their order."""
        for pmid, text in list(records.items()):
            known = self._read.get(pmid)
            if known is None or known.text is not text:
                known = self._read[pmid] = entry(pmid, text)
            yield known


def _strings(root: etree._Element, path: etree.XPath) -> list[str]:
    found = ("".join(element.itertext()).strip() for element in path(root))
    return [text for text in found if text]


def _first(root: etree._Element, path: etree.XPath) -> str:
    return next(iter(_strings(root, path)), "")


def _lower(root: etree._Element, path: etree.XPath) -> tuple[str, ...]:
    return tuple(text.lower() for text in _strings(root, path))


def _authors(root: etree._Element) -> Iterator[str]:
    for one in _AUTHOR(root):
        if name := f"{one.findtext('LastName') or ''} {one.findtext('Initials') or ''}".strip():
            yield name.lower()


def _dates(root: etree._Element, path: etree.XPath) -> Iterator[Date]:
    for element in path(root):
        said = element.findtext("MedlineDate") or ""
        if year := re.search(r"\d{4}", element.findtext("Year") or said):
            yield int(year[0]), _month(element.findtext("Month") or said), _number(element.findtext("Day") or "")


def _month(text: str) -> int:
    if text.strip().isdecimal():
        return int(text)
    return next((at for at, name in enumerate(_MONTHS, 1) if name in text.lower()), 0)


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0
