"""Doses that agree only after a conversion: mass for moles, an amount for a dose per body mass, human for animal.

Moles become mass by the molar mass of a single amino acid; that rests on nothing else. The other two rest on an
assumption, which is a setting of the run: an adult weighs ``Tolerances.body_mass``, and the human-equivalent dose of an
animal's follows from body surface area (``units.human_equivalent``). So they are tried only where the claim is about
humans, within ``Tolerances.converted``, and a dose that agrees by them is told with its arithmetic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.errors import UnitError
from pipeline.lexicon import Term, read
from pipeline.reconcile.settings import Tolerances
from pipeline.schema import Amount
from pipeline.units import compare, human_equivalent, normalize, to_mass

_PER_KG = "mg/kg"


@dataclass(frozen=True)
class Basis:
    """What a conversion may rest on; a system is None where it is not said, a molar mass where it is not one thing."""

    tolerances: Tolerances
    molar_mass: float | None = None
    claimed: str | None = None
    found: str | None = None


def molar_mass(amino_acid: str) -> float | None:
    """g/mol of a single amino acid; None for mixtures and whatever the lexicon does not list."""
    return _molar_masses().get(amino_acid)


def in_mass(amount: Amount, basis: Basis) -> Amount:
    """Moles as mass where the molar mass is known; all else, and a unit that is not known, as it is."""
    if basis.molar_mass is None:
        return amount
    try:
        return to_mass(amount, basis.molar_mass) if normalize(amount).unit.startswith("umol") else amount
    except UnitError:
        return amount


def converted(claimed: Amount, found: Amount, basis: Basis) -> str | None:
    """The arithmetic by which the found dose is the claimed one; None where no conversion leads there."""
    if basis.claimed != "human":
        return None
    try:
        for amount, arithmetic in _ways(found, basis):
            for asked, more in ((claimed, ""), *_absolute(claimed, basis)):
                if compare(asked, amount, tolerance=basis.tolerances.converted) == "equal":
                    return f"{found}{arithmetic}{more}"
    except UnitError:
        return None
    return None


def _ways(found: Amount, basis: Basis) -> Iterator[tuple[Amount, str]]:
    """The found dose as one of humans, and as what an adult takes, each with how it came about."""
    person = _as_human(found, basis)
    if person:
        per_kg, told = person
        yield per_kg, told
        for whole, more in _absolute(per_kg, basis):
            yield whole, f"{told}{more}"
    elif basis.found == "human":
        yield found, ""
        yield from _absolute(found, basis)


def _as_human(found: Amount, basis: Basis) -> tuple[Amount, str] | None:
    if basis.found in (None, "human"):
        return None
    value = human_equivalent(found, basis.found)
    if value is None:
        return None
    amount = Amount(low=value, high=value, unit=_PER_KG)
    return amount, f" in a {basis.found} is {amount} in humans by body surface area"


def _absolute(amount: Amount, basis: Basis) -> tuple[tuple[Amount, str], ...]:
    """A dose per body mass as what an adult takes; nothing for other doses."""
    base = normalize(amount)
    unit, _, per = base.unit.partition("/kg")
    if "/kg" not in base.unit or per not in ("", "/day"):
        return ()
    mass = basis.tolerances.body_mass
    whole = Amount(low=base.low * mass, high=base.high * mass, unit=f"{unit}{per}")
    return ((whole, f" × {mass:g} kg = {whole}"),)


@cache
def _molar_masses() -> dict[str, float]:
    return {row.term: float(row.name) for row in read("molar_masses", Term)}
