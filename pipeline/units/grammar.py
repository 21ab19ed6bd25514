"""Unit expressions: from any spelling (``mg·kg⁻¹·d⁻¹``, ``mg per kg body weight a day``) to one plain form (``mg/kg/day``).

The spellings are the rows of ``lexicons/units.jsonl``: ``amount`` and ``volume`` stand above the line, ``per`` below it, ``each`` below it
without changing the unit (``500 mg per capsule`` is 500 mg), ``not_per`` below it in what is no dose (``nmol/mg protein``).
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.errors import UnitError
from pipeline.lexicon import Term, read

_SPACE = "[ \u00a0\u2009\u202f]"
_ORDER = {
    "kg": 0,
    "g": 0,
    "100 g": 0,
    "m2": 0,
    "L": 1,
    "mL": 1,
    "dL": 1,
    "uL": 1,
    "day": 2,
    "week": 2,
    "h": 2,
    "min": 2,
    "s": 2,
}
_MINUS_ONE = r"(?:\^?\([-−–‐‑]1\)|\^?\{?[-−–‐‑]1\}?(?![\d.])|⁻¹|<sup>[-−–]1</sup>)"
_NAME = rf"(?:{_SPACE}(?!(?:and|or|for|in|with|to|per|at|on|by|from)\b)[A-Za-zα-ω][\w'’+-]*){{1,4}}?(?:{_SPACE}?\([\w-]{{1,12}}\))?"


class Unit(NamedTuple):
    """A unit in plain spelling, where it ends in the text, what it is counted in (capsule) and taken of (diet)."""

    name: str
    end: int
    each: str | None = None
    medium: str | None = None


@cache
def _spellings(*types: str) -> dict[str, tuple[str, str]]:
    """Spelling (as written, or lower case where case is free) → canonical name and type."""
    rows = (t for t in read("units", Term) if t.type in types)
    return {(t.term if t.case == "exact" else t.term.lower()): (t.name, t.type) for t in rows}


@cache
def _choice(*types: str) -> str:
    rows = sorted((t for t in read("units", Term) if t.type in types), key=lambda t: (-len(t.term), t.term))
    return "|".join(re.escape(t.term) if t.case == "exact" else f"(?i:{re.escape(t.term)})" for t in rows)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    per = _choice("per", "each", "not_per")
    end = r"(?![A-Za-zµμ]|\d)"
    kind = rf"(?:{_SPACE}?(?:of{_SPACE})?(?P<of>{_choice('of_kg')}){end})?"
    slash = rf"{_SPACE}?(?:/|⁄){_SPACE}?[(\[]?{_SPACE}?(?:of{_SPACE})?"
    return {
        "top": re.compile(rf"(?:{_SPACE}{{0,2}}|[-‐‑–])(?P<top>{_choice('amount', 'volume')})(?:{end}|(?<=%))"),
        "below": re.compile(
            rf"(?:(?P<line>{slash}|[ \u00a0\u2009\u202f-]per[ \u00a0\u2009\u202f-](?:each{_SPACE})?)(?P<one>{per}){end}"
            rf"|{_SPACE}{{0,2}}[.·∙⋅•*x×-]?{_SPACE}?(?P<power>{_choice('per')}){_SPACE}?{_MINUS_ONE}"
            rf"|{_SPACE}(?:a|each|every){_SPACE}(?P<a>day|week){end}"
            rf"|{_SPACE}(?P<adverb>daily|weekly){end}){kind}"
        ),
        "inner": re.compile(rf"{_SPACE}?[.·∙⋅*x×/]{_SPACE}?(?P<one>{_choice('per')}){end}{kind}"),
        "name": re.compile(
            rf"(?:{_SPACE}of)?{_NAME}(?={_SPACE}?/{_SPACE}?(?:kg|d|day)\b|{_SPACE}per{_SPACE}(?:kg|day|d)\b)"
        ),
    }


def match_unit(text: str, start: int) -> Unit | None:
    """The unit that begins at ``start`` (after at most two spaces or a hyphen), or None."""
    patterns = _patterns()
    top = patterns["top"].match(text, start)
    if not top:
        return None
    written = top["top"]
    name, kind = _look_up(written, "amount", "volume")
    unit = _below(text, name, top.end())
    return None if unit and kind == "volume" and "/" not in unit.name else unit


def _below(text: str, top: str, end: int) -> Unit | None:
    """Read what stands below the line. None where that makes it no dose (``nmol/mg``)."""
    patterns, below, each, medium = _patterns(), [], None, None
    while True:
        found = patterns["below"].match(text, end)
        if not found and not below and (name := patterns["name"].match(text, end)):
            found = patterns["below"].match(text, name.end())
        if not found or (found["adverb"] and any(p in ("day", "week") for p in below)):
            break
        name, kind = _denominator(found)
        if kind == "not_per" or name in below:
            return None if kind == "not_per" else _unit(top, below, end, each, medium)
        each = name if kind == "each" else each
        below += [name] if kind == "per" else []
        medium = _medium(found) or medium
        end = found.end()
        if found["line"] and found["line"].rstrip().endswith(("(", "[")):
            end, below = _inside_brackets(text, end, below)
    return _unit(top, below, end, each, medium)


def _inside_brackets(text: str, end: int, below: list[str]) -> tuple[int, list[str]]:
    """The rest of ``mg/(kg·day)``: further denominators, then the closing bracket."""
    while found := _patterns()["inner"].match(text, end):
        below, end = [*below, _look_up(found["one"], "per")[0]], found.end()
    return (end + 1, below) if text[end : end + 1] in (")", "]") else (end, below)


def _denominator(found: re.Match[str]) -> tuple[str, str]:
    if found["adverb"]:
        return {"daily": "day", "weekly": "week"}[found["adverb"]], "per"
    if found["a"]:
        return found["a"], "per"
    return _look_up(found["one"] or found["power"], "per", "each", "not_per")


def _look_up(written: str, *types: str) -> tuple[str, str]:
    table = _spellings(*types)
    return table.get(written) or table[written.lower()]


def _medium(found: re.Match[str]) -> str | None:
    kind = _look_up(found["of"], "of_kg")[0] if found["of"] else None
    return "diet" if kind == "diet" else None


def _unit(top: str, below: list[str], end: int, each: str | None, medium: str | None) -> Unit:
    ordered = sorted(dict.fromkeys(below), key=lambda part: _ORDER[part])
    return Unit("/".join([top, *ordered]), end, each, medium)


def canonical_unit(written: str) -> str:
    """The plain spelling of a unit: ``mM`` → ``mmol/L``, ``mg kg(-1) d(-1)`` → ``mg/kg/day``. Raises UnitError."""
    unit = match_unit(written.strip(), 0)
    if unit is None or unit.end != len(written.strip()):
        raise UnitError(f"'{written}' is no unit of dose that is known.", hint="Write it like mg/kg/day or mmol/L.")
    return unit.name
