"""A paper, the text that may be read of it, and what was published about it afterwards."""

from typing import Literal

from pydantic import model_validator

from pipeline.schema.base import Record, content_id

TextKind = Literal["abstract", "digest", "document"]
NoticeKind = Literal[
    "retraction",
    "partial_retraction",
    "expression_of_concern",
    "correction",
    "republication",
    "update",
]
MAX_CHARS = 2_000_000  # of an article's text; an abstract has 2,000, and what is longer is none


class Section(Record):
    """A labelled part of an abstract: code points ``start`` to ``end`` of ``Article.text``.

    ``category`` is NLM's NlmCategory (BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS) or None.
    """

    label: str
    category: str | None
    start: int
    end: int


class Notice(Record):
    """What was published about an article afterwards, as PubMed's CommentsCorrections link it to the record.

    ``source`` is the notice's own citation as PubMed writes it, ``pmid`` that of the notice.
    """

    kind: NoticeKind
    source: str | None = None
    pmid: str | None = None


class Article(Record):
    """A citable paper and the text that may be read of it: its abstract, or a digest in our own words.

    ``kind`` "document" is a passage of a source document, read for what it claims; it alone needs no PMID or DOI.
    """

    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    title: str = ""
    abstract: str | None = None
    kind: TextKind = "abstract"
    sections: tuple[Section, ...] = ()
    journal: str | None = None
    first_author: str | None = None  # family name and initials, "Doi M"; a group's name where no person comes first
    year: int | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()  # names of the MeSH descriptors
    language: str | None = None  # of the paper, in NLM's three letters
    vernacular_title: str | None = None
    version: int = 1  # of the PMID's record
    abstract_from: str | None = None  # the service that gave the abstract, where it is not the one that gave the record
    notices: tuple[Notice, ...] = ()
    retracted: bool = False

    @model_validator(mode="after")
    def _identified(self) -> "Article":
        if not (self.pmid or self.doi or self.kind == "document"):
            raise ValueError("neither pmid nor doi")
        return self

    @property
    def id(self) -> str:
        """``pmid:123`` where there is a PMID, else ``doi:10.…`` in lower case, or the title of a passage."""
        if self.pmid or self.doi:
            return f"pmid:{self.pmid}" if self.pmid else f"doi:{(self.doi or '').lower()}"
        return f"passage:{self.title}"

    @property
    def text(self) -> str:
        """Title, a line feed, abstract: what all offsets count into."""
        return f"{self.title}\n{self.abstract or ''}"

    @property
    def digest(self) -> str:
        """Hash of what the article says; changes when title, abstract, kind or retraction change."""
        return content_id("art", {"text": self.text, "kind": self.kind, "retracted": self.retracted})
