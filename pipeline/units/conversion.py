"""Bring amounts to base units and compare them, on pint with a registry of our own (``lexicons/units.txt``).

In pint's own registry g/kg is a bare number, so that "1 g/kg body mass" equals "0.1 %"; here body mass and IU are
dimensions.
"""

from functools import cache
from importlib import resources
from math import inf
from typing import TYPE_CHECKING, Any, Literal

from pipeline.errors import SettingsError
from pipeline.schema import Amount
from pipeline.units.grammar import canonical_unit

if TYPE_CHECKING:
    from pint import UnitRegistry

Comparison = Literal["equal", "different_value", "different_form"]

_BASES = ("mg", "umol", "mL", "IU", "U", "mEq", "%")
_BASE_BELOW = {
    **{"kg": "kg", "g": "kg", "100 g": "kg", "m2": "m2"},
    **{"L": "L", "mL": "L", "dL": "L", "uL": "L"},
    **{"day": "day", "week": "day", "h": "min", "min": "min", "s": "min"},
}
_BODY = {"kg": "kg_bw", "g": "g_bw", "100 g": "hg_bw"}
_TOP = {"%": "percent"}


@cache
def _registry() -> "UnitRegistry[Any]":
    from pint import UnitRegistry  # 0.2 s, so only when something is converted

    registry: UnitRegistry[Any] = UnitRegistry(None)
    lines = (resources.files("pipeline") / "lexicons" / "units.txt").read_text(encoding="utf-8").splitlines()
    registry.load_definitions(lines)
    return registry


@cache
def _step(unit: str) -> tuple[str, float]:
    """The base unit of a unit and the factor to it."""
    top, *below = canonical_unit(unit).split("/")
    registry = _registry()
    base_top = next(b for b in _BASES if registry.parse_units(_TOP.get(b, b)).is_compatible_with(_TOP.get(top, top)))
    base_below = [_BASE_BELOW[part] for part in below]
    quantity = registry.Quantity(1.0, registry.parse_units(_expression(top, below)))
    return "/".join([base_top, *base_below]), float(quantity.to(_expression(base_top, base_below)).magnitude)


def _expression(top: str, below: list[str]) -> str:
    """A plain unit in pint's spelling."""
    return " / ".join([_TOP.get(top, top), *(_BODY.get(part, part) for part in below)])


def normalize(amount: Amount) -> Amount:
    """The same amount in base units (mg, umol, mL, IU; /kg, /L, /day, /min). Raises UnitError."""
    unit, factor = _step(amount.unit)
    return Amount(low=_round(amount.low * factor), high=_round(amount.high * factor), unit=unit)


def _round(value: float) -> float:
    """Twelve significant digits: hides binary noise, and makes normalising twice the same as once."""
    return float(f"{value:.12g}")


def compare(a: Amount, b: Amount, *, tolerance: float) -> Comparison:
    """Whether two amounts agree within ``tolerance`` (relative to the larger one); ranges that overlap are equal.

    "different_form": per kg against absolute, per dose against per day, an amount against a concentration, molar
    against mass (see ``to_mass``). Raises UnitError, SettingsError.
    """
    if not 0 <= tolerance < 1:
        raise SettingsError(f"The dose tolerance is {tolerance}, but must be from 0 to below 1.")
    left, right = normalize(a), normalize(b)
    if left.unit != right.unit:
        return "different_form"
    lower, upper = (left, right) if left.high <= right.high else (right, left)
    gap = upper.low - lower.high
    return "equal" if gap <= tolerance * upper.low + 1e-12 * upper.low else "different_value"


def to_mass(amount: Amount, molar_mass: float) -> Amount:
    """A molar amount as mass, in base units; others stay. ``molar_mass`` in g/mol. Raises UnitError, SettingsError."""
    if not 0 < molar_mass < inf:
        raise SettingsError(f"The molar mass is {molar_mass} g/mol, but must be above 0.")
    base = normalize(amount)
    if not base.unit.startswith("umol"):
        return base
    unit = base.unit.replace("umol", "mg", 1)
    factor = molar_mass / 1000
    return Amount(low=_round(base.low * factor), high=_round(base.high * factor), unit=unit)
