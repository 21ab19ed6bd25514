"""Sizes of changes: percentages that are no doses, folds, "doubled"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.schema import Magnitude
from pipeline.units import context, words
from pipeline.units.expressions import Expression, expressions
from pipeline.units.grammar import Unit
from pipeline.units.media import medium_of_share
from pipeline.units.words import DASH, SPACE


class MagnitudeSpan(NamedTuple):
    """The size of a change (absolute value) and where the text says it."""

    magnitude: Magnitude
    start: int
    end: int


_LEVEL_BEFORE = re.compile(
    r"(?:\d\s?[(\[]|/\s?\d+[,;(\s]+|\bn\s?=\s?\d+[,;(\s]+"  # 9 (20 %), 9/45 (20 %), n = 9, 20 %
    r"|[<>≤≥]\s?|%\s?[(\[]|\bfrom\s|(?<!\bup)\sto\s|\b(?:vs|versus|v)\.?\s)$",  # < 5 %, 3 % (1-5 %), from 5 %
    re.IGNORECASE,
)
_LEVEL_AFTER = re.compile(
    r"[\s,;]{0,2}[(\[]?\s?(?:n\s?=\s?)?\d+\s?(?:/|of\s)\s?\d+|\s?(?:vs|versus|v)\.?\s|\sof\s|\sto\s\d", re.IGNORECASE
)  # 20 % [9 of 45], 20 % vs 5 %, 20 % of them, 5 % to 8 %


@cache
def _size() -> re.Pattern[str]:
    comparison = words.choice(words.terms("comparison"))
    return re.compile(
        rf"(?:{SPACE}|{DASH}){{0,2}}(?:(?P<share>%|per{SPACE}?cent\b)(?![/\w-]|{SPACE}?[/·]{SPACE}?(?:h|min|d)\b)"
        rf"|(?P<fold>folds?\b|(?:times|x|×)(?={SPACE}(?:as{SPACE})?(?:{comparison})\b)))"
    )


def _match_size(text: str, start: int) -> Unit | None:
    found = _size().match(text, start)
    return Unit("%" if found["share"] else "fold", found.end()) if found else None


def find_magnitudes(text: str) -> tuple[MagnitudeSpan, ...]:
    """Every size of a change in ``text``, in order; both ends of a range are given, with the span of the range.

    Left out where recognisable: doses (``2% of the diet``), confidence intervals, intensities (``70% of VO2max``),
    shares ("60% of the patients"), levels ("from 5% to 8%", "20% vs 5%").
    """
    found = [span for e in expressions(text, _match_size) if _is_change(text, e) for span in _spans(e)]
    return tuple(sorted([*found, *_verbs(text)], key=lambda span: (span.start, span.magnitude.value)))


def _spans(found: Expression) -> Iterator[MagnitudeSpan]:
    for value in dict.fromkeys((found.low, found.high)):
        yield MagnitudeSpan(Magnitude(value=value, unit=found.unit.name), found.start, found.end)


def _is_change(text: str, found: Expression) -> bool:
    if found.unit.name == "fold":
        return True
    near = context.sides(text, found)
    if medium_of_share(text, found) or _is_interval(near):
        return False
    if re.search(r"\bby\s(?:\w+\s)?$", near.left):
        return True
    alone = context.sides(text, found._replace(run=(found.start, found.end)))
    if any(_LEVEL_BEFORE.search(side.left) or _LEVEL_AFTER.match(side.right) for side in (near, alone)):
        return False
    return not (_is_counted(near.left) or _is_part(near.right))


def _is_counted(left: str) -> bool:
    """``12 patients (60 %)``."""
    bracket = left.rstrip("([ ")
    return left != bracket and any(m.end() == len(bracket) for m in words.pattern("share").finditer(bracket))


def _is_part(right: str) -> bool:
    """``60 % female``, ``70 % VO2max``."""
    return bool(words.pattern("share").match(right[1:]) or words.pattern("intensity").match(right[1:]))


def _is_interval(near: context.Sides) -> bool:
    interval = words.pattern("interval")
    return bool(interval.match(near.right.lstrip(" (,")) or interval.search(near.left[-14:]))


def _verbs(text: str) -> Iterator[MagnitudeSpan]:
    """``doubled`` is 2 fold, ``halved`` is 50 %."""
    for kind, unit in (("multiple", "fold"), ("part", "%")):
        for found in words.pattern(kind).finditer(text):
            value = float(words.name(kind, found[0]))
            yield MagnitudeSpan(Magnitude(value=value, unit=unit), found.start(), found.end())
