"""Numbers that share a unit: single values, ranges (``0.3-1.35 g/kg``) and lists (``2, 5 and 10 mM``).

A number without a unit of its own takes the next unit to its right, across commas, "and", "or" and "to".
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from pipeline.units import words
from pipeline.units.grammar import Unit
from pipeline.units.numerals import Number, scan
from pipeline.units.words import SPACE

Joint = Literal["error", "times", "range", "and", "comma"]
Matcher = Callable[[str, int], Unit | None]

_ABOUT = r"(?:(?:approximately|about|approx\.?|~|≈)\s?)?"
_JOINTS: tuple[tuple[Joint, re.Pattern[str]], ...] = (
    ("error", re.compile(r"\s?(?:±|\+/[-−–]|\+[-−–]|\+ or -)\s?")),
    ("times", re.compile(r"\s?[x×*]\s?")),
    ("range", re.compile(rf"\s?[-–—−‐‑~]{{1,2}}\s?|[-–]?\s(?:up\s)?to\s{_ABOUT}|\sthrough\s")),
    ("and", re.compile(rf"[-–]?[,;]?\s(?:and|or|and/or|&|vs\.?|versus|then)\s{_ABOUT}")),
    ("comma", re.compile(r"[-–]?\s?[,;]\s?")),
)
_MAX_GAP = 24
_BEFORE = 24
_BETWEEN = re.compile(rf"(?i:\bbetween)\s{_ABOUT}$")
_NOT_LISTED = re.compile(r"(?<![A-Za-z])[nNpPrR]\s?[=<>≤≥]\s?$")


class Expression(NamedTuple):
    """``low`` to ``high`` of ``unit``, from the first number to the unit (to the number, where the unit is shared)."""

    low: float
    high: float
    unit: Unit
    start: int
    end: int
    run: tuple[int, int]  # where the list that it stands in begins and ends
    times: float | None = None  # the 6 of "6 x 500 mg"
    negative: bool = False


class _Item(NamedTuple):
    number: Number
    own: Unit | None
    joint: Joint | None  # how it hangs on the item before
    unit: Unit | None = None  # its own, or the one it shares

    @property
    def end(self) -> int:
        return self.own.end if self.own else self.number.end


def expressions(text: str, match: Matcher) -> Iterator[Expression]:
    """All numbers of the text with a unit that ``match`` reads after them, in order."""
    for run in _runs(text, match):
        if any(item.own for item in run):
            yield from _resolve(text, _without_labels(text, _with_between(text, _share_units(run))))


def _runs(text: str, match: Matcher) -> Iterator[list[_Item]]:
    """Numbers that hang together; numbers inside a unit (``100 ml``, ``-1``) are skipped."""
    run: list[_Item] = []
    for number in scan(text):
        if run and number.start < run[-1].end:
            continue
        own = match(text, number.end)
        if run and own and (whole := _whole(text, run[-1], number)):
            run[-1] = run[-1]._replace(number=whole, own=own)
            continue
        joint = _joint(text, run[-1].end, number.start) if run else None
        if run and joint is None:
            yield run
            run = []
        if joint or number.prefix != "name":
            run.append(_Item(number, own, joint))
    if run:
        yield run


def _joint(text: str, start: int, end: int) -> Joint | None:
    if end - start > _MAX_GAP:
        return None
    return next((name for name, pattern in _JOINTS if pattern.fullmatch(text, start, end)), None)


def _share_units(run: list[_Item]) -> list[_Item]:
    """Give each item its own unit, or the next one to its right where the joints between allow that."""
    coordinated = len(run) > 2 or any(item.joint not in (None, "comma") for item in run)
    shared: list[_Item] = []
    for item in reversed(run):
        right = shared[-1].unit if shared and coordinated else None
        shared.append(item._replace(unit=item.own or right))
    return shared[::-1]


def _whole(text: str, item: _Item, number: Number) -> Number | None:
    """The decimal that a stray space splits (``2. 5 mg``), if it is one."""
    if number.start - item.end != 2:
        return None
    written = f"{text[item.number.start : item.end]}{text[item.end : number.end]}"
    if re.fullmatch(rf"\d{{1,3}}\.{SPACE}\d{{1,4}}", written) and not item.own:
        return item.number._replace(value=float(re.sub(SPACE, "", written)), end=number.end)
    return None


def _with_between(text: str, run: list[_Item]) -> list[_Item]:
    """Read "between 1 and 3 g" as a range."""
    start = run[0].number.start
    if len(run) > 1 and run[1].joint == "and" and _BETWEEN.search(text[max(0, start - _BEFORE) : start]):
        return [run[0], run[1]._replace(joint="range"), *run[2:]]
    return run


def _without_labels(text: str, run: list[_Item]) -> list[_Item]:
    """Drop leading numbers that are labels (``n = 10``, ``day 3``), not values that wait for a unit."""
    if run[0].own:
        return run
    start = run[0].number.start
    left = text[max(0, start - _BEFORE) : start]
    label = list(words.pattern("label").finditer(left))
    if not (_NOT_LISTED.search(left) or (label and not left[label[-1].end() :].strip(" -.,(=#"))):
        return run
    first = next((i for i, item in enumerate(run) if item.own), len(run))
    while first > 1 and run[first].joint in ("range", "error"):
        first -= 1
    return run[first:]


def _resolve(text: str, run: list[_Item]) -> Iterator[Expression]:
    """Single values and ranges of a run; an error (± 2) belongs to the value before it, a factor (6 x) to the next."""
    index, times = 0, None
    first = next((item for item in run if item.unit), run[0])
    place = (first.number.start, run[-1].end)
    while index < len(run):
        item, last = run[index], _skip_errors(run, index)
        ahead = run[last + 1] if last + 1 < len(run) else None
        value, start, negative = item.number.value, item.number.start, item.number.prefix == "sign"
        if ahead and ahead.joint == "times" and not run[last].own:
            times = value
        elif item.unit and ahead and ahead.unit and ahead.joint == "range":
            last = _skip_errors(run, last + 1)
            end = run[last].end
            whole = Expression(value, ahead.number.value, ahead.unit, start, end, place, times, negative)
            yield from _range(text, whole, item, ahead)
            times = None
        elif item.unit:
            yield Expression(value, value, item.unit, start, run[last].end, place, times, negative)
            times = None
        index = last + 1


def _skip_errors(run: list[_Item], index: int) -> int:
    while index + 1 < len(run) and run[index + 1].joint == "error":
        index += 1
    return index


def _range(text: str, whole: Expression, low: _Item, high: _Item) -> Iterator[Expression]:
    """One range; two values where it runs backwards ("from 10 to 5 mg") or the units are of different kinds."""
    unit = low.unit or whole.unit
    factor = _factor(unit.name, whole.unit.name)
    if factor and (value := float(f"{whole.low * factor:.12g}")) <= whole.high:
        yield whole._replace(low=value)
    elif "to" in text[low.end : high.number.start] or (low.own and high.own):
        yield whole._replace(high=whole.low, unit=unit, end=low.end)
        yield whole._replace(low=whole.high, start=high.number.start, times=None)


_PREFIXES = {"": 1.0, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15}


def _factor(unit: str, other: str) -> float | None:
    """From one unit to another that differs in the prefix only (``umol/L`` to ``mmol/L``), else None."""
    if unit == other:
        return 1.0
    for base in ("mol", "g"):
        (top, _, below), (other_top, _, other_below) = unit.partition("/"), other.partition("/")
        if below == other_below and top.endswith(base) and other_top.endswith(base):
            return _PREFIXES[top.removesuffix(base)] / _PREFIXES[other_top.removesuffix(base)]
    return None
