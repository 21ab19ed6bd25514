"""The words beside numbers, from ``lexicons/dose_context.jsonl``, as compiled patterns."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from pipeline.lexicon import Term, read

SPACE = "[ \u00a0\u2009\u202f]"  # no line feed: an amount does not run from the title into the abstract
DASH = "[-‐‑–—−]"


def choice(terms: Iterable[Term]) -> str:
    """Alternatives for a pattern, longest first, each with its own rule of case; a space stands for any space."""
    rows = sorted(terms, key=lambda t: (-len(t.term), t.term))
    escaped = ((t, re.escape(t.term).replace(r"\ ", SPACE)) for t in rows)
    runs = groupby(escaped, key=lambda pair: pair[0].case)
    joined = ((case, "|".join(term for _, term in run)) for case, run in runs)
    return "|".join(terms if case == "exact" else f"(?i:{terms})" for case, terms in joined)


@cache
def terms(kind: str) -> tuple[Term, ...]:
    """All rows of one type."""
    return tuple(t for t in read("dose_context", Term) if t.type == kind)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Whole words of one type."""
    return re.compile(rf"(?<!\w)(?:{choice(terms(kind))})(?!\w)")


@cache
def _names(kind: str) -> dict[str, str]:
    return {t.term if t.case == "exact" else t.term.lower(): t.name for t in terms(kind)}


def name(kind: str, written: str) -> str:
    """What a word that ``pattern(kind)`` found stands for."""
    plain = re.sub(SPACE, " ", written)
    return _names(kind).get(plain) or _names(kind)[plain.lower()]
