"""Statements of opposite direction, within one document and between two.

Two claims oppose each other where amino acid and target are the same (one target may be a kind of the other), and the
directions differ; what is withheld counts the other way round, and a level in the body as an amount given. Within a
document one target may also be what the other is read by (phosphorylated Akt for insulin signaling), if one rises as
the other falls or one paper is to have shown a change and none. They are left alone where one sentence says both, where
both are only possible or one is that and cites nothing, where one speaks in relation to something else ("dampens its
own stimulation"), and where no change was seen at a dose, in a system, or of a narrower target, that the change does
not share; a dose at which the same sentence lets another amino acid work is no such reason.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.lint import words
from pipeline.lint.findings import Found
from pipeline.lint.passages import Passage
from pipeline.reconcile.targets import bond, concept, reads
from pipeline.reconcile.wording import likeness
from pipeline.schema import Claim

SHOWN = 4  # claims of one side that are told
SAME_WORDS = 1.0  # likeness of two wordings that are to name one target without a concept behind them
_FLIPPED = {"increase": "decrease", "decrease": "increase", "no_change": "no_change"}
_SIGNS = {"increase": "rises", "decrease": "falls", "no_change": "does not change"}

Said = tuple[Passage, Claim]
Group = list[Said]


def check(passages: Sequence[Passage]) -> Iterator[Found]:
    """One finding for each target on which claims of a document, or of two documents, oppose each other."""
    by_amino_acid: dict[str, list[Said]] = defaultdict(list)
    for passage in passages:
        for claim in passage.claims:
            by_amino_acid[claim.effect.amino_acid.casefold()].append((passage, claim))
    for said in by_amino_acid.values():
        opposed = [(one, other) for one, other in combinations(said, 2) if _opposed(one, other)]
        within = [pair for pair in opposed if pair[0][0].source == pair[1][0].source]
        for group in _joined(within):
            yield _told("opposite_directions", group)
        between = [pair for pair in opposed if pair[0][0].source != pair[1][0].source]
        for group in _joined(between):
            yield _told("documents_disagree", group)


def _opposed(one: Said, other: Said) -> bool:
    (place, a), (other_place, b) = one, other
    if place is other_place or _way(a) == _way(b) or any(_relative(claim) or _aside(claim) for claim in (a, b)):
        return False
    if _possible(a) and _possible(b):
        return False
    within = place.source == other_place.source
    if _way(a) != "no_change" and _way(b) != "no_change":
        return _holds(a, b) or _holds(b, a) or (within and _read_by(a, b))
    null, change = (one, other) if _way(a) == "no_change" else (other, one)
    if _at_another_dose(null, change[1]) or _in_another_system(a, b):
        return False
    one_paper = within and not set(a.refs).isdisjoint(b.refs)
    return _holds(null[1], change[1]) or (one_paper and _read_by(a, b))


def _at_another_dose(null: Said, change: Claim) -> bool:
    """Whether the dose may be why nothing changed: it worked for nothing else in the same sentence."""
    place, claim = null
    others = (c for c in place.claims if c.effect.direction != "no_change" and c.effect.target == claim.effect.target)
    worked = {dose for other in others for dose in other.doses}
    return bool(claim.doses) and set(claim.doses).isdisjoint({*change.doses, *worked})


def _in_another_system(a: Claim, b: Claim) -> bool:
    return bool(a.system and b.system and a.system != b.system)


def _way(claim: Claim) -> str:
    """The direction for more of the amino acid."""
    return _FLIPPED[claim.effect.direction] if claim.effect.exposure == "withheld" else claim.effect.direction


def _possible(claim: Claim) -> bool:
    return words.pattern("possible").search(claim.part or "") is not None


def _relative(claim: Claim) -> bool:
    return words.pattern("relative").search(claim.part or "") is not None


def _aside(claim: Claim) -> bool:
    """A possibility that nothing is cited for."""
    return _possible(claim) and not claim.refs


def _holds(broad: Claim, narrow: Claim) -> bool:
    """Whether the second target is the first one, or a kind of it."""
    bonded = bond(concept(broad.effect), concept(narrow.effect))
    same = likeness(broad.effect.target, narrow.effect.target, threshold=SAME_WORDS, bond=bonded)
    return same.outcome == "same"


def _read_by(a: Claim, b: Claim) -> bool:
    """Whether one target is what the other is read by."""
    one, other = concept(a.effect), concept(b.effect)
    return reads(one, other) or reads(other, one)


def _joined(pairs: Sequence[tuple[Said, Said]]) -> list[Group]:
    """Claims that oppose each other, directly or through others, as groups in the order of the documents."""
    groups: list[Group] = []
    for pair in pairs:
        touched = [group for group in groups if any(said in group for said in pair)]
        members = dict.fromkeys([*(said for group in touched for said in group), *pair])
        groups = [*(group for group in groups if group not in touched), list(members)]
    return [sorted(group, key=lambda said: (said[0].at, said[1].id)) for group in groups]


def _told(rule: str, group: Group) -> Found:
    sides: dict[str, list[str]] = defaultdict(list)
    effect = group[0][1].effect
    for passage, claim in group:
        sides[_way(claim)].append(_side(passage, claim, effect.target))
    told = "; ".join(f"{_SIGNS[way]} in {_listed(side)}" for way, side in sides.items())
    message = f"{effect.amino_acid}: {effect.target} {told}."
    return Found(rule, group[0][0], message, None, tuple(claim for _, claim in group))


def _listed(side: Sequence[str]) -> str:
    more = f" and {len(side) - SHOWN} more" if len(side) > SHOWN else ""
    return f"{', '.join(side[:SHOWN])}{more}"


def _side(passage: Passage, claim: Claim, told: str) -> str:
    """``000-017 (at 2 g, withheld, hedged; claims/000.csv:18)``; the target is ``told`` unless it is another one."""
    facts = [] if claim.effect.target == told else [claim.effect.target]
    facts += [f"at {' and '.join(map(str, claim.doses))}"] if claim.doses else []
    facts += [claim.effect.exposure] if claim.effect.exposure != "given" else []
    facts += ["hedged"] if _possible(claim) else []
    refs = f"[{', '.join(map(str, claim.refs))}]" if claim.refs else "uncited"
    place = f"line {passage.place.rpartition(':')[2]}" if passage.text else claim.place
    return f"{claim.id} ({', '.join([*facts, refs])}; {place})"
