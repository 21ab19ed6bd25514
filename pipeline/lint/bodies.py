"""Body masses that a text names: a mass beside a word for who has it ("a 150 lb person", "rats weighing 250 g")."""

import re
from typing import NamedTuple

from pipeline.lint import words
from pipeline.units.allometry import KM

KILOGRAMS = {"kg": 1.0, "g": 0.001, "lb": 0.45359237}  # the pound is exact by definition
_MASS = re.compile(
    r"(?<![\d./])(?P<mass>\d{1,3}(?:\.\d+)?)[\s-]?(?P<unit>kg|kilograms?|kilos?|lbs?\.?|pounds?|g)(?![\w/]|\sper\b)",
    re.I,
)
_AROUND = 25  # characters behind a mass in which its bearer is looked for


class Body(NamedTuple):
    """A body mass that the text names."""

    kilograms: float
    number: float
    unit: str
    animal: str | None
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.number:g} {self.unit}"


def bodies(text: str) -> tuple[Body, ...]:
    """The body masses of a text: a mass beside a word for who has it."""
    return tuple(body for found in _MASS.finditer(text) if (body := _body(text, found)))


def _body(text: str, found: re.Match[str]) -> Body | None:
    before, behind = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + _AROUND]
    clause = re.split(r"[,;:()]", behind)[0]
    bearer = words.pattern("body").search(clause)
    if not (bearer or words.pattern("weighing").search(before)):
        return None
    near_by = clause if bearer else text[max(0, found.start() - 40) : found.start()]
    animal = next((name.name for name in words.systems(near_by) if name.name in KM and name.name != "human"), None)
    unit = "lb" if found["unit"][0] in "lpLP" else "g" if found["unit"] == "g" else "kg"
    if unit == "g" and not animal:
        return None
    number = float(found["mass"])
    return Body(number * KILOGRAMS[unit], number, unit, animal, found.start(), found.end()) if number else None
