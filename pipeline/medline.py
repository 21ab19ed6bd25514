"""PubMed's two ways of writing an article: XML records, streamed, and abstracts with labels in plain text.

The XML reader resolves no entities, opens no network, loads no DTD and keeps libxml2's limits on size and depth; a
document that declares entities of its own is refused, as PubMed's never do.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

from lxml import etree

from pipeline import lexicon
from pipeline.errors import InputError
from pipeline.lexicon import Cue
from pipeline.schema import MAX_CHARS, Article, Rejection, Section

_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet")
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_CATEGORIES = frozenset({"BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"})
_XML_SPACE = re.compile(r"[ \t\r\n]+")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_BARE = re.compile(r"(?:^|(?<=[.!?)] ))([A-Z][A-Z &/'-]{3,40}[A-Z])(?= (?:[A-Z][a-z]|[A-Z] |\d|\"))")
_COLON = re.compile(r":(?=\s|$)")
_SENTENCE_END = re.compile(r"(?:(?<=[.?!)\]])|(?<=[.?!][\"'”’]))\s+")


def read_xml(stream: BinaryIO, name: str = "stream") -> Iterator[Article | Rejection]:
    """Each record of a PubmedArticleSet as an Article, or as a Rejection with its ``name:line``.

    Memory stays flat. Raises InputError, after the records before the fault, when the XML or its compression is broken.
    """
    return (outcome for _, outcome in records(stream, name))


def records(stream: BinaryIO, name: str = "stream") -> Iterator[tuple[str | None, Article | Rejection]]:
    """Like ``read_xml``, with the PMID of each record beside it, also of one that is rejected."""
    try:
        yield from _records(stream, name)
    except etree.XMLSyntaxError as error:
        place = f"{name}:{error.position[0]}"
        raise InputError(f"not well-formed XML ({error.msg}).", place=place, hint="Get the file anew.") from error
    except (EOFError, zlib.error, OSError) as error:
        raise InputError(f"cannot be read to its end ({error}).", place=name, hint="Get the file anew.") from error


def _records(stream: BinaryIO, name: str) -> Iterator[tuple[str | None, Article | Rejection]]:
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=_ROOTS + _RECORDS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    for event, element in events:
        if not checked:
            _check_document(element, name)
            checked = True
        if event == "end" and element.tag in _RECORDS:
            yield _outcome(element, f"{name}:{element.sourceline}")
            _forget(element)
    if not checked:
        raise InputError(
            "holds no PubmedArticleSet.", place=name, hint="Give PubMed XML, as efetch or the PubMed website saves it."
        )


def _check_document(first: etree._Element, name: str) -> None:
    if first.getparent() is not None:
        root = first.getroottree().getroot().tag
        raise InputError(f"the root element is {root}, not PubmedArticleSet.", place=name, hint="Give PubMed XML.")
    subset = first.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):  # type: ignore[attr-defined]  # missing in the stubs
        raise InputError("declares XML entities, which PubMed never does.", place=name, hint="Do not trust this file.")


def _forget(element: etree._Element) -> None:
    """Free a record that was read, and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _outcome(record: etree._Element, place: str) -> tuple[str | None, Article | Rejection]:
    book = record.tag == "PubmedBookArticle"
    citation = record.find("BookDocument" if book else "MedlineCitation")
    body = citation if book or citation is None else citation.find("Article")
    pmid = "" if citation is None else _text(citation.find("PMID"))
    if citation is None or body is None or not re.fullmatch("[0-9]+", pmid):
        return None, Rejection(place=place, reason="a record without a PMID")
    title = (
        _text(body.find("ArticleTitle")) or _text(body.find("VernacularTitle")) or _text(body.find("Book/BookTitle"))
    )
    abstract, sections = _abstract(body.find("Abstract"), len(title) + 1)
    if not (title or abstract):
        return pmid, Rejection(place=place, reason=f"PMID {pmid} has neither title nor abstract")
    if len(title) + len(abstract or "") >= MAX_CHARS:
        return pmid, Rejection(place=place, reason=f"PMID {pmid} is longer than {MAX_CHARS} characters")
    types = _publication_types(body)
    article = Article(
        pmid=pmid,
        doi=_doi(record, body),
        pmcid=_pmcid(record),
        title=title,
        abstract=abstract,
        sections=sections,
        journal=_text(body.find("Journal/Title")) or _text(body.find("Book/BookTitle")) or None,
        year=_year(body),
        publication_types=types,
        retracted="Retracted Publication" in types or _retracted_in(citation),
    )
    return pmid, article


def _text(element: etree._Element | None) -> str:
    """All text of an element, inline markup and formulas kept as text, XML white space made single."""
    return "" if element is None else _XML_SPACE.sub(" ", "".join(map(str, element.itertext()))).strip(" ")


def _abstract(element: etree._Element | None, start: int) -> tuple[str | None, tuple[Section, ...]]:
    """The abstract as one text, each label before its part, and the parts as sections that begin with the label."""
    parts: list[str] = []
    sections: list[Section] = []
    at = start
    for child in () if element is None else element.findall("AbstractText"):
        label, body = child.get("Label", "").strip(": "), _text(child)
        if not body:
            continue
        part = f"{label}: {body}" if label else body
        if label:
            category = _category(label, child.get("NlmCategory"))
            sections.append(Section(label=label, category=category, start=at, end=at + len(part)))
        parts.append(part)
        at += len(part) + 1
    text = " ".join(parts)
    return text or None, tuple(sections) or sections_of(text, start)


def _category(label: str, given: str | None) -> str | None:
    return given if given in _CATEGORIES else _labels().get(label.upper())


def _doi(record: etree._Element, body: etree._Element) -> str | None:
    """The valid DOI of the record itself; reference lists hold DOIs of other articles and are not looked into."""
    found = [e for e in body.findall("ELocationID[@EIdType='doi']") if e.get("ValidYN", "Y") == "Y"]
    found += _ids(record, "doi")
    return next((doi for e in found if (doi := plain_doi(_text(e)))), None)


def _pmcid(record: etree._Element) -> str | None:
    digits = next((_text(e).upper().removeprefix("PMC") for e in _ids(record, "pmc")), "")
    return f"PMC{digits}" if digits else None


def _ids(record: etree._Element, kind: str) -> list[etree._Element]:
    return [
        e
        for data in ("PubmedData", "PubmedBookData")
        for e in record.findall(f"{data}/ArticleIdList/ArticleId[@IdType='{kind}']")
    ]


def _year(body: etree._Element) -> int | None:
    """Year of the issue, also from a MedlineDate ("1998 Dec-1999 Jan" is 1998), else of the online version."""
    for path in ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate", "ContributionDate"):
        date = body.find(path)
        if date is not None and (found := _YEAR.search(_text(date))):
            return int(found[0])
    return None


def _publication_types(body: etree._Element) -> tuple[str, ...]:
    found = body.findall("PublicationTypeList/PublicationType") + body.findall("PublicationType")
    return tuple(name for e in found if (name := _text(e)))


def _retracted_in(citation: etree._Element) -> bool:
    return citation.find("CommentsCorrectionsList/CommentsCorrections[@RefType='RetractionIn']") is not None


def plain_doi(text: str) -> str | None:
    """The DOI without resolver address or ``doi:``; None when the text is no DOI. Case is kept."""
    found = _DOI.fullmatch(text.strip())
    return found[1] if found else None


@cache
def _labels() -> dict[str, str | None]:
    rows = lexicon.read("section_labels", Cue)
    return {row.term: row.category if row.category in _CATEGORIES else None for row in rows}


def sections_of(text: str, start: int) -> tuple[Section, ...]:
    """Sections of a plain abstract with labels ("METHODS: …"); ``start`` is its offset in ``Article.text``.

    A label is a phrase of the table ``section_labels``, capitalised, before a colon and a space, that opens the
    abstract or follows the end of a sentence or another label. Where there is none, two or more labels in capitals
    without a colon ("METHODS Eight men …") count. Time grows with the length of the text only.
    """
    headers = list(_headers(text)) or _bare_headers(text)
    ends = [*(at for at, _ in headers), len(text)][1:]
    return tuple(
        Section(
            label=label,
            category=_category(_key(label), None),
            start=start + at,
            end=start + at + len(text[at:end].rstrip()),
        )
        for (at, label), end in zip(headers, ends, strict=True)
    )


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """Offset and wording of each label."""
    known = _labels()
    longest = max(map(len, known))
    open_at = 0  # a label may stand here without a sentence before it
    for colon in _COLON.finditer(text):
        begin = max(open_at, colon.start() - longest - 1)
        parts = _SENTENCE_END.split(text[begin : colon.start()])
        label = parts[-1].lstrip() if len(parts) > 1 or begin == open_at else ""
        if label[:1].isupper() and _key(label) in known:
            yield colon.start() - len(label), label
            open_at = colon.end()


def _bare_headers(text: str) -> list[tuple[int, str]]:
    """Labels in capitals without a colon; a single one may be a word of the sentence, so it takes two."""
    known = _labels()
    found = [(m.start(1), m.group(1)) for m in _BARE.finditer(text) if _key(m.group(1)) in known]
    return found if len(found) > 1 else []


def _key(label: str) -> str:
    return label.upper().replace("’", "'")
