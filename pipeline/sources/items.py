"""The numbered lines of a text: ``- 3. …``, ``3. …``, ``3) …``, ``(3) …``, ``[3] …``, ``[^3]: …``."""

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.sources.document import Lines

Style = tuple[str, bool]  # how the number is written, and whether behind a bullet

_ITEM = re.compile(
    r"""(?P<indent>[ \t>]*)(?P<bullet>[-*+•‣·][ \t]+)?(?:<a\b[^<>]{0,200}>[ \t]*(?:</a>)?[ \t]*)?(?:\*\*|__)?
    (?:\[\^(?P<note>\d{1,4})\]:
      |\[?\\?\[(?P<square>\d{1,4})\\?\]\]?:?
      |\((?P<round>\d{1,4})\)
      |(?P<dot>\d{1,4})\\?\.(?!\d)
      |(?P<paren>\d{1,4})\\?\)
      |(?P<tab>\d{1,4})(?=\t))
    (?:</a>)?(?:\*\*|__)?(?P<link>\([^\s()]{1,2000}\):?)?(?:[ \t]+|$|(?=[A-Z"“<\[]))(?P<text>.*)""",
    re.VERBOSE,
)
_KINDS = ("note", "square", "round", "dot", "paren", "tab")


class Item(NamedTuple):
    """A numbered line: its row (from 0), its number, and the words behind that."""

    row: int
    number: int
    style: Style
    text: str


class Items:
    """The numbered lines of a text, by row and by style."""

    def __init__(self, lines: Lines) -> None:
        self.at = {item.row: item for row, line in enumerate(lines.all) if (item := _item(row, line))}
        self.rows: dict[Style, list[int]] = {}
        self.last: dict[tuple[Style, int], int] = {}
        for row, item in self.at.items():
            self.rows.setdefault(item.style, []).append(row)
            self.last[item.style, item.number] = row

    def resume(self, before: Item, row: int, stop: int) -> bool:
        """Whether the next line of the same style behind ``row`` goes on counting."""
        rows = self.rows[before.style]
        following = bisect_right(rows, row)
        return following < len(rows) and rows[following] < stop and self.at[rows[following]].number == before.number + 1

    def begins(self, item: Item, before: Item | None, blank: bool) -> bool:
        """Whether a numbered line begins an entry; one inside an entry may begin with a volume or a page."""
        if before is None or item.style != before.style:
            return before is None
        if item.style[1] or blank or item.number == before.number + 1 or item.style[0] in ("note", "square"):
            return True
        later = self.last.get((item.style, before.number + 1), -1) > item.row
        return not (later and self.last[item.style, item.number] > item.row)


def _item(row: int, line: str) -> Item | None:
    found = _ITEM.match(line)
    kind = next((kind for kind in _KINDS if found[kind]), None) if found else None
    if found is None or kind is None or not int(found[kind]):
        return None
    link = (found["link"] or "").strip("():")
    text = f"{found['text']} {link}" if link.startswith("http") else found["text"]
    return Item(row, int(found[kind]), (kind, bool(found["bullet"])), text.strip())
