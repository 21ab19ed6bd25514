"""Associations: the level of an amino acid in the body, set in relation to something measured or to a disease."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.relations.arguments import gap, subject_targets
from pipeline.relations.clauses import clauses
from pipeline.relations.direction import OPPOSITE, negated, polarity
from pipeline.relations.phrases import noun_phrase, phrase_list
from pipeline.relations.study import exposure_context, measured
from pipeline.relations.words import Word
from pipeline.schema import Direction

COMPARING = frozenset({"than", "compared", "versus", "vs", "vs.", "relative"})
Phrased = tuple[Word, ...]
NEAR = 4  # words between a link and what turns it round (``was inversely and strongly associated``)


@dataclass(frozen=True, slots=True)
class Association:
    """The level of ``amino_acid`` goes along with ``target`` (increase), against it (decrease), or with neither."""

    amino_acid: str
    target: Phrased
    direction: Direction
    cue: Word


def associations(words: Sequence[Word], text: str) -> list[Association]:
    """The associations that a sentence (outside brackets) states; none where an amino acid is given in it."""
    if any(w.kind == "amino_acid" and exposure_context(words, i) for i, w in enumerate(words)):
        return []
    found: dict[Association, None] = {}
    for clause in clauses(words):
        for i, word in enumerate(clause.words):
            if word.joined:
                continue
            if word.has("endogenous") or word.lower.endswith("associated with"):
                found.update(dict.fromkeys(_linked(clause.words, i, subject_targets(clause), text)))
            elif word.has("adj.increase", "adj.decrease"):
                found.update(dict.fromkeys(_differing(clause.words, i, text)))
    return list(found)


def _linked(words: Sequence[Word], i: int, subject: Sequence[Phrased], text: str) -> Iterator[Association]:
    """``plasma leucine correlated with X``, ``X correlated with plasma leucine``, ``a correlation between A and B``."""
    if between := _behind(words, i, {"between"}):
        one, two = between[:1], between[1:]
    else:
        of = words[i + 1 : i + 2] and words[i + 1].lower == "of"
        one = _behind(words, i, {"of"}) if of else list(subject)
        two = _objects(words, i) or _behind(words, i, {"with", "to", "and"})
    direction = _sign(words, i)
    for levels, targets in ((one, two), (two, one)):
        for name in _levels(words, levels, text):
            for target in targets:
                if not any(w.kind == "amino_acid" or w.has("inverse") for w in target):
                    yield Association(name, target, direction, words[i])
    for name in _levels(words, one, text):
        for target, way in _and_as_well(words, i, direction):
            yield Association(name, target, way, words[i])


def _and_as_well(words: Sequence[Word], i: int, way: Direction) -> Iterator[tuple[Phrased, Direction]]:
    """``correlated (positively) with A and (negatively) with B``: B, and which way."""
    for j in range(i + 3, len(words)):
        adverb = words[j - 1].lower.endswith("ly")
        if words[j].lower == "with" and words[j - 1 - adverb].has("conj"):
            told: Direction = ("decrease" if words[j - 1].has("inverse") else "increase") if adverb else way
            yield from ((tuple(phrase.words(words)), told) for phrase in phrase_list(words, j + 1))


def _behind(words: Sequence[Word], i: int, prepositions: Set[str]) -> list[Phrased]:
    """The phrases behind the first of ``prepositions`` after ``i``, no verb between."""
    for j in range(i + 1, len(words)):
        if words[j].lower in prepositions:
            return [tuple(p.words(words)) for p in phrase_list(words, j + 1)]
        if words[j].has("verb", "aux", "boundary") and not words[j].has("endogenous"):
            break
    return []


def _objects(words: Sequence[Word], i: int) -> list[Phrased]:
    """What stands right behind the link: ``was associated with X``, ``predicted X``."""
    found = phrase_list(words, i + 1)
    apart = not found or (gap(words, i + 1, found[0]) and not words[i].lower.endswith(" with"))
    return [] if apart else [tuple(p.words(words)) for p in found]


def _levels(words: Sequence[Word], phrases: Sequence[Phrased], text: str) -> list[str]:
    """The amino acids whose levels ``phrases`` are; in ``leucine and valine levels`` one word stands for both."""
    places = {word.start: i for i, word in enumerate(words)}
    named = [w for phrase in phrases for w in phrase if w.kind == "amino_acid" and w.name]
    level = {w.start for w in named if (i := places.get(w.start)) is not None and measured(words, i, text)}
    bare = {phrase[0].start for phrase in phrases if level and len(phrase) == 1}
    return list(dict.fromkeys(w.name for w in named if w.name and w.start in level | bare))


def _sign(words: Sequence[Word], i: int) -> Direction:
    if negated(words, i):
        return "no_change"
    around = words[max(0, i - NEAR) : i + NEAR]
    return "decrease" if any(w.has("inverse") for w in around) else "increase"


def _differing(words: Sequence[Word], i: int, text: str) -> Iterator[Association]:
    """``plasma X was higher in patients with Y than in controls``, or told the other way round."""
    at = next((j for j in range(i + 1, len(words)) if words[j].lower in COMPARING), None)
    if at is None:
        return
    first, second = words[:at], words[at + 1 :]
    direction: Direction = "no_change" if negated(words, i) else polarity(words[i])
    if (disease := _disease(first)) is None or not _healthy(second):
        disease, direction = _disease(second), OPPOSITE[direction]
        if disease is None or not _healthy(first):
            return
    for k, word in enumerate(first):
        if word.kind == "amino_acid" and word.name and measured(words, k, text):
            yield Association(word.name, disease, direction, words[i])


def _healthy(words: Sequence[Word]) -> bool:
    return any(w.has("control") or w.lower == "healthy" for w in words)


def _disease(words: Sequence[Word]) -> Phrased | None:
    """What subjects are described by: ``patients with X``."""
    for j in range(1, len(words)):
        if words[j].lower == "with" and words[j - 1].has("group"):
            phrase = noun_phrase(words, j + 1)
            return tuple(phrase.words(words)) if phrase else None
    return None
