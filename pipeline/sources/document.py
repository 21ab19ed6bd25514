"""The types of a source document that was read."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from pipeline.schema import Finding, Record

MarkerStyle = Literal["linked", "escaped", "plain", "superscript", "footnote"]


class SourceSection(Record):
    """A heading and the text under it, up to the next heading; ``level`` 1 is the document's title."""

    title: str
    number: str | None
    level: int
    line: int
    start: int
    end: int


class Sentence(Record):
    """A sentence, or a list item or table row without one; ``section`` counts into ``SourceDocument.sections``."""

    start: int
    end: int
    line: int
    section: int | None


class Marker(Record):
    """One number that is cited; ``section`` and ``sentence`` count into those of the document.

    Its text is the whole marker (``[[3]](#ref3)``), or its number in a list (``[1, 3]``), or the range it lies in
    (``1–3``). ``target`` is the number that a linked marker's link names.
    """

    number: int
    style: MarkerStyle
    target: int | None
    start: int
    end: int
    line: int
    section: int | None
    sentence: int | None


class Reference(Record):
    """An entry of the reference list, with what could be read from its words; what they do not say is None.

    ``text`` is the whole entry without its number, on one line. ``title`` is None when the entry names only a site.
    ``pages`` are as written ("2103-8", "E752-E760", "e1234"), ``authors`` too, without "et al.".
    """

    number: int
    text: str = ""
    title: str | None = None
    site: str | None = None  # host name
    url: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None
    line: int
    start: int
    end: int

    @property
    def reason(self) -> str | None:
        """Why no article can be looked up by this entry; None when it has a title or an identifier."""
        if self.title or self.pmid or self.doi or self.pmcid:
            return None
        return f"The entry names only the site {self.site}." if self.site else "The entry names no title."


class SourceDocument(Record):
    """A source document, read; ``id`` begins with the digits of its file name, ``file`` is that name."""

    id: str
    file: str
    title: str | None
    text: str
    sections: tuple[SourceSection, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]

    def markers_of(self, sentence: Sentence) -> tuple[Marker, ...]:
        """The citation markers in a sentence, or right behind its full stop, in order."""
        first = bisect_left(self.markers, sentence.start, key=lambda marker: marker.start)
        last = bisect_left(self.markers, sentence.end, key=lambda marker: marker.start)
        return self.markers[first:last]


class Lines:
    """A text by its lines, which end at line feeds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = text.split("\n")
        self.starts = [0]
        for line in self.all[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def number(self, offset: int) -> int:
        """The number of the line, from 1, that holds an offset."""
        return bisect_right(self.starts, offset)


def holder(starts: Sequence[int], offset: int) -> int | None:
    """Which of the parts that begin at ``starts`` an offset falls to; None before the first."""
    return bisect_right(starts, offset) - 1 if starts and offset >= starts[0] else None
