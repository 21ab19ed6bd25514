"""Amounts that cannot be, and one amount written in two ways that do not agree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.lint import moles, words
from pipeline.lint.findings import Found, about
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import MOST, RATES, Quantity, base, near, quantities
from pipeline.reconcile.equivalents import molar_mass
from pipeline.reconcile.regimen import Regimen, regimen
from pipeline.schema import Amount, Dose
from pipeline.units import find_doses

MOST_IN_BLOOD = 100_000.0  # umol/L: of one amino acid; the whole plasma holds about 300,000 of all that is dissolved
_TOTAL = r"(?:for|giving|making)?\s*a total of|totall?ing"
_EQUALS = re.compile(
    rf"\s*(?:[(=]|,?\s*(?:i\.e\.,?|also given as|that is,?|in total|{_TOTAL}))"
    r"\s*(?:i\.e\.,?\s*|or\s|=\s*|about\s|~|≈)?"
)
_OR = re.compile(r"\s*(?:\(?or|/)\s*(?:about\s|~|≈)?")
_FREQUENCY = re.compile(rf"^.{{0,40}}?(?:daily|a day|per day|each day|capsules?|tablets?)(?=,?\s*(?:[(=]|{_TOTAL}))")
_FIT = re.compile(r"\s*(?:[),;.]|$|of\b|\bor\b|in total\b|total\b|(?:a|per|each) day\b|daily\b)")
_PERCENT_OFF = re.compile(r"(?P<share>\d{3,}(?:\.\d+)?)\s?(?:%|per ?cent)")
_LEAD = 30  # characters before a percentage in which a fall is looked for


def check(passages: Iterable[Passage]) -> Iterator[Found]:
    """Findings on the amounts of each passage by itself."""
    for passage in passages:
        yield from _impossible(passage)
        yield from _too_much_lost(passage)
        yield from _two_ways(passage)


def _impossible(passage: Passage) -> Iterator[Found]:
    """A share of the body that nobody can be given, more than a whole, a level that no blood holds."""
    for one in quantities(passage):
        plain = one.base
        if plain is None or (one.start >= 0 and _of_matrix(passage.text, one)):
            continue
        if one.medium is None and plain.unit in RATES and plain.high >= MOST:
            share = f"{one.amount} = {plain.high / 1e3:g} g/kg = {plain.high / 1e4:g}% of body mass"
            yield _amount(passage, one, f"{one.amount} cannot be a dose; the unit is wrong.", share)
        elif plain.unit == "%" and plain.high > 100:
            message = f"{one.amount} is more than a whole; the unit or the number is wrong."
            yield _amount(passage, one, message, f"{plain.high:g}% > 100%")
        elif plain.unit == "umol/L" and plain.high >= MOST_IN_BLOOD and _in_blood(passage.text, one):
            message = f"{one.amount} of one amino acid cannot be in blood; the unit is wrong."
            yield _amount(passage, one, message, f"{one.amount} = {plain.high / 1e3:g} mmol/L; plasma holds 300 in all")


def _of_matrix(text: str, one: Quantity) -> bool:
    """``0.5 g/g tissue``, ``200 g/kg of the diet``."""
    return words.pattern("matrix").match(text[one.end :].lstrip(" -of")) is not None


def _in_blood(text: str, one: Quantity) -> bool:
    return one.start >= 0 and words.pattern("fluid").search(text[max(0, one.start - 60) : one.end + 30]) is not None


def _too_much_lost(passage: Passage) -> Iterator[Found]:
    """A fall by more than all there was."""
    for found in _PERCENT_OFF.finditer(passage.text):
        falls = list(words.pattern("fall").finditer(passage.text[max(0, found.start() - _LEAD) : found.start()]))
        between = passage.text[max(0, found.start() - _LEAD) : found.start()][falls[-1].end() :] if falls else ""
        if float(found["share"]) > 100 and re.search(r"\bby\b", between) and not re.search(r"[.;,]|\bto\b", between):
            message = f"Nothing can fall by {found['share']}%; the number or the direction is wrong."
            yield Found("impossible_unit", passage, message, f"{found['share']}% > 100%", about(passage), read=True)


def _two_ways(passage: Passage) -> Iterator[Found]:
    """An amount followed by itself in another unit or as a total, as in ``A (B)``, ``A = B``, ``A or B``."""
    agents = {quantity.start: quantity.agent for quantity in quantities(passage)}
    texts: list[tuple[str, str | None]] = [(passage.text, None)]
    if not passage.text:
        texts = [(t, c.effect.amino_acid) for c in passage.claims for t in (c.dose_text, c.part) if t]
    for text, claimed in texts:
        for one, other in pairwise(find_doses(text)):
            if arithmetic := _difference(text, one, other, claimed or agents.get(other.start) or agents.get(one.start)):
                message = f"{one.text} and {other.text} are given as the same amount, but differ."
                claims = about(passage, (one.amount, other.amount))
                if not passage.text:
                    claims = tuple(c for c in passage.claims if text in (c.dose_text, c.part))
                yield Found("amounts_disagree", passage, message, arithmetic, claims, read=bool(passage.text))


def _difference(text: str, one: Dose, other: Dose, agent: str | None) -> str | None:
    """The arithmetic where two neighbours are to be one amount and are not; None where they agree or say two things."""
    a, b = base(one.amount), base(other.amount)
    weighed = moles.in_mass(a, b, agent)
    a, b = weighed or (a, b)
    gap = _FREQUENCY.sub("", text[one.end : other.start])
    gap = moles.without_names(gap) if weighed else gap
    first, second = regimen(one, text), regimen(other, text)
    equated = _EQUALS.fullmatch(gap) is not None
    if one.medium != other.medium or not (equated or _OR.fullmatch(gap)):
        return None
    if equated and _several(first) and _FIT.match(text, other.end):
        return _unlike(str(first), _ways(first), other)
    if equated and _several(second) and not _several(first):
        return _unlike(str(second), _ways(second), one)
    if (
        a is None or b is None or a.unit != b.unit or one.amount.unit == other.amount.unit
    ):  # "5 mM (10 mM)" tells of two amounts
        return None
    if (equated and not _FIT.match(text, other.end)) or (not equated and not _power_of_ten(a, b)):
        return None  # "500 mg or 1 g" leaves a choice
    told = f"{one.amount} = {a}; {other.amount} = {b}"
    if weighed:
        same = moles.agree(text, one, other, weighed)
        return None if same else f"{told}, at {molar_mass(agent or ''):g} g/mol of {agent}"
    return _unlike(str(one.amount), [a], other) and told


def _several(taken: Regimen) -> bool:
    return taken.count > 1 or bool(taken.times)


def _ways(taken: Regimen) -> list[Amount]:
    """What a regimen comes to: one piece, one intake, one day."""
    amounts = (taken.amount, taken.intake, taken.day)
    return [plain for amount in amounts if amount is not None and (plain := base(amount))]


def _unlike(said: str, ways: Sequence[Amount], written: Dose) -> str | None:
    """The arithmetic where none of these amounts is the written one, though they are of one kind."""
    plain = base(written.amount)
    same = [way for way in ways if plain and way.unit.removesuffix("/day") == plain.unit.removesuffix("/day")]
    if plain is None or not same:
        return None
    if any((near(way.low, plain.low) and near(way.high, plain.high)) or _rounded(way, written) for way in same):
        return None
    return f"{said} = {same[-1]}, not {plain}"


def _rounded(exact: Amount, written: Dose) -> bool:
    """Whether what was written is the exact amount, rounded to its own digits."""
    unit = base(written.amount.model_copy(update={"low": 1.0, "high": 1.0}))
    number = re.search(r"\d+(?:\.(?P<part>\d+))?", written.text)
    if unit is None or number is None or not unit.high:
        return False
    digits = len(number["part"] or "")
    return round(exact.high / unit.high, digits) == round(written.amount.high, digits)


def _power_of_ten(a: Amount, b: Amount) -> bool:
    """Whether one is 10, 100 or 1000 times the other: a slip of the unit or the point."""
    if not a.high or not b.high:
        return False
    ratio = max(a.high / b.high, b.high / a.high)
    return any(near(ratio, power, 0.12) for power in (10.0, 100.0, 1000.0, 1e6))


def _amount(passage: Passage, one: Quantity, message: str, arithmetic: str) -> Found:
    read = one.start >= 0
    claims: Sequence[object] = about(passage, (one.amount,))
    return Found("impossible_unit", passage, message, arithmetic, tuple(claims), read=read)  # type: ignore[arg-type]
