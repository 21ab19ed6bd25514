"""Moles beside mass: two amounts of one amino acid of which one counts and the other weighs."""

import re

from pipeline.lint import words
from pipeline.lint.quantities import TOLERANCE, near
from pipeline.reconcile.equivalents import molar_mass
from pipeline.schema import Amount, Dose
from pipeline.units import to_mass

SALT = 1.6  # times the amino acid that its usual salts and hydrates weigh at most; arginine hydrochloride is 1.21
_NUMBER = re.compile(r"\d+(?:\.(?P<part>\d+))?")


def in_mass(amount: Amount | None, other: Amount | None, agent: str | None) -> tuple[Amount, Amount] | None:
    """Both as mass (base units), where one of them counts moles of a single amino acid; else None."""
    mass = molar_mass(agent) if agent else None
    if amount is None or other is None or mass is None:
        return None
    if amount.unit.startswith("umol") == other.unit.startswith("umol"):
        return None
    return to_mass(amount, mass), to_mass(other, mass)


def agree(text: str, one: Dose, other: Dose, weighed: tuple[Amount, Amount]) -> bool:
    """Whether they are one amount, but for the rounding of both and for a salt that the text names."""
    a, b = weighed
    slack = TOLERANCE + _rounding(one) + _rounding(other)
    if near(a.low, b.low, slack) and near(a.high, b.high, slack):
        return True
    heavy, light = (a, b) if "mol" in other.amount.unit or other.amount.unit.endswith("M") else (b, a)
    return (
        words.pattern("salt").search(text) is not None and 1 < heavy.high / light.high <= SALT if light.high else False
    )


def without_names(text: str) -> str:
    """The words between two amounts, as in "2 mM leucine (0.26 g/L)", without the amino acids that they name."""
    for name in reversed(words.amino_acids(text)):
        text = text[: name.start] + text[name.end :]
    return re.sub(r"\bof\b|\s+", " ", text)


def _rounding(written: Dose) -> float:
    """Half a unit of the last digit that was written, as a share of the number."""
    found = _NUMBER.search(written.text)
    number = float(found[0]) if found else 0.0
    return 0.5 * 10.0 ** -len(found["part"] or "") / number if found and number else 0.0
