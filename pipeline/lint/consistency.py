"""Claims of one document that cannot all be right.

Two statements of one sentence are never set against each other: a sentence that says both draws a distinction, which
stands in the claims' ``part``. A change beside no change is explained where the latter was at a dose, or in a system,
that the former does not share; a rise beside a fall is not.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.citations import source_key
from pipeline.lint.doses import TOLERANCE, base
from pipeline.reconcile.wording import Wording, parse
from pipeline.schema import Amount, Claim, Finding

Key = tuple[str, str, str, Wording]


def check(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Findings on pairs of claims, told at the first claim of each group."""
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        effect = claim.effect
        key = (source_key(claim.source), effect.amino_acid.casefold(), effect.exposure, parse(effect.target))
        groups[key].append(claim)
    for group in groups.values():
        yield from _directions(group)
        yield from _magnitudes(group)
    yield from _units(claims)


def _directions(group: Sequence[Claim]) -> Iterator[Finding]:
    """One finding for each claim that others of the group oppose, told at the earlier one."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for one, other in combinations(group, 2):
        if _opposed(one, other):
            told[one.id].append(other)
    first = {claim.id: claim for claim in reversed(group)}
    for name, others in told.items():
        claim = first[name]
        rivals = "; ".join(f"{c.id} ({c.effect.direction}{_at(c)}, {c.place})" for c in others)
        message = (
            f"{claim.effect.amino_acid} {claim.effect.exposure}, {claim.effect.target}:"
            f" {claim.effect.direction}{_at(claim)} here, but otherwise in {rivals}."
        )
        yield _finding(claim, "opposite_directions", message, None)


def _opposed(one: Claim, other: Claim) -> bool:
    if one.effect.direction == other.effect.direction or _same_sentence(one, other):
        return False
    nulls = [claim for claim in (one, other) if claim.effect.direction == "no_change"]
    other_dose = any(null.doses and not set(one.doses) & set(other.doses) for null in nulls)
    other_system = bool(nulls and one.system and other.system and one.system != other.system)
    return not (other_dose or other_system)


def _magnitudes(group: Sequence[Claim]) -> Iterator[Finding]:
    """Two sizes of one change, at the same doses and from a shared reference."""
    for one, other in combinations(group, 2):
        a, b = one.magnitude, other.magnitude
        same = one.effect.direction == other.effect.direction and one.system == other.system
        if not (a and b and same and a.unit == b.unit and set(one.refs) & set(other.refs)):
            continue
        if _same_sentence(one, other) or one.doses != other.doses or one.part != other.part:
            continue
        if abs(a.value - b.value) > TOLERANCE * max(a.value, b.value):
            message = f"{one.effect.target} {one.effect.direction} by {a} here, by {b} in {other.id} ({other.place})."
            yield _finding(one, "magnitudes_disagree", message, f"{a} − {b} = {a.value - b.value:g} {a.unit}")


def _units(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same number in two units of one kind, for one amino acid and a shared reference: one of them is a slip."""
    same_number: dict[tuple[object, ...], dict[str, tuple[Claim, Amount]]] = defaultdict(dict)
    for claim in claims:
        about = source_key(claim.source), claim.effect.amino_acid.casefold()
        for ref in claim.refs:
            for amount in claim.doses:
                same_number[*about, ref, amount.low, amount.high].setdefault(amount.unit, (claim, amount))
    told = set()
    for units in same_number.values():
        for (one, a), (other, b) in combinations(units.values(), 2):
            factor = _slip(a, b)
            if factor and (one.source, a, b) not in told:
                told.add((one.source, a, b))
                message = f"The dose is {a} here and {b} in {other.id} ({other.place}), for the same paper."
                yield _finding(one, "unit_disagrees", message, f"{b} = {factor:g} × {a}")


def _slip(a: Amount, b: Amount) -> float | None:
    """How many times ``a`` fits into ``b``, where they have the same number in different units of one kind."""
    left, right = base(a), base(b)
    if a.unit == b.unit or (a.low, a.high) != (b.low, b.high) or not left or not right or not left.high:
        return None
    return right.high / left.high if left.unit == right.unit and left.high != right.high else None


def _same_sentence(one: Claim, other: Claim) -> bool:
    return (one.section, one.anchor) == (other.section, other.anchor)


def _at(claim: Claim) -> str:
    return f" at {' and '.join(map(str, claim.doses))}" if claim.doses else ""


def _finding(claim: Claim, rule: str, message: str, arithmetic: str | None) -> Finding:
    return Finding(
        rule=rule, source=claim.source, claim_id=claim.id, place=claim.place, message=message, arithmetic=arithmetic
    )
