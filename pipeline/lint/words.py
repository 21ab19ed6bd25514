"""The words that the rules look for: rows of ``lint_words``, and names of amino acids and of who was studied."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicon import Cue, Term, read

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 4  # words of a name that are tried
_FORM = re.compile(r"(?:dl|[ld])-(?=\w)", re.IGNORECASE)
_UNSURE = frozenset({"ambiguous abbreviation", "brand", "generic mixture"})


class Name(NamedTuple):
    """A canonical name and where the text says it."""

    name: str
    start: int
    end: int


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
    return tuple(_named(text, "amino_acids"))


@lru_cache(maxsize=5_000)
def systems(text: str) -> tuple[Name, ...]:
    """Species and groups of people that a text names, in order: ``rat``, ``mouse``, ``human`` …"""
    return tuple(_named(text, "systems"))


@cache
def _table(lexicon: str) -> Mapping[str, str]:
    kinds = {"species", "strain", "population"}
    rows = [t for t in read(lexicon, Term) if t.type not in _UNSURE and (lexicon != "systems" or t.type in kinds)]
    return {t.term if t.case == "exact" else t.term.casefold(): t.name for t in rows}


@cache
def _first_words(lexicon: str) -> frozenset[str]:
    """What a name may begin with, so that most words need no look-up."""
    return frozenset(term.split(" ")[0].casefold() for term in _table(lexicon))


def _named(text: str, table_name: str) -> Iterator[Name]:
    words = list(_WORD.finditer(text))
    begin = _first_words(table_name)
    table = _table(table_name)
    at = 0
    while at < len(words):
        first = words[at][0].casefold()
        known = first in begin or _FORM.sub("", first) in begin
        sizes = range(min(_LONGEST, len(words) - at), 0, -1) if known else ()
        size = next((n for n in sizes if _look_up(words[at : at + n], table)), 0)
        if size:
            begun, last = words[at], words[at + size - 1]
            yield Name(_look_up(words[at : at + size], table) or "", begun.start(), last.end())
        at += size or 1


def _look_up(words: list[re.Match[str]], table: Mapping[str, str]) -> str | None:
    phrase = " ".join(word[0] for word in words)
    bare = _FORM.sub("", phrase)
    return table.get(phrase) or table.get(phrase.casefold()) or table.get(bare) or table.get(bare.casefold())
