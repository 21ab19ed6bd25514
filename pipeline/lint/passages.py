"""The places that findings are told at: sentences of the source documents, or of the claims where none is given.

A claim is tied to the sentence that begins with its anchor; of several the first one not before the claim above it that
bears its reference numbers. Claims without a document are put together by anchor.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.citations import source_key
from pipeline.schema import Claim
from pipeline.sources import Marker, SourceDocument

_LINK = re.compile(r"\]\([^()\n]*\)")
_MARKUP = re.compile(r"[\[*\]]|\t")
ANCHOR_WORDS = 5
LONGEST = 4_000  # characters of a sentence that are read; what is longer is none


@dataclass(frozen=True)
class Mark:
    """A reference number and its span in ``Passage.text``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence of a document and the claims that were curated from it.

    ``text`` is the sentence with markers and markup blanked out, "" where the document is not at hand. ``at`` orders
    the passages of all documents.
    """

    at: int
    source: str
    section: str | None
    anchor: str
    place: str
    text: str = ""
    marks: tuple[Mark, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def refs(self) -> frozenset[int]:
        """All numbers that are cited here."""
        return frozenset(m.number for m in self.marks) | {ref for claim in self.claims for ref in claim.refs}

    def __str__(self) -> str:
        return f"“{self.anchor}” ({self.place})"


@dataclass(frozen=True)
class _Sentence:
    """What a passage takes from its document."""

    section: str | None
    place: str
    text: str
    marks: tuple[Mark, ...]


def passages(claims: Iterable[Claim], documents: Iterable[SourceDocument]) -> tuple[Passage, ...]:
    """Every sentence of the documents, and what the claims of other sources stand at, in the order of both."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[source_key(claim.source)].append(claim)
    read = {source_key(document.id): document for document in documents}
    found: list[Passage] = []
    for key in sorted({*by_source, *read}):
        of_source = by_source.get(key, [])
        parts = _read(read[key], of_source) if key in read else _unread(of_source)
        for part in parts:
            found.append(Passage(len(found), *part))
    return tuple(found)


_Parts = tuple[str, str | None, str, str, str, tuple[Mark, ...], tuple[Claim, ...]]


def _unread(claims: Sequence[Claim]) -> Iterator[_Parts]:
    for (section, anchor), group in groupby(claims, key=lambda c: (c.section, c.anchor)):
        held = tuple(group)
        yield held[0].source, section, anchor, held[0].place, "", (), held


def _read(document: SourceDocument, claims: Sequence[Claim]) -> Iterator[_Parts]:
    sentences = tuple(_sentences(document))
    source = claims[0].source if claims else document.id
    held: dict[int, list[Claim]] = defaultdict(list)
    last = 0
    for claim in claims:
        at = _tied(claim, sentences, last)
        held[-1 if at is None else at].append(claim)
        last = last if at is None else at
    for at, sentence in enumerate(sentences):
        mine = tuple(held.get(at, ()))
        anchor = mine[0].anchor if mine else " ".join(sentence.text.split()[:ANCHOR_WORDS])
        section = mine[0].section if mine else sentence.section
        yield source, section, anchor, sentence.place, sentence.text, sentence.marks, mine
    yield from _unread(held.get(-1, ()))


def _tied(claim: Claim, sentences: Sequence[_Sentence], last: int) -> int | None:
    """Which sentence a claim stands at; None where none begins with its anchor."""
    anchor = _squeezed(claim.anchor)
    fitting = [at for at, s in enumerate(sentences) if anchor in _squeezed(s.text[: 3 * len(anchor) + 60])]
    refs = set(claim.refs)
    bearing = [at for at in fitting if refs <= {mark.number for mark in sentences[at].marks}]
    following = [at for at in bearing if at >= last]
    return next(iter((*following, *bearing, *fitting)), None)


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _sentences(document: SourceDocument) -> Iterator[_Sentence]:
    starts = [marker.start for marker in document.markers]
    for sentence in document.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        markers = document.markers[first:last]
        section = None if sentence.section is None else document.sections[sentence.section]
        yield _Sentence(
            section=" ".join(filter(None, (section.number, section.title))) if section else None,
            place=f"{document.file}:{sentence.line}",
            text=_plain(document.text[sentence.start : sentence.end], markers, sentence.start)[:LONGEST],
            marks=tuple(Mark(m.number, m.start - sentence.start, m.end - sentence.start) for m in markers),
        )


def _plain(text: str, markers: Sequence[Marker], offset: int) -> str:
    """The text with a space for each character of a marker, of a link's address and of markup."""
    characters = list(text)  # a text that is put together anew for each marker takes minutes where a line has 300,000
    for marker in markers:
        start, end = marker.start - offset, marker.end - offset
        characters[start:end] = " " * (end - start)
    text = "".join(characters)
    text = _LINK.sub(lambda found: " " * len(found[0]), text)
    return _MARKUP.sub(" ", text).replace("\n", " ")
