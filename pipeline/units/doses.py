"""Find dose-shaped expressions in scientific prose, and read a single amount.

This is about shape: a plasma level ("rose to 888 nmol/mL") has the shape of a dose and is returned; whose dose it is, a
later stage decides. What has another shape is not returned: times, ages, body weights of subjects, wavelengths,
inhibition constants, changes in percent.
"""

from collections.abc import Callable
from itertools import groupby

from pipeline.errors import UnitError
from pipeline.schema import Amount, Dose
from pipeline.units import context, media
from pipeline.units.expressions import Expression, expressions
from pipeline.units.frequency import find_interval
from pipeline.units.grammar import match_unit
from pipeline.units.shares import is_supplied


def find_doses(text: str, supplied: Callable[[str, Expression], bool] = is_supplied) -> tuple[Dose, ...]:
    """Every dose-shaped expression of ``text`` in order; ``text[dose.start:dose.end] == dose.text``.

    A range is one dose. A list with a shared unit gives one for each value: the last covers the unit, the others only
    their number; zeros are left out. A percentage counts with a medium ("2% of the diet") or
    where it is ``supplied``, right behind what is fed or given ("fed 2% leucine"). "2 g twice daily" is
    2 g every 12 h, "3 g daily" is 3 g/day; words between ("3 g of leucine daily") add the day to the unit, not to the
    span.
    """
    runs = [list(run) for _, run in groupby(expressions(text, match_unit), key=lambda found: found.run)]
    starts = [*(run[0].run[0] for run in runs[1:]), len(text)]
    ends = [0, *(run[0].run[1] for run in runs)]
    return tuple(
        dose
        for run, before, after in zip(runs, ends, starts, strict=False)
        for found in run
        if (dose := _dose(text, found, before, after, supplied))
    )


def _dose(
    text: str, found: Expression, before: int, after: int, supplied: Callable[[str, Expression], bool]
) -> Dose | None:
    is_share = found.unit.name == "%"
    medium = media.medium_of_share(text, found) if is_share else None
    near = context.sides(text, found, before, after)
    if not found.high or (is_share and not medium and not supplied(text, found)):
        return None
    if not is_share:
        if not context.is_dose(found, near):
            return None
        medium = media.medium(found, near)
    hours = context.interval(near)
    unit = found.unit.name if context.form(near) else _timed(found, hours)  # how many capsules a day is not known here
    if found.times and unit.endswith("/day"):  # 3 x 2 g/day is 2 g every 8 h
        unit, hours = unit.removesuffix("/day"), 24 / found.times
    return Dose(
        amount=Amount(low=found.low, high=found.high, unit=unit),
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        every=context.every(found, near, hours),
        medium=medium,
        route=context.route(near),
    )


def _timed(found: Expression, hours: float | None) -> str:
    """The unit, with ``/day`` where a word further off says so and the amount is no concentration."""
    top, *below = found.unit.name.split("/")
    given = not below or below == ["kg"] or below == ["m2"]
    return f"{found.unit.name}/day" if hours == 24 and given and top not in ("%", "ppm") else found.unit.name


def parse_amount(written: str) -> Amount:
    """One amount, with at most a remark after it: ``0.3-1.35 g/kg``, ``5%``, ``2 g twice daily``. Raises UnitError."""
    text = written.strip()
    found = list(expressions(text, match_unit))
    if len(found) == 1 and text[: found[0].start].lower().strip() in ("", "from", "between", "about", "~"):
        rest = text[found[0].end :]
        if not rest or context.is_remark(rest):
            return Amount(low=found[0].low, high=found[0].high, unit=_timed(found[0], find_interval(rest)))
    raise UnitError(f"'{written}' is not one amount with a unit.", hint="Write it like 0.3-1.35 g/kg.")
