"""How often: ``twice daily``, ``3 times per day``, ``every 8 h``, ``b.i.d.``; as hours between doses."""

import re
from functools import cache

from pipeline.units import words
from pipeline.units.words import DASH, SPACE

_NAMED = {24.0: "day", 168.0: "week", 720.0: "month", 1.0: "h"}


@cache
def _pattern() -> re.Pattern[str]:
    period, number = words.choice(words.terms("period")), words.choice(words.terms("number"))
    gap = rf"(?:{SPACE}|{DASH})"
    count = rf"(?P<count>{words.choice(words.terms('count'))}|\d{{1,2}}|{number})"
    return re.compile(
        rf"(?<![\w/])(?:{count}(?:{gap}(?:times?|doses)|{SPACE}?[x×])?(?:{gap}(?:a|per|each|every){gap}|{gap}|{SPACE}?/{SPACE}?)"
        rf"(?P<period>{period})"
        rf"|(?:every{SPACE}|q{SPACE}?)(?P<step>{words.choice(words.terms('ordinal'))}|\d{{1,2}}|{number})?{gap}?(?P<unit>{period})"
        rf"|(?:per|a|each){SPACE}(?P<one>day|week|month)"
        rf"|(?P<phrase>{words.choice(words.terms('frequency'))}))(?!\w)"
    )


def find_interval(text: str) -> float | None:
    """Hours between doses by the first phrase of ``text`` that tells it, or None."""
    for found in _pattern().finditer(text):
        hours = _hours(found)
        if hours:
            return hours
    return None


def _hours(found: re.Match[str]) -> float | None:
    if found["phrase"]:
        return float(words.name("frequency", found["phrase"]))
    if found["one"]:
        return float(words.name("period", found["one"]))
    if found["unit"]:
        return _number(found["step"] or "1") * float(words.name("period", found["unit"]))
    if not re.search(r"times?\b|[x×]|once|twice|thrice|doses|/", found[0], re.IGNORECASE):
        return None  # "3 days" is a duration
    count = _number(found["count"])
    return float(words.name("period", found["period"])) / count if count else None


def _number(written: str) -> float:
    if written.isdigit():
        return float(written)
    kinds = ("count", "ordinal", "number")
    return next(float(words.name(kind, written)) for kind in kinds if words.pattern(kind).fullmatch(written))


def spoken(hours: float) -> str:
    """``day``, ``week``; else ``12 h``, ``2 days``, ``3 weeks``."""
    if hours in _NAMED:
        return _NAMED[hours]
    for length, name in ((168, "weeks"), (24, "days")):
        if hours % length == 0:
            return f"{hours / length:g} {name}"
    return f"{hours:g} h"
