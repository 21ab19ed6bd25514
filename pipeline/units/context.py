"""What stands beside an amount: how often, by which route, in which form, and whether it can be a dose at all."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.units import words
from pipeline.units.expressions import Expression
from pipeline.units.frequency import find_interval, spoken
from pipeline.units.words import SPACE

_REACH = 80  # code points that are looked at on each side
_CLAUSE_END = re.compile(r"(?<![ .(]\w)(?<!\bvs)(?<!\bwt)(?:[.;]|(?<!follows):)(?=\s)|\n")
_NEXT_ITEM = re.compile(r"\)\s?(?:,|and|or|plus|with|versus|vs)\b|,\s(?:and|or)\b|\b(?:or|and|versus|vs|plus)\s")
_ABOUT = re.compile(r"\b(?:approximately|approx\.?|about|circa|ca\.)", re.IGNORECASE)
_MOST_GRAMS, _MOST_MOLAR = 1000, 20  # above: centrifugation and birth weights; M(r) and counts of men


class Sides(NamedTuple):
    """The text on both sides of a list of amounts, to the end of the clause or the next amounts.

    ``follows`` tells that ``left`` begins at other amounts.
    """

    left: str
    right: str
    follows: bool

    @property
    def own_left(self) -> str:
        """The left side without what belongs to the amounts before it ("5 g daily or", "10 mg/kg i.p.) and")."""
        return _NEXT_ITEM.split(self.left)[-1] if self.follows else self.left


def sides(text: str, found: Expression, before: int = 0, after: int | None = None) -> Sides:
    """Cut the text beside the list of ``found``; ``before`` and ``after`` are where its neighbours end and begin."""
    start, end = found.run
    left = text[max(before, start - _REACH) : start]
    right = text[end : min(len(text) if after is None else after, end + _REACH)]
    clause = _CLAUSE_END.split(left)[-1]
    follows = before > 0 and start - before <= _REACH and clause == left
    return Sides(clause, _CLAUSE_END.split(right)[0], follows)


def is_dose(found: Expression, near: Sides) -> bool:
    """Whether an amount other than a percentage can be a dose: no weight of a subject, no constant, no flow."""
    unit = found.unit.name
    if found.negative or unit.startswith("%"):
        return False
    if unit == "g":
        return found.high < _MOST_GRAMS and not _is_body_weight(near)
    if unit.startswith(("mL", "L", "uL")):
        return not (words.pattern("flow").search(near.left) or words.pattern("flow").search(near.right[:30]))
    if unit == "mol/L" and found.high > _MOST_MOLAR:
        return False
    return not words.pattern("constant").search(near.left[-35:])


def _is_body_weight(near: Sides) -> bool:
    """``weighing 200-250 g``, ``rats (250 g)``, ``300-g rats``."""
    weight, subject = words.pattern("subject_weight"), words.pattern("subject")
    if weight.search(near.left[-40:]) or weight.search(near.right[:18]):
        return True
    animals = list(subject.finditer(near.left[-30:]))
    before = animals and not _ABOUT.sub("", near.left[-30:][animals[-1].end() :]).strip(" (,;~≈")
    return bool(before) or bool(
        re.match(r"[\s-](?:male\s|female\s|old\s)?", near.right) and subject.match(near.right[1:])
    )


def interval(near: Sides) -> float | None:
    """Hours between doses, told after the amount or just before it ("daily dose of 3 g")."""
    return find_interval(near.right[:50]) or find_interval(near.own_left[-30:])


def every(found: Expression, near: Sides, hours: float | None) -> str | None:
    """How often in words: ``day``, ``12 h``; else what is counted: ``dose``, ``capsule``."""
    if hours:
        return spoken(hours)
    time = found.unit.name.rsplit("/", 1)[-1]
    if time in ("day", "week"):
        return time
    return found.unit.each or form(near)


def form(near: Sides) -> str | None:
    """``capsule`` in "500-mg capsules"."""
    found = words.pattern("form").match(near.right.lstrip(" -"))
    return words.name("form", found[0]) if found else None


def route(near: Sides) -> str | None:
    """How it was given, by the nearest word; "infusion" gives way to a word that tells the vessel."""
    right, left = _NEXT_ITEM.split(near.right[:34])[0], near.own_left[-35:]
    found = [(m.start(), words.name("route", m[0])) for m in words.pattern("route").finditer(right)]
    found += [(len(left) - m.end() + 1, words.name("route", m[0])) for m in words.pattern("route").finditer(left)]
    found.sort(key=lambda pair: (pair[1] == "infusion", pair[0]))
    return found[0][1] if found else None


@cache
def _remarks() -> re.Pattern[str]:
    kinds = "|".join(words.pattern(kind).pattern for kind in ("route", "medium", "mark", "form"))
    return re.compile(rf"(?:[\s,()-]|(?:of|in|the|body|weight){SPACE}|{kinds})*")


def is_remark(text: str) -> bool:
    """Whether what follows an amount is only a frequency, route, medium or form."""
    return bool(_remarks().fullmatch(text)) or find_interval(text) is not None
