"""Events: cues of change (or of none) in a sentence, each with its target and the direction that follows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.relations.clauses import Clause, clauses
from pipeline.relations.direction import OPPOSITE
from pipeline.relations.event import Event
from pipeline.relations.readings import read_cue
from pipeline.relations.syntax import courses, parsed_events
from pipeline.relations.verbs import PRONOUNS
from pipeline.relations.words import Word

__all__ = ["Event", "courses", "events", "points_back", "with_antecedents"]


def events(words: Sequence[Word]) -> list[Event]:
    """All events of a sentence's words (outside brackets)."""
    if any(w.dep for w in words):
        return parsed_events(words)
    found: list[Event] = []
    for clause in clauses(words):
        if _taken_back(clause):
            last = found[-1].clause if found else ()
            found = [replace(e, direction="no_change") if e.clause == last else e for e in found]
        found += _ellipsis(clause, found) or _clause_events(clause)
    return found


def _taken_back(clause: Clause) -> bool:
    """``but the difference was not significant``: the change before was none."""
    named = [w for w in clause.subject if not w.is_punct and not w.has("det", "conj", "boundary", "adverb", "adj")]
    change = bool(named) and clause.own_subject and all(w.has("noun", "anaphor") for w in named)
    return change and any(w.has("insignificant") for w in clause.words[clause.predicate :])


def _ellipsis(clause: Clause, before: Sequence[Event]) -> list[Event]:
    """``but leucine did not``: the changes of the clause before, negated, for another subject."""
    rest = [w for w in clause.words[clause.predicate :] if not w.is_punct]
    if not before or not clause.own_subject or not 1 <= len(rest) <= 3 or not rest[0].has("aux", "neg"):
        return []
    if not any(w.has("neg") for w in rest) or any(w.has("verb", "noun", "adj", "state") for w in rest[1:]):
        return []
    told = [e for e in before if e.clause == before[-1].clause]
    return [
        replace(e, direction="no_change", clause=clause.words, subject=clause.subject, tail=(), active=True)
        for e in told
    ]


def _clause_events(clause: Clause) -> list[Event]:
    found: list[Event] = []
    at = 0
    while at < len(clause.words):
        reading = read_cue(clause, at)
        if reading is None:
            at += 1
            continue
        made, after = reading
        at = max(after, at + 1)
        found += made
    return found


def with_antecedents(found: Sequence[Event], before: Sequence[Event]) -> Iterator[Event]:
    """Put what "these changes" points back to in its place: ``reversed these changes`` turns each of them round.

    ``before`` are the changes of the sentence before; earlier events of the same sentence count first.
    """
    for i, event in enumerate(found):
        if not points_back(event):
            yield event
            continue
        antecedents = [e for e in found[:i] if e.direction != "no_change" and e.target and not points_back(e)] or before
        for old in antecedents:
            if event.direction == "no_change" or (_pronoun(event) and event.direction == "increase"):
                yield replace(event, target=old.target)
            elif _pronoun(event) and old.direction == "decrease":
                continue  # "lowered it": the thing, or the fall?
            elif event.cue.has("verb.decrease", "noun.decrease"):
                yield replace(event, target=old.target, direction=OPPOSITE[old.direction])


def _pronoun(event: Event) -> bool:
    """Is the target no more than ``it`` or ``them``?"""
    return len(event.target) == 1 and event.target[0].lower in PRONOUNS


def points_back(event: Event) -> bool:
    """Is the target no thing but earlier changes (``these alterations``, ``this effect``, ``such increases``)?"""
    if _pronoun(event):
        return True
    named = [w for w in event.target if not w.is_punct and not w.has("adverb", "adj", "det") and w.lower != "of"]
    if named and (named[0].has("effect") or named[0].lower in {"effects", "effect"}):
        named = named[:1]  # "these effects of Z"
    if not named or not all(
        w.has("noun", "anaphor", "effect") or w.lower in {"events", "parameters", "abnormalities"} for w in named
    ):
        return False
    places = [i for i, w in enumerate(event.clause) if w.start == named[0].start]
    return any(w.lower in {"these", "this", "those", "such"} for i in places for w in event.clause[max(0, i - 3) : i])
