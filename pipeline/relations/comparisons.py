"""Comparisons: the two sides of ``X was higher in A than in B``, and which side got less of the amino acid."""

import re
from collections.abc import Sequence

from pipeline.relations.event import Event
from pipeline.relations.words import Word

AGAINST = frozenset({"than", "versus", "vs", "vs."})  # right behind them stands what is compared with
DIVIDING = AGAINST | {"compared"}
COMPARING = DIVIDING | {"relative"}
RANKS = {"low": 0.0, "lower": 0.0, "lowest": 0.0, "medium": 1.0, "high": 2.0, "higher": 2.0, "highest": 2.0}
AMOUNT = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>[^\d\s.]*)")


def sides(clause: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words before and behind ``than``, ``compared with``; empty behind where nothing is compared."""
    at = next((i for i, w in enumerate(clause) if w.lower in DIVIDING), len(clause))
    return clause[:at], clause[at + 1 :]


def less_is_more(event: Event) -> bool:
    """``X was higher in the low leucine group than in the high``, ``at 2 g than at 5 g``: less of it raises X."""
    before, after = sides(event.clause)
    if not after or not event.cue.has("adj"):
        return False
    one, other = (_level([w for w in words if w.start >= event.cue.end]) for words in (before, after))
    return one is not None and other is not None and one[0] == other[0] and one[1] < other[1]


def _level(words: Sequence[Word]) -> tuple[str, float] | None:
    """How much of it a group got: a unit and a number (``0.7 %``, the arm ``0.7V``), or a word that ranks it."""
    for i, word in enumerate(words):
        if word.lower in RANKS:
            return "rank", RANKS[word.lower]
        number = AMOUNT.match(word.text)
        percent = i + 1 < len(words) and words[i + 1].text == "%"
        if number and (word.kind == "dose" or number["unit"].isupper() or percent):
            return number["unit"] or "%", float(number["value"])
    return None
