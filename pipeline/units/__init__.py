"""Dose and magnitude grammar, unit conversion, human-equivalent dose. Pure: text and numbers in, values out."""

from pipeline.units.allometry import human_equivalent
from pipeline.units.conversion import compare, normalize, to_mass
from pipeline.units.doses import find_doses, parse_amount
from pipeline.units.grammar import canonical_unit
from pipeline.units.magnitudes import MagnitudeSpan, find_magnitudes

__all__ = [
    "MagnitudeSpan",
    "canonical_unit",
    "compare",
    "find_doses",
    "find_magnitudes",
    "human_equivalent",
    "normalize",
    "parse_amount",
    "to_mass",
]
