"""The concepts behind targets, and whether what was found is a kind of what was claimed.

A target without an id is looked up among the terms of the lexicon ``targets``, whatever the order and number of its
words and with those left out that say nothing. ``broader`` and ``site_of`` in ``target_relations`` lead from a kind to
what it is a kind of, in any number of steps.
"""

from collections import defaultdict
from functools import cache, lru_cache

from pipeline.lexicon import Relation, Term, read
from pipeline.reconcile.wording import Bond, Likeness, is_stop, likeness, tokens
from pipeline.schema import Effect, Evidence

_UPWARD = frozenset({"broader", "site_of"})
Key = tuple[frozenset[str], frozenset[tuple[str, str]]]


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
    """The id of the target: the one given, else that of the lexicon's term with the same words."""
    return effect.target_id or _look_up(effect.target)


def bond(claimed: str | None, found: str | None) -> Bond | None:
    """How two concepts stand; None where one of them is not known."""
    if claimed is None or found is None:
        return None
    if claimed == found:
        return "same"
    return "kind" if claimed in _above(found) else "other"


@lru_cache(maxsize=50_000)
def _look_up(target: str) -> str | None:
    exact, loose = _terms()
    return exact.get(target) or loose.get(_key(target))


def _key(phrase: str) -> Key:
    words, numbers = tokens(phrase)
    return frozenset(w for w in words if not is_stop(w)) or frozenset(words), frozenset(numbers)


@cache
def _terms() -> tuple[dict[str, str], dict[Key, str]]:
    """Ids by term where case matters, and by words where it does not. Words that mean two things mean none."""
    exact: dict[str, str] = {}
    loose: dict[Key, set[str]] = defaultdict(set)
    for term in read("targets", Term):
        if term.id and term.case == "exact":
            exact[term.term] = term.id
        elif term.id:
            loose[_key(term.term)].add(term.id)
    return exact, {key: next(iter(ids)) for key, ids in loose.items() if len(ids) == 1}


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
