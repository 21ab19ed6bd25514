"""Results that are told as two numbers alone: ``time was 35 s with leucine vs 20 s with placebo (P = 0.01)``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.relations.arms import arm_at
from pipeline.relations.chance import P_VALUE
from pipeline.relations.direction import negated
from pipeline.relations.event import Event
from pipeline.relations.phrases import noun_phrase
from pipeline.relations.study import Study
from pipeline.relations.words import Word
from pipeline.schema import Direction

CHANGES = ("verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "noun", "adj", "state", "verb.change")
MEASURED = frozenset({"was", "were", "averaged", "reached", "occurred", "developed", "amounted", "seen", "observed"})
SPREADS = frozenset({"±", "+/-", "+-", "+"})
AGAINST = frozenset({"vs", "vs.", "versus", "v", "v.", "compared", "against", "than", "and", "but", "whereas", "while"})
NUMBER = re.compile(r"[-−–]?\d[\d,]*(?:\.\d+)?")
LONGEST = 60  # words of a sentence that is read


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its place among the words, and whether it is of those who got the amino acid (None: not said)."""

    at: int
    value: float
    given: bool | None = None


def figures(words: Sequence[Word], context: Study) -> Iterator[Event]:
    """The event of a sentence (words in brackets included) that has two numbers, one of each side, and no other cue.

    It must have a P value: without one nobody said that the numbers differ.
    """
    text = " ".join(w.text for w in words)
    at = next((i for i, w in enumerate(words) if w.lower in MEASURED), 0)
    if len(words) > LONGEST or not at or not P_VALUE.search(text) or any(w.has(*CHANGES) for w in words):
        return
    compared = _pair(words, at, context)
    phrases = (noun_phrase(words, start) for start in range(at))
    phrase = next((p for p in phrases if p and p.end in {at, at - 1}), None)
    if compared is None or phrase is None or negated(words, at):
        return
    one, two = compared if compared[0].given else compared[::-1]
    if one.value == two.value:
        return
    target, plain = tuple(phrase.words(words)), tuple(w for w in words if not w.depth and w.text not in "()[]")
    went: Direction = "increase" if one.value > two.value else "decrease"
    yield Event(target, went, words[at], plain, (), tuple(w for w in plain if w.start > words[at].start), active=False)


def _pair(words: Sequence[Word], at: int, context: Study) -> tuple[Figure, Figure] | None:
    """The two numbers behind ``at``, one of those who got the amino acid, one of the controls."""
    found = [replace(figure, given=_side(figure.at, words, context)) for figure in _numbers(words, at)]
    if len(found) != 2 or not any(w.lower in AGAINST or w.text == "," for w in words[found[0].at + 1 : found[1].at]):
        return None
    one, two = found
    return (one, two) if {one.given, two.given} == {True, False} else None


def _numbers(words: Sequence[Word], at: int) -> list[Figure]:
    """The numbers behind ``at`` that are results: no spread, no P value, no count with its percentage in a bracket."""
    found: list[Figure] = []
    for i in range(at + 1, len(words)):
        word, before = words[i], words[i - 1]
        number = NUMBER.fullmatch(word.text) or (word.kind == "dose" and not word.name and NUMBER.match(word.text))
        if not number or before.text in SPREADS or before.text in "=<>≤≥" or before.joined:
            continue
        value = float(number.group().replace(",", "").replace("−", "-").replace("–", "-"))
        if not word.depth:
            found.append(Figure(i, value))
        elif found and i - found[-1].at <= 2 and words[i + 1].text == "%":
            found[-1] = replace(found[-1], value=value)
    return found


def _side(at: int, words: Sequence[Word], context: Study) -> bool | None:
    """Is the number at ``at`` of those who got the amino acid (else of the controls)? None where no word says."""
    for i in range(at + 1, len(words)):
        word = words[i]
        if word.lower in AGAINST or word.text == ";":
            return None
        if word.name and word.name not in context.left_out:
            return True
        got = arm_at(words, i, context.arms)
        if got is not None or word.has("control"):
            return bool(got)
        if word.has("intervention"):
            return True
    return None
