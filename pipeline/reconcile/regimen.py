"""What an amount is an amount of: one capsule, one intake or a day. "500 mg" is not "five 500 mg capsules twice a day".

Read from the words around a dose; the words themselves are rows of the lexicons ``dose_forms`` (capsule …) and
``dose_context`` (five …).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.errors import UnitError
from pipeline.lexicon import Cue, Term, read
from pipeline.reconcile.equivalents import Basis, converted, in_mass
from pipeline.schema import Amount, Dose
from pipeline.units import compare
from pipeline.units.frequency import find_interval

Agreement = Literal["equal", "in_range", "converted", "form", "value"]
BEST_FIRST: tuple[Agreement, ...] = ("equal", "in_range", "converted", "form", "value")
AGREEING = frozenset(BEST_FIRST[:3])

_BEFORE, _AFTER = 60, 80  # code points around a dose that may say how it was taken
_AROUND = 200  # the same, where "each capsule" points to how many were taken


@dataclass(frozen=True)
class Regimen:
    """An amount as written, how many of it make one intake (``form`` names what they are), and intakes a day."""

    amount: Amount
    count: float = 1.0
    form: str | None = None
    times: float | None = None

    @property
    def intake(self) -> Amount:
        """What is taken at once (or a day, where the unit says so)."""
        return _times(self.amount, self.count)

    @property
    def day(self) -> Amount | None:
        """What is taken in a day, where the number of intakes is known."""
        if _daily(self.amount):
            return self.intake
        return None if self.times is None else _times(self.intake, self.times, f"{self.amount.unit}/day")

    def __str__(self) -> str:
        several = f"{self.count:g} {self.form}s of " if self.form and self.count > 1 else ""
        often = f" {self.times:g} times a day" if self.times and self.times > 1 else ""
        return f"{several}{self.amount}{often}"


def regimen(dose: Dose, text: str) -> Regimen:
    """The dose with what ``text``, the text it was found in, says around it."""
    if text[dose.start : dose.end] != dose.text:
        return Regimen(dose.amount, times=_often(dose.every))
    left = re.split(r"[.;]\s", text[max(0, dose.start - _BEFORE) : dose.start])[-1]
    right = re.split(r"[.;]\s", text[dose.end : dose.end + _AFTER])[0]
    patterns = _patterns()
    around = text[max(0, dose.start - _AROUND) : dose.end + _AROUND]
    if (each := patterns["each"].search(left)) and (taken := patterns["taken"].search(around)):
        times = _often(dose.every) or _per_day(find_interval(around[taken.end() :]))
        return Regimen(dose.amount, _number(taken["count"]), _singular(each["form"]), times)
    after = patterns["form_after"].match(right)
    before = patterns["forms_before"].search(left)
    counted = patterns["count_before"].search(left) if after else None
    again = patterns["count_again"].match(right) if (after or dose.every in _forms()) and not counted else None
    found = counted or again or before
    if not found:
        return Regimen(dose.amount, form=_singular(after["form"]) if after else None, times=_often(dose.every))
    form = _singular((after or before or {"form": dose.every or ""})["form"])
    return Regimen(dose.amount, _number(found["count"]), form, _often(dose.every) or _per_day(find_interval(right)))


def best_agreement(claimed: Regimen, found: Sequence[Regimen], basis: Basis) -> Agreement:
    """The best agreement of a claimed dose with those found; of a claimed range the worse end decides."""
    ends = [Regimen(end, claimed.count, claimed.form, claimed.times) for end in _points(claimed.amount)]
    best = [min((agreement(end, f, basis) for f in found), key=BEST_FIRST.index) for end in ends]
    return max(best, key=BEST_FIRST.index)


def agreement(claimed: Regimen, found: Regimen, basis: Basis) -> Agreement:
    """Whether one claimed value is the one that was found.

    A day that only one side names does not count (the gold scorer drops it too), unless that side is known to take it
    several times a day. ``form``: the number fits another basis (a capsule, an intake, a day), the unit is of another
    kind, or the number is the same and only the unit slipped. ``in_range``: inside a range that was given.
    ``converted``: the same by a conversion that rests on an assumption (see ``equivalents``).
    """
    tolerance = basis.tolerances.dose
    asked, offered = (in_mass(amount, basis) for amount in common(claimed, found))
    outcome = _compare(asked, offered, tolerance)
    if outcome == "equal":
        return _inside(asked, offered, tolerance)
    if converted(asked, offered, basis):
        return "converted"
    others = [found.amount, found.intake, *([found.day] if found.day else [])]
    if any(_compare(_dayless(asked), in_mass(_dayless(other), basis), tolerance) == "equal" for other in others):
        return "form"
    slip = asked.unit != offered.unit and (asked.low, asked.high) == (offered.low, offered.high)
    return "form" if outcome == "different_form" or slip else "value"


def common(claimed: Regimen, found: Regimen) -> tuple[Amount, Amount]:
    """The two amounts to compare, both of a day or both of an intake."""
    if _daily(claimed.amount) != _daily(found.amount) and claimed.day and found.day:
        return claimed.day, found.day
    return _dayless(claimed.intake), _dayless(found.intake)


def _inside(asked: Amount, offered: Amount, tolerance: float) -> Agreement:
    exact = any(_compare(asked, end, tolerance) == "equal" for end in _points(offered))
    return "equal" if exact else "in_range"


def _compare(a: Amount, b: Amount, tolerance: float) -> Literal["equal", "different_value", "different_form"]:
    """As ``units.compare``; a unit that it does not know is of one kind only with itself."""
    try:
        return compare(a, b, tolerance=tolerance)
    except UnitError:
        if a.unit != b.unit:
            return "different_form"
        gap = max(a.low, b.low) - min(a.high, b.high)
        return "equal" if gap <= tolerance * max(a.low, b.low) else "different_value"


def _points(amount: Amount) -> tuple[Amount, ...]:
    values = dict.fromkeys((amount.low, amount.high))
    return tuple(Amount(low=value, high=value, unit=amount.unit) for value in values)


def _times(amount: Amount, by: float, unit: str | None = None) -> Amount:
    return Amount(low=amount.low * by, high=amount.high * by, unit=unit or amount.unit)


def _daily(amount: Amount) -> bool:
    return amount.unit.endswith("/day")


def _dayless(amount: Amount) -> Amount:
    return Amount(low=amount.low, high=amount.high, unit=amount.unit.removesuffix("/day"))


def _often(every: str | None) -> float | None:
    """Intakes a day from ``Dose.every``: "12 h" is two; "day" may be one or a total, so it is not known."""
    return _per_day(find_interval(f"every {every}")) if every else None


def _per_day(hours: float | None) -> float | None:
    return 24 / hours if hours and hours != 24 else None


def _singular(form: str) -> str:
    return form.lower().removesuffix("s")


def _squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def _number(written: str) -> float:
    return float(written) if written.isdecimal() else _counts()[_squeezed(written)]


@cache
def _forms() -> frozenset[str]:
    return frozenset(c.term for c in read("dose_forms", Cue))


@cache
def _counts() -> dict[str, float]:
    return {t.term.lower(): float(t.name) for t in read("dose_context", Term) if t.type == "number"}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    forms = "|".join(map(re.escape, sorted(_forms(), key=len, reverse=True)))
    words = sorted((w for w, n in _counts().items() if n >= 1), key=len, reverse=True)
    count = rf"(?<![\w.,])(?P<count>\d{{1,3}}|{'|'.join(map(re.escape, words))})"
    taken = rf"{count}\s+(?:[\w-]+\s+){{0,2}}?(?:{forms})\b"
    kinds = {
        "form_after": rf"[\s-]*(?:[\w-]+\s){{0,3}}?(?P<form>{forms})\b",
        "count_before": rf"{count}[\s-]+(?:[\w-]+\s+)?$",
        "forms_before": rf"{count}\s+(?:[\w-]+\s+){{0,2}}?(?P<form>{forms})\b\W+(?:[\w-]+\s+){{0,4}}$",
        "each": rf"\beach\s+(?:[\w-]+\s+)?(?P<form>{forms})\b\W+(?:[\w-]+\s+){{0,3}}$",
        "taken": taken,
        "count_again": rf".{{0,60}}?{taken}",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in kinds.items()}
