"""Results that are told as two numbers alone: ``time was 35 s with leucine vs 20 s with placebo (P = 0.01)``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.relations.arms import arm_at
from pipeline.relations.chance import P_VALUE
from pipeline.relations.direction import negated
from pipeline.relations.event import Event
from pipeline.relations.phrases import Phrase, noun_phrase
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


def figures(words: Sequence[Word], context: Study, *, tested: bool = True) -> Iterator[Event]:
    """The event of a sentence (words in brackets included) that has two numbers, one of each side, and no other cue.

    It must have a P value, unless it need not be ``tested``: without one nobody said that the numbers differ.
    """
    text = " ".join(w.text for w in words)
    at = next((i for i, w in enumerate(words) if w.lower in MEASURED), 0)
    told = P_VALUE.search(text) or not tested
    if len(words) > LONGEST or not at or not told or any(w.has(*CHANGES) for w in words):
        return
    compared = _share(words, at, context) or _pair(words, at, context)
    phrase = _measured(words, at)
    if compared is None or phrase is None or negated(words, at):
        return
    one, two = compared if compared[0].given else compared[::-1]
    if one.value == two.value:
        return
    target, plain = tuple(phrase.words(words)), tuple(w for w in words if not w.depth and w.text not in "()[]")
    went: Direction = "increase" if one.value > two.value else "decrease"
    yield Event(target, went, words[at], plain, (), tuple(w for w in plain if w.start > words[at].start), active=False)


def _measured(words: Sequence[Word], at: int) -> Phrase | None:
    """What the numbers are of: the phrase before ``at``, or that before the groups there (``X in A and B was``)."""
    phrases = [p for p in (noun_phrase(words, start) for start in range(at)) if p]
    nearest = next((p for p in phrases if p.end in {at, at - 1}), None)
    if nearest is None or not any(w.has("prep") and w.lower != "of" for w in words[:at]):
        return nearest
    behind = [p for p in phrases if p.end < at and words[p.end].has("prep") and not words[p.start - 1].has("prep")]
    opened = words[0].has("prep") and any(w.text == "," for w in words[:at])  # "In men, X was"
    return nearest if opened or not behind else behind[0]


def _pair(words: Sequence[Word], at: int, context: Study) -> tuple[Figure, Figure] | None:
    """The two numbers behind ``at``, one of those who got the amino acid, one of the controls."""
    found = [replace(figure, given=_side(figure.at, words, context)) for figure in _numbers(words, at)]
    if len(found) != 2 or not any(w.lower in AGAINST or w.text == "," for w in words[found[0].at + 1 : found[1].at]):
        return None
    one, two = found
    if any(w.lower == "respectively" for w in words):
        sides = _sides(words[two.at + 1 :], context) or _sides(words[:at], context)
        one, two = (replace(figure, given=given) for figure, given in zip(found, sides or (None, None), strict=True))
    return (one, two) if {one.given, two.given} == {True, False} else None


def _sides(words: Sequence[Word], context: Study) -> list[bool] | None:
    """Of whom the two of "the placebo and the leucine group, respectively" are; None where not just two are named."""
    told = [side for i in range(len(words)) if (side := _named(words, i, context)) is not None]
    return told if len(told) == 2 else None


def _share(words: Sequence[Word], at: int, context: Study) -> tuple[Figure, Figure] | None:
    """``was 40-45 % of that with placebo``, ``of the control``: a share of the controls' value, against all of it."""
    for i in range(at + 2, len(words) - 1):
        number = NUMBER.match(words[i - 1].text)
        whole = next((w for w in words[i + 2 :] if w.lower != "the"), None)
        if words[i].text != "%" or words[i + 1].lower != "of" or not number or whole is None:
            continue
        compared = whole.lower in {"that", "those"} or whole.has("control")
        if compared and _side(i + 1, words, context) is False:
            return Figure(i, abs(_value(number)), given=True), Figure(i, 100, given=False)
    return None


def _numbers(words: Sequence[Word], at: int) -> list[Figure]:
    """The numbers behind ``at`` that are results: no spread, no P value, no count with its percentage in a bracket."""
    found: list[Figure] = []
    for i in range(at + 1, len(words)):
        word, before = words[i], words[i - 1]
        number = NUMBER.fullmatch(word.text) or (word.kind == "dose" and not word.name and NUMBER.match(word.text))
        if not number or before.text in SPREADS or before.text in "=<>≤≥" or before.joined:
            continue
        value = _value(number)
        if not word.depth:
            found.append(Figure(i, value))
        elif found and i - found[-1].at <= 2 and words[i + 1].text == "%":
            found[-1] = replace(found[-1], value=value)
    return found


def _value(number: re.Match[str]) -> float:
    return float(re.sub("[−–]", "-", number.group().replace(",", "")))


def _side(at: int, words: Sequence[Word], context: Study) -> bool | None:
    """Is the number at ``at`` of those who got the amino acid (else of the controls)? None where no word says."""
    for i in range(at + 1, len(words)):
        if words[i].lower in AGAINST or words[i].text == ";":
            return None
        if (side := _named(words, i, context)) is not None:
            return side
    return None


def _named(words: Sequence[Word], i: int, context: Study) -> bool | None:
    """Does the word at ``i`` name those who got the amino acid, or the controls? None where it names neither."""
    word = words[i]
    if word.name and word.name not in context.left_out:
        return True
    got = arm_at(words, i, context.arms)
    if got is not None or word.has("control"):
        return bool(got)
    return True if word.has("intervention") else None
