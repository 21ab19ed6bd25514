"""Text for a page: made harmless, cut to size, and split where something is to be highlighted. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

WORD = 30  # characters; what is longer is no word, and is cut anywhere
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))  # C0, C1, halves of surrogate pairs
TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides and isolates of direction
HARMLESS = dict.fromkeys((*CONTROLS, *TURNS), REPLACEMENT) | {ord("\t"): " ", ord("\r"): " ", ord("\n"): "\n"}


@dataclass(frozen=True)
class Span:
    """Code points ``start`` to ``end`` of some text, and what is there: ``sentence``, ``target`` or ``dose``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Piece:
    """A part of a text and what all of it is: no kind for plain text, several where spans overlap."""

    text: str
    kinds: tuple[str, ...] = ()


def harmless(text: str) -> str:
    """The text with control, direction-changing and unpaired characters replaced, one for one; tabs become spaces."""
    return text if text.isprintable() else text.translate(HARMLESS)


def short(text: str, limit: int = 240) -> str:
    """At most ``limit`` characters, the last one an ellipsis where some are left out."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text cut at every edge of a span. Spans may overlap; what lies outside the text is ignored."""
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(span.start for span in inside), *(span.end for span in inside)})
    return tuple(
        Piece(text[start:end], tuple(sorted({s.kind for s in inside if s.start <= start and end <= s.end})))
        for start, end in pairwise(edges)
    )


def window(text: str, spans: Iterable[Span], margin: int) -> tuple[Piece, ...]:
    """Like ``pieces``, but only some ``margin`` characters before and after the first span, cut between words."""
    found = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    first = min(found, key=lambda span: span.start, default=Span(0, 0, ""))
    start, end = _word_start(text, first.start - margin), _word_end(text, min(first.end, first.start + margin) + margin)
    moved = [Span(max(span.start, start) - start, min(span.end, end) - start, span.kind) for span in found]
    before, after = [Piece("… ")] if start else [], [Piece(" …")] if end < len(text) else []
    return (*before, *pieces(text[start:end], moved), *after)


def _word_start(text: str, place: int) -> int:
    """``place``, or the start of the next word where it is inside one."""
    if place <= 0:
        return 0
    space = text.find(" ", place - 1, place + WORD)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    """``place``, or the end of the word before it where it is inside one."""
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - WORD, place + 1)
    return space if space >= 0 else place
