"""A finding as plain JSON: what was read of whom, by which doses, and how sure it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.components.reading import Reading
from pipeline.components.tagging import Tagging
from pipeline.keywords import key_words
from pipeline.relations import scoring
from pipeline.relations.agents import Agent
from pipeline.relations.chance import by_chance
from pipeline.relations.event import Event
from pipeline.relations.repeats import Statement
from pipeline.relations.scoring import Finder
from pipeline.relations.targets import Place
from pipeline.relations.words import Word


def record(
    reading: Reading,
    tagging: Tagging,
    n: int,
    event: Event,
    agent: Agent,
    target: Sequence[Word],
    *,
    by: Finder = "rules",
    inside: Place | None = None,
    outside: Place | None = None,
) -> dict[str, Any]:
    """The finding that ``agent`` did to ``target`` what the event in sentence ``n`` tells; places are code points.

    Its doses are those told ``inside`` a part of the sentence, or ``outside`` one that is of others.
    """
    words, rhetoric = reading.sentences[n], reading.roles[n]
    sentence = reading.text[words[0].start : words[-1].end]
    if event.direction != "no_change" and by_chance(sentence, target[0].start - words[0].start):
        event = replace(event, direction="no_change")
    given = agent.exposure != "endogenous"
    doses = reading.doses_of(agent.name, n, inside=inside, outside=outside) if given else []
    candidate = scoring.Candidate(
        event=event,
        agent=agent.name,
        exposure=agent.exposure,
        target=tuple(target),
        sentence=words,
        rhetoric=rhetoric,
        context=reading.context,
        doses=len(doses),
        tagged=tagging.over(agent.name, target),
        lead=tagging.lead(agent.name, target),
        by=by,
    )
    signs = scoring.signs(candidate)
    return {
        "amino_acid": agent.name,
        "amino_acid_id": reading.curies.get(agent.name),
        "exposure": agent.exposure,
        "target": (target[0].start, target[-1].end),
        "direction": event.direction,
        "doses": doses,
        "cue": (event.cue.start, event.cue.end),
        "sentence": (words[0].start, words[-1].end),
        "role": rhetoric.role,
        "hedged": any(w.has("hedge") for w in event.clause),
        "confidence": scoring.confidence(signs),
        "signs": signs,
    }


def statement(reading: Reading, finding: dict[str, Any]) -> Statement:
    """What the finding says, without its place."""
    amounts = (reading.doses[i]["amount"] for i in finding["doses"])
    return Statement(
        (finding["amino_acid"], finding["exposure"]),
        key_words(reading.text[slice(*finding["target"])]),
        finding["direction"],
        tuple((a["low"], a["high"], a["unit"]) for a in amounts),
        finding["role"] == "result",
    )
