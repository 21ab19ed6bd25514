"""Arithmetic inside one claim: impossible units, one amount in two units, human equivalents."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.errors import UnitError
from pipeline.schema import Amount, Claim, Finding
from pipeline.units import compare, find_doses, human_equivalent, normalize

TOLERANCE = 0.05  # rounding that no curator would call a mistake
MOST = 100_000.0  # mg/kg: a tenth of the body mass at once
KG = {"kg": 1.0, "lb": 0.45359237, "lbs": 0.45359237}  # exact, by the international pound
_PER_BODY = re.compile(r"\bper\s+(?P<mass>\d+(?:\.\d+)?)\s?(?P<unit>kg|lbs?)\b")
_EQUALS = re.compile(r"\s*(?:\(|=|i\.e\.,?|,?\s*also given as|,?\s*that is,?)\s*")


def check(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Findings on the amounts of each claim."""
    for claim in claims:
        yield from _impossible(claim)
        yield from _two_units(claim)
        yield from _body_total(claim)
        yield from _equivalent(claim)


def base(amount: Amount) -> Amount | None:
    """The amount in base units, None where its unit cannot be converted."""
    try:
        return normalize(amount)
    except UnitError:
        return None


def _impossible(claim: Claim) -> Iterator[Finding]:
    """A share of the body that nobody can be given, or more than a whole; amounts per kg of diet are left alone."""
    if any(dose.medium for dose in find_doses(claim.dose_text or "")):
        return
    for amount in claim.doses:
        plain = base(amount)
        if plain and plain.unit in ("mg/kg", "mg/kg/day") and plain.high >= MOST:
            share = f"{amount} = {plain.high / 1e3:g} g/kg = {plain.high / 1e4:g}% of body mass"
            yield _finding(claim, "impossible_unit", f"{amount} cannot be a dose; the unit is wrong.", share)
        elif plain and plain.unit == "%" and plain.high > 100:
            message = f"{amount} is more than a whole; the unit or the number is wrong."
            yield _finding(claim, "impossible_unit", message, f"{plain.high:g}% > 100%")


def _two_units(claim: Claim) -> Iterator[Finding]:
    """An amount followed by itself in another unit, as in ``A (B)`` or ``A = B``."""
    for text in filter(None, (claim.dose_text, claim.part)):
        found = find_doses(text)
        for one, other in pairwise(found):
            a, b = base(one.amount), base(other.amount)
            if not (a and b and a.unit == b.unit and _EQUALS.fullmatch(text, one.end, other.start)):
                continue
            if compare(one.amount, other.amount, tolerance=TOLERANCE) != "equal":
                message = f"{one.amount} and {other.amount} are given as the same amount, but differ."
                yield _finding(claim, "amounts_disagree", message, f"{one.amount} = {a}; {other.amount} = {b}")


def _body_total(claim: Claim) -> Iterator[Finding]:
    """``10 g per 70 kg`` beside a dose per kg: the total must follow from it, or from its human equivalent."""
    rates = [r for amount in claim.doses if (r := base(amount)) and r.unit in ("mg/kg", "mg/kg/day")]
    due = human_equivalent(rates[0], claim.system or "") if rates else None
    expected = [*(r.high for r in rates), *([due] if due else [])]
    for amount, written in zip(claim.doses, (claim.dose_text or "").split(";"), strict=False):
        plain, body = base(amount), _PER_BODY.search(written)
        if not (plain and body and plain.unit in ("mg", "mg/day") and expected):
            continue
        kilograms = float(body["mass"]) * KG[body["unit"]]
        rate = plain.high / kilograms if kilograms else 0.0
        if rate and not any(abs(rate - x) <= TOLERANCE * max(rate, x) for x in expected):
            told = " or ".join(f"{x:.3g}" for x in dict.fromkeys(expected))
            message = f"{amount} for {body['mass']} {body['unit']} does not follow from the dose per kg."
            arithmetic = f"{amount} / {kilograms:.3g} kg = {rate:.3g} mg/kg, not {told} mg/kg"
            yield _finding(claim, "equivalent_disagrees", message, arithmetic)


def _equivalent(claim: Claim) -> Iterator[Finding]:
    """A second dose per kg that the claim calls the human equivalent of the first."""
    rates = [amount for amount in claim.doses if (r := base(amount)) and r.unit in ("mg/kg", "mg/kg/day")]
    if len(rates) != 2 or "human equivalent" not in (claim.part or "") or not claim.system:
        return
    due, said = human_equivalent(rates[0], claim.system), base(rates[1])
    if due and said and abs(due - said.high) > TOLERANCE * max(due, said.high):
        message = f"{rates[1]} is not the human equivalent of {rates[0]} in {claim.system}."
        arithmetic = f"{rates[0]} in {claim.system} by body surface = {due:g} mg/kg, not {said.high:g} mg/kg"
        yield _finding(claim, "equivalent_disagrees", message, arithmetic)


def _finding(claim: Claim, rule: str, message: str, arithmetic: str) -> Finding:
    return Finding(
        rule=rule, source=claim.source, claim_id=claim.id, place=claim.place, message=message, arithmetic=arithmetic
    )
