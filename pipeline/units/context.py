"""What stands beside an amount: how often, by which route, in which medium, and whether it is a dose at all."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import Term
from pipeline.lexicon import read as read_lexicon
from pipeline.units.expressions import Expression

_REACH = 60


class Surroundings(NamedTuple):
    """How often and by which route."""

    every: str | None
    route: str | None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = sorted(
        (t for t in read_lexicon("dose_context", Term) if t.type == kind), key=lambda t: (-len(t.term), t.term)
    )
    choice = "|".join(re.escape(t.term) if t.case == "exact" else f"(?i:{re.escape(t.term)})" for t in rows)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


@cache
def _names(kind: str) -> dict[str, str]:
    return {
        t.term if t.case == "exact" else t.term.lower(): t.name
        for t in read_lexicon("dose_context", Term)
        if t.type == kind
    }


def _name(kind: str, written: str) -> str:
    table = _names(kind)
    return table.get(written) or table[written.lower()]


def judge(text: str, found: Expression, before: int, after: int) -> tuple[bool, str | None]:
    """Whether it is a dose, and its medium."""
    left = text[max(before, found.start - _REACH) : found.start]
    right = text[found.end : min(after, found.end + _REACH)]
    right = re.split(r"[.;:]\s", right)[0]
    medium = found.unit.medium
    if m := _pattern("medium").search(right):
        medium = medium or _name("medium", m[0])
    if found.unit.name == "%":
        return medium is not None, medium
    if found.unit.name in ("g",) and (
        _pattern("subject_weight").search(left[-30:]) or _pattern("subject_weight").search(right[:20])
    ):
        return False, None
    return True, medium


def read(text: str, found: Expression) -> Surroundings:
    """How often and by which route, within a few words."""
    right = re.split(r"[.;:]\s", text[found.end : found.end + _REACH])[0]
    every = _pattern("every").match(right.lstrip(" ,"))
    route = _pattern("route").search(right[:25])
    hours = float(_name("every", every[0])) if every else None
    spoken = {24.0: "day", 168.0: "week"}.get(hours or 0) or (f"{hours:g} h" if hours else None)
    if any(p in found.unit.name for p in ("/day", "/week")):
        spoken = spoken or found.unit.name.rsplit("/", 1)[-1]
    return Surroundings(spoken or found.unit.each, _name("route", route[0]) if route else None)
