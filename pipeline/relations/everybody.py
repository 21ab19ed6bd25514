"""Changes that everybody saw: both groups, all who took a test, all of whom the protocol asked something."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.relations.event import Event
from pipeline.relations.words import Word

REACH = 6  # words from "by" to "every": "by 0.5 km/h, up to exhaustion, every"
BEGINNING = frozenset({"baseline", "rest", "resting", "basal"})
UNITS_OF_TIME = frozenset({"s", "second", "min", "minute", "hour", "stage"})
ALL = frozenset({"both", "all"})
GROUPS = frozenset({"groups", "arms", "trials", "treatments", "conditions"})
NAMED = ("group", "treatment", "intervention", "anaphor")


def in_all_groups(event: Event) -> bool:
    """A change in ``both groups`` is no effect of one of them; ``both treatments raised X`` tells their effect."""
    clause = event.clause
    told = any(w.lower in ALL and any(x.lower in GROUPS for x in clause[i + 1 : i + 3]) for i, w in enumerate(clause))
    return told and not (event.active and _of_treatments(event.subject))


def _of_treatments(subject: Sequence[Word]) -> bool:
    named = next((w for w in subject if w.has("treatment", "group")), None)
    return named is not None and named.lower == "treatments"


def by_protocol(words: Sequence[Word]) -> bool:
    """``speed was raised by 1 km/h every 4 minutes``: what the subjects were made to do."""
    at = next((i for i, w in enumerate(words) if w.lower in {"every", "each"}), 0)
    behind = [w for w in words[at + 1 : at + 3] if w.is_number or w.lower in UNITS_OF_TIME]
    return at > 0 and bool(behind) and any(w.lower == "by" for w in words[max(0, at - REACH) : at])


def in_everybody(words: Sequence[Word]) -> bool:
    """``during the test A and B rose from baseline``: the course of a test, of no group that is named."""
    at = next((i for i, w in enumerate(words) if w.lower in {"during", "response to"}), len(words))
    long = any(w.is_number or (w.has("study") and not w.has("study.test")) for w in words[at + 1 : at + 4])
    since = any(w.lower == "from" and v.lower in BEGINNING for w, v in pairwise(words))
    named = any(w.has(*NAMED) or w.kind in {"amino_acid", "dose"} for w in words)
    return at < len(words) and since and not long and not named
