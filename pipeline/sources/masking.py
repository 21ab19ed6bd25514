"""Blank out what is no running text: front matter, code, comments, formulas, images. Offsets stay as they are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_HTML = re.compile(r"<!--|<(?P<tag>pre|code|script|style)\b[^<>]{0,300}>", re.IGNORECASE)
_TICKS = re.compile("`+")
_MATHS = re.compile(
    r"\$\$[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])(?=[^$\n]{0,300}[\\^_={}])[^$\n]{1,300}(?<=\S)\$(?![\d$])"
)
_IMAGE = re.compile(
    r"!\[(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,300}\](?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}\)|\[[^\[\]\n]{0,100}\])"
)

WORD = "X"  # stands for each character of a formula or of code in a line

Span = tuple[int, int]


class Masked(NamedTuple):
    """A text without what is no running text, in three degrees, and faults."""

    blocks: str  # without front matter, blocks of code, comments
    running: str  # also without code, formulas and images in lines
    words: str  # also without images; code and formulas are words
    unclosed: tuple[tuple[int, str], ...]  # offset, what was opened


def mask(text: str, start: int) -> Masked:
    """Blank out everything before ``start`` and what is no running text behind it.

    What is opened and never closed is no code and no comment: it would swallow the rest of the document.
    """
    unclosed: list[tuple[int, str]] = []
    blocks = blank(text, [(0, start), *_fences(text, start, unclosed)])
    blocks = blank(blocks, _html(blocks, unclosed))
    code = tuple(_code(blocks))
    running = blank(blocks, code)
    images = tuple(found.span() for found in _IMAGE.finditer(running))
    running = blank(running, images)
    maths = tuple(found.span() for found in _MATHS.finditer(running))
    words = blank(blank(blank(blocks, images), maths, WORD), code, WORD)
    return Masked(blocks, blank(running, maths), words, tuple(sorted(unclosed)))


def blank(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    """The text with ``filler`` for each character of some spans; line feeds stay. The spans are in order."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", filler, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _fences(text: str, start: int, unclosed: list[tuple[int, str]]) -> Iterator[Span]:
    """Blocks between two lines of three or more backticks or tildes (CommonMark 4.5)."""
    opened: tuple[int, str] | None = None
    offset = start
    for line in text[start:].split("\n"):
        end = offset + len(line)
        if fence := _FENCE.match(line):
            if opened is None:
                opened = offset, fence["fence"]
            elif fence["fence"].startswith(opened[1]) and not fence["info"].strip():
                yield opened[0], end
                opened = None
        offset = end + 1
    if opened:
        unclosed.append((opened[0], "a block of code"))


def _html(text: str, unclosed: list[tuple[int, str]]) -> Iterator[Span]:
    """Comments, and elements whose content is code."""
    at, dead = 0, set[str]()
    for opening in _HTML.finditer(text):
        kind = (opening["tag"] or "").lower()
        if opening.start() < at or kind in dead:
            continue
        closing = re.compile(f"</{kind}[ \t]*>" if kind else "-->", re.IGNORECASE).search(text, opening.end())
        if closing is None:
            dead.add(kind)
            unclosed.append((opening.start(), f"<{kind}>" if kind else "a comment"))
        else:
            at = closing.end()
            yield opening.start(), at


def _code(text: str) -> Iterator[Span]:
    """Code between two runs of as many backticks on one line."""
    offset = 0
    for line in text.split("\n"):
        runs = [found.span() for found in _TICKS.finditer(line)] if "`" in line else []
        following: dict[int, int] = {}
        closing = [0] * len(runs)
        for index in range(len(runs) - 1, -1, -1):
            length = runs[index][1] - runs[index][0]
            closing[index] = following.get(length, index)
            following[length] = index
        index = 0
        while index < len(runs):
            if closing[index] > index:
                yield offset + runs[index][0], offset + runs[closing[index]][1]
            index = closing[index] + 1
        offset += len(line) + 1
