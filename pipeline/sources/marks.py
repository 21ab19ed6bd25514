r"""The grammar of citation marks: what in a text may be one, and which numbers it names.

``[[3]](#ref3)``, ``[\[3\]](#)``, ``[3]``, ``[3](#ref3)``, ``\[3\]``, ``^{[3][4]}``, ``^[3]``, each also with a list or
range for its number (``[1, 3–5]``), and ``[^3]``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.sources.document import MarkerStyle

_NUMBERS = r"\d{1,4}(?:\s{0,2}[,;]\s{0,2}\d{1,4}|\s?[-‐‑–—−]\s?\d{1,4}){0,60}"
_MARK = re.compile(
    rf"""\[(?:\\?\[{_NUMBERS}\\?\][,;\s]{{0,2}})+\]\((?P<link>[^()\s]*)\)
    |\^\{{\s?(?:\[{_NUMBERS}\][,;\s]{{0,2}})+\}}
    |\^\[{_NUMBERS}\]
    |\[\^(?P<note>\d{{1,4}})\]
    |\[{_NUMBERS}\]\((?P<anchor>\#[^()\s]*)\)
    |\\\[{_NUMBERS}\\\]
    |(?P<plain>\[{_NUMBERS}\])""",
    re.VERBOSE,
)
_BRACKET = re.compile(rf"\\?\[(?P<numbers>{_NUMBERS})\\?\]")
_ITEM = re.compile(r"(?P<first>\d{1,4})(?:\s?[-‐‑–—−]\s?(?P<last>\d{1,4}))?")
_TARGET = re.compile(r"#(?:[A-Za-z]{1,20}[_:.-]?){0,3}(?P<number>\d{1,4})")
_WIDEST = 100  # numbers; a wider range is one of pages or values


class Item(NamedTuple):
    """A number or a range (``first == last`` unless it is one) and the span that stands for it."""

    first: int
    last: int
    start: int
    end: int


class Mark(NamedTuple):
    """What may be a citation: its span, its items, the number that its link names."""

    start: int
    end: int
    style: MarkerStyle
    items: tuple[Item, ...]
    target: int | None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Each number it names, in order."""
        return tuple(number for item in self.items for number in range(item.first, item.last + 1))


def marks(text: str) -> Iterator[Mark]:
    """Everything that looks like a citation mark, in order; a number 0 or a range that runs backwards never does."""
    for found in _MARK.finditer(text):
        items = tuple(_items(found))
        if items and all(0 < item.first <= item.last < item.first + _WIDEST for item in items):
            yield Mark(found.start(), found.end(), _style(found), items, _target(found, items))


def _items(found: re.Match[str]) -> Iterator[Item]:
    if found["note"]:
        yield Item(int(found["note"]), int(found["note"]), *found.span())
        return
    before_link = found.start("link") if found["link"] is not None else found.start("anchor")
    brackets = list(_BRACKET.finditer(found.string, found.start(), before_link if before_link > 0 else found.end()))
    for bracket in brackets:
        inside = list(_ITEM.finditer(found.string, *bracket.span("numbers")))
        for item in inside:
            first, last = int(item["first"]), int(item["last"] or item["first"])
            alone = len(inside) == 1 and first == last
            span = item.span() if not alone else bracket.span() if len(brackets) > 1 else found.span()
            yield Item(first, last, *span)


def _style(found: re.Match[str]) -> MarkerStyle:
    if found["note"]:
        return "footnote"
    if found["plain"]:
        return "plain"
    if found[0].startswith("^"):
        return "superscript"
    return "escaped" if "\\" in found[0] else "linked"


def _target(found: re.Match[str], items: tuple[Item, ...]) -> int | None:
    link = _TARGET.fullmatch(found["link"] or found["anchor"] or "")
    return int(link["number"]) if link and len(items) == 1 and items[0].first == items[0].last else None
