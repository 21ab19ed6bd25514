"""What is known of a reference that may be looked up: from its row in the table, or from a document's list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from pipeline.citations.table import CitationTable
from pipeline.identifiers import find_identifiers
from pipeline.schema import Citation, Record
from pipeline.sources import Reference, SourceDocument

_JOURNAL = re.compile(
    r"(?P<journal>\D.*?)[ ,;]+(?P<volume>\d{1,4})(?: ?\([^)]*\))?(?: ?: ?(?P<page>[A-Za-z]{0,2}\d+)\S*)?\.?"
)


class Wanted(Record):
    """A reference as it was given. ``decided`` holds the reason where a person found that it is no article."""

    source: str
    ref: int
    place: str
    listed: bool = False  # in the table: else only in a document's list
    title: str | None = None
    first_author: str | None = None
    year: int | None = None
    journal: str | None = None
    volume: str | None = None
    page: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    site: str | None = None
    in_text: bool = False  # an identifier was read from the reference's text
    decided: str | None = None

    @classmethod
    def of_row(cls, row: Citation) -> Self:
        """What a row of the table says."""
        journal, volume, page = split_journal(row.journal or "")
        names = ("source", "ref", "place", "title", "first_author", "year", "pmid", "doi", "pmcid")
        facts = {name: getattr(row, name) for name in names}
        decided = (row.note or "No reason is noted.") if row.status == "unresolvable" else None
        return cls(**facts, listed=True, journal=journal, volume=volume, page=page, decided=decided)

    @classmethod
    def of_entry(cls, entry: Reference, source: str, place: str) -> Self:
        """What an entry of a document's reference list says."""
        found = find_identifiers(getattr(entry, "text", None) or entry.title or "")
        facts = {"title": entry.title, "site": entry.site, **found._asdict(), "in_text": any(found)}
        return cls(source=source, ref=entry.number, place=place, **facts)

    @property
    def given(self) -> str:
        """What was given, in one line."""
        facts = (self.first_author, self.title, self.journal, self.year, self.site if not self.title else None)
        return ", ".join(str(fact) for fact in facts if fact)


def split_journal(text: str) -> tuple[str | None, str | None, str | None]:
    """Journal, volume and first page of "J Nutr 135(9):2103-8"; None for what it does not give."""
    found = _JOURNAL.fullmatch(text.strip())
    return (found["journal"], found["volume"], found["page"]) if found else (text.strip() or None, None, None)


def wanted(citations: Sequence[Citation], documents: Iterable[SourceDocument] = ()) -> tuple[Wanted, ...]:
    """Every row of the table and every listed reference that the table lacks, sorted by document and number.

    A row without an identifier takes over those that stand in the text of the document's own entry.
    """
    table = CitationTable(tuple(citations))
    entries = {(entry.source, entry.ref): entry for document in documents for entry in _entries(document)}
    by_row = {(c.source, c.ref): Wanted.of_row(c) for c in citations}
    for entry in entries.values():
        row = table.find(entry.source, entry.ref)
        key = (row.source, row.ref) if row else (entry.source, entry.ref)
        by_row[key] = _joined(by_row[key], entry) if row else entry
    return tuple(by_row[key] for key in sorted(by_row))


def _entries(document: SourceDocument) -> Iterator[Wanted]:
    """The entries in their order, the first of several with one number."""
    seen: set[int] = set()
    for entry in document.references:
        if entry.number not in seen:
            seen.add(entry.number)
            yield Wanted.of_entry(entry, document.id, f"{document.id}:{entry.line}")


def _joined(row: Wanted, entry: Wanted) -> Wanted:
    if row.decided or row.pmid or row.doi or row.pmcid or not entry.in_text:
        return row
    found = {name: getattr(entry, name) for name in ("pmid", "doi", "pmcid", "in_text")}
    return row.model_copy(update=found)
