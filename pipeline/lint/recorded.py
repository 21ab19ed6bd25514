"""Conversions that the claims record, where the document itself is not at hand (see ``equivalents``)."""

import re
from collections.abc import Iterable, Iterator

from pipeline.lint.bodies import KILOGRAMS
from pipeline.lint.equivalents import GUIDANCE, RULE
from pipeline.lint.findings import Found
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import RATES, TOTALS, base, near
from pipeline.schema import Claim
from pipeline.units import human_equivalent

_PER_BODY = re.compile(r"\bper\s+(?P<mass>\d+(?:\.\d+)?)\s?(?P<unit>kg|lb)s?\b")


def check(passages: Iterable[Passage]) -> Iterator[Found]:
    """Findings on the doses of each claim."""
    for passage in passages:
        for claim in passage.claims:
            yield from _body_total(passage, claim)
            yield from _equivalent(passage, claim)


def _body_total(passage: Passage, claim: Claim) -> Iterator[Found]:
    """``10 g per 70 kg`` beside a dose per kg: the total must follow from it, or from its human equivalent."""
    rates = [(amount, plain) for amount in claim.doses if (plain := base(amount)) and plain.unit in RATES]
    due = human_equivalent(rates[0][0], claim.system) if rates and claim.system else None
    expected = [*(plain.high for _, plain in rates), *([due] if due else [])]
    for amount, written in zip(claim.doses, (claim.dose_text or "").split(";"), strict=False):
        plain, body = base(amount), _PER_BODY.search(written)
        if not (plain and body and plain.unit in TOTALS and expected and float(body["mass"])):
            continue
        kilograms = float(body["mass"]) * KILOGRAMS[body["unit"]]
        rate = plain.high / kilograms
        if any(near(rate, x) for x in expected):
            continue
        told = " or ".join(f"{x:.3g}" for x in dict.fromkeys(expected))
        pounds = body["unit"] == "lb" and any(near(plain.high, x * float(body["mass"])) for x in expected)
        hint = "; pounds were taken for kilograms" if pounds else ""
        arithmetic = f"{amount} / {kilograms:.4g} kg = {rate:.3g} mg/kg, not {told} mg/kg{hint}"
        message = f"{amount} for {body['mass']} {body['unit']} does not follow from the dose per kg."
        yield Found(RULE, passage, message, arithmetic, (claim,))


def _equivalent(passage: Passage, claim: Claim) -> Iterator[Found]:
    """A second dose per kg that the claim calls the human equivalent of the first."""
    rates = [amount for amount in claim.doses if (plain := base(amount)) and plain.unit in RATES]
    if len(rates) != 2 or "human equivalent" not in (claim.part or "") or not claim.system:
        return
    due, said = human_equivalent(rates[0], claim.system), base(rates[1])
    if due and said and not near(due, said.high):
        message = f"{rates[1]} is not the human equivalent of {rates[0]} in {claim.system}."
        arithmetic = f"{rates[0]} in {claim.system} {GUIDANCE} = {due:g} mg/kg, not {said.high:g} mg/kg"
        yield Found(RULE, passage, message, arithmetic, (claim,))
