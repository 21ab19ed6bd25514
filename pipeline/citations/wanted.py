"""What is known of a reference that may be looked up: from its row in the table, or from a document's list."""

import re
from collections.abc import Iterable, Sequence
from typing import Self

from pipeline.citations.table import CitationTable
from pipeline.schema import Citation, Record
from pipeline.sources import Reference, SourceDocument

_JOURNAL = re.compile(
    r"(?P<journal>\D.*?)[ ,;]+(?P<volume>\d{1,4})(?: ?\([^)]*\))?(?: ?: ?(?P<page>[A-Za-z]{0,2}\d+)\S*)?\.?"
)


class Ids(Record):
    """The identifiers of an article, as far as they are known."""

    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None


class Wanted(Record):
    """A reference as it was given.

    ``ids`` stand in its row of the table, ``text_ids`` in the words of the document's list. ``listed`` tells whether
    the table has a row for it, ``decided`` is the row's note where a person found that it is no article.
    """

    source: str
    ref: int
    place: str
    listed: bool = False
    title: str | None = None
    first_author: str | None = None
    year: int | None = None
    journal: str | None = None
    volume: str | None = None
    page: str | None = None
    site: str | None = None
    ids: Ids = Ids()
    text_ids: Ids = Ids()
    decided: str | None = None

    @classmethod
    def of_row(cls, row: Citation) -> Self:
        """What a row of the table says."""
        journal, volume, page = split_journal(row.journal or "")
        names = ("source", "ref", "place", "title", "first_author", "year")
        ids = Ids(pmid=row.pmid, doi=row.doi, pmcid=row.pmcid)
        facts = {name: getattr(row, name) for name in names}
        decided = (row.note or "No reason is noted.") if row.status == "unresolvable" else None
        return cls(**facts, listed=True, journal=journal, volume=volume, page=page, ids=ids, decided=decided)

    @classmethod
    def of_entry(cls, entry: Reference, source: str, place: str) -> Self:
        """What an entry of a document's reference list says."""
        names = ("title", "journal", "year", "volume", "site")
        facts = {name: getattr(entry, name) for name in names}
        author = entry.authors[0] if entry.authors else None
        page = re.match(r"[A-Za-z]*\d+", entry.pages or "")
        return cls(
            source=source,
            ref=entry.number,
            place=place,
            first_author=author,
            page=page[0] if page else None,
            text_ids=Ids(pmid=entry.pmid, doi=entry.doi, pmcid=entry.pmcid),
            **facts,
        )

    @property
    def pmid(self) -> str | None:
        """The table's, else that of the text; so are the other two."""
        return self.ids.pmid or self.text_ids.pmid

    @property
    def doi(self) -> str | None:
        """See ``pmid``."""
        return self.ids.doi or self.text_ids.doi

    @property
    def pmcid(self) -> str | None:
        """See ``pmid``."""
        return self.ids.pmcid or self.text_ids.pmcid

    @property
    def given(self) -> str:
        """What was given, in one line."""
        facts = (self.first_author, self.title, self.journal, self.year, self.site if not self.title else None)
        return ", ".join(str(fact) for fact in facts if fact)


def split_journal(text: str) -> tuple[str | None, str | None, str | None]:
    """Journal, volume and first page of "J Nutr 135(9):2103-8"; None for what it does not give."""
    found = _JOURNAL.fullmatch(text.strip())
    return (found["journal"], found["volume"], found["page"]) if found else (text.strip() or None, None, None)


def references(citations: Sequence[Citation], documents: Iterable[SourceDocument] = ()) -> tuple[Wanted, ...]:
    """Every row of the table and every listed reference that the table lacks, sorted by document and number.

    Where the table has a row, the document's list adds only the identifiers and the site that its entry names.
    """
    table = CitationTable(tuple(citations))
    found = {(c.source, c.ref): Wanted.of_row(c) for c in citations}
    for document in documents:
        for entry in reversed(document.references):  # of two with one number the first counts
            place = f"{document.id}:{entry.line}"
            listed, row = Wanted.of_entry(entry, document.id, place), table.find(document.id, entry.number)
            if row is None:
                found[listed.source, listed.ref] = listed
            else:
                known = {"text_ids": listed.text_ids, "site": listed.site}
                found[row.source, row.ref] = found[row.source, row.ref].model_copy(update=known)
    return tuple(found[key] for key in sorted(found))
