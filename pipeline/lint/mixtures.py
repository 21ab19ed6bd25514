"""Shares of a mixture and the amounts of its parts: they must give one picture for one paper.

A share is "98% isoleucine", "leucine (40%)"; parts are two or more amounts of named amino acids in one sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.lint import words
from pipeline.lint.crediting import credited
from pipeline.lint.findings import Found
from pipeline.lint.passages import Passage
from pipeline.lint.quantities import Quantity, quantities
from pipeline.schema import Claim

_REACH = 40  # characters before a share that may say that it is one of an extract
POINTS = 2.0  # of a per cent: how far two shares may be apart; the parts of a whole may miss as much of it
_SHARE = re.compile(r"(?<![\d.])(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)(?!\s?(?:of|in)\s(?:VO|max))")
_NAME_BEHIND = re.compile(r"\)?\s?(?:of\s|by weight\s|w/w\s|L-|free\s)*")
_OTHER_SHARE = re.compile(
    r"\s?(?:increase|decrease|reduction|rise|higher|lower|greater|less|oxidation|uptake|synthesis|level|flux|solution|"
    r"recovery|catabolism|degradation|metabolism|absorption|bioavailab|release|clearance)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Share:
    """A component's share of a mixture in per cent, at a passage, after references."""

    passage: Passage
    component: str
    percent: float
    refs: frozenset[int]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Parts:
    """The amounts of a mixture in mg by component, at a passage, after references."""

    passage: Passage
    amounts: tuple[tuple[str, float], ...]
    written: str
    refs: frozenset[int]
    claims: tuple[Claim, ...]

    @property
    def sum(self) -> float:
        """All parts together, in mg."""
        return sum(amount for _, amount in self.amounts)


def check(passages: Sequence[Passage]) -> Iterator[Found]:
    """Findings on shares against shares, shares against parts, and parts against their total."""
    shares = [share for passage in passages for share in _shares(passage)]
    every = [found for passage in passages if (found := _parts(passage))]
    parts = list({(p.passage.source, p.amounts, p.refs): p for p in reversed(every)}.values())
    yield from _two_shares(shares)
    yield from _share_of_parts(shares, parts)
    for passage in passages:
        yield from _over_whole(passage, [s for s in shares if s.passage is passage])
        yield from _total_of_parts(passage)


def _shares(passage: Passage) -> Iterator[Share]:
    """Shares in the sentence, else in what the claims say beside their tuple."""
    if passage.text and words.pattern("mixture").search(passage.text):
        for component, percent, at in _in_text(passage.text):
            claims = tuple(c for c in passage.claims if (component, percent) in _said(c)) or passage.claims
            yield Share(passage, component, percent, credited(passage, at), claims)
    if passage.text:
        return
    told: dict[tuple[str, float, frozenset[int]], list[Claim]] = {}
    for claim in passage.claims:
        for component, percent, _ in _in_text(claim.part or ""):
            told.setdefault((component, percent, frozenset(claim.refs)), []).append(claim)
    for (component, percent, refs), saying in told.items():
        yield Share(passage, component, percent, refs, tuple(saying))


def _said(claim: Claim) -> set[tuple[str, float]]:
    return {(component, percent) for component, percent, _ in _in_text(claim.part or "")}


def _in_text(text: str) -> Iterator[tuple[str, float, int]]:
    names = words.amino_acids(text)
    for found in _SHARE.finditer(text):
        behind = next(
            (n for n in names if n.start >= found.end() and _NAME_BEHIND.fullmatch(text, found.end(), n.start)), None
        )
        before = next((n for n in names if n.end <= found.start() and _leads_to(text[n.end : found.start()])), None)
        name = behind or before
        pure = words.pattern("purity").search(text[max(0, found.start() - _REACH) : found.start()])
        if name and not pure and not _OTHER_SHARE.match(text, max(name.end, found.end())):
            yield name.name, float(found["share"]), found.start()


def _leads_to(between: str) -> bool:
    """``leucine (40%``, ``leucine made up about 40%``."""
    plain = between.strip().removesuffix("about").strip()
    return plain in ("(", "at", ":") or words.pattern("makes up").fullmatch(plain) is not None


def _parts(passage: Passage) -> Parts | None:
    """The parts of one mixture; None where fewer than two amino acids have a mass, or one has two."""
    masses = [q for q in quantities(passage) if q.is_total and q.base and q.agent and not q.compared]
    own = [q for q in masses if q.start < 0 or _named_beside(passage.text, q)]
    first = {q.agent: q for q in reversed(own)}
    if len(first) < 2 or any(q.base != first[q.agent].base for q in own):
        return None
    amounts = tuple(sorted((q.agent or "", q.base.high) for q in first.values() if q.base))
    claims = tuple(c for c in passage.claims if "+" in c.effect.amino_acid) or passage.claims
    written = " + ".join(str(q.amount) for q in own if first[q.agent] == q)
    return Parts(passage, amounts, written, frozenset().union(*(q.refs for q in own)), claims)


def _named_beside(text: str, one: Quantity) -> bool:
    """Whether the amount has its amino acid right beside it."""
    reach = text[max(0, one.start - 3) : one.start].rstrip().endswith("(")
    return reach or any(n.name == one.agent and n.start - one.end in range(16) for n in words.amino_acids(text))


def _two_shares(shares: Sequence[Share]) -> Iterator[Found]:
    """One paper's mixture with two shares of one component, told at the later place."""
    for one, other in combinations(shares, 2):
        same = one.refs & other.refs
        alike = one.passage.source == other.passage.source and one.component == other.component
        if one.passage is not other.passage and alike and same and abs(one.percent - other.percent) > POINTS:
            number = min(same)
            message = (
                f"The mixture of reference {number} is {other.percent:g}% {one.component} here,"
                f" but {one.percent:g}% in {one.passage}."
            )
            arithmetic = f"{one.percent:g}% − {other.percent:g}% = {one.percent - other.percent:g} points"
            claims = (*other.claims, *one.claims)
            yield Found("shares_disagree", other.passage, message, arithmetic, claims, read=bool(other.passage.text))


def _share_of_parts(shares: Sequence[Share], parts: Sequence[Parts]) -> Iterator[Found]:
    """A stated share against the one that the amounts of the same paper's mixture come to."""
    for share in shares:
        for found in parts:
            one_mixture = share.passage is found.passage or bool(share.refs & found.refs)
            amounts = dict(found.amounts)
            if share.passage.source != found.passage.source or not one_mixture or share.component not in amounts:
                continue
            percent = 100 * amounts[share.component] / found.sum
            if abs(percent - share.percent) > POINTS:
                where = "here" if share.passage is found.passage else f"in {found.passage}"
                message = f"{share.percent:g}% {share.component} does not follow from the amounts given {where}."
                arithmetic = (
                    f"{amounts[share.component]:g} / ({found.written}) = {percent:.1f}%, not {share.percent:g}%"
                )
                claims = (*share.claims, *found.claims)
                read = bool(share.passage.text)
                yield Found("parts_disagree", share.passage, message, arithmetic, claims, read=read)


def _over_whole(passage: Passage, shares: Sequence[Share]) -> Iterator[Found]:
    """Shares of one sentence that are more than a whole together."""
    together: dict[str, Share] = {share.component: share for share in shares}
    total = sum(share.percent for share in together.values())
    if len(together) > 1 and total > 100 + POINTS:
        message = "The shares named here are more than a whole."
        sums = " + ".join(f"{share.percent:g}%" for share in together.values())
        yield Found("parts_disagree", passage, message, f"{sums} = {total:g}%", passage.claims, read=bool(passage.text))


def _total_of_parts(passage: Passage) -> Iterator[Found]:
    """``10 g (5 g leucine, 3 g isoleucine and 3 g valine)``: more than the total, or less where nothing is left out."""
    found = _parts(passage) if passage.text else None
    if found is None:
        return
    masses = [q for q in quantities(passage) if q.is_total and q.base]
    own = [q for q in masses if q.agent and _named_beside(passage.text, q)]
    before = [q for q in masses if q.end <= own[0].start and q not in own]
    if not before or before[-1].base is None:
        return
    total, link = before[-1], passage.text[before[-1].end : own[0].start]
    opened = words.pattern("whole").search(link) or re.search(r"[(:]\s*$", link)
    if not opened or "." in link or len({q.base.unit for q in own if q.base} | {before[-1].base.unit}) > 1:
        return
    gap = found.sum - before[-1].base.high
    share = 100 * gap / before[-1].base.high
    if share > POINTS or (share < -POINTS and words.pattern("whole").search(link)):
        message = f"The parts do not add up to {total.amount}."
        arithmetic = f"{found.written} = {found.sum:g} mg, not {before[-1].base.high:g} mg"
        yield Found("parts_disagree", passage, message, arithmetic, passage.claims, read=True)
