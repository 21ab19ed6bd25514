"""What a plain text names of a lexicon, found by whole words, without the pipeline that reads articles; pure."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import Term, read

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 4  # words of a name that are tried
_FORM = re.compile(r"(?:dl|[ld])-(?=\w)", re.IGNORECASE)
_UNSURE = frozenset({"ambiguous abbreviation", "brand", "generic mixture"})


class Name(NamedTuple):
    """A canonical name and where the text says it."""

    name: str
    start: int
    end: int


def named(text: str, lexicon: str, types: frozenset[str] | None = None) -> Iterator[Name]:
    """The names of a lexicon of terms in a text, in order, the longest at each place; only of ``types`` if given.

    Terms that mean other things too (brands, ambiguous abbreviations) are left out; D- and L- are no part of a name.
    """
    words = list(_WORD.finditer(text))
    begin = _first_words(lexicon, types)
    table = _table(lexicon, types)
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


@cache
def _table(lexicon: str, types: frozenset[str] | None) -> Mapping[str, str]:
    rows = [t for t in read(lexicon, Term) if t.type not in _UNSURE and (types is None or t.type in types)]
    return {t.term if t.case == "exact" else t.term.casefold(): t.name for t in rows}


@cache
def _first_words(lexicon: str, types: frozenset[str] | None) -> frozenset[str]:
    """What a name may begin with, so that most words need no look-up."""
    return frozenset(term.split(" ")[0].casefold() for term in _table(lexicon, types))


def _look_up(words: list[re.Match[str]], table: Mapping[str, str]) -> str | None:
    phrase = " ".join(word[0] for word in words)
    bare = _FORM.sub("", phrase)
    return table.get(phrase) or table.get(phrase.casefold()) or table.get(bare) or table.get(bare.casefold())
