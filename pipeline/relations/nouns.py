"""Nouns of change (``a rise in X``, ``no difference in X``) with their targets and directions."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.relations.arguments import noun_targets
from pipeline.relations.clauses import Clause
from pipeline.relations.direction import composed, negated, passive
from pipeline.relations.event import Event, make
from pipeline.relations.phrases import nominal, phrase_list
from pipeline.relations.words import Word

DO = frozenset({"did", "does", "do", "could", "can", "will", "may", "might", "failed to", "did not", "does not"})


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


def read_noun(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """Read the noun of change at ``i``: its events and where to go on."""
    word, words = clause.words[i], clause.words
    if better := favoured(clause, i):
        return better
    targets = noun_targets(words, i)
    if not targets or (word.has("noun.change") and not negated(words, i)):
        return None
    outer = _verb_around(clause) if i < clause.predicate else None
    seen = outer is not None or any(w.has("verb.seen", "aux") for w in words[clause.predicate :])
    judged = any(w.has("adj.increase", "adj.decrease") for w in words[clause.predicate :])
    if i < clause.predicate < len(words) and (not seen or (judged and targets[0].end <= i)):
        return None  # "glycine augmentation of clozapine produced", "weight loss was greater": part of a name
    direction = composed(word, words[outer] if outer is not None else None)
    made = make(clause, i, targets, direction, active=i >= clause.predicate, outer=outer)
    return made, targets[-1].end


def _verb_around(clause: Clause) -> int | None:
    """The verb behind a change: it turns it round (``was prevented``) or denies it (``was not seen``)."""
    words = clause.words
    for j in range(clause.predicate, len(words)):
        if words[j].has("verb.decrease", "verb.seen") and passive(words, j):
            return j
        if words[j].has("verb.change") and not noun_use(words, j) and negated(words, j):
            return j
    return None


def favoured(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """``differences favouring the supplement for A and B``: better for what was given."""
    words = clause.words
    at = next((j for j in range(i + 1, min(i + 10, len(words))) if words[j].has("favour")), None)
    if at is None or not words[i].has("noun.change") or negated(words, i):
        return None
    for j in range(at + 1, min(at + 8, len(words))):
        if words[j].lower in {"for", "in", "on"} and (targets := phrase_list(words, j + 1)):
            events = [
                replace(e, direction="decrease" if any(w.has("bad") for w in e.target) else "increase")
                for e in make(clause, i, targets, "increase", active=False, keep=True)
            ]
            return events, targets[-1].end
    return None
