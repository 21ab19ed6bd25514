"""How sure a finding is: signs that speak for and against it, weighed as annotated abstracts teach."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import lexicon
from pipeline.keywords import key_words
from pipeline.learned.linear import Linear, load
from pipeline.learned.tagger import DIRECTIONS, Tagged
from pipeline.relations.comparisons import COMPARING
from pipeline.relations.event import Event
from pipeline.relations.roles import Rhetoric
from pipeline.relations.study import Study
from pipeline.relations.words import Word

TABLE = "findings.tsv"  # for the rules alone
TAGGED_TABLE = "tagged.tsv"  # for rules and tagger
UNTAGGED = "untagged"
CUES = ("verb.cause", "verb.change", "verb", "noun", "adj", "state", "endogenous")
AROUND = ("group", "control", "intervention", "anaphor", "hedge", "tendency", "insignificant", "neg", "given")
TAGGED = (0.02, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95)  # bands of the probability that the tagger gives a target
LEADS = (0.1, 0.4, 0.7, 0.95)  # bands of ``lead``
SHARES = (0.1, 0.4, 0.7, 0.9)  # bands of the share of its direction
Finder = Literal["rules", "tagger"]  # who found a target: the tagger only where the rules did not
MANY = 4  # from here on numbers are not told apart
ALONE = 0.1  # confidence from which on the surest finding of an amino acid stays: gold gives like F1 for 0 to 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding as the rules read it: an event in a sentence, the amino acid behind it, its trimmed target."""

    event: Event
    agent: str
    exposure: str
    target: tuple[Word, ...]
    sentence: Sequence[Word]
    rhetoric: Rhetoric
    context: Study
    doses: int
    tagged: Tagged | None = None  # what the tagger thinks of the target; None where it does not read
    lead: float = 1.0  # its probability as a share of that of the agent for whom the target is likeliest
    by: Finder = "rules"


def signs(one: Candidate) -> list[str]:
    """Names of what speaks for or against ``one``, each once."""
    if one.by != "rules":
        return sorted({*_tagged(one), *(f"tagger {sign}" for sign in (*_place(one), *_agent(one), *_target(one)))})
    return sorted({*_place(one), *_cue(one.event), *_agent(one), *_target(one), *_tagged(one)})


def _tagged(one: Candidate) -> Iterator[str]:
    """What the tagger says for or against, told apart by who found the target."""
    by = one.by
    yield f"found by {by}"
    if one.tagged is None:
        yield UNTAGGED
        return
    yield f"{by}, tagged:{bisect_right(TAGGED, one.tagged.probability)}"
    yield f"{by}, lead:{bisect_right(LEADS, one.lead)}"
    share = one.tagged.shares[DIRECTIONS.index(one.event.direction)]
    if one.tagged.probability >= TAGGED[1]:
        yield f"{by}, direction tagged:{bisect_right(SHARES, share)}"


def confidence(found: Sequence[str], model: Linear | None = None) -> float:
    """The probability that a finding with these signs is right in amino acid, exposure, target and direction."""
    [score] = (model or _model(tagged=UNTAGGED not in found)).scores(found)
    return round(1 / (1 + math.exp(-score)), 2)


def least(*, tagged: bool) -> float:
    """The confidence below which a finding is rather wrong than right for the scores, by cross-validation."""
    return float(_model(tagged=tagged).settings["threshold"])


def kept(agents: Sequence[str | None], sure: Sequence[float], least: float) -> list[bool]:
    """Which findings of a text stay: those that are sure enough, and from ``ALONE`` on the surest of an amino acid.

    ``agents`` holds None for a finding that the tagger alone has: that stays for its own sake only.
    """
    surest: dict[str, int] = {}
    for i, name in enumerate(agents):
        if name is not None and (name not in surest or sure[i] > sure[surest[name]]):
            surest[name] = i
    named = enumerate(zip(agents, sure, strict=True))
    return [c >= least or (c >= ALONE and name is not None and surest[name] == i) for i, (name, c) in named]


def by_rules(found: Sequence[str]) -> bool:
    """Are these the signs of a finding that the rules made?"""
    return "found by rules" in found


def _place(one: Candidate) -> Iterator[str]:
    yield "always"
    yield f"role:{one.rhetoric.role}"
    yield f"holding:{int(one.rhetoric.holding * MANY)}"
    yield f"exposure:{one.exposure}"
    yield f"doses:{min(one.doses, 2)}"
    yield f"sentence:{min(len(one.sentence) // 15, MANY)}"
    yield f"clause:{min(len(one.event.clause) // 8, MANY)}"


def _cue(event: Event) -> Iterator[str]:
    kind = next((kind for kind in CUES if event.cue.has(kind)), "other")
    yield f"cue:{kind}"
    yield f"cue:{kind} {'active' if event.active else 'passive'}"
    yield f"direction:{event.direction}"
    yield from (f"around:{name}" for name in AROUND if any(w.has(name) for w in event.clause))
    if any(w.lower in COMPARING for w in event.clause):
        yield "around:comparison"
    if any(w.is_number for w in event.clause):
        yield "around:number"


def _agent(one: Candidate) -> Iterator[str]:
    names = set(one.agent.split("+"))
    where = {"subject": one.event.subject, "clause": one.event.clause, "sentence": one.sentence}
    yield "agent:" + next((k for k, words in where.items() if any(w.name in names for w in words)), "elsewhere")
    ranks = [one.context.exposures.index(name) for name in {one.agent, *names} if name in one.context.exposures]
    yield f"rank:{min(ranks)}" if ranks else "rank:none"
    yield f"exposures:{min(len(one.context.exposures), MANY)}"
    if any(w.lower in one.context.others for w in one.sentence):
        yield "other substance"


def _target(one: Candidate) -> Iterator[str]:
    target, cue = one.target, one.event.cue
    yield f"length:{min(len(target), 8)}"
    between = [
        w for w in one.event.clause if target[-1].end <= w.start < cue.start or cue.end <= w.start < target[0].start
    ]
    yield f"{'before' if target[0].start < cue.start else 'behind'}:{min(len(between) // 2, MANY)}"
    if any(w.kind == "amino_acid" for w in target):
        yield "target:amino acid"
    if any(w.is_number for w in target):
        yield "target:number"
    yield from (
        f"target:{k}" for k in ("measured", "bad", "noun", "verb", "prep", "group") if any(w.has(k) for w in target)
    )
    words = key_words(" ".join(w.text for w in target))
    share = len(words & _known()) / len(words) if words else 0.0
    yield f"known:{'all' if share == 1 else 'some' if share else 'none'}"
    yield f"head known:{bool(key_words(target[-1].text) & _known())}"


@cache
def _known() -> frozenset[str]:
    """Words of measured things."""
    return frozenset().union(*(key_words(row.term) for row in lexicon.read("targets", lexicon.Term)))


@cache
def _model(*, tagged: bool) -> Linear:
    return load(TAGGED_TABLE if tagged else TABLE)
