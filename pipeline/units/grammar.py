"""Unit expressions: from any spelling (``mg·kg⁻¹·d⁻¹``, ``mg per kg body weight a day``) to the plain ``mg/kg/day``.

The spellings are the rows of ``lexicons/units.jsonl``, by type: ``amount`` stands alone or above the line,
``numerator`` only above it, ``per`` below it, ``each`` below it without changing the unit (500 mg per capsule is
500 mg), like ``subject`` (30 nmol/rat), ``not_per`` below it in what is no dose (``nmol/mg protein``), ``of_kg``
tells of what the kilograms are.
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.errors import UnitError
from pipeline.lexicon import Term, read
from pipeline.units.words import SPACE, choice

_RANK = {"kg": 0, "g": 0, "100 g": 0, "m2": 0, "L": 1, "mL": 1, "dL": 1, "uL": 1}  # time comes last
_BELOW = ("per", "each", "subject", "not_per")
_TIME = ("day", "week", "h", "min", "s")
_DOT = "[.·∙⋅•*x×-]"
_MINUS_ONE = r"(?:\^?\([-−–‐‑]1\)|\^?\{?[-−–‐‑]1\}?(?!\d|\.\d)|⁻¹|<sup>[-−–]1</sup>)"
_END = r"(?![A-Za-zµμ]|\d)"
_STOP = "and|or|for|in|with|to|per|at|on|by|from|than|plus|times|once|twice|thrice|daily|tablets?|capsules?|sachets?"


class Unit(NamedTuple):
    """A unit in plain spelling, where it ends in the text, what it is counted in (capsule) and taken of (diet)."""

    name: str
    end: int
    each: str | None = None
    medium: str | None = None


@cache
def _rows(*types: str) -> tuple[Term, ...]:
    return tuple(t for t in read("units", Term) if t.type in types)


@cache
def _spellings(*types: str) -> dict[str, tuple[str, str]]:
    """Spelling (as written, or lower case where case is free) → canonical name and type."""
    return {(t.term if t.case == "exact" else t.term.lower()): (t.name, t.type) for t in _rows(*types)}


@cache
def _top() -> re.Pattern[str]:
    """What stands above the line. Not ``M(r)``, ``M(-1)`` and ``Gram-negative``."""
    spellings = choice(_rows("amount", "numerator"))
    no_name = r"(?![(^]|\.S\b|-(?:negative|positive|stain)|\s?⁻¹|-1\b)"
    return re.compile(rf"(?:{SPACE}{{0,2}}|[-‐‑–])(?P<top>{spellings}){_END}{no_name}")


@cache
def _below() -> re.Pattern[str]:
    """One step below the line: ``/kg body weight``, ``per kg``, ``kg(-1)``, ``a day``, ``daily``."""
    kind = rf"(?:{SPACE}?(?:of{SPACE})?(?P<of>{choice(_rows('of_kg'))}){_END})?"
    slash = rf"\.?{SPACE}?[/⁄]{SPACE}?[(\[]?{SPACE}?(?:of{SPACE})?"
    per = rf"(?:{SPACE}|-)per(?:{SPACE}|-)(?:each{SPACE})?"
    return re.compile(
        rf"(?:(?P<line>{slash}|{per})(?P<one>{choice(_rows(*_BELOW))}){_END}"
        rf"|{SPACE}{{0,2}}{_DOT}?{SPACE}?(?P<power>{choice(_rows('per'))})(?:{SPACE}?(?:{choice(_rows('of_kg'))}))?"
        rf"{SPACE}?{_MINUS_ONE}"
        rf"|{SPACE}(?:a|each|every){SPACE}(?P<a>day){_END}"
        rf"|{SPACE}(?P<adverb>daily){_END}){kind}"
    )


@cache
def _inner() -> re.Pattern[str]:
    """A further step inside brackets: the day of ``mg/(kg·day)``."""
    return re.compile(rf"{SPACE}?(?:{_DOT}|/|\sper\s){SPACE}?(?P<one>{choice(_rows('per'))}){_END}")


@cache
def _substance() -> re.Pattern[str]:
    """Up to four words between what stands above the line and below it: ``20 g creatine monohydrate/day``.

    The line may be a power: ``60 mg taurine·kg-1``.
    """
    word = rf"{SPACE}(?!(?:{_STOP})\b)[A-Za-zα-ω][\w'’+-]{{0,24}}"
    line = rf"(?:{SPACE}?/{SPACE}?|{SPACE}per{SPACE})(?:{choice(_rows(*_BELOW))}){_END}"
    line = rf"(?:{line}|(?:{_DOT}|{SPACE}){SPACE}?(?:{choice(_rows('per'))}){SPACE}?{_MINUS_ONE})"
    return re.compile(rf"(?:{SPACE}of)?(?:{word}){{1,4}}?(?:{SPACE}?\([\w-]{{1,12}}\))?(?={line})")


_STRAY_POWER = re.compile(rf"{SPACE}?{_DOT}?{SPACE}?[A-Za-z]{{1,12}}{_MINUS_ONE}")  # pmol islet(-1)


def match_unit(text: str, start: int) -> Unit | None:
    """The unit that begins at ``start`` (after at most two spaces or a hyphen), or None."""
    top = _top().match(text, start)
    if not top:
        return None
    name, kind = _look_up(top["top"], "amount", "numerator")
    unit = _read_below(text, name, top.end())
    return None if unit is None or (kind == "numerator" and unit.name == name) else unit


def _read_below(text: str, top: str, end: int) -> Unit | None:
    """Read all steps below the line. None where one of them makes it no dose (``nmol/mg``)."""
    below: list[str] = []
    each = medium = None
    while found := _next_step(text, end, bool(below)):
        step, kind = _denominator(found)
        if kind == "not_per":
            return None
        if step in below or (step in _TIME and any(part in _TIME for part in below)):
            break
        each = step if kind == "each" else each
        below += [step] if kind == "per" else []
        medium = "diet" if found["of"] and _look_up(found["of"], "of_kg")[0] == "diet" else medium
        end = found.end()
        if found["line"] and found["line"].rstrip().endswith(("(", "[")):
            end, below = _inside_brackets(text, end, below)
    name = None if _STRAY_POWER.match(text, end) else _assembled(top, below)
    return Unit(name, end, each, medium) if name else None


def _assembled(top: str, below: list[str]) -> str | None:
    """The plain spelling. Sloppy molar units are read as meant: ``mM/L`` as mmol/L, ``uM/kg`` as umol/kg."""
    if top.endswith("/L") and any(part in ("L", "kg") for part in below):
        top = top.removesuffix("/L")
    if "L" in top.split("/")[1:] and any(_RANK.get(part) == 1 for part in below):
        return None
    return "/".join([top, *sorted(dict.fromkeys(below), key=lambda part: _RANK.get(part, 2))])


def _next_step(text: str, end: int, has_below: bool) -> re.Match[str] | None:
    found = _below().match(text, end)
    if not found and not has_below and (substance := _substance().match(text, end)):
        found = _below().match(text, substance.end())
    return found


def _inside_brackets(text: str, end: int, below: list[str]) -> tuple[int, list[str]]:
    while found := _inner().match(text, end):
        below, end = [*below, _look_up(found["one"], "per")[0]], found.end()
    return (end + 1, below) if text[end : end + 1] in (")", "]") else (end, below)


def _denominator(found: re.Match[str]) -> tuple[str, str]:
    if found["adverb"] or found["a"]:
        return "day", "per"
    return _look_up(found["one"] or found["power"], *_BELOW)


def _look_up(written: str, *types: str) -> tuple[str, str]:
    table, plain = _spellings(*types), re.sub(SPACE, " ", written)
    return table.get(plain) or table[plain.lower()]


def canonical_unit(written: str) -> str:
    """The plain spelling of a unit: ``mM`` → ``mmol/L``, ``mg kg(-1) d(-1)`` → ``mg/kg/day``. Raises UnitError."""
    plain = written.strip()
    unit = match_unit(plain, 0)
    if unit is None or unit.end != len(plain):
        raise UnitError(f"'{written}' is not a known unit of dose.", hint="Write it like mg/kg/day or mmol/L.")
    return unit.name
