"""Journals and authors of a reference against those of a record: NLM's abbreviations, full names, acronyms."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from pipeline.citations.titles import content
from pipeline.corpus import spelled

_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}")
HALF = 0.5  # fewer common words than this make another journal


def similarity(given: str | None, found: str | None) -> float | None:
    """How much of two journal names is common, word by word: "J Nutr" is all of "The Journal of nutrition".

    None where either is unknown.
    """
    mine, theirs = _words(given), _words(found)
    if not mine or not theirs:
        return None
    if _acronym(mine, theirs) or _acronym(theirs, mine):
        return 1.0
    part = 2 * _common(mine, theirs) / (len(mine) + len(theirs))
    return part if part >= HALF else 0.0


def same_author(given: str | None, found: str | None) -> float | None:
    """1 for one family name, 0.8 with one letter wrong or a particle missing, 0 for two; None where one is unknown."""
    mine, theirs = family_name(given), family_name(found)
    if not mine or not theirs:
        return None
    if mine == theirs:
        return 1.0
    near = min(len(mine), len(theirs)) >= 5 and OSA.distance(mine, theirs) <= 1
    shorter, longer = sorted((mine, theirs), key=len)
    return 0.8 if near or (len(shorter) >= 4 and longer.endswith(shorter)) else 0.0


def family_name(author: str | None) -> str:
    """``vansomeren`` of "van Someren KA" and of "van Someren, K. A."."""
    name = (author or "").partition(",")[0] if "," in (author or "") else author or ""
    words = name.split()
    while len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        words.pop()
    while len(words) > 1 and _INITIALS.fullmatch(words[0]):
        words.pop(0)
    return "".join(_plain(" ".join(words)))


def _plain(text: str) -> list[str]:
    return _WORD.findall("".join(c for c in spelled(text) if not unicodedata.combining(c)))


def _words(name: str | None) -> list[str]:
    """The words of a journal's name without place, subtitle and little words; all where nothing else is left."""
    plain = _BRACKETS.sub(" ", (name or "").partition(" : ")[0])  # " : official journal of …"
    words = _plain(plain) or _plain(name or "")
    return content(tuple(words)) or words


def _acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word of three letters or more is made of first letters, as PNAS is."""
    return len(short) == 1 and len(short[0]) >= 3 and "".join(word[0] for word in long).startswith(short[0])


def _common(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words of one name stand, in order, for words of the other (longest common subsequence)."""
    row = [0] * (len(theirs) + 1)
    for one in mine:
        before = row
        row = [0]
        for at, other in enumerate(theirs):
            row.append(before[at] + 1 if _abbreviates(one, other) else max(before[at + 1], row[at]))
    return row[-1]


def _abbreviates(one: str, other: str) -> bool:
    """Whether the shorter word is cut or contracted from the longer: "nutr", "natl"."""
    shorter, longer = sorted((one, other), key=len)
    if shorter[0] != longer[0]:
        return False
    rest = iter(longer)
    return longer.startswith(shorter) or (len(shorter) >= 3 and all(letter in rest for letter in shorter))
