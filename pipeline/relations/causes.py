"""Causes: which of the words around a change name the amino acids that brought it about."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.agents import Agent, main_agents, named
from pipeline.relations.comparisons import DIVIDING
from pipeline.relations.direction import polarity
from pipeline.relations.event import Event
from pipeline.relations.study import Study
from pipeline.relations.words import Word

COMPARING = DIVIDING | {"to", "between", "from"}
BEHIND = frozenset({"with", "after", "following", "by", "during", "upon"})  # they lead to a cause behind a target
STUDIES = frozenset({"study", "results", "result", "data", "analysis", "analyses", "findings", "trial"})
NEUTRAL = STUDIES | {"experiment", "experiments", "we"}  # subjects that did nothing
ABOUT = frozenset({"approximately", "~"})
DESCRIBING = ("det", "adverb", "prep", "conj", "boundary", "aux", "neg", "adj", "hedge")


@dataclass(frozen=True, slots=True)
class Causes:
    """A sentence (outside brackets) of a study, asked what brought its changes about.

    ``last``: the agents of the sentence before, for one that names none.
    """

    sentence: Sequence[Word]
    context: Study
    text: str
    last: Sequence[Agent]

    def of(self, event: Event) -> Sequence[Agent]:
        """The amino acids that the event is told to come from; empty where it comes from something else."""
        return self._active(event) if event.active else self._passive(event)

    def _named(self, words: Sequence[Word], *, strict: bool = False) -> tuple[list[Agent], bool]:
        return named(words, self.context, self.text, strict=strict)

    def _active(self, event: Event) -> Sequence[Agent]:
        """A transitive verb: its subject is the cause."""
        found, control = self._named(_core(event.subject))
        if found or (control and _only_control(event.subject)):
            return found
        rest, _ = self._named(event.tail, strict=True)
        if is_vague(event.subject):
            return rest or self._elsewhere(event)
        return rest if _behind_preposition(event.tail) else []

    def _passive(self, event: Event) -> Sequence[Agent]:
        """The target is the subject: the cause stands behind it, before it, elsewhere in the sentence, or nowhere."""
        tail = _without(event.tail, event.target)
        found, control = self._named(tail, strict=not _behind_preposition(tail))
        if found or _by_another(event.tail):
            return found
        if all(w.kind == "amino_acid" for w in event.target):
            return []  # a bare name that moved may be a cause that was misread: only what is said to move it counts
        found, lead_control = self._named(_without(event.clause, event.target), strict=True)
        if found:
            return found
        if (control or lead_control) and not any(w.lower in COMPARING for w in event.clause):
            return []
        return self._elsewhere(event)

    def _elsewhere(self, event: Event) -> Sequence[Agent]:
        """Whom the rest of the sentence names, else whom the sentence before named, else the study's exposures."""
        rest = _without(self.sentence, event.target)
        found, _ = self._named(rest, strict=True)
        if found:
            return found
        if any(w.lower in self.context.others for w in rest):
            return []
        if self.last and {a.name for a in self.last} <= set(self.context.exposures):
            return self.last
        return main_agents(self.context)

    def undone_by_another(self, event: Event) -> bool:
        """``rapamycin blocked the rise in X after leucine``: what blocked it is no amino acid."""
        composed = event.cue.has("noun") and polarity(event.cue) not in {event.direction, "no_change"}
        if not event.active or not composed or event.direction == "no_change" or is_vague(event.subject):
            return False
        causes, control = self._named(_core(event.subject))
        return not causes and not control and _behind_preposition(event.tail)


def is_vague(subject: Sequence[Word]) -> bool:
    """A subject that names no cause of its own: none at all, ``there``, ``the treatment``, ``patients``."""
    content = [w for w in subject if not w.is_punct and not w.has(*DESCRIBING) and not w.is_number]
    if not content or any(w.has("group", "intervention", "anaphor") or w.kind == "system" for w in content):
        return not any(w.lower.endswith("-treated") for w in content)
    return all(w.has("noun", "verb", "control", "treatment", "route") or w.lower in NEUTRAL for w in content)


def _core(subject: Sequence[Word]) -> Sequence[Word]:
    """The subject without what opens the sentence: in ``in the absence of leucine, insulin`` it is ``insulin``."""
    at = next((i for i in reversed(range(len(subject))) if subject[i].text == ","), None)
    if at is None or not subject[0].has("prep") or is_vague(subject[at + 1 :]):
        return subject
    listed = any(w.has("conj") for w in subject[at + 1 :])
    return subject if listed else subject[at + 1 :]


def _only_control(subject: Sequence[Word]) -> bool:
    """``placebo did not``, ``controls gained X``: no comparison, and nothing else that could stand for the cause."""
    inside = [w for w in subject if not w.has("boundary")]
    return not any(w.lower in COMPARING or w.has("intervention", "anaphor", "treatment", "conj") for w in inside)


def _without(words: Sequence[Word], target: Sequence[Word]) -> list[Word]:
    inside = {w.start for w in target}
    return [w for w in words if w.start not in inside]


def _behind_preposition(tail: Sequence[Word]) -> bool:
    """Does a preposition that leads to a cause stand before the first amino acid?"""
    at = next((i for i, w in enumerate(tail) if w.kind == "amino_acid"), None)
    return at is not None and any(w.lower in BEHIND for w in tail[max(0, at - 4) : at])


def _by_another(tail: Sequence[Word]) -> bool:
    """``by`` something that is no amino acid, no treatment and no amount."""
    at = next((i for i, w in enumerate(tail[:6]) if w.lower == "by"), len(tail))
    after = tail[at + 1 : at + 4]
    told = any(w.has("treatment", "anaphor", "adverb") or w.is_number or w.lower in ABOUT for w in after)
    return bool(after) and not told
