"""The concepts behind targets, and whether what was found is a kind of what was claimed.

A target without an id is grounded by its words. ``broader`` and ``site_of`` in ``target_relations`` lead from a kind
to what it is a kind of, in any number of steps.
"""

from collections import defaultdict
from functools import cache, lru_cache

from pipeline.grounding import ground
from pipeline.lexicon import Relation, read
from pipeline.reconcile.wording import Bond, Likeness, likeness
from pipeline.schema import Effect, Evidence

_UPWARD = frozenset({"broader", "site_of"})


def target_likeness(claimed: Effect, evidence: Evidence, threshold: float) -> Likeness:
    """The better of the target as written and as normalised; an aspect that keeps one of them apart is a veto."""
    bonded = bond(concept(claimed), concept(evidence.effect))
    phrases = dict.fromkeys((evidence.effect.target, evidence.target_name))
    found = [
        likeness(claimed.target, phrase, threshold=threshold, bond=bonded, sentence=evidence.sentence)
        for phrase in phrases
    ]
    if found[0].outcome == "same" and found[0].score == 1:
        return found[0]  # said in the same words: what the lexicon calls it cannot part them
    vetoes = [one for one in found if one.outcome == "aspect"]
    return max(vetoes or found, key=lambda one: (one.outcome == "same", one.score))


def concept(effect: Effect) -> str | None:
    """The id of the target: the one given, else the one that its words are grounded to."""
    return effect.target_id or ground(effect.target)[1]


def bond(claimed: str | None, found: str | None) -> Bond | None:
    """How two concepts stand; None where one of them is not known."""
    if claimed is None or found is None:
        return None
    if claimed == found:
        return "same"
    return "kind" if claimed in _above(found) else "other"


@lru_cache(maxsize=50_000)
def _above(concept: str) -> frozenset[str]:
    """Everything that a concept is a kind of; a ring in the lexicon does no harm."""
    found: set[str] = set()
    todo = [concept]
    while todo:
        fresh = _parents().get(todo.pop(), frozenset()) - found
        found |= fresh
        todo += sorted(fresh)
    return frozenset(found)


@cache
def _parents() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for row in read("target_relations", Relation):
        if row.relation in _UPWARD:
            table[row.id].add(row.other)
    return {narrow: frozenset(broad) for narrow, broad in table.items()}
