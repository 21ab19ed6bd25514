"""Numbers as scientific prose writes them, each with its place.

``3``, ``0.5``, ``.5``, ``2·5``, ``0,5``, ``1,000``, ``1 000``, ``1.2 x 10(-3)``, ``10⁻³``, ``10^-3``, ``1e-05``, ``three``.
All patterns are possessive or bounded, so the scan is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import Term, read

MAX_DIGITS = 15  # longer runs of digits are accession numbers and noise, and overflow a float

_SPACE = "[ \u00a0\u2009\u202f]"
_SIGN = "[-+−–‐‑⁻⁺]"
_POWER = rf"""(?:
    \^?\(\s?{_SIGN}?\d{{1,2}}\s?\)        # 10(-3), 10^(-3)
  | \^\{{?{_SIGN}?\d{{1,2}}\}}?           # 10^-3, 10^{{-3}}
  | <sup>{_SIGN}?\d{{1,2}}</sup>
  | [⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}
)"""
_LOST = r"[-−–‐‑]\d{1,2}(?![\d.])"  # a superscript that became plain text: 10-3
_PLAIN = rf"""(?:
    \d{{1,3}}(?:,\d{{3}})++(?![\d,])(?:[.·]\d++)?+
  | [1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})++(?!\d|[.,]\d)
  | 0,\d++
  | \d++(?:[.·]\d++)?+
  | [.·]\d++
)"""
_DIGITS = rf"""
    10(?P<power>{_POWER})
  | 10(?P<bare>{_LOST})(?={_SPACE}?(?:M\b|mol\b|mol/|moles\b|,?{_SPACE}?(?:to|and|or|-|–){_SPACE}?10[-−–‐‑]\d))
  | (?P<plain>{_PLAIN})(?:
        {_SPACE}{{0,2}}[x×·∙⋅*]{_SPACE}{{0,2}}10(?P<times>{_POWER}|{_LOST})
      | [eE](?P<e>[-+−]?\d{{1,2}})(?![\w])
    )?
"""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑·", "0123456789-+----.")


class Number(NamedTuple):
    """A number, its place in the text, and whether it was written as a word."""

    value: float
    start: int
    end: int
    word: bool = False


@cache
def _words() -> dict[str, float]:
    return {t.term: float(t.name) for t in read("dose_context", Term) if t.type == "number"}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(_words(), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:(?P<word>(?i:{words.replace(' ', _SPACE)}))(?!\w)|{_DIGITS})", re.VERBOSE)


def scan(text: str) -> Iterator[Number]:
    """All numbers of the text from left to right; none that is part of a name (``IL-6``, ``p70``) or too long."""
    for found in _pattern().finditer(text):
        if found["word"]:
            yield Number(_words()[found["word"].lower()], found.start(), found.end(), True)
        elif found.end() - found.start() <= MAX_DIGITS + 12 and not _belongs_to_name(text, found.start()):
            yield Number(_value(found), found.start(), found.end())


def _belongs_to_name(text: str, start: int) -> bool:
    before, dash = text[max(0, start - 2) : start], "-‐‑–−"
    if not before or before[-1] not in dash:
        return bool(before) and before[-1] in ".,·" and before[:1].isdigit()
    return len(before) == 1 or not (before[0].isdigit() or before[0] in ")%")


def _value(found: re.Match[str]) -> float:
    if power := found["power"] or found["bare"]:
        return float(f"1e{_exponent(power)}")
    digits = re.sub(_SPACE, "", found["plain"]).replace("·", ".")
    digits = digits.replace(",", ".") if digits.startswith("0,") else digits.replace(",", "")
    exponent = _exponent(found["times"] or found["e"] or "0")
    return float(f"{digits}e{exponent}") if len(digits) <= MAX_DIGITS else 0.0


def _exponent(written: str) -> int:
    digits = re.sub(r"</?sup>|[^\d+-]", "", written.translate(_SUPERSCRIPTS))
    return int(digits)
