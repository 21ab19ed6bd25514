"""Readings: a cue read as verb, noun, adjective or state, with its targets and direction."""

from collections.abc import Sequence

from pipeline.relations.arguments import gap, noun_targets, subject_targets
from pipeline.relations.clauses import Clause, attributive
from pipeline.relations.direction import composed
from pipeline.relations.event import Event, make
from pipeline.relations.nouns import noun_use, read_noun
from pipeline.relations.phrases import phrase_list
from pipeline.relations.verbs import read_verb
from pipeline.relations.words import Word


def read_cue(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """Read the cue at ``i``, if there is one: its events and where to go on."""
    word = clause.words[i]
    if word.joined or word.kind != "token" or (i + 1 < len(clause.words) and clause.words[i + 1].joined):
        return None
    if word.has("state"):
        return _state(clause, i)
    if word.has("adj") and _adjectival(clause, i):
        return _adjective(clause, i)
    if word.has(
        "verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "verb.cause", "verb.change"
    ) and not noun_use(clause.words, i):
        return read_verb(clause, i)
    if word.has("noun"):
        return read_noun(clause, i)
    return None


def _adjectival(clause: Clause, i: int) -> bool:
    """Is the comparative or participle at ``i`` used as an adjective?"""
    word = clause.words[i]
    return attributive(clause.words, i) if word.has("verb") else True


def _adjective(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    follow = phrase_list(words, i + 1)
    if i < clause.predicate and any(
        not w.has("det", "adverb", "boundary", "conj") and not w.is_punct for w in words[:i]
    ):
        return None  # "grade 3 or worse mucositis": part of the subject's name
    if change := _sized_change(words, i):
        targets = noun_targets(words, change)
        end = targets[-1].end if targets else change + 1
        return make(clause, i, targets, composed(word, None), active=i >= clause.predicate), end
    direct = follow and not gap(words, i + 1, follow[0]) and follow[0].start < len(words)
    owned = i > 0 and words[i - 1].has("verb.cause")  # "had more X", unlike "was more effective"
    opening = all(w.has("adverb", "conj", "boundary") or w.is_punct for w in words[:i])  # "More sets were done"
    if (
        word.lower in {"more", "less"}
        and follow
        and not owned
        and not opening
        and not any(w.lower == "than" for w in words[i:])
    ):
        direct = False
    if direct and words[i + 1 : i + 2] and not words[i + 1].has("prep"):
        return make(clause, i, follow, composed(word, None), active=i >= clause.predicate), follow[-1].end
    if _about_subject(clause) and (targets := noun_targets(words, i)):  # "leucine was superior to placebo in X"
        return make(clause, i, targets, composed(word, None), active=True), targets[-1].end
    if i >= clause.predicate:
        return make(
            clause, i, subject_targets(clause), composed(word, None), active=False, target_is_subject=True
        ), i + 1
    return None


def _about_subject(clause: Clause) -> bool:
    """Is the subject an amino acid or a group, of which something else is higher or the same?"""
    named = [w for w in clause.subject if not w.is_punct and not w.has("det", "prep", "adverb", "conj", "boundary")]
    return bool(named) and all(w.kind == "amino_acid" or w.has("group", "intervention", "treatment") for w in named)


def _sized_change(words: Sequence[Word], i: int) -> int | None:
    """``smaller changes in X``, ``less pronounced responses of X``: where the noun of change stands."""
    j = i + 1
    while j < len(words) and words[j].has("adverb", "adj") and not words[j].has("noun"):
        j += 1
    behind = words[j + 1].lower if j + 1 < len(words) else ""
    return j if j < len(words) and words[j].has("noun.change") and behind in {"in", "of"} else None


def _state(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    if word.has("state.effective"):
        return None
    if word.has("state.no_effect"):
        targets = noun_targets(words, i)
        return (make(clause, i, targets, "no_change", active=True), targets[-1].end) if targets else None
    if _about_subject(clause) and (targets := noun_targets(words, i)):  # "the groups were similar in X"
        return make(clause, i, targets, "no_change", active=False), targets[-1].end
    follow = phrase_list(words, i + 1)
    if follow and not gap(words, i + 1, follow[0]) and not words[i + 1].has("prep"):
        if not any(w.has("verb.cause") for w in words[max(0, i - 3) : i]):
            return None  # "the same period" is no finding, "showed similar strength" is
        return make(clause, i, follow, "no_change", active=True), follow[-1].end
    if i < clause.predicate:
        return None
    return make(clause, i, subject_targets(clause), "no_change", active=False, target_is_subject=True), i + 1
