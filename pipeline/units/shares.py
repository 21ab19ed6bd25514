"""Percentages beside a substance: ``0.4% of methionine``, ``fell with 2.5% glutamine``, ``fed valine (1%)``."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline.lexicon import Term
from pipeline.units import words
from pipeline.units.context import sides
from pipeline.units.expressions import Expression
from pipeline.units.words import SPACE

Place = tuple[int, int]
_LEVEL = re.compile(
    r"(?:\b(?:level|dose|amount|concentration|rate)s?(?:\s(?:of|from|at|were|was))?|\bfollows|\bat)\s?[:(]?\s?(?:either\s)?$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:^|\b(?:by|with|in|at|on|and|or|either|plus|than)|\+)\s?$"
)  # not the parts of a mixture: "(70% leucine, 20% valine)"
_EARLIER = re.compile(r"(?:\b\d[\d.]*\s?%\s?\([^()]{1,20}\)(?:,\s?|\s)(?:(?:and|or)\s)?)+$")  # "0% (T1), 1% (T2) and "
_SOMETHING = re.compile(r"\s(?!(?:of|in|and|or|on|at|for|with|by|to|than|vs|versus)\b)[A-Za-z]")
_LINKS = frozenset({"with", "plus", "added", "adding", "addition"})  # what may as well join two things
_LIST_END = re.compile(r"\s?(?:[),;]|(?:and|or)\b)")


def is_supplied(text: str, found: Expression) -> bool:
    """Is a percentage one of what is fed or given, without a medium (``fed 2% leucine``)?"""
    left, right, _ = sides(text, found)
    change = words.pattern("change").search(right[:16]) or is_need(right)
    return not change and bool(_fed().search(left) and _SOMETHING.match(right))


def is_need(right: str) -> bool:
    """Is it a part of what a body needs (``130% of the required lysine``)?"""
    return bool(_need().match(right))


def of_substance(text: str, found: Expression, substances: Sequence[Place]) -> bool:
    """Is a percentage the dose of the substance it stands before, or in a bracket behind?

    ``substances`` are places (start, end) in order. ``N% of`` one is a dose only where something is fed or given
    before, for it may be a part of what is there (``20% of leucine was oxidized``); so is what stands in a bracket,
    for it may be the size of a change (``lowered leucine (20%)``).
    """
    start, end = found.run
    if found.negative or is_need(text[end:]):
        return False
    if _told_as_level(text, found, substances):
        return True
    if text[:start].endswith("("):
        return _of_bracket(text, start - 1, end, substances)
    qualities = _qualities().match(text, end)
    if qualities is None or (place := _at(qualities.end(), substances)) is None:
        return False
    if _measured().match(text, place[1]) or (qualities["of"] and text.startswith("-", place[1])):
        return False  # "70% of serine-fed mice survived"
    left = sides(text, found).left
    led = not qualities["of"] and (_LEADS.search(left) or _supplied_after().match(text, place[1]))
    return bool(led or _supplied().search(left))


def is_quality(word: str) -> bool:
    """``digestible``, ``crystalline``: told of a substance, none itself."""
    return bool(words.pattern("quality").fullmatch(word))


def _told_as_level(text: str, found: Expression, substances: Sequence[Place]) -> bool:
    """``valine at 0.9%``, ``three levels of valine (``, ``different amounts of valine were fed as follows:``."""
    left = sides(text, found).left
    earlier = _EARLIER.search(left)
    start = found.run[0] - (len(earlier[0]) if earlier else 0)
    left = left[: earlier.start()] if earlier else left
    told = _LEVEL.search(left)
    n = bisect_right(substances, start, key=lambda place: place[1]) - 1
    if not told or n < 0:
        return False
    between = text[substances[n][1] : start]
    return between == left[-len(between) :] and (not between[: -len(told[0])].strip() or bool(_supplied().search(left)))


def _of_bracket(text: str, opening: int, end: int, substances: Sequence[Place]) -> bool:
    """``supplementation with glutamine (1.25%)``, ``glutamine-supplemented (2.5%) diet``, ``glutamine diet (2.5%)``."""
    if not _LIST_END.match(text, end):
        return False
    if _supplied_behind().search(text, max(0, opening - 40), opening):
        return True
    diet = _diet().search(text, max(0, opening - 40), opening)
    if diet and _at(diet.start(), substances, ends=True):
        return True
    before = _at(opening, substances, ends=True)
    return before is not None and bool(_supplied_before().search(text, max(0, before[0] - 40), before[0]))


def _at(at: int, substances: Sequence[Place], *, ends: bool = False) -> Place | None:
    """The substance that begins at ``at``, or that ends there or one space before."""
    n = bisect_right(substances, at, key=lambda place: place[0]) - 1
    if n < 0:
        return None
    reached = substances[n][1] in (at, at - 1) if ends else substances[n][0] == at
    return substances[n] if reached else None


def _giving() -> list[Term]:
    """Every word of giving."""
    return [*words.terms("supply"), *words.terms("loose_supply")]


@cache
def _need() -> re.Pattern[str]:
    return re.compile(
        rf"{SPACE}(?:of{SPACE})?(?:the{SPACE}|their{SPACE})?(?:{words.choice(words.terms('need'))})(?!\w)"
    )


@cache
def _fed() -> re.Pattern[str]:
    """What gives something, right before the percentage or another one with its substance."""
    given = words.choice([t for t in _giving() if t.term not in _LINKS])
    earlier = r"\d[\d.,]*\s?%\s(?:[\w-]+\s){1,3}(?:and|or|plus|versus|vs\.?|with)\s"
    return re.compile(
        rf"(?<!\w)(?:{given})\s(?:(?:either|with|about|approximately|(?:placebo|vehicle|saline)\sor|{earlier})\s?)*$"
    )


@cache
def _qualities() -> re.Pattern[str]:
    """``of digestible``: what may stand between a percentage and the substance."""
    return re.compile(rf"{SPACE}(?P<of>of{SPACE})?(?:(?:{words.choice(words.terms('quality'))}){SPACE})*")


@cache
def _measured() -> re.Pattern[str]:
    """A substance that is measured: ``20% leucine loss``."""
    return re.compile(rf"{SPACE}(?:{words.choice(words.terms('change'))})\b")


@cache
def _supply() -> str:
    """What gives something; the words that may as well join two things are left out."""
    given = [t for t in _giving() if t.name == "supply" and t.term not in _LINKS]
    return words.choice([*given, *words.terms("medium")])


@cache
def _supplied() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_supply()})(?!\w)")


@cache
def _supplied_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_supply()}){SPACE}(?:(?:with|of|by){SPACE})?(?:(?:oral|dietary|either){SPACE})?$")


@cache
def _supplied_after() -> re.Pattern[str]:
    """``0.4% threonine was added``, ``a 0.4% threonine supplement``."""
    thing = words.choice(words.terms("medium"))
    given = words.choice(_giving())
    return re.compile(rf"{SPACE}(?:(?:was|were|is|are){SPACE}(?:{given})|supplement(?:s|ation)?|{thing})(?!\w)")


@cache
def _diet() -> re.Pattern[str]:
    """What follows the substance in ``serine diet``, ``serine-containing diet``."""
    return re.compile(rf"(?:[-\s](?:{_supply()}))?[-\s](?:{words.choice(words.terms('medium'))}){SPACE}?$")


@cache
def _supplied_behind() -> re.Pattern[str]:
    return re.compile(rf"\w-(?:{_supply()}){SPACE}?$")
