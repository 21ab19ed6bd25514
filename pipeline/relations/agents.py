"""Who got what: which amino acids a study gives, by which names its arms go, and which of them an event is about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.relations.events import Event
from pipeline.relations.words import Word
from pipeline.schema import Exposure

GROUP_NAME = re.compile(r"\b(?i:group|arm|diet|treatment)s?\s+([A-Z]{1,3}\d?|\d)\b|\b([A-Z]\d?)\s*[:=-]\s")
COMPARING = frozenset({"than", "compared", "versus", "vs", "vs.", "to", "between", "from"})
NEUTRAL = frozenset("there we study results result data analysis analyses findings trial experiment experiments here dietary".split())
BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9+-]{0,9})(?:[;,:=][^()]*)?\)")
LABELLED = re.compile(r"(?:\[[^\]]*(?:\d[CHN]|[CHN]-?\d)[^\]]*\]-?\s*(?:[LD]-)?|\b\d+[CHN]\d*-)$")


@dataclass(frozen=True, slots=True)
class Agent:
    """An amino acid as the cause of an event."""

    name: str
    exposure: Exposure = "given"


@dataclass(slots=True)
class Study:
    """What the whole abstract tells: main exposures (most mentioned first) and the names of the arms."""

    exposures: list[str] = field(default_factory=list)
    others: frozenset[str] = frozenset()  # other substances given, in lower case: words that own a dose
    arms: dict[str, frozenset[str]] = field(default_factory=dict)  # name in lower case → amino acids, empty for controls


def study(sentences: Sequence[Sequence[Word]], text: str) -> Study:
    """Read exposures and arms from all sentences of an abstract (words in brackets included)."""
    scores: Counter[str] = Counter()
    for n, words in enumerate(sentences):
        for i, word in enumerate(words):
            if word.kind == "amino_acid" and word.name and not measured(words, i, text):
                scores[word.name] += 2 * exposure_context(words, i) + (2 if n == 0 else 0)
    best = max(scores.values(), default=0)
    main = [name for name, score in scores.most_common() if score >= max(2, best / 3)]
    return Study(main, _others(sentences), _arms(sentences, text))


def _others(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Words that a dose belongs to and that are no amino acid: ``rasagiline (10 mg/kg)``, ``5 mM glucose``."""
    found = set()
    for words in sentences[1:]:
        for i, word in enumerate(words):
            if word.kind == "dose":
                before = _before_bracket(words, i)
                after = words[i + 2] if i + 2 < len(words) and words[i + 1].lower == "of" else (words[i + 1] if i + 1 < len(words) else None)
                found |= {w.lower for w in (before, after) if w is not None and substance(w)}
    return frozenset(found)


def _before_bracket(words: Sequence[Word], i: int) -> Word | None:
    """What a bracketed dose follows: ``MTX (20 mg/kg)``, ``lindane dose (4 mg/kg)``."""
    if i < 2 or words[i - 1].text not in {"(", "["}:
        return None
    return words[i - 3] if i > 2 and words[i - 2].has("treatment") and substance(words[i - 3]) else words[i - 2]


def substance(word: Word) -> bool:
    """Could ``word`` name a substance: a token that no lexicon of function words, groups or measures knows?"""
    return word.kind == "token" and not word.is_punct and not word.is_number and not word.cats and len(word.text) > 1


def measured(words: Sequence[Word], i: int, text: str) -> bool:
    """Is the amino acid at ``i`` something measured (``leucine oxidation``, ``plasma arginine``) or a tracer?"""
    word = words[i]
    if LABELLED.search(text[max(0, word.start - 24) : word.start]):
        return True
    after = _next(words, i)
    before = words[i - 1] if i else None
    if after is not None and after.has("measured") and not after.has("treatment"):
        return True
    if before is not None and before.has("matrix") and not before.lower == "dietary" and not (after and after.has("treatment")):
        return True
    return before is not None and before.lower == "of" and i > 1 and words[i - 2].has("measured") and not words[i - 2].has("treatment")


def _next(words: Sequence[Word], i: int) -> Word | None:
    """The next word outside a bracketed short form."""
    j = i + 1
    while j < len(words) and (words[j].depth > words[i].depth or words[j].text in {")", "-"}):
        j += 1
    return words[j] if j < len(words) else None


def exposure_context(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand where things are given: ``leucine supplementation``, ``treated with leucine``, a dose?"""
    after = [w for w in words[i + 1 : i + 6] if not w.is_punct and (not w.depth or w.kind == "dose")][:1]
    if any(w.has("treatment", "given", "group", "withheld") or w.kind == "dose" for w in after):
        return True
    for word in reversed([w for w in words[max(0, i - 8) : i] if not w.is_punct]):
        if word.has("treatment", "given") or word.kind == "dose":
            return True
        if not (word.has("det", "conj", "route", "adverb") or word.is_number or word.kind == "amino_acid" or word.joined
                or word.lower in {"of", "with", "by", "either", "to", "on", "l", "dl", "d", "n"}):
            return False
    return False


def withheld(words: Sequence[Word], i: int) -> bool:
    """Is the amino acid at ``i`` withheld (``leucine deprivation``, ``a diet lacking leucine``)?"""
    after = [w for w in words[i + 1 : i + 4] if not w.is_punct][:2]
    before = [w for w in words[max(0, i - 3) : i] if not w.is_punct]
    return any(w.has("withheld") for w in after[:1]) or any(
        w.has("withheld") and w.lower not in {"free", "limited"} for w in before[-2:]
    )


# --- arms ---------------------------------------------------------------------------------------------------------


def _arms(sentences: Sequence[Sequence[Word]], text: str) -> dict[str, frozenset[str]]:
    arms: dict[str, frozenset[str]] = {}
    for words in sentences[1:]:
        if not words:
            continue
        begin, end = words[0].start, words[-1].end
        for name, segment in _named_segments(text, begin, end):
            members = [w for w in words if segment[0] <= w.start < segment[1]]
            given = frozenset(w.name for w in members if w.kind == "amino_acid" and w.name)
            if given or any(w.has("control") for w in members):
                arms.setdefault(name, given)
    return arms


def _named_segments(text: str, begin: int, end: int) -> Iterable[tuple[str, tuple[int, int]]]:
    """Names of arms in a sentence, each with the stretch of text that describes it."""
    marks = [m for m in GROUP_NAME.finditer(text, begin, end)]
    for n, mark in enumerate(marks):
        name = (mark.group(1) or mark.group(2)).lower()
        stop = marks[n + 1].start() if n + 1 < len(marks) else end
        cut = re.search(r"[;.]\s", text[mark.end() : stop])
        yield name, (mark.end(), mark.end() + cut.start() if cut else stop)
    for mark in BRACKETED.finditer(text, begin, end):
        opening = max((text.rfind(c, begin, mark.start()) for c in (",", ";", ":", " or ", " and ", " either ")), default=begin)
        segment = (max(opening, begin), mark.start())
        if mark.group(1).isupper() and len(text[segment[0] : segment[1]].split()) <= 9 and text.count(mark.group(1), mark.end()):
            yield mark.group(1).lower(), segment


# --- events -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose event it is; ``turned`` says that the comparison was told from the comparator's side."""

    agents: tuple[Agent, ...] = ()
    turned: bool = False


def attribute(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> Attribution:
    """The amino acids that an event is about; empty when something else did it, or only a control group saw it."""
    if event.direction != "no_change" and _everywhere(event.clause):
        return Attribution()
    if turned := _told_from_the_other_side(event, context, text):
        return Attribution(turned, turned=True)
    return Attribution(tuple((_active if event.active else _passive)(event, sentence, context, text, last)))


def _active(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> Sequence[Agent]:
    """A transitive verb: its subject is the cause."""
    found, _ = named(event.subject, context, text)
    if found:
        return found
    rest, _ = named(event.tail, context, text, strict=True)
    if _vague(event.subject):
        return rest or _sentence_or_default(event, sentence, context, text, last)
    return rest if rest and _behind_preposition(event.tail) else []


def _passive(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> Sequence[Agent]:
    """The target is the subject: the cause stands behind it, before it, elsewhere in the sentence, or nowhere."""
    inside = {w.start for w in event.target}
    tail = [w for w in event.tail if w.start not in inside]
    found, control = named(tail, context, text, strict=not _behind_preposition(tail))
    if found or _other_agent(event.tail):
        return found
    found, lead_control = named([w for w in event.clause if w.start not in inside], context, text, strict=True)
    if found:
        return found
    if (control or lead_control) and not any(w.lower in COMPARING for w in event.clause):
        return []
    return _sentence_or_default(event, sentence, context, text, last)


def _told_from_the_other_side(event: Event, context: Study, text: str) -> tuple[Agent, ...]:
    """``X was higher in placebo than in leucine``: the agents behind the comparison when only a control stands before it."""
    clause = event.clause
    at = next((i for i, w in enumerate(clause) if w.lower in {"than", "versus", "vs", "vs.", "compared"}), None)
    if at is None or not event.cue.has("adj"):
        return ()
    before, control = named(clause[:at], context, text)
    if before or not control:
        return ()
    return tuple(named(clause[at + 1 :], context, text)[0])


def named(words: Sequence[Word], context: Study, text: str, *, strict: bool = False) -> tuple[list[Agent], bool]:
    """The agents that ``words`` name (mentions and arm names), and whether a control group is named.

    ``strict``: a mention counts only where it stands as something given, or is a main exposure of the study.
    """
    found: dict[Agent, None] = {}
    control = False
    for i, word in enumerate(words):
        if word.lower in {"than", "versus", "vs", "vs."} or (word.lower == "compared" and found):
            break
        if word.kind == "amino_acid" and word.name:
            if i >= 2 and _joins(words, i, found):
                continue
            if not measured(words, i, text) and not (strict and context.exposures and word.name not in context.exposures and not exposure_context(words, i)):
                found[Agent(word.name, "withheld" if withheld(words, i) else "given")] = None
        elif word.lower in context.arms and (word.text[:1].isupper() or word.text[:1].isdigit()) and _is_arm(words, i):
            names = context.arms[word.lower]
            found.update({Agent(n): None for n in sorted(names)})
            control = control or not names
        elif word.has("intervention"):
            found.update({Agent(n): None for n in context.exposures[:3]})
        elif word.has("control"):
            control = True
    return list(found), control


JOINERS = frozenset({"with", "plus", "+", "combined with", "together with", "in combination with", "in addition to"})


def _joins(words: Sequence[Word], i: int, found: dict[Agent, None]) -> bool:
    """``HMB with KIC``: merge the amino acid at ``i`` into the one before it; a mixture is written with ``+``."""
    gap = [w for w in words[max(0, i - 4) : i]]
    at = next((j for j in range(len(gap) - 1, -1, -1) if gap[j].kind == "amino_acid"), None)
    if at is None or not found or words[i].name is None or " ".join(w.lower for w in gap[at + 1 :]) not in JOINERS:
        return False
    last = list(found)[-1]
    found.pop(last)
    found[replace(last, name="+".join(sorted({*last.name.split("+"), words[i].name})))] = None
    return True


def _everywhere(clause: Sequence[Word]) -> bool:
    """A change seen in ``both groups`` or ``all groups`` is no effect of one of them."""
    return any(w.lower in {"both", "all"} and any(x.lower in {"groups", "arms", "trials", "treatments", "conditions"} for x in clause[i + 1 : i + 3])
               for i, w in enumerate(clause))


def _is_arm(words: Sequence[Word], i: int) -> bool:
    if len(words[i].text) > 2:
        return True
    near = [*words[max(0, i - 1) : i], *words[i + 1 : i + 2]]
    return any(w.has("group") for w in near)


def _vague(subject: Sequence[Word]) -> bool:
    """A subject that names no cause of its own: none at all, ``there``, ``the treatment``, ``patients``, ``this study``."""
    content = [w for w in subject if not w.is_punct and not w.has("det", "adverb", "prep", "conj", "boundary", "aux", "neg", "adj", "hedge") and not w.is_number]
    if not content or any(w.has("group", "intervention", "anaphor") or w.kind == "system" for w in content):
        return not any(w.lower.endswith("-treated") for w in content)
    return all(w.has("noun", "verb", "control", "treatment", "route") or w.lower in NEUTRAL for w in content)


def _behind_preposition(tail: Sequence[Word]) -> bool:
    for i, word in enumerate(tail):
        if word.kind == "amino_acid":
            return any(w.lower in {"with", "after", "following", "by", "during", "upon"} for w in tail[max(0, i - 4) : i])
    return False


def _other_agent(tail: Sequence[Word]) -> bool:
    """``by`` something that is no amino acid."""
    for i, word in enumerate(tail[:6]):
        if word.lower == "by" and i + 1 < len(tail):
            after = tail[i + 1 : i + 4]
            return not any(w.has("treatment", "anaphor", "adverb") or w.is_number or w.lower in {"approximately", "~"} for w in after)
    return False


def _sentence_or_default(event: Event, sentence: Sequence[Word], context: Study, text: str, last: Sequence[Agent]) -> list[Agent]:
    inside = {w.start for w in event.target}
    rest = [w for w in sentence if w.start not in inside]
    found, _ = named(rest, context, text, strict=True)
    if found:
        return found
    if any(w.lower in context.others for w in sentence):
        return []
    if last and {a.name for a in last} <= set(context.exposures):
        return list(last)
    return [Agent(name) for name in context.exposures[:3]]
