"""The concepts behind targets, how two of them stand, and whether what was found is what was claimed.

A target without an id is grounded by its words. ``broader`` and ``site_of`` in ``target_relations`` lead from a kind
to what it is a kind of, in any number of steps; with the other relations they lead to everything that a concept is
near. ``inverse_of`` names two concepts of which one rises as the other falls; a ``readout_of`` something, and every
kind of that readout, rises and falls with it.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.grounding import ground
from pipeline.lexicon import Relation, read
from pipeline.reconcile.wording import Bond, Likeness, likeness, parse
from pipeline.schema import Effect, Evidence

_UPWARD = frozenset({"broader", "site_of"})
_NEAR = _UPWARD | {"member_of", "part_of", "metabolite_of"}


def target_likeness(claimed: Effect, evidence: Evidence, threshold: float) -> Likeness:
    """The better of the target as written and as normalised; an aspect that keeps one of them apart is a veto.

    Of targets that are written together ("mTOR/S6K1 signaling") the one counts that is nearest to the claim.
    """
    together = tuple(_written_together(evidence.effect.target))
    if together:
        pairs = [(phrase, ground(phrase)[1]) for phrase in together]
        found = [_likeness(claimed, *pair, evidence.sentence, threshold) for pair in pairs]
        return max(found, key=lambda one: (one.outcome == "same", one.score))
    own = concept(evidence.effect)
    phrases = dict.fromkeys((evidence.effect.target, evidence.target_name))
    written, *named = (_likeness(claimed, phrase, own, evidence.sentence, threshold) for phrase in phrases)
    if written.outcome == "same" and (written.score == 1 or written.bond == "same"):
        return written  # said in the same words or as the same thing: what the lexicon calls it cannot part them
    vetoes = [one for one in (written, *named) if one.outcome == "aspect"]
    return max(vetoes or (written, *named), key=lambda one: (one.outcome == "same", one.score))


def _likeness(claimed: Effect, phrase: str, found: str | None, sentence: str, threshold: float) -> Likeness:
    bonded = bond(concept(claimed), found)
    return likeness(claimed.target, phrase, threshold=threshold, bond=bonded, sentence=sentence)


def _written_together(phrase: str) -> Iterator[str]:
    """``mTOR/S6K1 signaling`` as two phrases, where each is a concept; none where it is a ratio or a binding."""
    names = phrase.split("/")
    aspects = parse(phrase)
    if len(names) == 1 or "ratio" in aspects.on("role") or "binding" in aspects.on("process"):
        return
    last, _, tail = names[-1].partition(" ")
    together = [*names[:-1], last]
    if all(ground(name)[1] for name in together):
        yield from (f"{name} {tail}".strip() for name in together)


def concept(effect: Effect) -> str | None:
    """The id of the target: the one given, else the one that its words are grounded to."""
    return effect.target_id or ground(effect.target)[1]


def bond(claimed: str | None, found: str | None) -> Bond | None:
    """How the concept that was found stands to the claimed one; None where one of them is not known."""
    if claimed is None or found is None:
        return None
    if claimed == found:
        return "same"
    if found in _inverses().get(claimed, ()):
        return "inverse"
    if claimed in _above(found):
        return "narrower"
    if found in _above(claimed):
        return "broader"
    return "related" if _near(claimed) & _near(found) else "unrelated"


def reads(shown: str | None, meant: str | None) -> bool:
    """Whether one concept is what another is read by in experiments: phosphorylated Akt for insulin signaling."""
    if shown is None or meant is None:
        return False
    return any(meant in _others(frozenset({"readout_of"})).get(one, ()) for one in (shown, *_above(shown)))


def _above(concept: str) -> frozenset[str]:
    """Everything that a concept is a kind of."""
    return _reached(concept, _UPWARD)


def _near(concept: str) -> frozenset[str]:
    """The concept itself and all that it is a kind, a part or a product of."""
    return _reached(concept, _NEAR) | {concept}


@lru_cache(maxsize=50_000)
def _reached(concept: str, relations: frozenset[str]) -> frozenset[str]:
    """All that one relation after another leads to; a ring in the lexicon does no harm."""
    found: set[str] = set()
    todo = [concept]
    while todo:
        fresh = _others(relations).get(todo.pop(), frozenset()) - found
        found |= fresh
        todo += sorted(fresh)
    return frozenset(found)


@cache
def _others(relations: frozenset[str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for row in read("target_relations", Relation):
        if row.relation in relations:
            table[row.id].add(row.other)
    return {own: frozenset(others) for own, others in table.items()}


@cache
def _inverses() -> dict[str, frozenset[str]]:
    one_way = _others(frozenset({"inverse_of"}))
    table: dict[str, set[str]] = defaultdict(set)
    for own, others in one_way.items():
        for other in others:
            table[own].add(other)
            table[other].add(own)
    return {own: frozenset(others) for own, others in table.items()}
