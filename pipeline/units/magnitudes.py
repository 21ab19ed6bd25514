"""Sizes of changes: percentages that are no doses, folds, "doubled"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.schema import Magnitude
from pipeline.units import context, words
from pipeline.units.expressions import Expression, expressions
from pipeline.units.grammar import Unit
from pipeline.units.words import DASH, SPACE


class MagnitudeSpan(NamedTuple):
    """The size of a change (absolute value) and where the text says it."""

    magnitude: Magnitude
    start: int
    end: int


_COUNTED_BEFORE = re.compile(r"(?:\d\s?[(\[]|/\s?\d+[,;(\s]+|\bn\s?=\s?\d+[,;(\s]+|[<>≤≥]\s?)$")  # 9 (20 %), < 5 %
_COUNTED_AFTER = re.compile(r"[\s,;]{0,2}[(\[]?\s?(?:n\s?=\s?)?\d+\s?(?:/|of\s)\s?\d+")  # 23 % [79 of 334]


@cache
def _size() -> re.Pattern[str]:
    comparison = words.choice(words.terms("comparison"))
    return re.compile(
        rf"(?:{SPACE}|{DASH}){{0,2}}(?:(?P<share>%|per{SPACE}?cent\b)(?![/\w-]|{SPACE}?[/·]{SPACE}?(?:h|min|d)\b)"
        rf"|(?P<fold>folds?\b|(?:times|x|×){SPACE}(?=(?:as{SPACE})?(?:{comparison})\b)))"
    )


def _match_size(text: str, start: int) -> Unit | None:
    found = _size().match(text, start)
    return Unit("%" if found["share"] else "fold", found.end()) if found else None


def find_magnitudes(text: str) -> tuple[MagnitudeSpan, ...]:
    """Every size of a change in ``text``, in order; both ends of a range are given, with the span of the range.

    Left out where recognisable: doses (``2% of the diet``), confidence intervals, intensities (``70% of VO2max``),
    shares of patients or energy.
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
    if _COUNTED_BEFORE.search(near.left) or _COUNTED_AFTER.match(near.right):
        return False
    if context.medium_of_share(text, found) or words.pattern("interval").match(near.right.lstrip(" (,")):
        return False
    if re.search(r"\bby\s(?:\w+\s)?$", near.left):
        return True
    right = re.sub(r"^\s?(?:of\s)?(?:the\s|all\s|our\s|their\s|his\s|her\s)?(?:\d+\s)?", "", near.right)
    share = words.pattern("share")
    is_share = share.search(right[:30]) if near.right.lstrip().startswith("of") else share.match(right)
    return not (is_share or words.pattern("intensity").match(right) or words.pattern("interval").search(near.left[-4:]))


def _verbs(text: str) -> Iterator[MagnitudeSpan]:
    """``doubled`` is 2 fold, ``halved`` is 50 %."""
    for kind, unit in (("multiple", "fold"), ("part", "%")):
        for found in words.pattern(kind).finditer(text):
            value = float(words.name(kind, found[0]))
            yield MagnitudeSpan(Magnitude(value=value, unit=unit), found.start(), found.end())
