"""What an amount is in: ``10 g/kg diet``, ``2% in drinking water``, ``a diet containing 10 g/kg``."""

import re
from functools import cache

from pipeline.units import words
from pipeline.units.context import Sides, sides
from pipeline.units.expressions import Expression
from pipeline.units.shares import is_need


def medium(found: Expression, near: Sides) -> str | None:
    """What an amount is in: ``10 g/kg diet``, ``5 mM leucine in the medium``, ``a diet containing 10 g/kg``."""
    if found.unit.name.endswith(("/kg/day", "/kg/h", "/kg/min")):
        return found.unit.medium  # a rate per body mass, whatever it is in
    return found.unit.medium or _after(near.right) or _before(near.left)


def medium_of_share(text: str, found: Expression) -> str | None:
    """What a percentage is of where it is a dose: a w/v mark or a medium beside it; None for all other percentages."""
    near = sides(text, found)
    if found.negative or near.left.rstrip().endswith(tuple("<>≤≥")) or is_need(near.right):
        return None
    if mark := words.pattern("mark").search(near.right[:14]):
        return _after(near.right) or _before(near.left) or words.name("mark", mark[0])
    if words.pattern("interval").match(near.right.lstrip(" (,")):
        return None
    change = words.pattern("change")
    is_change = change.search(near.left[-16:]) or change.search(near.right[:16]) or near.right.startswith(" of ")
    return _after(near.right) or (None if is_change else _beside(near.right) or _before(near.left, loose=True))


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    name, strict, loose = (words.choice(words.terms(kind)) for kind in ("medium", "supply", "loose_supply"))
    here = rf"(?P<medium>{name})(?!\w|[\s-](?:group|groups|arm|control|controls|treated|intake)\b)"
    word = r"(?!(?:and|or|was|were|is|are|had|of|group|groups|arm)\b)[\w'’+,-]+"
    article = r"(?:(?:the|their|a|an|total|basal|dry|daily|culture|of)\s)"
    begin = rf"(?<!\w)(?P<medium>{name})(?!\w)"
    return {
        "after": re.compile(rf"[\s)]*(?:{word}\s){{0,3}}?(?:of|in|as|to|into|via)\s{article}{{0,3}}{here}"),
        "beside": re.compile(rf"[\s)-]{{0,2}}(?:{word}[\s-]){{0,2}}?{here}"),
        "strict": re.compile(rf"{begin}(?:(?:\s{word}){{0,2}}?\s(?:{strict})(?!\w)|\s(?:with|at)\b|\s\($)"),
        "loose": re.compile(rf"{begin}(?:[\s(]+[\w'’+,-]+){{0,6}}?[\s(]+(?:{strict}|{loose})(?!\w)"),
    }


def _after(right: str) -> str | None:
    """What stands behind the amount: ``of the diet``, ``leucine in drinking water``."""
    found = _phrases()["after"].match(right)
    return words.name("medium", found["medium"]) if found else None


def _beside(right: str) -> str | None:
    """``saline``, ``casein diet``."""
    found = _phrases()["beside"].match(right)
    return words.name("medium", found["medium"]) if found else None


def _before(left: str, *, loose: bool = False) -> str | None:
    """``diet supplemented with``, ``drinking water (``: the last one of the clause."""
    found = list(_phrases()["loose" if loose else "strict"].finditer(left))
    return words.name("medium", found[-1]["medium"]) if found else None
