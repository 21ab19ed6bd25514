"""Events of a parsed sentence: one for each thing that a change is told of, with its clause and subject."""

from collections.abc import Iterator, Sequence

from pipeline.relations.coordination import Target
from pipeline.relations.direction import OPPOSITE, valence
from pipeline.relations.event import Event
from pipeline.relations.governed import Governed
from pipeline.schema import Direction


def told(
    tree: Governed,
    i: int,
    targets: Sequence[Target],
    direction: Direction,
    *,
    active: bool,
    of_subject: bool = False,
    outer: int | None = None,
) -> Iterator[Event]:
    """An event of the cue at ``i`` for each target; none where a change has no direction.

    ``of_subject``: the targets are the subject. ``outer``: the word that reports the cue, which may negate it.
    """
    if not targets:
        return
    word = tree.words[i]
    if tree.negated(i, outer):
        direction = "no_change"
    elif word.has("verb.change", "noun.change", "differing"):
        targets, direction = [t for t in targets if t.excepted], "no_change"
        if not targets:
            return
    less = any(tree.words[k].lower == "less" for k in tree.with_dep(i, {"advmod"}))
    clause, subject = tree.clause_words(i)
    end = max(w.at for t in targets for w in t.words)
    tail = tuple(w for w in clause if w.at > (word.at if of_subject else end))
    for target in targets:
        went = valence(word, word, target.words, direction)
        if target.excepted:
            went = "no_change"
        elif less:
            went = OPPOSITE[went]  # "rose less than in controls"
        yield Event(target.words, went, word, clause, () if of_subject else subject, tail, active)
