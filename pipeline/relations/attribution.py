"""Attribution: whether a change is an amino acid's at all, and then whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.agents import MOST, Agent, named
from pipeline.relations.arms import arm_at
from pipeline.relations.causes import Causes
from pipeline.relations.challenges import under_challenge
from pipeline.relations.comparisons import less_is_more, sides
from pipeline.relations.contrasts import contrasted
from pipeline.relations.event import Event
from pipeline.relations.everybody import by_protocol, in_all_groups, in_everybody
from pipeline.relations.study import Study
from pipeline.relations.words import Word


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose event it is; ``turned`` says that the comparison was told from the comparator's side."""

    agents: tuple[Agent, ...] = ()
    turned: bool = False


def attribute(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> Attribution:
    """The amino acids that an event is about; empty when something else did it, or only a control group saw it.

    ``last``: the agents of the sentence before, for one that names none.
    """
    if event.direction != "no_change" and (in_all_groups(event) or of_others(event, context, text)):
        return Attribution()
    if turned := _told_from_the_other_side(event, context, text):
        return Attribution(turned, turned=True)
    causes = Causes(sentence, context, text, last)
    if causes.undone_by_another(event):
        return Attribution()
    found = tuple(causes.of(event))
    if less_is_more(event):
        return Attribution(tuple(Agent(a.name) for a in found), turned=True)
    return Attribution(found)


def of_others(event: Event, context: Study, text: str) -> bool:
    """Is the change one that only controls saw, or everybody in a test, or what made the disease did by itself?"""
    part = contrasted(event.clause, event.target[-1].start)
    if by_protocol(part) or (in_everybody(part) and not any(arm_at(part, i, context.arms) for i in range(len(part)))):
        return True
    return _among_controls(event.clause, context, text) or _of_challenge(part, context, text)


def _among_controls(clause: Sequence[Word], context: Study, text: str) -> bool:
    """``X was higher in diabetic controls than in normal controls``: nobody there got anything."""
    before, after = sides(clause)
    return bool(after) and _of_controls(before, context, text) and _of_controls(after, context, text)


def _of_challenge(clause: Sequence[Word], context: Study, text: str) -> bool:
    """``X was lower in rats exposed to lead``, with no amino acid beside it."""
    before, _ = sides(clause)
    return under_challenge(before, context.challenges | context.others) and not named(clause, context, text)[0]


def _told_from_the_other_side(event: Event, context: Study, text: str) -> tuple[Agent, ...]:
    """``X was higher in placebo than in leucine``: the agents behind ``than`` when only a control stands before it."""
    before, after = sides(event.clause)
    if not after or not event.cue.has("adj") or not _of_controls(before, context, text):
        return ()
    told = tuple(named(after, context, text)[0])
    return told or tuple(Agent(name) for name in context.exposures[:MOST] if any(w.has("anaphor") for w in after))


def _of_controls(words: Sequence[Word], context: Study, text: str) -> bool:
    found, control = named(words, context, text)
    return control and not found and not any(w.has("anaphor") or w.lower.endswith("-treated") for w in words)
