"""Which reference numbers the words at a place of a sentence rest on.

A number belongs to the part of the sentence that it stands at: the first citation behind the words counts. One inside a
parenthesis covers the parenthesis only; a parenthesis without one of its own takes that of the words around it. Where
nothing is cited behind the words, the citation before them counts ("Own et al. [5] gave 2 g").
"""

from collections.abc import Sequence

from pipeline.lint.passages import Mark, Passage

_OPENING, _CLOSING = "(", ")"
Span = tuple[int, int]


def credited(passage: Passage, start: int) -> frozenset[int]:
    """The numbers that the words at ``start`` rest on."""
    spans = parentheses(passage.text)
    around = [span for span in spans if span[0] < start < span[1]]
    for region in (*sorted(around, key=lambda s: s[1] - s[0]), (-1, len(passage.text))):
        inner = [s for s in spans if region[0] < s[0] and s[1] < region[1] and not s[0] < start < s[1]]
        outside = [m for m in passage.marks if region[0] < m.start < region[1] and not _inside(m, inner)]
        if behind := [m for m in outside if m.start >= start]:
            return _run(passage.text, behind)
    before = [m for m in passage.marks if m.start < start and not _inside(m, spans)]
    return _run(passage.text, before[::-1]) if before else frozenset()


def parentheses(text: str) -> list[Span]:
    """The outer and inner parentheses of a text; one that is never closed is none."""
    opened: list[int] = []
    found: list[Span] = []
    for at, character in enumerate(text):
        if character == _OPENING:
            opened.append(at)
        elif character == _CLOSING and opened:
            found.append((opened.pop(), at))
    return sorted(found)


def _inside(mark: Mark, spans: Sequence[Span]) -> bool:
    return any(start < mark.start < end for start, end in spans)


def _run(text: str, marks: Sequence[Mark]) -> frozenset[int]:
    """The first mark and those that only punctuation parts from the one before."""
    run = [marks[0]]
    for mark in marks[1:]:
        gap = text[min(run[-1].end, mark.end) : max(run[-1].start, mark.start)]
        if gap.strip(" ,;^{}[]"):
            break
        run.append(mark)
    return frozenset(mark.number for mark in run)
