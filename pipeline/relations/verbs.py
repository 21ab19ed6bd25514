"""Verbs of change (``raised X``, ``X fell``, ``prevented the rise in X``) with their targets and directions."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.relations.arguments import gap, inner_cue, noun_targets, subject_targets
from pipeline.relations.clauses import Clause
from pipeline.relations.direction import OPPOSITE, composed, passive, plain_cause
from pipeline.relations.event import Event, make
from pipeline.relations.nouns import favoured
from pipeline.relations.phrases import Phrase, phrase_list
from pipeline.relations.words import Word

PRONOUNS = frozenset({"it", "them"})


def read_verb(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """Read the verb at ``i``: its events and where to go on; None where it has nothing to say."""
    word, words = clause.words[i], clause.words
    if passive(words, i):
        if _composed_subject(clause):
            return None  # "the rise in X was prevented": the noun was read with this verb around it
        subject = subject_targets(clause)
        return make(clause, i, subject, composed(word, None), active=False, target_is_subject=True), i + 1
    inner = inner_cue(words, i + 1)
    if inner is not None:
        return _composed(clause, i, inner)
    if word.has("verb.cause") and not plain_cause(word):
        return None
    neither = words[i + 1 : i + 2] and words[i + 1].lower == "neither"
    targets = phrase_list(words, i + 1 + bool(neither))
    if not targets and words[i + 1 : i + 2] and words[i + 1].lower in PRONOUNS:
        return make(clause, i, [Phrase(i + 1, i + 2)], composed(word, None), active=True), i + 2
    if targets and not gap(words, i + 1, targets[0]):
        between = words[i + 1 : targets[0].start]
        if word.has("verb.cause") and any(w.has("adj.increase", "adj.decrease") for w in between):
            return None  # "caused less X": the comparative tells the direction
        direction = composed(word, None)
        if word.has("verb.decrease") and any(w.has("adj.decrease") for w in between):
            direction = OPPOSITE[direction]  # "lost less X"
        end = targets[-1].end
        return make(clause, i, targets, direction, active=True) + _contrast(clause, i, end), end
    return _of_subject(clause, i)


def _of_subject(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """A verb without object (``X fell by a third``): its subject changed."""
    word, words = clause.words[i], clause.words
    if word.has("verb.cause") or word.lower.endswith("ing"):
        return None
    if _group_subject(clause) and (targets := noun_targets(words, i)):  # "the leucine group improved in strength"
        return make(clause, i, targets, composed(word, None), active=True), targets[-1].end
    if not _intransitive(words, i):
        return None
    return make(clause, i, subject_targets(clause), composed(word, None), active=False, target_is_subject=True), i + 1


def _intransitive(words: Sequence[Word], i: int) -> bool:
    """Does nothing follow that could be an object (``fell by``, ``rose 5%,``), unlike ``blocked the effect of``?"""
    after = next((w for w in words[i + 1 :] if not w.has("adverb") or w.is_number), None)
    return after is None or after.is_punct or after.is_number or not after.has("det", "given", "treatment")


def _group_subject(clause: Clause) -> bool:
    """Is the subject a group of subjects, which cannot itself rise or fall?"""
    content = [w for w in clause.subject if not w.is_punct and not w.has("prep", "det", "adverb")]
    return bool(content) and content[-1].has("group", "intervention")


def _composed(clause: Clause, i: int, inner: int) -> tuple[list[Event], int]:
    """A verb whose object is itself a change: ``prevented the rise in X``, ``caused a fall in X``."""
    outer, words = clause.words[i], clause.words
    if better := favoured(clause, inner):
        return better
    targets = noun_targets(words, inner)
    direction = composed(words[inner], outer)
    end = targets[-1].end if targets else inner + 1
    return make(clause, i, targets, direction, active=True, cue=inner), max(end, inner + 1)


def _composed_subject(clause: Clause) -> bool:
    """Is the head of the subject itself a change of something (``the rise in X``)?"""
    subject = [w for w in clause.subject if not w.is_punct]
    return any(w.has("pure") and after.lower in {"in", "of", "on"} and not w.joined for w, after in pairwise(subject))


def _contrast(clause: Clause, i: int, end: int) -> list[Event]:
    """``increased A but not B``: no change of B."""
    words = clause.words
    j = end + (end < len(words) and words[end].text == ",")
    if not (j + 1 < len(words) and words[j].lower in {"but", "and"} and words[j + 1].lower in {"not", "neither"}):
        return []
    return make(clause, i, phrase_list(words, j + 2), "no_change", active=True)
