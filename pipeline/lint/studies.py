"""The doses that one document says one paper tried, at several places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.lint import words
from pipeline.lint.bodies import bodies
from pipeline.lint.findings import Found, about
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import LEVEL, Quantity, covers, quantities, same_agent


@dataclass(frozen=True)
class Tried:
    """A dose that a passage credits to a reference."""

    passage: Passage
    ref: int
    dose: Quantity
    alone: bool  # no other reference is credited with it there


def check(passages: Sequence[Passage]) -> Iterator[Found]:
    """Findings on places of one document that cannot all be right about a paper."""
    tried = [one for passage in passages for one in _tried(passage)]
    yield from _credited_elsewhere(tried)
    yield from _units(tried)


def _tried(passage: Passage) -> Iterator[Tried]:
    """The doses of a passage by reference; neither human equivalents nor what is only compared with."""
    masses = bodies(passage.text)
    cue = words.pattern("human equivalent")
    for one in quantities(passage):
        told = one.start >= 0 and (
            cue.search(passage.text[max(0, one.start - 40) : one.start]) or (masses and one.is_total)
        )
        if one.form and one.form != LEVEL and not one.compared and not told:
            for ref in sorted(one.refs):
                yield Tried(passage, ref, one, len(one.refs) == 1)


def _credited_elsewhere(tried: Sequence[Tried]) -> Iterator[Found]:
    """A dose credited to a reference whose first place in the document gives it others, and not this one."""
    first = _established(tried)
    strange: dict[tuple[int, object], list[Tried]] = defaultdict(list)
    for one in tried:
        own = first.get(_key(one))
        if not own or own[0].passage.at >= one.passage.at or not one.dose.possible or _held(one, own):
            continue
        values = {(o.dose.base.low, o.dose.base.high) for o in own if o.dose.base}
        if _owners(one, first) or len(values) > 1 or any(low < high for low, high in values):
            strange[one.passage.at, one.dose.amount].append(one)
    for group in strange.values():
        refs = dict.fromkeys(one.ref for one in group)
        told = "; ".join(f"{ref} gave {_listed(first[_key(_of(group, ref))])}" for ref in refs)
        owners = sorted({owner for one in group for owner in _owners(one, first)} - set(refs))
        credited = f" {_numbers(owners).capitalize()} gave {group[0].dose.amount}." if owners else ""
        message = f"{group[0].dose.amount} is credited to {_numbers(list(refs))} here, but {told}.{credited}"
        passage = group[0].passage
        claims = tuple(c for c in about(passage, (group[0].dose.amount,)) if set(c.refs) & set(refs)) or passage.claims
        sums = "; ".join(f"{group[0].dose.amount} is none of {_amounts(first[_key(_of(group, r))])}" for r in refs)
        yield Found("dose_credited_elsewhere", passage, message, sums, claims, read=bool(passage.text))


_Key = tuple[str, int, str | None]


def _key(one: Tried) -> _Key:
    return one.passage.source, one.ref, one.dose.form


def _established(tried: Sequence[Tried]) -> dict[_Key, list[Tried]]:
    """What the first passage says that credits a reference alone with possible doses of one form."""
    first: dict[_Key, list[Tried]] = {}
    for one in tried:
        if one.alone and one.dose.possible:
            held = first.setdefault(_key(one), [one])
            if held[0].passage is one.passage and one not in held:
                held.append(one)
    return first


def _held(one: Tried, own: Sequence[Tried]) -> bool:
    """Whether a dose is among those of the reference, or is of something else."""
    known = [o.dose for o in own if same_agent(o.dose, one.dose)]
    return not known or any(o.base and one.dose.base and covers(o.base, one.dose.base) for o in known)


def _owners(one: Tried, first: dict[_Key, list[Tried]]) -> list[int]:
    """Other references whose own first place gives this dose."""
    return [
        ref
        for (source, ref, form), own in first.items()
        if (source, form) == (one.passage.source, one.dose.form)
        and ref != one.ref
        and any(o.passage is not one.passage for o in own)
        and any(same_agent(o.dose, one.dose) and o.dose.base and o.dose.base == one.dose.base for o in own)
    ]


def _of(group: Sequence[Tried], ref: int) -> Tried:
    return next(one for one in group if one.ref == ref)


def _listed(own: Sequence[Tried]) -> str:
    return f"{_amounts(own)} in {own[0].passage}"


def _amounts(own: Sequence[Tried]) -> str:
    return " and ".join(dict.fromkeys(str(o.dose.amount) for o in own))


def _numbers(refs: Sequence[int]) -> str:
    told = ", ".join(map(str, refs[:-1])) + f" and {refs[-1]}" if len(refs) > 1 else str(refs[0])
    return f"reference{'s' if len(refs) > 1 else ''} {told}"


def _units(tried: Sequence[Tried]) -> Iterator[Found]:
    """The same number in two units of one kind, for one amino acid and paper: one of them is a slip."""
    told = set()
    for one, other in combinations(tried, 2):
        a, b = one.dose, other.dose
        same_paper = one.passage.source == other.passage.source and one.ref == other.ref
        if not same_paper or one.passage is other.passage or a.amount.unit == b.amount.unit or not same_agent(a, b):
            continue
        if (
            (a.amount.low, a.amount.high) != (b.amount.low, b.amount.high)
            or a.form != b.form
            or not (a.base and b.base)
        ):
            continue
        pair = (one.passage.source, a.amount, b.amount)
        if a.base.high != b.base.high and pair not in told:
            told.add(pair)
            message = f"The dose is {b.amount} here and {a.amount} in {one.passage}, for the same paper."
            arithmetic = f"{b.amount} = {b.base.high / a.base.high:g} × {a.amount}"
            claims = (*about(other.passage, (b.amount,)), *about(one.passage, (a.amount,)))
            yield Found("unit_disagrees", other.passage, message, arithmetic, claims, read=bool(other.passage.text))
