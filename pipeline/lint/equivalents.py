"""Conversions between a dose per kg, a body mass and a total, and from an animal to a human.

By body surface area: human dose = animal dose × Km(animal) / Km(human), FDA, Guidance for Industry: Estimating the
Maximum Safe Starting Dose, 2005, table 1 (``units.allometry``). A total without a body mass passes where it suits one
between ``LIGHTEST`` and ``HEAVIEST``; the guidance itself counts with ``REFERENCE`` kg.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.lint import words
from pipeline.lint.bodies import Body, bodies
from pipeline.lint.findings import Found, about
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import Quantity, near, quantities
from pipeline.units import human_equivalent
from pipeline.units.allometry import KM

RULE = "equivalent_disagrees"
GUIDANCE = "by body surface area (FDA 2005)"
REFERENCE, LIGHTEST, HEAVIEST = 60.0, 40.0, 125.0  # kg of a human
_BEFORE_HUMAN, _APART = 60, 60  # characters that are looked at
_FOR_A = re.compile(r"\b(?:for|in|to|per)\s(?:an?\s|the\s)?(?:average\s|typical\s|adult\s)?$")
_FOR_SOMEBODY = re.compile(r"^\s?(?:for|in|to)\s(?:an?\s|the\s)?(?:[a-z-]+\s){0,4}$")
_OF_IT = re.compile(r"(?:\sof\s[\w-]+)?\s*\(")
_HUMAN_BEHIND = re.compile(
    r"\s*(?:per day\s*)?(?:human equivalent|HED|in humans|for humans|in a human|for a human)", re.I
)


def check(passages: Sequence[Passage]) -> Iterator[Found]:
    """Findings on what a passage says follows from a dose per kg."""
    for passage in passages:
        if passage.text:
            yield from _totals(passage)
            yield from _human_doses(passage)
            yield from _tried_equivalents(passage, passages)


def _totals(passage: Passage) -> Iterator[Found]:
    """``72 mg/kg or, for a 150 lb person, 10.8 g``: the total must follow from the dose per kg."""
    given = quantities(passage)
    rates = [q for q in given if q.is_rate and q.possible and not q.compared]
    for body in bodies(passage.text):
        total = _beside(passage.text, body, given)
        if total and rates and (due := _due(passage, body, _linked(rates, total))):
            yield from _total(passage, body, total, due)


def _beside(text: str, body: Body, given: Sequence[Quantity]) -> Quantity | None:
    """The nearest total that is given for a body: ``10.8 g for a 150 lb human``, ``for a 150 lb person, 10.8 g``."""
    totals = [q for q in given if q.is_total and q.start != body.start]
    linked = [t for t in totals if _is_linked(text, body, t) or _restates(text, t, given)]
    return min(linked, key=lambda t: min(abs(t.start - body.end), abs(body.start - t.end)), default=None)


def _is_linked(text: str, body: Body, total: Quantity) -> bool:
    """Whether the words between a total and a body give the one for the other."""
    behind = total.start >= body.end
    between = text[body.end : total.start] if behind else text[total.end : body.start]
    if len(between) > _APART or "." in between:
        return False
    if behind and words.pattern("due").search(between):
        return True
    lead = text[max(0, body.start - 14) : body.start] if behind else between
    loose = not behind and _FOR_SOMEBODY.search(between) and words.pattern("equivalence").search(text)
    return bool(_FOR_A.search(lead) or loose) or (not behind and between.strip() in ("/", "per"))


def _restates(text: str, total: Quantity, given: Sequence[Quantity]) -> bool:
    """``0.1 g/kg of leucine (7 g)``: a total right behind a dose per kg, in parentheses."""
    return any(q.is_rate and q.end <= total.start and _OF_IT.fullmatch(text, q.end, total.start) for q in given)


def _linked(rates: Sequence[Quantity], total: Quantity) -> list[Quantity]:
    """The doses per kg that stand before the total, else all."""
    return [rate for rate in rates if rate.start < total.start] or list(rates)


class Due(NamedTuple):
    """What is due per kg, and how it comes about."""

    low: float
    high: float
    how: str


def _due(passage: Passage, body: Body, rates: Sequence[Quantity]) -> list[Due]:
    """What the doses per kg come to for this body: themselves, or their human equivalents."""
    due = []
    for rate in rates:
        species = _species(passage.text, rate)
        plain = rate.base
        if plain is None:
            continue
        if species and not body.animal and not _is_human(passage.text, rate):
            factor = KM[species] / KM["human"]
            how = f"{rate.amount} in {species} × {KM[species]:g}/{KM['human']:g} {GUIDANCE}"
            due.append(Due(plain.low * factor, plain.high * factor, f"{how} = {plain.high * factor:.3g} mg/kg"))
        else:
            due.append(Due(plain.low, plain.high, f"{rate.amount}"))
    return due


def _total(passage: Passage, body: Body, total: Quantity, due: Sequence[Due]) -> Iterator[Found]:
    plain = total.base
    if plain is None:
        return
    for one in due:
        low, high = one.low * body.kilograms, one.high * body.kilograms
        if (
            any(near(plain.high, x) or _rounds_to(x, total) for x in (low, high))
            or low <= plain.low <= plain.high <= high
        ):
            return
    nearest = due[-1]  # of the amount that stands nearest to the total
    sums = f"{nearest.how} × {body.kilograms:.4g} kg = {nearest.high * body.kilograms / 1000:.3g} g"
    rate = plain.high / body.kilograms
    pounds = body.unit == "lb" and any(near(plain.high, d.high * body.number) for d in due)
    hint = f"; {nearest.high:.3g} × {body.number:g} takes pounds for kilograms" if pounds else ""
    arithmetic = f"{sums}; {total.amount} / {body.kilograms:.4g} kg = {rate:.3g} mg/kg{hint}"
    message = f"{total.amount} for {body} does not follow from the dose per kg."
    yield Found(RULE, passage, message, arithmetic, about(passage, (total.amount,)), read=True)


def _rounds_to(exact: float, total: Quantity) -> bool:
    """Whether the total is the exact one (mg) rounded to the digits it is written with."""
    if total.base is None or not total.amount.high:
        return False
    scale = total.base.high / total.amount.high
    digits = len(f"{total.amount.high:g}".partition(".")[2])
    return round(exact / scale, digits) == round(total.amount.high, digits)


def _human_doses(passage: Passage) -> Iterator[Found]:
    """``450 mg/kg in rats (human equivalent of 720 mg/kg)``."""
    given = quantities(passage)
    masses = bodies(passage.text)
    for animal in (q for q in given if q.is_rate and q.possible and not _is_human(passage.text, q)):
        species = _species(passage.text, animal)
        due = human_equivalent(animal.amount, species or "") if species else None
        human = next((q for q in given if q.start > animal.end and _is_human(passage.text, q)), None)
        if not (species and due and human and human.base) or (human.is_total and masses):
            continue
        if not words.pattern("equivalence").search(passage.text, animal.end, human.end + _BEFORE_HUMAN):
            continue  # two doses side by side
        said = human.base.high
        sums = f"{animal.amount} in {species} × {KM[species]:g}/{KM['human']:g} {GUIDANCE} = {due:.3g} mg/kg"
        if human.is_rate and not near(due, said) and not _rounds_to(due, human):
            arithmetic = f"{sums}, not {human.amount}"
        elif human.is_total and not LIGHTEST <= said / due <= HEAVIEST:
            grams = f"{due * REFERENCE / 1000:.3g} g for {REFERENCE:g} kg"
            arithmetic = f"{sums} = {grams}; {human.amount} is for {said / due:.3g} kg"
        else:
            continue
        message = f"{human.amount} is not the human equivalent of {animal.amount} in {species}."
        yield Found(RULE, passage, message, arithmetic, about(passage, (human.amount, animal.amount)), read=True)
        return


def _is_human(text: str, one: Quantity) -> bool:
    """Whether an amount is said to be a human one: ``human equivalent of``, ``in humans``."""
    before = re.split(r"[.;]\s", text[max(0, one.start - _BEFORE_HUMAN) : one.start])[-1]
    cues = list(words.pattern("human equivalent").finditer(before))
    if cues and not re.search(r"\d", before[cues[-1].end() :]):
        return True
    return _HUMAN_BEHIND.match(text, one.end) is not None


def _species(text: str, one: Quantity) -> str | None:
    """The animal that an amount was given to: the nearest one that the sentence names."""
    named = [name for name in words.systems(text) if name.name in KM and name.name != "human"]
    nearest = min(named, key=lambda n: min(abs(n.start - one.end), abs(one.start - n.end)), default=None)
    return nearest.name if nearest else None


def _tried_equivalents(passage: Passage, passages: Sequence[Passage]) -> Iterator[Found]:
    """``the human equivalent of this dose was tested``: some trial of the section must have given about that."""
    text = passage.text
    cue = words.pattern("human equivalent").search(text)
    rates = [q for q in quantities(passage) if q.is_rate and q.possible]
    if not cue or not words.pattern("tried").search(text, cue.end()) or len(rates) != 1 or _is_human(text, rates[0]):
        return
    section = [p for p in passages if (p.source, p.section) == (passage.source, passage.section) and p is not passage]
    trials = list(_human_totals(section))
    species = _species(text, rates[0]) or _only_species(section)
    due = human_equivalent(rates[0].amount, species) if species else None
    if not (due and trials) or any(LIGHTEST <= mass / due <= HEAVIEST for _, _, mass in trials):
        return
    where, given, mass = max(trials, key=lambda trial: trial[2])
    message = f"No human equivalent of {rates[0].amount} was tested here: {given.amount} was, in {where}."
    arithmetic = (
        f"{rates[0].amount} in {species} × {KM[species or '']:g}/{KM['human']:g} {GUIDANCE} = {due:.3g} mg/kg"
        f" = {due * REFERENCE / 1000:.3g} g for {REFERENCE:g} kg; {given.amount} is for {mass / due:.3g} kg"
    )
    yield Found(RULE, passage, message, arithmetic, about(passage, (rates[0].amount,)), read=True)


def _human_totals(section: Iterable[Passage]) -> Iterator[tuple[Passage, Quantity, float]]:
    for passage in section:
        people = any(name.name == "human" for name in words.systems(passage.text))
        if people and not bodies(passage.text):
            for one in quantities(passage):
                if one.is_total and one.base and one.agent:
                    yield passage, one, one.base.high


def _only_species(section: Iterable[Passage]) -> str | None:
    found = {n.name for p in section for n in words.systems(p.text) if n.name in KM and n.name != "human"}
    return found.pop() if len(found) == 1 else None
