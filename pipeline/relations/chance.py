"""Whether a P value leaves the change of a target to chance."""

import re

CHANCE = 0.05  # P values above it are not significant
BREAK = re.compile(r"[;:,]\s(?!p\s*[<>=≤≥])|\b(?:but|whereas|although|however|while)\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
P_VALUE = re.compile(r"\bp\s*(?P<sign>[<>=≤≥])\s*(?P<value>[01]?\.\d+)", re.IGNORECASE)


def clause(sentence: str, at: int) -> tuple[int, int] | None:
    """Where the clause around code point ``at`` begins and ends; None where that is outside of the sentence."""
    if not 0 <= at < len(sentence):
        return None
    breaks = [0, *(found.end() for found in BREAK.finditer(sentence)), len(sentence)]
    return max(b for b in breaks if b <= at), min(b for b in breaks if b > at)


def by_chance(sentence: str, at: int) -> bool:
    """Is the P value of the target at code point ``at`` not significant?

    It is the one right before the target in its clause, else the next one behind it; a target that stands in another
    sentence has none.
    """
    if (around := clause(sentence, at)) is None:
        return False
    before, behind = sentence[around[0] : at], sentence[at : around[1]]
    *_, last = [None, *P_VALUE.finditer(before)]
    own = last if last and not JOINED.search(before, last.end()) else P_VALUE.search(behind)
    if own is None or own["sign"] in "<≤":
        return False
    value = float(own["value"])
    return value > CHANCE or (value == CHANCE and own["sign"] != "=")
