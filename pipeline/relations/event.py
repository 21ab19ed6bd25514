"""An event: one cue with one target, and which way the target went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.relations.clauses import Clause
from pipeline.relations.direction import negated, valence
from pipeline.relations.phrases import Phrase
from pipeline.relations.words import Word
from pipeline.schema import Direction


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


def make(
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
    """An event for each of ``targets`` of the cue at ``i``; none where a change has no direction.

    ``cue`` is the noun of change where the verb at ``i`` governs one, ``outer`` a verb around the cue; both may negate.
    """
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
