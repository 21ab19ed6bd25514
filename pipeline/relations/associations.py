"""Associations: the level of an amino acid in the body, set in relation to something measured or to a disease."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.relations.arguments import gap, subject_targets
from pipeline.relations.case_control import patients_against_healthy
from pipeline.relations.clauses import clauses
from pipeline.relations.contrasts import split_contrast
from pipeline.relations.direction import OPPOSITE, negated, polarity
from pipeline.relations.exposures import exposure_context, measured
from pipeline.relations.phrases import Phrase, phrase_list
from pipeline.relations.study import Study
from pipeline.relations.words import Word
from pipeline.schema import Direction

Phrased = tuple[Word, ...]
NEAR = 4  # words between a link and what turns it round (``was inversely and strongly associated``)


@dataclass(frozen=True, slots=True)
class Association:
    """The level of ``amino_acid`` goes along with ``target`` (increase), against it (decrease), or with neither."""

    amino_acid: str
    target: Phrased
    direction: Direction
    cue: Word


def associations(sentence: Sequence[Word], text: str, context: Study) -> list[Association]:
    """The associations that a sentence (outside brackets) states; none where an amino acid is given in it."""
    if any(w.kind == "amino_acid" and _is_exposure(sentence, i, text, context) for i, w in enumerate(sentence)):
        return []
    words, excepted = split_contrast(sentence)
    levels = _Levels(words, text, context)
    found: dict[Association, None] = {}
    for clause in clauses(words):
        begin = 0 if clause.words[0].lower == "which" else words.index(clause.words[0])
        for i, word in enumerate(clause.words):
            if word.joined:
                continue
            if word.has("endogenous") or word.lower.endswith("associated with"):
                found.update(dict.fromkeys(_linked(clause.words, i, subject_targets(clause), levels)))
            elif word.has("adj.increase", "adj.decrease"):
                around = words[begin:]  # "that" of "than that of controls" opens no clause here
                found.update(dict.fromkeys(_differing(around, around.index(word), levels)))
    others = _Levels(sentence, text, context).named([excepted])
    return [*found, *(replace(one, amino_acid=name, direction="no_change") for name in others for one in found)]


def _is_exposure(words: Sequence[Word], i: int, text: str, context: Study) -> bool:
    """Is the amino acid at ``i`` given, here or elsewhere in the abstract, and not measured here?"""
    if exposure_context(words, i):
        return True
    name = words[i].name
    return name in context.exposures and name not in context.exposure and not measured(words, i, text)


class _Levels:
    """Asks a sentence whose levels a phrase of it is."""

    def __init__(self, words: Sequence[Word], text: str, context: Study) -> None:
        self.words, self.text, self.context = words, text, context
        self._places = {word.start: i for i, word in enumerate(words)}

    def named(self, phrases: Sequence[Sequence[Word]]) -> list[str]:
        """The amino acids whose levels ``phrases`` are; in ``leucine and valine levels`` one word stands for both.

        A bare name is a level where the abstract nowhere gives that amino acid.
        """
        mentions = (w for phrase in phrases for w in phrase if w.kind == "amino_acid")
        names = [w for w in mentions if w.name and w.start in self._places]
        level = {w.start for w in names if measured(self.words, self._places[w.start], self.text)}
        bare = {phrase[0].start for phrase in phrases if level and len(phrase) == 1}
        heads = {p[-1].start for p in phrases if p and self.context.exposure.get(p[-1].name or "") == "endogenous"}
        return list(dict.fromkeys(w.name for w in names if w.name and w.start in level | bare | heads))


def _linked(words: Sequence[Word], i: int, subject: Sequence[Phrased], levels: _Levels) -> Iterator[Association]:
    """``plasma leucine correlated with X``, ``X correlated with plasma leucine``, ``a correlation between A and B``."""
    if between := _behind(words, i, {"between"}):
        one, two = between[:1], between[1:]
    else:
        of = words[i + 1 : i + 2] and words[i + 1].lower == "of"
        one = _behind(words, i, {"of"}) if of else list(subject)
        two = _objects(words, i) or _behind(words, i, {"with", "to", "and"})
    direction = _sign(words, i)
    for these, targets in ((one, two), (two, one)):
        for name in levels.named(these):
            for target in targets:
                if not any(w.kind == "amino_acid" or w.has("inverse") for w in target):
                    told = _turned(direction, words, these, [target])
                    yield Association(name, target, told, words[i])
    for name in levels.named(one):
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
    between = [w for w in words[i + 1 : found[0].start] if not w.has("adj")] if found else []
    apart = not found or (gap(between, 0, Phrase(len(between), 0)) and not words[i].lower.endswith(" with"))
    return [] if apart else [tuple(p.words(words)) for p in found]


def _sign(words: Sequence[Word], i: int) -> Direction:
    if negated(words, i):
        return "no_change"
    around = words[max(0, i - NEAR) : i + NEAR]
    return "decrease" if any(w.has("inverse") for w in around) else "increase"


def _turned(way: Direction, words: Sequence[Word], *sides: Sequence[Phrased]) -> Direction:
    """``lower leucine was associated with X``, ``with a lower X``: each side that is lower turns the association."""
    for side in sides:
        first = side[0][0] if side and side[0] else None
        before = [w for w in words if first is not None and w.start <= first.start][-2:]
        if any(w.has("adj.decrease", "noun.decrease") or w.lower == "low" for w in before):
            way = OPPOSITE[way]
    return way


def _differing(words: Sequence[Word], i: int, levels: _Levels) -> Iterator[Association]:
    """``plasma X was higher in patients with Y than in controls``, or told the other way round."""
    told = patients_against_healthy(words, i)
    if told is None:
        return
    direction: Direction = "no_change" if negated(words, i) else polarity(words[i])
    behind = [tuple(p.words(words)) for p in phrase_list(words, i + 1)][:1]
    for name in levels.named(behind) or levels.named([told.first]):
        yield Association(name, told.disease, OPPOSITE[direction] if told.turned else direction, words[i])
