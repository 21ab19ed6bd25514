"""Find dose-shaped expressions in scientific prose, and read a single amount.

This is about shape: a plasma level ("rose to 888 nmol/mL") has the shape of a dose and is returned; whose dose it is, a later stage
decides. What has another shape is not returned: times, ages, body weights of subjects, wavelengths, inhibition constants, changes in percent.
"""

from pipeline.errors import UnitError
from pipeline.schema import Amount, Dose
from pipeline.units import context
from pipeline.units.expressions import Expression, expressions


def find_doses(text: str) -> tuple[Dose, ...]:
    """Every dose-shaped expression of ``text`` in order; ``text[dose.start:dose.end] == dose.text``.

    A list with a shared unit gives one dose for each value: the last one covers the unit, the others their number only.
    """
    found = list(expressions(text))
    bounds = [0, *(e.end for e in found)]
    return tuple(
        _dose(text, expression, medium)
        for before, expression, after in zip(bounds, found, [*(e.start for e in found[1:]), len(text)], strict=False)
        if expression.high > 0
        for ok, medium in [context.judge(text, expression, before, after)]
        if ok
    )


def _dose(text: str, found: Expression, medium: str | None) -> Dose:
    around = context.read(text, found)
    unit = found.unit.name
    if (
        around.every in ("day", "week")
        and found.times is None
        and "/" not in unit.replace("/kg", "").replace("mol/L", "")
    ):
        unit = f"{unit}/{around.every}"
    return Dose(
        amount=Amount(low=found.low, high=found.high, unit=unit),
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        every=around.every,
        medium=medium,
        route=around.route,
    )


def parse_amount(written: str) -> Amount:
    """One amount that fills the whole string: ``0.3-1.35 g/kg``, ``5%``. Raises UnitError."""
    text = written.strip()
    found = list(expressions(text))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        raise UnitError(f"'{written}' is not one amount with a unit.", hint="Write it like 0.3-1.35 g/kg.")
    return Amount(low=found[0].low, high=found[0].high, unit=found[0].unit.name)
