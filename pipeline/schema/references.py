"""A numbered reference of a source document, and the article it is."""

from typing import Literal

from pipeline.schema.base import Record, content_id

CitationStatus = Literal["verified", "probable", "unresolvable"]


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
