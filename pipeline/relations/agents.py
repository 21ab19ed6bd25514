"""Who got what: the amino acids that an event is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.relations.arms import arm_at
from pipeline.relations.challenges import by_protocol, contrasted, in_everybody, under_challenge
from pipeline.relations.direction import polarity
from pipeline.relations.events import Event
from pipeline.relations.exposures import exposure_context, measured
from pipeline.relations.study import Study, comparator, substance
from pipeline.relations.words import Word
from pipeline.schema import Exposure

COMPARING = frozenset({"than", "compared", "versus", "vs", "vs.", "to", "between", "from"})
JOINERS = frozenset({"with", "plus", "+", "combined with", "together with", "in combination with", "in addition to"})
RANKS = {"low": 0.0, "lower": 0.0, "lowest": 0.0, "medium": 1.0, "high": 2.0, "higher": 2.0, "highest": 2.0}
AMOUNT = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>[^\d\s.]*)")
NEUTRAL = frozenset(
    [
        "there",
        "we",
        "study",
        "results",
        "result",
        "data",
        "analysis",
        "analyses",
        "findings",
        "trial",
        "experiment",
        "experiments",
        "here",
        "dietary",
    ]
)


@dataclass(frozen=True, slots=True)
class Agent:
    """An amino acid as the cause of an event."""

    name: str
    exposure: Exposure = "given"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose event it is; ``turned`` says that the comparison was told from the comparator's side."""

    agents: tuple[Agent, ...] = ()
    turned: bool = False


def attribute(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> Attribution:
    """The amino acids that an event is about; empty when something else did it, or only a control group saw it."""
    everywhere = _everywhere(event.clause) and not (event.active and _all_treatments(event.subject))
    if event.direction != "no_change" and (everywhere or of_others(event, context, text)):
        return Attribution()
    if turned := _told_from_the_other_side(event, context, text):
        return Attribution(turned, turned=True)
    if event.active and _undone_by_another(event, context, text):
        return Attribution()
    found = tuple((_active if event.active else _passive)(event, sentence, context, text, last))
    if _less_is_more(event):
        return Attribution(tuple(Agent(a.name) for a in found), turned=True)
    return Attribution(found)


def _active(
    event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]
) -> Sequence[Agent]:
    """A transitive verb: its subject is the cause."""
    found, control = named(_core(event.subject), context, text)
    if found or (control and _only_control(event.subject)):
        return found
    rest, _ = named(event.tail, context, text, strict=True)
    if _vague(event.subject):
        return rest or _sentence_or_default(event, sentence, context, text, last)
    return rest if rest and _behind_preposition(event.tail) else []


def _undone_by_another(event: Event, context: Study, text: str) -> bool:
    """``rapamycin blocked the rise in X after leucine``: the rise was leucine's, what blocked it is no amino acid."""
    composed = event.cue.has("noun") and polarity(event.cue) not in {event.direction, "no_change"}
    if not composed or event.direction == "no_change" or _vague(event.subject):
        return False
    causes, control = named(_core(event.subject), context, text)
    return not causes and not control and _behind_preposition(event.tail)


def _core(subject: Sequence[Word]) -> Sequence[Word]:
    """The subject without what opens the sentence: in ``in the absence of leucine, insulin`` it is ``insulin``."""
    at = next((i for i in range(len(subject) - 1, -1, -1) if subject[i].text == ","), None)
    if at is None or not subject[0].has("prep") or _vague(subject[at + 1 :]):
        return subject
    listed = any(w.has("conj") for w in subject[at + 1 :])
    return subject if listed else subject[at + 1 :]


def _only_control(subject: Sequence[Word]) -> bool:
    """``placebo did not``, ``controls gained X``: no comparison, and nothing else that could stand for the cause."""
    inside = [w for w in subject if not w.has("boundary")]
    return not any(w.lower in COMPARING or w.has("intervention", "anaphor", "treatment", "conj") for w in inside)


def _passive(
    event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]
) -> Sequence[Agent]:
    """The target is the subject: the cause stands behind it, before it, elsewhere in the sentence, or nowhere."""
    inside = {w.start for w in event.target}
    tail = [w for w in event.tail if w.start not in inside]
    found, control = named(tail, context, text, strict=not _behind_preposition(tail))
    if found or _other_agent(event.tail):
        return found
    if all(w.kind == "amino_acid" for w in event.target):
        return found  # a bare name that moved may be a cause that was misread: only what is said to move it counts
    found, lead_control = named([w for w in event.clause if w.start not in inside], context, text, strict=True)
    if found:
        return found
    if (control or lead_control) and not any(w.lower in COMPARING for w in event.clause):
        return []
    return _sentence_or_default(event, sentence, context, text, last)


def _told_from_the_other_side(event: Event, context: Study, text: str) -> tuple[Agent, ...]:
    """``X was higher in placebo than in leucine``: the agents behind ``than`` when only a control stands before it."""
    before, after = _compared(event.clause)
    if not after or not event.cue.has("adj") or not _of_controls(before, context, text):
        return ()
    told = tuple(named(after, context, text)[0])
    return told or tuple(Agent(name) for name in context.exposures[:3] if any(w.has("anaphor") for w in after))


def _less_is_more(event: Event) -> bool:
    """``X was higher in the low leucine group than in the high``, ``at 2 g than at 5 g``: less of it raises X."""
    before, after = _compared(event.clause)
    if not after or not event.cue.has("adj"):
        return False
    one, other = (_level([w for w in words if w.start >= event.cue.end]) for words in (before, after))
    return one is not None and other is not None and one[0] == other[0] and one[1] < other[1]


def _level(words: Sequence[Word]) -> tuple[str, float] | None:
    """How much of it a group got: a unit and a number (``0.7 %``, the arm ``0.7V``), or a word that ranks it."""
    for i, word in enumerate(words):
        if word.lower in RANKS:
            return "rank", RANKS[word.lower]
        number = AMOUNT.match(word.text)
        percent = i + 1 < len(words) and words[i + 1].text == "%"
        if number and (word.kind == "dose" or number["unit"].isupper() or percent):
            return number["unit"] or "%", float(number["value"])
    return None


def of_others(event: Event, context: Study, text: str) -> bool:
    """Is the change one that only controls saw, or everybody in a test, or what made the disease did by itself?"""
    part = contrasted(event.clause, event.target[-1].start)
    if by_protocol(part) or (in_everybody(part) and not any(arm_at(part, i, context.arms) for i in range(len(part)))):
        return True
    return _among_controls(event.clause, context, text) or _of_challenge(part, context, text)


def _among_controls(clause: Sequence[Word], context: Study, text: str) -> bool:
    """``X was higher in diabetic controls than in normal controls``: nobody there got anything."""
    before, after = _compared(clause)
    return bool(after) and _of_controls(before, context, text) and _of_controls(after, context, text)


def _of_challenge(clause: Sequence[Word], context: Study, text: str) -> bool:
    """``X was lower in rats exposed to lead``, with no amino acid beside it."""
    before, _ = _compared(clause)
    return under_challenge(before, context.challenges | context.others) and not named(clause, context, text)[0]


def _compared(clause: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words before and behind ``than``, ``compared with``; empty behind where nothing is compared."""
    at = next((i for i, w in enumerate(clause) if w.lower in {"than", "versus", "vs", "vs.", "compared"}), len(clause))
    return clause[:at], clause[at + 1 :]


def _of_controls(words: Sequence[Word], context: Study, text: str) -> bool:
    found, control = named(words, context, text)
    return control and not found and not any(w.has("anaphor") or w.lower.endswith("-treated") for w in words)


def named(words: Sequence[Word], context: Study, text: str, *, strict: bool = False) -> tuple[list[Agent], bool]:
    """The agents that ``words`` name (mentions and arm names), and whether a control group is named.

    ``strict``: a mention counts only where it stands as something given, or is a main exposure of the study.
    """
    found: dict[Agent, None] = {}
    control = False
    for i, word in enumerate(words):
        if word.lower in {"than", "versus", "vs", "vs."} or (word.lower == "compared" and found):
            break
        if word.kind == "amino_acid" and (word.name in context.left_out or comparator(words, i)):
            control = True
        elif word.name and word.kind in {"amino_acid", "dose"}:
            if not (i >= 2 and _joins(words, i, found)) and _is_agent(words, i, context, text, strict=strict):
                found[Agent(word.name, context.exposure_at(words, i))] = None
        elif (names := arm_at(words, i, context.arms)) is not None:
            found.update(dict.fromkeys(_agents(sorted(names), context)))
            control = control or not names
        elif word.has("intervention") and not word.joined:  # in "MTX-treated animals" it is not
            found.update(dict.fromkeys(_agents(context.exposures[:3], context)))
        elif word.has("control") and not _governed(words, i):
            control = True
    return list(found), control


def _agents(names: Sequence[str], context: Study) -> list[Agent]:
    """Agents that are not named where they act."""
    return [Agent(name, context.how(name)) for name in names]


def _is_agent(words: Sequence[Word], i: int, context: Study, text: str, *, strict: bool) -> bool:
    """Is the mention at ``i`` something given, not measured? One inside a dose (``5 g leucine/d``) is."""
    if words[i].kind == "dose":
        return True
    if strict and context.exposures and words[i].name not in context.exposures and not exposure_context(words, i):
        return False
    return not measured(words, i, text)


def _joins(words: Sequence[Word], i: int, found: dict[Agent, None]) -> bool:
    """``HMB with KIC``: merge the amino acid at ``i`` into the one before it; a mixture is written with ``+``."""
    gap = list(words[max(0, i - 4) : i])
    at = next((j for j in range(len(gap) - 1, -1, -1) if gap[j].kind == "amino_acid"), None)
    name = words[i].name
    if at is None or not found or name is None:
        return False
    if " ".join(w.lower for w in gap[at + 1 :]) not in JOINERS and not _in_mixture(words, i):
        return False
    last = list(found)[-1]
    found.pop(last)
    found[replace(last, name="+".join(sorted({*last.name.split("+"), name})))] = None
    return True


def _governed(words: Sequence[Word], i: int) -> bool:
    """``glycemic control``: what is kept in hand, no group of subjects."""
    return words[i].lower == "control" and i > 0 and substance(words[i - 1])


def _in_mixture(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand in a list behind ``the combination of``?"""
    for j in range(i - 1, 0, -1):
        word = words[j]
        if word.lower == "of":
            return words[j - 1].has("mixture")
        if not (
            word.kind in {"amino_acid", "dose"} or word.joined or word.has("conj", "det", "route") or word.is_punct
        ):
            return False
    return False


def _everywhere(clause: Sequence[Word]) -> bool:
    """A change seen in ``both groups`` or ``all groups`` is no effect of one of them."""
    return any(
        w.lower in {"both", "all"}
        and any(x.lower in {"groups", "arms", "trials", "treatments", "conditions"} for x in clause[i + 1 : i + 3])
        for i, w in enumerate(clause)
    )


def _all_treatments(subject: Sequence[Word]) -> bool:
    """``both treatments raised X``: they are the cause, unlike ``both groups``, who had it."""
    named = [w for w in subject if w.has("treatment", "group")]
    return bool(named) and named[0].lower == "treatments"


def _vague(subject: Sequence[Word]) -> bool:
    """A subject that names no cause of its own: none at all, ``there``, ``the treatment``, ``patients``."""
    content = [
        w
        for w in subject
        if not w.is_punct
        and not w.has("det", "adverb", "prep", "conj", "boundary", "aux", "neg", "adj", "hedge")
        and not w.is_number
    ]
    if not content or any(w.has("group", "intervention", "anaphor") or w.kind == "system" for w in content):
        return not any(w.lower.endswith("-treated") for w in content)
    return all(w.has("noun", "verb", "control", "treatment", "route") or w.lower in NEUTRAL for w in content)


def _behind_preposition(tail: Sequence[Word]) -> bool:
    for i, word in enumerate(tail):
        if word.kind == "amino_acid":
            return any(
                w.lower in {"with", "after", "following", "by", "during", "upon"} for w in tail[max(0, i - 4) : i]
            )
    return False


def _other_agent(tail: Sequence[Word]) -> bool:
    """``by`` something that is no amino acid."""
    for i, word in enumerate(tail[:6]):
        if word.lower == "by" and i + 1 < len(tail):
            after = tail[i + 1 : i + 4]
            return not any(
                w.has("treatment", "anaphor", "adverb") or w.is_number or w.lower in {"approximately", "~"}
                for w in after
            )
    return False


def _sentence_or_default(
    event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]
) -> list[Agent]:
    inside = {w.start for w in event.target}
    rest = [w for w in sentence if w.start not in inside]
    found, _ = named(rest, context, text, strict=True)
    if found:
        return found
    if any(w.lower in context.others for w in rest):
        return []
    if last and {a.name for a in last} <= set(context.exposures):
        return list(last)
    return _agents(context.exposures[:3], context)
