"""Numbers that share a unit: single values, ranges (``0.3-1.35 g/kg``) and lists (``2, 5 and 10 mM``).

A number without a unit of its own takes the next unit to its right, across commas, "and", "or" and "to".
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.units.grammar import Unit, match_unit
from pipeline.units.numerals import Number, scan

Joint = Literal["range", "and", "comma", "error", "times"]

_JOINTS: tuple[tuple[Joint, re.Pattern[str]], ...] = (
    ("error", re.compile(r"\s?(?:±|\+/[-−–]|\+[-−–]|\+ or -)\s?")),
    ("times", re.compile(r"\s?[x×*]\s?")),
    ("range", re.compile(r"\s?[-–—−‐‑~]{1,2}\s?|-?\s(?:up\s)?to\s(?:approximately\s|about\s)?|\sthrough\s")),
    (
        "and",
        re.compile(r"[-–]?,?\s(?:and|or|and/or|&|vs\.?|versus|then)\s(?:also\s|with\s)?(?:approximately\s|about\s)?"),
    ),
    ("comma", re.compile(r"[-–]?\s?[,;/]\s?")),
)
_MAX_GAP = 24
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|approximately\s)?$", re.IGNORECASE)


class Expression(NamedTuple):
    """``low`` to ``high`` of ``unit``, from the first number to the unit (to the number, where the unit is shared)."""

    low: float
    high: float
    unit: Unit
    start: int
    end: int
    times: float | None = None  # the 6 of "6 x 500 mg"


class _Item(NamedTuple):
    number: Number
    unit: Unit | None
    joint: Joint | None  # how it hangs on the item before

    @property
    def end(self) -> int:
        return self.unit.end if self.unit else self.number.end


def expressions(text: str) -> Iterator[Expression]:
    """All amounts of the text, in order."""
    for run in _runs(text):
        yield from _resolve(text, run)


def _runs(text: str) -> Iterator[list[_Item]]:
    """Numbers that hang together; numbers inside a unit (``100 ml``, ``-1``) are skipped."""
    run: list[_Item] = []
    for number in scan(text):
        if run and number.start < run[-1].end:
            continue
        unit = match_unit(text, number.end)
        joint = _joint(text, run[-1].end, number.start) if run else None
        if run and joint is None:
            yield run
            run = []
        run.append(_Item(number, unit, joint))
    if run:
        yield run


def _joint(text: str, start: int, end: int) -> Joint | None:
    if end - start > _MAX_GAP:
        return None
    return next((name for name, pattern in _JOINTS if pattern.fullmatch(text, start, end)), None)


def _resolve(text: str, run: list[_Item]) -> Iterator[Expression]:
    units = _shared_units(run)
    if _BETWEEN.search(text, max(0, run[0].number.start - 24), run[0].number.start) and len(run) > 1:
        run = [run[0], run[1]._replace(joint="range" if run[1].joint == "and" else run[1].joint), *run[2:]]
    times: float | None = None
    index = 0
    while index < len(run):
        item, unit = run[index], units[index]
        end, last = item.end, index
        while last + 1 < len(run) and run[last + 1].joint == "error":
            last += 1
            end = run[last].end
        high = item.number.value
        if last + 1 < len(run) and run[last + 1].joint == "range" and (top := units[last + 1]) and unit:
            last += 1
            unit, high, end = top, run[last].number.value, run[last].end
        if last + 1 < len(run) and run[last + 1].joint == "times" and run[last].unit is None:
            times = item.number.value
        elif unit and item.number.value <= high:
            yield Expression(item.number.value, high, unit, item.number.start, end, times)
            times = None
        index = last + 1


def _shared_units(run: list[_Item]) -> list[Unit | None]:
    """Each item's own unit, or the next one to its right where the joints between allow that."""
    units: list[Unit | None] = [item.unit for item in run]
    coordinated = len(run) > 2 or any(item.joint in ("and", "range", "error", "times") for item in run)
    for index in range(len(run) - 2, -1, -1):
        if units[index] is None and coordinated:
            units[index] = units[index + 1]
    return units
