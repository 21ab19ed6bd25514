"""Numbers as scientific prose writes them, each with its place.

``3``, ``0.5``, ``.5``, ``2·5``, ``0,5``, ``1,000``, ``1 000``, ``1.2 x 10(-3)``, ``10⁻³``, ``10^-3``, ``1e-05``,
``three``. All patterns are possessive or bounded, so the scan is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Literal, NamedTuple

from pipeline.units import words
from pipeline.units.words import DASH, SPACE

_MAX_DIGITS = 15  # longer runs of digits are accession numbers and noise

_SIGN = "[-+−–‐‑⁻⁺]"
_POWER = rf"""(?:
    \^?\(\s?{_SIGN}?\d{{1,2}}\s?\)        # 10(-3), 10^(-3)
  | \^\{{?{_SIGN}?\d{{1,2}}\}}?           # 10^-3, 10^{{-3}}
  | <sup>{_SIGN}?\d{{1,2}}</sup>
  | [⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}
)"""
_LOST = rf"{DASH}\d{{1,2}}(?![\d.])"  # a superscript that became plain text: 10-3
_PLAIN = rf"""(?:
    [1-9]\d{{0,2}}(?:,\d{{3}}){{1,4}}+(?![\d,])(?:[.·]\d++)?+
  | [1-9]\d{{0,2}}(?:{SPACE}\d{{3}}){{1,4}}+(?!\d|[.,]\d)
  | 0,\d++
  | (?<!\d,)\d{{1,2}},\d(?={SPACE}?(?:[mµμun]?(?:g|mol|M)\b|%))  # the decimal comma of 2,5 g
  | \d++(?:[.·]\d++)?+
  | [.·]\d++
)"""
_DIGITS = rf"""
    10(?P<power>{_POWER})
  | 10(?P<bare>{_LOST})(?={SPACE}?(?:M\b|mol\b|moles\b|,?{SPACE}?(?:to|and|or|-|–){SPACE}?10{DASH}\d))
  | (?P<plain>{_PLAIN})(?:
        {SPACE}{{0,2}}[x×·∙⋅*]{SPACE}{{0,2}}10(?P<times>{_POWER}|{_LOST})
      | [eE](?P<e>[-+−]?\d{{1,2}})(?!\w)
    )?
"""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑—", "0123456789-+-----")

Prefix = Literal["", "sign", "name"]


class Number(NamedTuple):
    """A number and its place; ``prefix`` tells a dash before it that may be a minus sign or part of a name (IL-6)."""

    value: float
    start: int
    end: int
    prefix: Prefix = ""


@cache
def _pattern() -> re.Pattern[str]:
    spelled = words.choice(words.terms("number")).replace(" ", r"\ ")
    return re.compile(
        rf"(?:(?<![^\W_])|(?<=\dx))(?:(?P<word>(?:{spelled})(?:-(?:{spelled}))?)(?=fold|[^\w]|$)|{_DIGITS})", re.VERBOSE
    )


def scan(text: str) -> Iterator[Number]:
    """All numbers of the text from left to right, none inside names (``p70``; but ``3x1``), none endless."""
    for found in _pattern().finditer(text):
        value = _spelled(found["word"]) if found["word"] else _value(found)
        if value is not None and not _is_tail(text, found.start()):
            yield Number(value, found.start(), found.end(), _prefix(text, found.start()))


def _spelled(written: str) -> float | None:
    """``five``, ``one-half``, ``twenty-five``."""
    tens, _, ones = written.partition("-")
    if not ones or words.pattern("number").fullmatch(written):
        return float(words.name("number", written))
    whole, rest = float(words.name("number", tens)), float(words.name("number", ones))
    return whole + rest if whole >= 20 and whole % 10 == 0 and rest < 10 else None


def _is_tail(text: str, start: int) -> bool:
    """Whether the digits go on from a number that ended with a stop or comma (``1.2.3``)."""
    return start > 1 and text[start - 1] in ".,·" and text[start - 2].isdigit()


def _prefix(text: str, start: int) -> Prefix:
    if not start or text[start - 1] not in "-‐‑–—−":
        return "name" if text[max(0, start - 4) : start].rstrip().endswith(("±", "+/-", "+-")) else ""
    before = text[start - 2 : start - 1]
    return "name" if before.isalpha() else "" if before.isdigit() or before in tuple(")%") else "sign"


def _value(found: re.Match[str]) -> float | None:
    if power := found["power"] or found["bare"]:
        return float(f"1e{_exponent(power)}")
    if not (found["times"] or found["e"]) and len(found["plain"]) <= _MAX_DIGITS:
        with suppress(ValueError):  # most numbers are plain
            return float(found["plain"])
    digits = re.sub(SPACE, "", found["plain"]).replace("·", ".")
    digits = digits.replace(",", "" if _THOUSANDS.match(digits) else ".")
    exponent = _exponent(found["times"] or found["e"] or "0")
    return float(f"{digits}e{exponent}") if len(digits) <= _MAX_DIGITS else None


def _exponent(written: str) -> int:
    return int(re.sub(r"</?sup>|[^\d+-]", "", written.translate(_SUPERSCRIPTS)))
