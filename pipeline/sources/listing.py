"""Find the reference list of a source document: where each numbered entry begins and ends."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.identifiers import find_identifiers
from pipeline.sources.document import Lines
from pipeline.sources.items import Item, Items
from pipeline.sources.markers import Fault, words
from pipeline.sources.marks import Mark

_HEADING = re.compile(r"(?P<hashes>\#{1,6})[ \t]")
_HEADING_MARKUP = re.compile(
    r"^(?:<[^<>]{1,100}>|[#*_>\s]|\d+(?:\.\d+)*\.?\s)+|(?:</?[^<>]{1,100}>|\(\d+\)|[:*_#\s])+$"
)
_UNNUMBERED = re.compile(r"[ \t]*(?:[-*+•]\s|#{1,6}\s|\||-{3,}|={3,})")
_BULLETS = "-*+•"
_RESUMED = re.compile(r"[ \t]{2,}\S|[a-zµ(<&]|(?i:https?:|www\.|doi\b|10\.\d{4}|PMC?I?D)")
_LOOKS = re.compile(
    r"https?://|\[[\w.-]+\.[a-z]{2,}\]\s*$|\((?:1[89]|20)\d\d[a-z]?\)|\b(?:1[89]|20)\d\d\b[^;]{0,12};|\bet al\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60  # characters
_SUBHEADING = 8  # words
_LONGEST = 4000  # characters of an entry that are looked at
_INDENT = 8  # characters before the number of an entry


class Entry(NamedTuple):
    """A numbered entry: the rows (from 0) of its lines, its words on one line, and how its number is written."""

    number: int
    rows: tuple[int, ...]
    text: str
    kind: str


class Listing(NamedTuple):
    """The entries of the reference list in the order of the document, and what is wrong with it."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()


class _Cited(NamedTuple):
    numbers: frozenset[int]
    last: int  # where the last citation stands


def listing(lines: Lines, marks: Sequence[Mark]) -> Listing:
    """The list under a heading for it; else footnotes; else the last list from 1 that looks like one.

    ``marks`` are those of the whole text: they tell a list that is cited from any other.
    """
    items = Items(lines)
    cited = _cited(marks, lines, items)
    faults: list[Fault] = []
    found: list[Entry] = []
    for begin, stop, sure in _under_headings(lines):
        if found and begin <= found[-1].rows[-1]:
            continue
        entries = _renumbered(_walk(lines, items, begin, stop), faults)
        if entries and (sure or _look(entries) or _are_cited(entries, lines, cited)):
            found += entries
        elif sure and not entries and any(line.strip() for line in lines.all[begin:stop]):
            message = "The entries of this list have no numbers; no citation can be tied to them."
            faults.append(Fault(begin, "unnumbered_list", message))
    taken = {row for entry in found for row in entry.rows}
    notes = [entry for entry in _footnotes(lines, items) if entry.rows[0] not in taken]
    if not found:
        found = notes or _last_list(lines, items, cited, faults)
    elif notes:
        message = f"{len(notes)} footnotes stand beside the reference list and were not taken for references."
        faults.append(Fault(notes[0].rows[0] + 1, "footnotes", message))
    return Listing(tuple(sorted(found, key=lambda entry: entry.rows)), tuple(faults))


def definitions(lines: Lines) -> frozenset[int]:
    """The numbers of Markdown's link definitions (``[3]: address``)."""
    found = (re.match(r" {0,3}\[(\d{1,4})\]:[ \t]*\S", line) for line in lines.all)
    return frozenset(int(match[1]) for match in found if match)


def _under_headings(lines: Lines) -> Iterator[tuple[int, int, bool]]:
    """First row, row after the last, and whether the heading names nothing but a reference list."""
    found = [heading for row, line in enumerate(lines.all) if (heading := _heading(row, line))]
    for at, (row, level, title) in enumerate(found):
        if title in words("reference heading") or title in words("perhaps reference heading"):
            following = (found[other] for other in range(at + 1, len(found)))
            stop = next((other for other, height, _ in following if height <= level), len(lines.all))
            underlined = re.fullmatch(r"[-=]{3,}\s*", "".join(lines.all[row + 1 : row + 2]))
            yield row + (2 if underlined else 1), stop, title in words("reference heading")


def _heading(row: int, line: str) -> tuple[int, int, str] | None:
    """Row, level and title of a Markdown heading, or of a line that names a reference list."""
    hashes = _HEADING.match(line)
    short = line.strip() if len(line) <= _LONGEST_HEADING else ""
    title = " ".join(_HEADING_MARKUP.sub("", short).split()).casefold()
    named = title in words("reference heading") or title in words("perhaps reference heading")
    return (row, len(hashes["hashes"]) if hashes else 6, title) if hashes or named else None


def _walk(lines: Lines, items: Items, begin: int, stop: int) -> list[Entry]:
    """The entries from ``begin`` on; what stands between them belongs to the one before, or is a subheading."""
    entries: list[tuple[Item, list[int]]] = []
    blank = False
    for row in range(begin, stop):
        line, item, before = lines.all[row], items.at.get(row), entries[-1][0] if entries else None
        if not line.strip():
            blank = True
            continue
        if item and items.begins(item, before, blank):
            entries.append((item, [row]))
        elif before:
            unnumbered = _UNNUMBERED.match(line)
            if unnumbered and line[0] in _BULLETS and before.style[1]:
                break
            if not (unnumbered and line[0].strip()) and (not blank or _RESUMED.match(line)):
                entries[-1][1].append(row)
            elif not items.resume(before, row, stop):
                break
            elif not unnumbered and len(line.split()) > _SUBHEADING:
                entries[-1][1].append(row)
        blank = False
    return [_entry(lines, item, rows) for item, rows in entries]


def _entry(lines: Lines, item: Item, rows: list[int]) -> Entry:
    parts = [item.text, *(lines.all[row].strip(" \t>") for row in rows[1:])]
    return Entry(item.number, tuple(rows), " ".join(" ".join(parts).split()), item.style[0])


def _renumbered(entries: list[Entry], faults: list[Fault]) -> list[Entry]:
    """Entries that are all numbered 1 count up, as Markdown shows them."""
    if len(entries) < 2 or {entry.number for entry in entries} != {1} or entries[0].kind not in ("dot", "paren"):
        return entries
    message = f"All {len(entries)} entries have the number 1; they were counted up from it, as Markdown does."
    faults.append(Fault(entries[0].rows[0] + 1, "renumbered", message))
    return [entry._replace(number=number) for number, entry in enumerate(entries, 1)]


def _footnotes(lines: Lines, items: Items) -> list[Entry]:
    """Footnotes wherever they stand (``[^3]: …``), each with the lines below it."""
    found: list[Entry] = []
    for row, item in items.at.items():
        if item.style[0] == "note" and (not found or row > found[-1].rows[-1]):
            found += _walk(lines, items, row, len(lines.all))
    return found


def _last_list(lines: Lines, items: Items, cited: _Cited, faults: list[Fault]) -> list[Entry]:
    """The last list from 1, behind all citations, that looks like one of references or is cited."""
    found: list[Entry] = []
    after = 0
    for row, item in items.at.items():
        if row >= after and item.number == 1:
            entries = _walk(lines, items, row, len(lines.all))
            after = entries[-1].rows[-1] + 1
            behind = cited.last < lines.starts[row]
            found = entries if behind and (_look(entries) or _are_cited(entries, lines, cited)) else found
    return _renumbered(found, faults)


def _look(entries: Sequence[Entry]) -> bool:
    """Whether at least half of the entries look like references."""
    return 2 * sum(
        bool(_LOOKS.search(e.text[:_LONGEST]) or any(find_identifiers(e.text[:_LONGEST]))) for e in entries
    ) >= len(entries)


def _are_cited(entries: Sequence[Entry], lines: Lines, cited: _Cited) -> bool:
    """Whether at least half of the entries are cited, and nothing is behind the first."""
    known = sum(entry.number in cited.numbers for entry in entries)
    return cited.last < lines.starts[entries[0].rows[0]] and 2 * known >= len(entries)


def _cited(marks: Sequence[Mark], lines: Lines, items: Items) -> _Cited:
    """What the marks cite, without those that number an entry."""
    citing = []
    for mark in marks:
        row = lines.number(mark.start) - 1
        if row not in items.at or mark.start - lines.starts[row] > _INDENT:
            citing.append(mark)
    numbers = frozenset(number for mark in citing for number in mark.numbers)
    return _Cited(numbers, citing[-1].start if citing else -1)
