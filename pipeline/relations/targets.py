"""Targets: trimming a phrase to the measured thing, and widening it to the named entities that it cuts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter, itemgetter

from pipeline.relations.words import Word

Place = tuple[int, int]
_start = attrgetter("start")
NAMELESS = ("group", "control", "treatment", "anaphor", "pure", "noun.change", "role", "hedge", "given", "verb", "adj")
EDGE = ("det", "adverb", "adj", "prep", "conj", "aux", "boundary", "neg", "anaphor")


def trim(target: Sequence[Word]) -> Sequence[Word] | None:
    """Drop edge words that name nothing; None when no measurable thing is left."""
    words = _closed(target)
    while words and not _tied(words) and _names_nothing(words[0], front=True):
        words.pop(0)
    while words and _names_nothing(words[-1], front=False):
        words.pop()
    while words and words[0].is_punct:
        words.pop(0)
    if words and words[-1].lower.endswith(" to"):  # "response to" is one word, and names the stimulus next
        words[-1] = replace(words[-1], text=words[-1].text[:-3], end=words[-1].end - 3)
    content = [w for w in words if not w.is_punct]
    if content and content[0].has("group") and all(len(w.text.strip(".")) <= 2 for w in content[1:]):
        return None  # "group B"
    if _is_dose(content):
        return None  # "increasing doses of leucine"
    if content and content[-1].has("study") and not content[-1].has("study.test"):
        return None  # "a crossover trial", but "a walk test" is measured
    named = re.search(r"[A-Za-zα-ω]{2}|[A-Za-z]\d{2}", "".join(w.text for w in content))
    return words if named and not _hollow(content) and not all(_empty(w) for w in content) else None


def _is_dose(words: Sequence[Word]) -> bool:
    """``doses of leucine``: what is given, nothing that is measured."""
    given = bool(words) and words[0].has("treatment") and any(w.kind == "amino_acid" for w in words)
    return given and all(w.has("treatment", "prep", "route") or w.kind == "amino_acid" for w in words)


def widened(target: Sequence[Word], words: Sequence[Word], entities: Sequence[Place], cue: Word) -> Sequence[Word]:
    """The target out to the edges of the named entities that it cuts through.

    ``words`` are those of its sentence in order, ``entities`` sorted places (code points), none overlapping another.
    An entity that holds the cue of the change is no name of a thing.
    """
    start, end = target[0].start, target[-1].end
    first = bisect_right(entities, start, key=itemgetter(1))
    for begin, stop in takewhile(lambda place: place[0] < target[-1].end, entities[first:]):
        if stop <= cue.start or cue.end <= begin:
            start, end = min(start, begin), max(end, stop)
    if (start, end) == (target[0].start, target[-1].end):
        return target
    return words[bisect_left(words, start, key=_start) : bisect_left(words, end, key=_start)]


def _tied(words: Sequence[Word]) -> bool:
    """Is the first word part of a name (``3-MG``)?"""
    return words[0].joined or (len(words) > 1 and words[1].joined)


def _closed(target: Sequence[Word]) -> list[Word]:
    """The words behind a bracket that closes but never opened: ``14C]-glucose uptake`` is glucose uptake."""
    words = list(target)
    at = next(
        (i for i, w in enumerate(words) if "]" in w.text and not any("[" in x.text for x in words[: i + 1])), None
    )
    if at is None:
        return words
    rest = words[at].text.rpartition("]")[2].lstrip("-–")
    cut = words[at].end - len(rest)
    return ([replace(words[at], text=rest, start=cut)] if rest else []) + words[at + 1 :]


def _names_nothing(word: Word, *, front: bool) -> bool:
    """May ``word`` go from an edge of a target?"""
    if word.is_punct or word.is_number or word.lower == "fold":
        return True
    return word.has(*EDGE) and not word.has("bad") if front else word.has("prep", "conj", "det", "boundary")


def _hollow(content: Sequence[Word]) -> bool:
    """``plasma``, ``the mRNA``, ``levels in serum``: where or by what something was measured, but not what."""
    alone = len(content) == 1 and content[0].has("hollow")
    return alone or all(w.has("matrix", "hollow.measure", "prep") for w in content)


def _empty(word: Word) -> bool:
    """A word that is no measured thing by itself."""
    return word.lower == "fold" or word.has(*NAMELESS) or word.kind in {"system", "dose"}
