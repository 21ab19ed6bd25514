"""The amounts that a passage gives: of what, after which references, and whether they are only compared with.

They are read from the sentence, or from the doses of its claims where the document is not at hand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import UnitError
from pipeline.lint import words
from pipeline.lint.crediting import credited
from pipeline.lint.passages import Passage
from pipeline.names import Name
from pipeline.schema import Amount, Claim
from pipeline.units import find_doses, normalize

TOLERANCE = 0.05  # rounding that no curator would call a mistake
RATES = ("mg/kg", "mg/kg/day")
TOTALS = ("mg", "mg/day")
LEVEL = "umol/L"  # a concentration: what a dose led to, not a dose of a body
MOST = 100_000.0  # mg/kg: a tenth of the body mass at once
_REACH = 40  # characters before an amount that may say that it is only compared with
_NEAR = re.compile(r"(?:\)|\s|of|per|day|body|weight|bw|L-|-)*", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """An amount in a passage; ``start`` and ``end`` are -1 where it comes from a claim."""

    amount: Amount
    base: Amount | None  # in base units; None where the unit cannot be converted
    start: int
    end: int
    medium: str | None  # what it is in, where it is no amount by itself ("diet")
    agent: str | None  # the amino acid it is an amount of, where that is certain
    refs: frozenset[int]
    compared: bool  # "same effect as 2 g": another amount is measured against it

    @property
    def form(self) -> str | None:
        """What may be compared with it: base unit without the day, and the medium."""
        return None if self.base is None else f"{self.base.unit.removesuffix('/day')} {self.medium or ''}".strip()

    @property
    def is_rate(self) -> bool:
        """An amount for each kg of body mass."""
        return self.base is not None and self.base.unit in RATES and not self.medium

    @property
    def is_total(self) -> bool:
        """A plain mass."""
        return self.base is not None and self.base.unit in TOTALS and not self.medium

    @property
    def possible(self) -> bool:
        """Whether a body could be given so much."""
        return not self.is_rate or (self.base is not None and self.base.high < MOST)


def base(amount: Amount) -> Amount | None:
    """The amount in base units, None where its unit cannot be converted."""
    try:
        return normalize(amount)
    except UnitError:
        return None


def near(a: float, b: float, tolerance: float = TOLERANCE) -> bool:
    """Whether two numbers are the same but for rounding."""
    return abs(a - b) <= tolerance * max(abs(a), abs(b)) + 1e-12


def same_agent(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts may be of one amino acid."""
    return a.agent is None or b.agent is None or a.agent == b.agent


def covers(wide: Amount, value: Amount) -> bool:
    """Whether an amount, or the range that it is, holds another one of the same unit."""
    return wide.low * (1 - TOLERANCE) <= value.low and value.high <= wide.high * (1 + TOLERANCE)


@lru_cache(maxsize=10_000)
def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """All amounts of a passage in order."""
    return tuple(_written(passage) if passage.text else _claimed(passage.claims))


def _written(passage: Passage) -> Iterator[Quantity]:
    text = passage.text
    names = words.amino_acids(text)
    for dose in find_doses(text):
        yield Quantity(
            amount=dose.amount,
            base=base(dose.amount),
            start=dose.start,
            end=dose.end,
            medium=dose.medium,
            agent=_agent(text, dose.start, dose.end, names),
            refs=credited(passage, dose.start),
            compared=_is_compared(text[: dose.start]),
        )


def _agent(text: str, start: int, end: int, names: Sequence[Name]) -> str | None:
    """The amino acid named right behind an amount, or right before one in parentheses, or else the only one."""
    for name in names:
        if name.start >= end and _NEAR.fullmatch(text, end, name.start):
            return name.name
    for name in reversed(names):
        if name.end <= start and text[name.end : start].strip() == "(":
            return name.name
    only = {name.name for name in names}
    return only.pop() if len(only) == 1 else None


def _is_compared(before: str) -> bool:
    near_by = before[-_REACH:]
    cues = list(words.pattern("compared").finditer(near_by))
    return bool(cues) and not near_by[cues[-1].end() :].strip(" (~≈")


def _claimed(claims: Iterable[Claim]) -> Iterator[Quantity]:
    for claim in claims:
        parts = claim.effect.amino_acid.split("+")
        mixed = len(parts) > 1 and len(parts) == len(claim.doses)
        written = [dose.medium for dose in find_doses(claim.dose_text or "")]
        media = written if len(written) == len(claim.doses) else [None] * len(claim.doses)
        for at, (amount, medium) in enumerate(zip(claim.doses, media, strict=True)):
            agent = parts[at] if mixed else claim.effect.amino_acid
            yield Quantity(amount, base(amount), -1, -1, medium, agent, frozenset(claim.refs), False)
