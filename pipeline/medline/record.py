"""One XML record → ``Article``, element by element as NLM describes them."""

from collections.abc import Iterator

from lxml import etree

from pipeline.medline.abstract import abstract_of, other_abstract
from pipeline.medline.fields import best_title, is_retracted, plain_doi, year_in
from pipeline.medline.linked import notices_of
from pipeline.medline.markup import text_of
from pipeline.schema import MAX_CHARS, Article, Rejection, Section

Outcome = tuple[str | None, Article | Rejection]


def read_record(record: etree._Element, place: str) -> Outcome:
    """The PMID of a PubmedArticle or PubmedBookArticle, and its article or why there is none."""
    book = record.tag == "PubmedBookArticle"
    citation = _child(record, "BookDocument" if book else "MedlineCitation")
    body = citation if book else _child(citation, "Article")
    number = _child(citation, "PMID")
    pmid = text_of(number)
    if citation is None or body is None or number is None or not _is_number(pmid):
        return None, Rejection(place=place, reason="a record without a PMID")
    title, vernacular = _titles(body)
    abstract, sections = _abstract(citation, body, len(title) + 1)
    if not (title or abstract):
        return pmid, Rejection(place=place, reason=f"PMID {pmid} has neither title nor abstract")
    if len(title) + len(abstract or "") >= MAX_CHARS:
        return pmid, Rejection(place=place, reason=f"PMID {pmid} is longer than {MAX_CHARS} characters")
    types, ids = _publication_types(body), _ids(record)
    notices, linked = notices_of(_child(citation, "CommentsCorrectionsList"))
    article = Article(
        pmid=pmid,
        doi=_doi(body, ids),
        pmcid=_pmcid(ids.get("pmc", "")),
        title=title,
        abstract=abstract,
        sections=sections,
        journal=text_of(_child(body, "Journal", "Title")) or text_of(_child(body, "Book", "BookTitle")) or None,
        first_author=_first_author(body),
        year=_year(body),
        publication_types=types,
        mesh=_mesh(citation),
        language=text_of(_child(body, "Language")).lower() or None,
        vernacular_title=vernacular,
        version=_version(number),
        notices=notices,
        retracted=is_retracted(types, linked),
    )
    return pmid, article


def deleted(element: etree._Element, place: str) -> Iterator[Outcome]:
    """Each PMID of a DeleteCitation (DeleteDocument for books): NLM took it back, as it stood for another record."""
    for number in element.iterchildren("PMID"):
        pmid = text_of(number)
        reason = f"PMID {pmid} was deleted from PubMed; a record of it that is still at hand is out of date"
        yield pmid if _is_number(pmid) else None, Rejection(place=place, reason=reason)


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of each name, one below the other."""
    for name in path:
        element = None if element is None else next(element.iterchildren(name), None)
    return element


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _titles(body: etree._Element) -> tuple[str, str | None]:
    """ArticleTitle (NLM puts a translated one into brackets) and VernacularTitle, the paper's own in its language.

    A book has its BookTitle; a chapter of it an ArticleTitle too.
    """
    title, vernacular = text_of(_child(body, "ArticleTitle")), text_of(_child(body, "VernacularTitle"))
    return best_title(title, vernacular, text_of(_child(body, "Book", "BookTitle"))), vernacular or None


def _abstract(citation: etree._Element, body: etree._Element, start: int) -> tuple[str | None, tuple[Section, ...]]:
    """Of Abstract; where that has no text, of OtherAbstract. Never of both."""
    abstract, sections = abstract_of(_child(body, "Abstract"), start)
    if abstract is None:
        abstract, sections = abstract_of(other_abstract(citation.iterchildren("OtherAbstract")), start)
    return abstract, sections


def _ids(record: etree._Element) -> dict[str, str]:
    """Its ArticleIds by type, the first of each; reference lists hold ids of other articles and are not looked into."""
    ids: dict[str, str] = {}
    for part in record.iterchildren("PubmedData", "PubmedBookData", "BookDocument"):
        for one in (one for listed in part.iterchildren("ArticleIdList") for one in listed):
            ids.setdefault(one.get("IdType", "pubmed"), text_of(one))
    return ids


def _doi(body: etree._Element, ids: dict[str, str]) -> str | None:
    """The valid DOI of an ELocationID, else that of the ArticleIds.

    The ELocationID inside of Book is the whole book's, so a chapter does not take it.
    """
    places = [body] if _child(body, "ArticleTitle") is not None else [body, *body.iterchildren("Book")]
    locations = (one for place in places for one in place.iterchildren("ELocationID"))
    valid = (text_of(one) for one in locations if one.get("EIdType") == "doi" and one.get("ValidYN", "Y") == "Y")
    return next((doi for written in (*valid, ids.get("doi", "")) if (doi := plain_doi(written))), None)


def _pmcid(written: str) -> str | None:
    digits = written.upper().removeprefix("PMC")
    return f"PMC{digits}" if digits else None


def _first_author(body: etree._Element) -> str | None:
    """``Doi M``, or the name of a group; a chapter's own authors come before those of its book, editors last."""
    books = (listed for book in body.iterchildren("Book") for listed in book.iterchildren("AuthorList"))
    lists = sorted((*body.iterchildren("AuthorList"), *books), key=lambda listed: listed.get("Type") == "editors")
    for author in (author for listed in lists for author in listed.iterchildren("Author")):
        if author.get("ValidYN", "Y") == "Y":
            names = (text_of(_child(author, part)) for part in ("CollectiveName", "LastName", "Initials"))
            return " ".join(filter(None, names)) or None
    return None


def _year(body: etree._Element) -> int | None:
    """Year of the issue, also from a MedlineDate, else of the online version, else of a book's contribution."""
    for path in (("Journal", "JournalIssue", "PubDate"), ("ArticleDate",), ("Book", "PubDate"), ("ContributionDate",)):
        date = _child(body, *path)
        if date is not None and (year := year_in(" ".join(map(text_of, date)))):
            return year
    return None


def _publication_types(body: etree._Element) -> tuple[str, ...]:
    listed = _child(body, "PublicationTypeList")
    return tuple(filter(None, map(text_of, (body if listed is None else listed).iterchildren("PublicationType"))))


def _mesh(citation: etree._Element) -> tuple[str, ...]:
    """Names of the DescriptorNames, without their qualifiers."""
    headings = _child(citation, "MeshHeadingList")
    names = () if headings is None else ((one.text or "").strip() for one in headings.iter("DescriptorName"))
    return tuple(dict.fromkeys(filter(None, names)))


def _version(number: etree._Element) -> int:
    """The Version of a PMID; a few journals publish several versions of a paper under one PMID."""
    written = number.get("Version", "")
    return max(1, int(written)) if _is_number(written) and len(written) < 10 else 1
