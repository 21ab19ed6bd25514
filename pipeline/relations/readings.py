"""Readings: a cue read as verb, noun, adjective or state, with its targets and direction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.relations.arguments import gap, inner_cue, noun_targets, subject_targets
from pipeline.relations.clauses import Clause, attributive
from pipeline.relations.direction import composed, negated, passive, plain_cause, valence
from pipeline.relations.phrases import Phrase, nominal, phrase_list
from pipeline.relations.words import Word
from pipeline.schema import Direction

PRONOUNS = frozenset({"it", "them"})
DO = frozenset({"did", "does", "do", "could", "can", "will", "may", "might", "failed to", "did not", "does not"})


@dataclass(frozen=True, slots=True)
class Event:
    """One cue and one target. ``agents`` are the words in which its cause may be named, nearest first."""

    target: tuple[Word, ...]
    direction: Direction
    cue: Word
    clause: tuple[Word, ...]
    subject: tuple[Word, ...]  # words of the subject, empty when the target is the subject
    tail: tuple[Word, ...]  # words behind the target
    active: bool  # a transitive verb whose subject is the cause


def read_cue(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """Read the cue at ``i``, if there is one: its events and where to go on."""
    word = clause.words[i]
    if word.joined or word.kind != "token" or (i + 1 < len(clause.words) and clause.words[i + 1].joined):
        return None
    if word.has("state"):
        return _state(clause, i)
    if word.has("adj") and attributive_or_predicative(clause, i):
        return _adjective(clause, i)
    if word.has(
        "verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "verb.cause", "verb.change"
    ) and not noun_use(clause.words, i):
        return _verb(clause, i)
    if word.has("noun"):
        return _noun(clause, i)
    return None


def noun_use(words: Sequence[Word], i: int) -> bool:
    """Is a form that is noun and verb (``increase``, ``effects``) a noun here?"""
    word = words[i]
    if not word.has("noun"):
        return False
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.lower.endswith("ing") and after is not None and nominal(after, first=True):
        return False  # "effective in lowering X"
    if before is not None and before.lower == "to":
        return word.lower.endswith("s")  # "led to increases" against "to increase"
    if (
        before is None
        or before.has("det", "prep", "neg", "adj")
        or (before.has("adverb") and not before.lower.endswith("ly"))
    ):
        return before is None or before.lower not in {"not", "did not", "does not", "do not"}
    return (before.has("verb", "aux") and not before.has("hedge") and before.lower not in DO) or (
        after is not None and after.lower in {"of", "in"} and not word.lower.endswith("ed")
    )


def attributive_or_predicative(clause: Clause, i: int) -> bool:
    """Is the comparative or participle at ``i`` used as an adjective?"""
    word = clause.words[i]
    return attributive(clause.words, i) if word.has("verb") else True


def _verb(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    if passive(words, i):
        if _composed_subject(clause):
            return None  # "the rise in X was prevented": the noun was read with this verb around it
        subject = subject_targets(clause)
        return _make(clause, i, subject, composed(word, None), active=False, target_is_subject=True), i + 1
    inner = inner_cue(words, i + 1)
    if inner is not None:
        return _composed(clause, i, inner)
    if word.has("verb.cause") and not plain_cause(word):
        return None
    neither = words[i + 1 : i + 2] and words[i + 1].lower == "neither"
    targets = phrase_list(words, i + 1 + bool(neither))
    if not targets and words[i + 1 : i + 2] and words[i + 1].lower in PRONOUNS:
        return _make(clause, i, [Phrase(i + 1, i + 2)], composed(word, None), active=True), i + 2
    if targets and not gap(words, i + 1, targets[0]):
        between = words[i + 1 : targets[0].start]
        if word.has("verb.cause") and any(w.has("adj.increase", "adj.decrease") for w in between):
            return None  # "caused less X": the comparative tells the direction
        end = targets[-1].end
        return _make(clause, i, targets, composed(word, None), active=True) + _contrast(clause, i, end), end
    return _of_subject(clause, i)


def _of_subject(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """A verb without object (``X fell by a third``): its subject changed."""
    word, words = clause.words[i], clause.words
    if word.has("verb.cause") or word.lower.endswith("ing"):
        return None
    if _group_subject(clause) and (targets := noun_targets(words, i)):  # "the leucine group improved in strength"
        return _make(clause, i, targets, composed(word, None), active=True), targets[-1].end
    if not _intransitive(words, i):
        return None
    return _make(clause, i, subject_targets(clause), composed(word, None), active=False, target_is_subject=True), i + 1


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
    if favoured := _favoured(clause, inner):
        return favoured
    targets = noun_targets(words, inner)
    direction = composed(words[inner], outer)
    end = targets[-1].end if targets else inner + 1
    return _make(clause, i, targets, direction, active=True, cue=inner), max(end, inner + 1)


def _noun(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    favoured = _favoured(clause, i)
    if favoured:
        return favoured
    targets = noun_targets(words, i)
    if not targets or (word.has("noun.change") and not negated(words, i)):
        return None
    outer = _verb_around(clause) if i < clause.predicate else None
    seen = outer is not None or any(w.has("verb.seen", "aux") for w in words[clause.predicate :])
    judged = any(w.has("adj.increase", "adj.decrease") for w in words[clause.predicate :])
    if i < clause.predicate < len(words) and (not seen or (judged and targets[0].end <= i)):
        return None  # "glycine augmentation of clozapine produced", "weight loss was greater": part of a name
    direction = composed(word, words[outer] if outer is not None else None)
    made = _make(clause, i, targets, direction, active=i >= clause.predicate, outer=outer)
    return made, targets[-1].end


def _verb_around(clause: Clause) -> int | None:
    """The verb behind a change: it turns it round (``was prevented``) or denies it (``was not seen``, ``not differ``)."""
    words = clause.words
    for j in range(clause.predicate, len(words)):
        if words[j].has("verb.decrease", "verb.seen") and passive(words, j):
            return j
        if words[j].has("verb.change") and not noun_use(words, j) and negated(words, j):
            return j
    return None


def _composed_subject(clause: Clause) -> bool:
    """Is the head of the subject itself a change of something (``the rise in X``)?"""
    subject = [w for w in clause.subject if not w.is_punct]
    return any(w.has("pure") and after.lower in {"in", "of", "on"} and not w.joined for w, after in pairwise(subject))


def _favoured(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """``differences favouring the supplement for A and B``: better for what was given."""
    words = clause.words
    at = next((j for j in range(i + 1, min(i + 10, len(words))) if words[j].has("favour")), None)
    if at is None or not words[i].has("noun.change") or negated(words, i):
        return None
    for j in range(at + 1, min(at + 8, len(words))):
        if words[j].lower in {"for", "in", "on"} and (targets := phrase_list(words, j + 1)):
            events = [
                replace(e, direction="decrease" if any(w.has("bad") for w in e.target) else "increase")
                for e in _make(clause, i, targets, "increase", active=False, keep=True)
            ]
            return events, targets[-1].end
    return None


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
        return _make(clause, i, targets, composed(word, None), active=i >= clause.predicate), end
    direct = follow and not gap(words, i + 1, follow[0]) and follow[0].start < len(words)
    owned = i > 0 and words[i - 1].has("verb.cause")  # "had more X", unlike "was more effective"
    if word.lower in {"more", "less"} and follow and not owned and not any(w.lower == "than" for w in words[i:]):
        direct = False
    if direct and words[i + 1 : i + 2] and not words[i + 1].has("prep"):
        return _make(clause, i, follow, composed(word, None), active=i >= clause.predicate), follow[-1].end
    if i >= clause.predicate:
        return _make(
            clause, i, subject_targets(clause), composed(word, None), active=False, target_is_subject=True
        ), i + 1
    return None


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
        return (_make(clause, i, targets, "no_change", active=True), targets[-1].end) if targets else None
    follow = phrase_list(words, i + 1)
    if follow and not gap(words, i + 1, follow[0]) and not words[i + 1].has("prep"):
        if not any(w.has("verb.cause") for w in words[max(0, i - 3) : i]):
            return None  # "the same period" is no finding, "showed similar strength" is
        return _make(clause, i, follow, "no_change", active=True), follow[-1].end
    if i < clause.predicate:
        return None
    return _make(clause, i, subject_targets(clause), "no_change", active=False, target_is_subject=True), i + 1


def _contrast(clause: Clause, i: int, end: int) -> list[Event]:
    """``increased A but not B``: no change of B."""
    words = clause.words
    j = end + (end < len(words) and words[end].text == ",")
    if not (j + 1 < len(words) and words[j].lower in {"but", "and"} and words[j + 1].lower in {"not", "neither"}):
        return []
    return _make(clause, i, phrase_list(words, j + 2), "no_change", active=True)


def _make(
    clause: Clause,
    i: int,
    targets: Sequence[Phrase] | Sequence[tuple[Word, ...]],
    direction: Direction,
    *,
    active: bool,
    target_is_subject: bool = False,
    cue: int | None = None,
    keep: bool = False,
    outer: int | None = None,
) -> list[Event]:
    words = clause.words
    at = i if cue is None else cue
    if any(negated(words, j) for j in (i, cue, outer) if j is not None):
        direction = "no_change"
    elif words[at].has("verb.change", "noun.change") and not keep:
        return []
    made = []
    whole = [w for t in targets for w in (t.words(words) if isinstance(t, Phrase) else t)]
    end = 0 if target_is_subject or not targets else targets[-1].end  # type: ignore[union-attr]
    tail = words[at + 1 :] if target_is_subject else words[end:]
    shared = bool(targets) and len(whole) > 2 and any(w.lower == "of" for w in whole[:4])  # "degeneration of A and B"
    for target in targets:
        covered = tuple(target.words(words)) if isinstance(target, Phrase) else target
        event = Event(covered, direction, words[at], words, () if target_is_subject else clause.subject, tail, active)
        made.append(replace(event, direction=valence(words[i], words[at], whole if shared else covered, direction)))
    return made
