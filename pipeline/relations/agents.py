"""Agents: the amino acids that words name, by themselves or as an arm, an intervention or a mixture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.relations.arms import arm_at
from pipeline.relations.comparators import comparator
from pipeline.relations.comparisons import AGAINST
from pipeline.relations.exposures import exposure_context, measured
from pipeline.relations.mixtures import in_mixture
from pipeline.relations.study import Study
from pipeline.relations.substances import substance
from pipeline.relations.words import Word
from pipeline.schema import Exposure

JOINERS = frozenset({"with", "plus", "+", "combined with", "together with", "in combination with", "in addition to"})
MOST = 3  # main exposures of a study that "the supplement" may stand for


@dataclass(frozen=True, slots=True)
class Agent:
    """An amino acid as the cause of an event."""

    name: str
    exposure: Exposure = "given"


def named(words: Sequence[Word], context: Study, text: str, *, strict: bool = False) -> tuple[list[Agent], bool]:
    """The agents that ``words`` name (mentions and arm names), and whether a control group is named.

    ``strict``: a mention counts only where it stands as something given, or is a main exposure of the study.
    """
    found: dict[Agent, None] = {}
    control = False
    for i, word in enumerate(words):
        if word.lower in AGAINST or (word.lower == "compared" and found):
            break
        if word.kind == "amino_acid" and (word.name in context.left_out or comparator(words, i)):
            control = True
        elif word.name and word.kind in {"amino_acid", "dose"}:
            if found and _combined(words, i):
                last, _ = found.popitem()
                found[_with(last, word.name)] = None
            elif _is_agent(words, i, context, text, strict=strict):
                found[Agent(word.name, context.exposure_at(words, i))] = None
        elif (names := arm_at(words, i, context.arms)) is not None:
            found.update(dict.fromkeys(agents_of(sorted(names), context)))
            control = control or not names
        elif word.has("intervention") and not word.joined:  # in "MTX-treated animals" it is not
            found.update(dict.fromkeys(main_agents(context)))
        elif word.has("control") and not _is_regulation(words, i):
            control = True
    return list(found), control


def main_agents(context: Study) -> list[Agent]:
    """What ``the supplement`` stands for: the main exposures of the study."""
    return agents_of(context.exposures[:MOST], context)


def agents_of(names: Sequence[str], context: Study) -> list[Agent]:
    """Agents that are not named where they act."""
    return [Agent(name, context.how(name)) for name in names]


def _is_agent(words: Sequence[Word], i: int, context: Study, text: str, *, strict: bool) -> bool:
    """Is the mention at ``i`` something given, not measured? One inside a dose (``5 g leucine/d``) is."""
    if words[i].kind == "dose":
        return True
    if strict and context.exposures and words[i].name not in context.exposures and not exposure_context(words, i):
        return False
    return not measured(words, i, text)


def _combined(words: Sequence[Word], i: int) -> bool:
    """``HMB with KIC``: was the amino acid at ``i`` given together with the one before it?"""
    gap = words[max(0, i - 4) : i]
    at = next((j for j in reversed(range(len(gap))) if gap[j].kind == "amino_acid"), None)
    if at is None:
        return False
    return " ".join(w.lower for w in gap[at + 1 :]) in JOINERS or in_mixture(words, i)


def _with(agent: Agent, name: str) -> Agent:
    """The agent and one more in a mixture, which is written with ``+``."""
    return replace(agent, name="+".join(sorted({*agent.name.split("+"), name})))


def _is_regulation(words: Sequence[Word], i: int) -> bool:
    """``glycemic control``: what is kept in hand, no group of subjects."""
    return words[i].lower == "control" and i > 0 and substance(words[i - 1])
