"""The words that the rules look for: rows of ``lint_words``, and names of amino acids and of who was studied."""

import re
from functools import cache, lru_cache

from pipeline.lexicon import Cue, read
from pipeline.names import Name, named

_WHO = frozenset({"species", "strain", "population"})


@cache
def pattern(category: str) -> re.Pattern[str]:
    """Whole words of one category of ``lint_words``, longest first."""
    terms = sorted(
        (row.term for row in read("lint_words", Cue) if row.category == category), key=lambda t: (-len(t), t)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(t).replace(chr(92) + ' ', ' +') for t in terms)})(?!\w)", re.I)


@cache
def effects() -> re.Pattern[str]:
    """Verbs that say that something rose, fell, got better or worse."""
    kinds = {"verb.increase", "verb.decrease", "verb.improve", "verb.worsen"}
    terms = sorted((row.term for row in read("cues", Cue) if row.category in kinds), key=lambda t: (-len(t), t))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def amino_acids(text: str) -> tuple[Name, ...]:
    """The amino acids, mixtures and metabolites that a text names, in order."""
    return tuple(named(text, "amino_acids"))


@lru_cache(maxsize=5_000)
def systems(text: str) -> tuple[Name, ...]:
    """Species and groups of people that a text names, in order: ``rat``, ``mouse``, ``human`` …"""
    return tuple(named(text, "systems", _WHO))
