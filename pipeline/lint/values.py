"""One thing with two values: levels that a dose led to, levels that are called similar, sizes of one change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.lint import words
from pipeline.lint.findings import Found, about
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import LEVEL, Quantity, base, near, quantities, same_agent
from pipeline.schema import Claim
from pipeline.units import find_doses

SIMILAR = 0.25  # how far apart two levels may be that are called similar
SAME_LEVEL = 0.1  # and two levels that one paper is to have measured at one dose


@dataclass(frozen=True)
class Level:
    """A level in blood (umol/L) that a dose led to."""

    passage: Passage
    dose: Quantity
    level: Quantity


def check(passages: Sequence[Passage]) -> Iterator[Found]:
    """Findings on values of one document that cannot all be right."""
    levels = [one for passage in passages for one in _levels(passage)]
    yield from _two_levels(levels)
    yield from _called_similar(passages, levels)
    yield from _magnitudes(passages)


def _levels(passage: Passage) -> Iterator[Level]:
    """Levels and the doses nearest to them; of claims those that say which level was reached."""
    given = quantities(passage)
    doses = [q for q in given if q.form and q.form != LEVEL and not q.compared]
    if not passage.text:
        yield from (level for claim in passage.claims for level in _claimed_levels(passage, claim))
        return
    if not words.pattern("fluid").search(passage.text):
        return
    for one in given:
        close = words.pattern("level").search(passage.text[max(0, one.start - 80) : one.end + 30])
        if doses and one.form == LEVEL and close:
            yield Level(passage, min(doses, key=lambda d: min(abs(d.start - one.end), abs(one.start - d.end))), one)


def _claimed_levels(passage: Passage, claim: Claim) -> Iterator[Level]:
    mine = [q for q in quantities(passage) if q.amount in claim.doses and q.refs == frozenset(claim.refs)]
    if mine and (claim.part or "").startswith("level reached"):
        for dose in find_doses(claim.part or ""):
            level = Quantity(dose.amount, base(dose.amount), -1, -1, None, mine[0].agent, mine[0].refs, False)
            yield Level(passage, mine[0], level)


def _two_levels(levels: Sequence[Level]) -> Iterator[Found]:
    """Two levels that one paper is said to have measured at one dose."""
    for one, other in combinations(levels, 2):
        a, b = one.level.base, other.level.base
        same_dose = one.dose.base == other.dose.base and one.dose.form == other.dose.form
        same_paper = one.passage.source == other.passage.source and bool(one.level.refs & other.level.refs)
        if one.passage is other.passage or not (same_paper and same_dose and a and b):
            continue
        if same_agent(one.level, other.level) and not near(a.high, b.high, SAME_LEVEL):
            message = f"{other.dose.amount} leads to {other.level.amount} here, to {one.level.amount} in {one.passage}."
            arithmetic = f"{max(a.high, b.high):g} / {min(a.high, b.high):g} = {_ratio(a.high, b.high):.2f}"
            claims = about(other.passage, (other.dose.amount,))
            yield Found("values_disagree", other.passage, message, arithmetic, claims, read=bool(other.passage.text))


def _called_similar(passages: Sequence[Passage], levels: Sequence[Level]) -> Iterator[Found]:
    """A level that is called similar to the one at another dose, which is given elsewhere and is not similar."""
    for passage in passages:
        for cue in words.pattern("same").finditer(passage.text):
            given = quantities(passage)
            before = [q for q in given if q.form == LEVEL and q.end <= cue.start()]
            behind = [q for q in given if q.start >= cue.end() and q.form not in (None, LEVEL) and not q.compared]
            if not (before and behind):
                continue
            mine = before[-1].base
            for other in levels:
                theirs = other.level.base
                same = other.passage.source == passage.source and other.dose.base == behind[0].base
                if other.passage is passage or not (same and mine and theirs) or near(mine.high, theirs.high, SIMILAR):
                    continue
                message = (
                    f"{before[-1].amount} is called similar to the level at {behind[0].amount},"
                    f" which is {other.level.amount} in {other.passage}."
                )
                high, low = max(mine.high, theirs.high), min(mine.high, theirs.high)
                arithmetic = f"{high:g} / {low:g} µmol/L = {high / low:.2f}: {100 * (high / low - 1):.0f}% more"
                yield Found("values_disagree", passage, message, arithmetic, about(passage), read=True)
                break


def _ratio(a: float, b: float) -> float:
    return max(a, b) / min(a, b) if min(a, b) else float("inf")


def _magnitudes(passages: Sequence[Passage]) -> Iterator[Found]:
    """Two sizes of one change, at the same doses and from a shared reference."""
    sized: dict[tuple[object, ...], list[tuple[Passage, Claim]]] = defaultdict(list)
    for passage in passages:
        for claim in passage.claims:
            effect = claim.effect
            if claim.magnitude:
                about_ = (effect.amino_acid, effect.exposure, effect.target.casefold(), effect.direction)
                key = (passage.source, *about_, claim.doses, claim.system, claim.part, claim.magnitude.unit)
                sized[key].append((passage, claim))
    for group in sized.values():
        for (place, one), (other_place, other) in combinations(group, 2):
            a, b = one.magnitude, other.magnitude
            if place is other_place or not (a and b and set(one.refs) & set(other.refs)) or near(a.value, b.value):
                continue
            message = f"{one.effect.target} {one.effect.direction} by {b} here, by {a} in {one.id} ({place.place})."
            arithmetic = f"{a} − {b} = {a.value - b.value:g} {a.unit}"
            yield Found("values_disagree", other_place, message, arithmetic, (other, one))
