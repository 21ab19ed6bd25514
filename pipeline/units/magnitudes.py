"""Sizes of changes: percentages that are no doses, folds, "doubled"."""

from typing import NamedTuple

from pipeline.schema import Magnitude
from pipeline.units.expressions import expressions


class MagnitudeSpan(NamedTuple):
    """The size of a change and where the text says it."""

    magnitude: Magnitude
    start: int
    end: int


def find_magnitudes(text: str) -> tuple[MagnitudeSpan, ...]:
    """Every size of a change in ``text``, in order."""
    return tuple(
        MagnitudeSpan(Magnitude(value=e.high, unit="%"), e.start, e.end)
        for e in expressions(text)
        if e.unit.name == "%"
    )
