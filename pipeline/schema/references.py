"""A numbered reference of a source document, the article it is, and what a look-up proposes."""

from typing import Literal

from pipeline.schema.base import Record, content_id

CitationStatus = Literal["verified", "probable", "unresolvable"]
Method = Literal["text_identifier", "id_converter", "doi_lookup", "citation_match", "title_search"]
Outcome = Literal["proposed", "agrees", "ambiguous", "below_threshold", "not_found", "site_only", "conflict"]


class Citation(Record):
    """A numbered reference of a source document and the article it is, with how that was decided."""

    source: str
    ref: int
    title: str | None = None
    first_author: str | None = None
    year: int | None = None
    journal: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    status: CitationStatus
    note: str | None = None
    place: str

    @property
    def digest(self) -> str:
        """Hash of everything but the place."""
        return content_id("cit", self.model_dump(mode="json", exclude={"place"}))


class Proposal(Record):
    """What was given of a reference, what a look-up found for it, how, and what that is worth.

    ``method`` is None where nothing was looked up, or where the table's own PMID was. ``score`` is None where there is
    no title to compare. ``pmid`` to ``author`` are what was found, also where it does not fit; ``candidates`` are the
    PMIDs of an ambiguity. ``listed`` tells whether the table has a row for the reference.
    """

    source: str
    ref: int
    place: str
    listed: bool
    given: str
    outcome: Outcome
    method: Method | None = None
    score: float | None = None
    parts: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    title: str | None = None
    year: int | None = None
    journal: str | None = None
    author: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str
