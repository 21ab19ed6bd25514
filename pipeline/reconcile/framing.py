"""Whether a sentence states the finding that was read in it, or asks for it, denies it, or only grades it.

The extractor reads "no evidence was found that arginine improves healing" as what the inner clause says. Such words are
rows of the lexicon ``framings``: those of ``before`` count where they stand before the target in its clause, those of
``clause`` anywhere in it. A change whose own P value leaves it to chance is not stated either. A finding that says no
change supports no claim of a change, whatever frames it; one that holds for a part only (``partly``: "not always") is
no finding of no change.
"""

import re
from functools import cache

from pipeline.lexicon import Cue, read
from pipeline.schema import Evidence

CHANCE = 0.05  # P values above it are not significant
_BREAK = re.compile(r"[;:,]\s|\b(?:but|whereas|although|however|while)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_P_VALUE = re.compile(r"\bp\s*(?P<sign>[<>=≤≥])\s*(?P<value>[01]?\.\d+)", re.IGNORECASE)


def is_stated(evidence: Evidence) -> bool:
    """Whether the sentence says the finding itself; one whose target stands in another sentence is taken as said."""
    start = evidence.target_start - evidence.sentence_start
    if not 0 <= start < len(evidence.sentence):
        return True
    breaks = [0, *(found.end() for found in _BREAK.finditer(evidence.sentence)), len(evidence.sentence)]
    begin = max(at for at in breaks if at <= start)
    end = min(at for at in breaks if at > start)
    before, clause = evidence.sentence[begin:start], evidence.sentence[begin:end]
    if evidence.effect.direction == "no_change":
        return not _words("partly").search(clause)
    asked = _words("before").search(before) or _words("clause").search(clause)
    return not (asked or _by_chance(before, evidence.sentence[start:end]))


def _by_chance(before: str, behind: str) -> bool:
    """Whether the P value of the target is not significant: the one right before it, else the next one behind it."""
    *_, last = [None, *_P_VALUE.finditer(before)]
    own = last if last and not _JOINED.search(before, last.end()) else _P_VALUE.search(behind)
    if own is None or own["sign"] in "<≤":
        return False
    value = float(own["value"])
    return value > CHANCE or (value == CHANCE and own["sign"] != "=")


@cache
def _words(category: str) -> re.Pattern[str]:
    terms = sorted(re.escape(row.term) for row in read("framings", Cue) if row.category == category)
    return re.compile(rf"\b(?:{'|'.join(terms)})\b", re.IGNORECASE)
