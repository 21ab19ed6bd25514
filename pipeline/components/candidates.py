"""Findings of one sentence before they are chosen among: what the rules read, and what the tagger sees beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.components.reading import Reading
from pipeline.components.tagging import Tagging
from pipeline.keywords import key_words
from pipeline.learned.tagger import Tagged
from pipeline.relations import scoring
from pipeline.relations.agents import Agent, named
from pipeline.relations.associations import associations
from pipeline.relations.attribution import attribute, of_others
from pipeline.relations.chance import by_chance
from pipeline.relations.contrasts import of_the_same, opened, split_contrast
from pipeline.relations.direction import OPPOSITE
from pipeline.relations.ellipsis import Elliptic, likewise, split_ellipsis
from pipeline.relations.events import Event, events, points_back, with_antecedents
from pipeline.relations.figures import figures
from pipeline.relations.repeats import Statement
from pipeline.relations.scoring import Finder
from pipeline.relations.targets import Place, trim
from pipeline.relations.toward import direction
from pipeline.relations.words import Word, outside_brackets, overlap

CHANGES = ("verb", "noun", "adj", "state")  # cues whose place tells where the size of a change may stand
MAX_NO_CHANGE = 10  # the guidelines' limit for "no differences in X, Y or Z"


class Candidates:
    """What each sentence of a document may have found, as the dictionaries that ``findings`` tells of."""

    def __init__(self, reading: Reading, tagging: Tagging) -> None:
        self.reading, self.tagging = reading, tagging

    def by_rules(self, n: int, last: list[Agent]) -> Iterator[tuple[dict[str, Any], list[Agent]]]:
        """The findings that the rules read in sentence ``n``, each with the agents that it is told of.

        ``last``: the agents of the sentence before, for one that names none.
        """
        text = self.reading.text
        plain = outside_brackets(opened(self.reading.sentences[n]))
        yield from ((finding, last) for finding in self._without_cue(n, plain, last))
        for event in self._as_before(n, plain):
            if target := self.reading.target(n, event.target, event.cue):
                yield from ((self._finding(n, event, agent, target), last) for agent in last)
        words, ellipsis = split_ellipsis(plain)
        words, excepted = split_contrast(words)
        apart = ellipsis.words if ellipsis else excepted
        place = (apart[0].start, apart[-1].end) if apart else None
        unchanged = 0
        told = events(words)
        before = self.reading.changes(n) if any(map(points_back, told)) else ()
        for event in with_antecedents(told, before):
            target = self.reading.target(n, event.target, event.cue)
            if target is None or (self.reading.roles[n].role == "title" and not event.active):
                continue
            cause = attribute(event, words, self.reading.context, text, last)
            found = [a for a in cause.agents or self.reading.topic if not self._is_own_level(a, target)]
            if cause.turned:
                event = replace(event, direction=OPPOSITE[event.direction])
            unchanged += event.direction == "no_change"
            if found and not (event.direction == "no_change" and unchanged > MAX_NO_CHANGE):
                last = found
                for agent in found:
                    yield self._finding(n, event, agent, target, outside=place), found
            elsewhere = _ellipsis_of(event, ellipsis) if ellipsis else _exception_to(event, excepted, words)
            if elsewhere:
                others = named(apart, self.reading.context, text)[0] or (found if of_the_same(apart) else [])
                for agent in others:  # "leucine, but not valine, raised X"; "in men but not in women"
                    yield self._finding(n, elsewhere, agent, target, inside=place), found

    def _as_before(self, n: int, plain: Sequence[Word]) -> Iterator[Event]:
        """What ``the same was true for X`` says of X, where the sentence before told one direction only."""
        things = likewise(plain)
        directions = {e.direction for e in self.reading.events(n - 1)} if things and n > 1 else set()
        if len(directions) == 1:
            [went] = directions
            yield from (Event(thing, went, plain[0], tuple(plain), (), (), active=False) for thing in things)

    def _is_own_level(self, agent: Agent, target: Sequence[Word]) -> bool:
        """The target is the amino acid alone (``leucine increased``), or a level of one that is nowhere given."""
        own = any(w.name == agent.name for w in target)
        return own and (len(target) == 1 or self.reading.context.exposure.get(agent.name) == "endogenous")

    def _without_cue(self, n: int, plain: Sequence[Word], last: Sequence[Agent]) -> Iterator[dict[str, Any]]:
        """What needs no word of change: associations, and results told as two numbers."""
        for item in associations(plain, self.reading.text, self.reading.context):
            if target := self.reading.target(n, item.target, item.cue):
                event = Event(item.target, item.direction, item.cue, tuple(plain), (), (), active=True)
                yield self._finding(n, event, Agent(item.amino_acid, "endogenous"), target)
        for event in figures(self.reading.sentences[n], self.reading.context):
            if target := self.reading.target(n, event.target, event.cue):
                for agent in attribute(event, plain, self.reading.context, self.reading.text, last).agents:
                    yield self._finding(n, event, agent, target)

    def by_tagger(self, n: int, ruled: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """What the tagger sees in sentence ``n`` and the rules (``ruled``) do not, for each agent by itself."""
        words = self.reading.sentences[n]
        taken = [f["target"] for f in ruled]  # whose these are the rules know better
        taken += [(e.target[0].start, e.target[-1].end) for e in self.reading.courses(n)]
        for name, tagged in self.tagging.targets(n):
            place = (tagged.start, tagged.end)
            target = trim([w for w in words if overlap((w.start, w.end), place)])
            if target and not any(overlap(place, other) for other in taken):
                agent, event = Agent(name, self.tagging.exposure(name, words)), self._event(n, target, tagged)
                if event.direction == "no_change" or not of_others(event, self.reading.context, self.reading.text):
                    yield self._finding(n, event, agent, target, by="tagger")

    def _event(self, n: int, target: Sequence[Word], tagged: Tagged) -> Event:
        """The event that a target of sentence ``n`` must be part of: which way it went the words around it tell."""
        words = self.reading.sentences[n]
        cue = min((w for w in words if w.has(*CHANGES)), key=lambda w: _gap(w, target), default=target[-1])
        inside = [i for i, w in enumerate(words) if overlap((w.start, w.end), (target[0].start, target[-1].end))]
        numbers = (e for e in figures(words, self.reading.context, tested=False) if set(e.target) & set(target))
        counted = next(numbers, None)
        if counted is not None:
            return replace(counted, target=tuple(target))
        went = direction(words, inside[0], inside[-1] + 1, self.reading.events(n), tagged)
        return Event(tuple(target), went, cue, tuple(words), (), (), active=False)

    def statement(self, finding: dict[str, Any]) -> Statement:
        """What the finding says, without its place."""
        amounts = (self.reading.doses[i]["amount"] for i in finding["doses"])
        return Statement(
            (finding["amino_acid"], finding["exposure"]),
            key_words(self.reading.text[slice(*finding["target"])]),
            finding["direction"],
            tuple((a["low"], a["high"], a["unit"]) for a in amounts),
            finding["role"] == "result",
        )

    def _finding(
        self,
        n: int,
        event: Event,
        agent: Agent,
        target: Sequence[Word],
        *,
        by: Finder = "rules",
        inside: Place | None = None,
        outside: Place | None = None,
    ) -> dict[str, Any]:
        words = self.reading.sentences[n]
        sentence = self.reading.text[words[0].start : words[-1].end]
        if event.direction != "no_change" and by_chance(sentence, target[0].start - words[0].start):
            event = replace(event, direction="no_change")
        given = agent.exposure != "endogenous"
        doses = self.reading.doses_of(agent.name, n, inside=inside, outside=outside) if given else []
        rhetoric = self.reading.roles[n]
        tagged = self.tagging.over(agent.name, target)
        candidate = scoring.Candidate(
            event=event,
            agent=agent.name,
            exposure=agent.exposure,
            target=tuple(target),
            sentence=words,
            rhetoric=rhetoric,
            context=self.reading.context,
            doses=len(doses),
            tagged=tagged,
            lead=self.tagging.lead(agent.name, target),
            by=by,
        )
        signs = scoring.signs(candidate)
        return {
            "amino_acid": agent.name,
            "amino_acid_id": self.reading.curies.get(agent.name),
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


def _ellipsis_of(event: Event, ellipsis: Elliptic) -> Event | None:
    """The event as the elliptic clause tells it of others."""
    direction = ellipsis.of(event)
    return replace(event, direction=direction) if direction else None


def _exception_to(event: Event, excepted: Sequence[Word], words: Sequence[Word]) -> Event | None:
    """The event as it was not seen for what is excepted."""
    spared = excepted and event.direction != "no_change" and _reaches(event, excepted, words)
    return replace(event, direction="no_change") if spared else None


def _reaches(event: Event, excepted: Sequence[Word], words: Sequence[Word]) -> bool:
    """Is the exception one to this event: named before its cue, or behind it with no other clause between?"""
    at = excepted[0].start
    begun = [w.start for w in words if event.cue.end <= w.start < at]
    return at < event.cue.start or {w.start for w in event.clause}.issuperset(begun)


def _gap(word: Word, target: Sequence[Word]) -> int:
    """Code points between a word and a target."""
    return max(target[0].start - word.end, word.start - target[-1].end, 0)
