"""Noun phrases and lists of them, found by what they cannot contain; a parser's phrases may replace them later."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.words import Word

MAX_WORDS = 12  # a longer run is a sentence that went wrong
CLOSED = ("tendency", "prep", "conj", "aux", "boundary", "neg", "verb", "given", "state", "endogenous")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``start`` to ``end`` (exclusive) of a sequence."""

    start: int
    end: int

    def words(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words it covers."""
        return words[self.start : self.end]


def nominal(word: Word, first: bool) -> bool:
    """May ``word`` stand in a noun phrase (``first``: as its first word)?"""
    if word.is_punct:
        return word.joined or word.text in "-–/+%'’"
    if word.kind in {"amino_acid", "system"} or word.joined:
        return True
    if word.kind == "dose":
        return False
    if word.has("det", "adverb", "anaphor") and first:
        return False
    if word.has("noun") and not first:
        return True
    if word.has(*CLOSED) and not word.has("measured", "matrix", "withheld"):
        return False
    return not word.has("adj") or not first


def skip(words: Sequence[Word], i: int) -> int:
    """The first place from ``i`` on that is no determiner, adverb, bare number or comparative."""
    while i < len(words) and _skippable(words, i):
        i += 1
    return i


def _skippable(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if i + 1 < len(words) and words[i + 1].joined:
        return False  # "5-HT"
    if word.kind == "amino_acid" or (word.has("noun", "neg") and not word.has("adj")):
        return False
    if _participle(words, i):
        return True
    return word.has("det", "adverb", "adj") or word.is_number or word.text in {"~", "≈", "±", "%"}


def _participle(words: Sequence[Word], i: int) -> bool:
    """A participle that only describes the noun behind it (``combined strength``, ``isolated muscle``)."""
    word = words[i]
    describes = word.lower.endswith("ed") and bool(word.cats & {"verb", "given", "route"}) and not word.joined
    if not describes or not i or i + 1 >= len(words):
        return False
    opens = words[i - 1].has("prep", "det", "adj") or _participle(words, i - 1)
    return opens and (nominal(words[i + 1], True) or words[i + 1].lower.endswith("ed"))


def noun_phrase(words: Sequence[Word], i: int) -> Phrase | None:
    """The noun phrase at ``i`` (after determiners and adverbs), with its ``of`` complements; None if there is none."""
    start = skip(words, i)
    end = start
    while end < len(words) and end - start < MAX_WORDS and nominal(words[end], end == start):
        end += 1
    while end > start and (words[end - 1].is_punct or words[end - 1].is_number):
        end -= 1
    if end == start:
        pointing = 0 < start < len(words) and words[start - 1].lower in {"this", "these", "those", "such"}
        return Phrase(start, start + 1) if pointing and words[start].has("noun") else None
    inner = complement(words, start, end)
    return Phrase(start, inner.end if inner else end)


def complement(words: Sequence[Word], start: int, end: int) -> Phrase | None:
    """``of Y`` behind any noun; ``to Y`` behind the few that take it (``binding of X to Y``)."""
    if end >= len(words):
        return None
    if words[end].lower == "of":
        inner = noun_phrase(words, end + 1)
        takes_to = words[end - 1].has("tohead") and inner is not None
        if inner is not None and takes_to and inner.end < len(words) and words[inner.end].lower == "to":
            return noun_phrase(words, inner.end + 1) or inner
        return inner
    if words[end].lower == "to" and words[end - 1].has("tohead"):
        return noun_phrase(words, end + 1)
    return None


def phrase_list(words: Sequence[Word], i: int, *, subject: bool = False) -> list[Phrase]:
    """The coordinated noun phrases that begin at ``i``: ``A, B and C``. Stops where a new clause begins."""
    found: list[Phrase] = []
    at = i
    while (phrase := noun_phrase(words, at)) is not None:
        if found and (
            (opens_clause(words, phrase.end) and not subject) or any(w.has("adj") for w in words[at : phrase.start])
        ):
            break  # a new clause, or a new change: "higher A and lower B"
        found.append(phrase)
        at = _separator(words, phrase.end)
        if at == phrase.end:
            break
    return found


def _separator(words: Sequence[Word], i: int) -> int:
    j = i
    while j < len(words) and (words[j].text == "," or (words[j].has("conj") and words[j].lower != "but")):
        j += 1
    if j > i and j < len(words) and words[j].has("prep") and words[j].lower in {"in", "of", "on"}:
        j += 1  # "in A and in B"
    return j


def opens_clause(words: Sequence[Word], i: int) -> bool:
    """Does a finite verb follow at ``i``, so that the phrase before it is a subject?"""
    while i < len(words) and words[i].has("adverb", "neg") and not words[i].has("aux"):
        i += 1
    return i < len(words) and not words[i].joined and (words[i].has("aux") or finite(words[i]))


def finite(word: Word) -> bool:
    """A verb form that can be a predicate (``-ing`` forms cannot)."""
    return word.has("verb") and not word.joined and not word.lower.endswith("ing") and not word.has("noun", "treatment")
