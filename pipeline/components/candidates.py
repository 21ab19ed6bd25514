"""Findings of one sentence before they are chosen among: what the rules read, and what the tagger sees beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pipeline.components.reading import Reading
from pipeline.components.record import record
from pipeline.components.tagging import Tagging
from pipeline.learned.tagger import Tagged
from pipeline.relations.agents import Agent, named
from pipeline.relations.associations import associations
from pipeline.relations.attribution import attribute, of_others
from pipeline.relations.contrasts import of_the_same, opened, split_contrast
from pipeline.relations.direction import OPPOSITE
from pipeline.relations.ellipsis import Elliptic, likewise, split_ellipsis
from pipeline.relations.event import Event
from pipeline.relations.events import events, points_back, with_antecedents
from pipeline.relations.figures import figures
from pipeline.relations.roles import supposed
from pipeline.relations.targets import Place, trim
from pipeline.relations.toward import direction
from pipeline.relations.words import Word, outside_brackets, overlap

CUES = ("verb", "noun", "adj", "state")  # one of them is the cue of what the tagger sees
MAX_NO_CHANGE = 10  # the guidelines' limit for "no differences in X, Y or Z"


@dataclass(frozen=True, slots=True)
class _Apart:
    """The words of a sentence that tell of others: an elliptic clause, or an exception; there may be none."""

    words: Sequence[Word]
    ellipsis: Elliptic | None

    @property
    def place(self) -> Place | None:
        """Where they stand."""
        return (self.words[0].start, self.words[-1].end) if self.words else None

    def tells(self, event: Event, words: Sequence[Word]) -> Event | None:
        """The event of the other ``words`` as it went for those who are apart; None where nothing is said of it."""
        if self.ellipsis:
            went = self.ellipsis.of(event)
            return replace(event, direction=went) if went else None
        spared = self.words and event.direction != "no_change" and _reaches(event, self.words, words)
        return replace(event, direction="no_change") if spared else None


def _set_apart(plain: Sequence[Word]) -> tuple[Sequence[Word], _Apart]:
    """The words of a sentence without those that tell of others, and these."""
    words, ellipsis = split_ellipsis(plain)
    words, excepted = split_contrast(words)
    return words, _Apart(ellipsis.words if ellipsis else excepted, ellipsis)


def _reaches(event: Event, excepted: Sequence[Word], words: Sequence[Word]) -> bool:
    """Is the exception one to this event: named before its cue, or behind it with no other clause between?"""
    at = excepted[0].start
    begun = [w.start for w in words if event.cue.end <= w.start < at]
    return at < event.cue.start or {w.start for w in event.clause}.issuperset(begun)


class Candidates:
    """What each sentence of a document may have found, as the dictionaries that ``findings`` tells of."""

    def __init__(self, reading: Reading, tagging: Tagging) -> None:
        self.reading, self.tagging = reading, tagging
        self._record = partial(record, reading, tagging)

    def by_rules(self, n: int, last: list[Agent]) -> Iterator[tuple[dict[str, Any], list[Agent]]]:
        """The findings that the rules read in sentence ``n``, each with the agents that it is told of.

        ``last``: the agents of the sentence before, for one that names none.
        """
        plain = outside_brackets(opened(self.reading.sentences[n]))
        yield from ((finding, last) for finding in self._without_cue(n, plain, last))
        yield from ((finding, last) for finding in self._as_before(n, plain, last))
        words, apart = _set_apart(plain)
        unchanged = 0
        for event in self._events(n, words):
            target = self.reading.target(n, event.target, event.cue)
            if target is None or (self.reading.roles[n].role == "title" and not event.active):
                continue
            cause = attribute(event, words, self.reading.context, self.reading.text, last)
            agents = [a for a in cause.agents or self.reading.topic if not self._is_own_level(a, target)]
            if cause.turned:
                event = replace(event, direction=OPPOSITE[event.direction])
            unchanged += event.direction == "no_change"
            many = event.direction == "no_change" and unchanged > MAX_NO_CHANGE
            if agents and not many and not supposed(event, words):
                last = agents
                for agent in agents:
                    yield self._record(n, event, agent, target, outside=apart.place), agents
            if elsewhere := apart.tells(event, words):
                for agent in self._of_others(apart, agents):
                    yield self._record(n, elsewhere, agent, target, inside=apart.place), agents

    def _events(self, n: int, words: Sequence[Word]) -> Iterator[Event]:
        """The events of ``words`` of sentence ``n``; "these changes" are those of the sentence before."""
        told = events(words)
        yield from with_antecedents(told, self.reading.changes(n) if any(map(points_back, told)) else ())

    def _of_others(self, apart: _Apart, agents: list[Agent]) -> list[Agent]:
        """Who did what is told apart: ``but not valine``; the same ``agents`` where it is told of other subjects."""
        named_apart, _ = named(apart.words, self.reading.context, self.reading.text)
        return named_apart or (agents if of_the_same(apart.words) else [])

    def _as_before(self, n: int, plain: Sequence[Word], last: Sequence[Agent]) -> Iterator[dict[str, Any]]:
        """What ``the same was true for X`` says of X, where the sentence before told one direction only."""
        things = likewise(plain)
        directions = {e.direction for e in self.reading.events(n - 1)} if things and n > 1 else set()
        if len(directions) != 1:
            return
        [went] = directions
        for thing in things:
            event = Event(thing, went, plain[0], tuple(plain), (), (), active=False)
            if target := self.reading.target(n, event.target, event.cue):
                yield from (self._record(n, event, agent, target) for agent in last)

    def _is_own_level(self, agent: Agent, target: Sequence[Word]) -> bool:
        """The target is the amino acid alone (``leucine increased``), or a level of one that is nowhere given."""
        own = any(w.name == agent.name for w in target)
        return own and (len(target) == 1 or self.reading.context.exposure.get(agent.name) == "endogenous")

    def _without_cue(self, n: int, plain: Sequence[Word], last: Sequence[Agent]) -> Iterator[dict[str, Any]]:
        """What needs no word of change: associations, and results told as two numbers."""
        for item in associations(plain, self.reading.text, self.reading.context):
            if target := self.reading.target(n, item.target, item.cue):
                event = Event(item.target, item.direction, item.cue, tuple(plain), (), (), active=True)
                yield self._record(n, event, Agent(item.amino_acid, "endogenous"), target)
        for event in figures(self.reading.sentences[n], self.reading.context):
            if target := self.reading.target(n, event.target, event.cue):
                for agent in attribute(event, plain, self.reading.context, self.reading.text, last).agents:
                    yield self._record(n, event, agent, target)

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
                    yield self._record(n, event, agent, target, by="tagger")

    def _event(self, n: int, target: Sequence[Word], tagged: Tagged) -> Event:
        """The event that a target of sentence ``n`` must be part of: which way it went the words around it tell."""
        words = self.reading.sentences[n]
        cue = min((w for w in words if w.has(*CUES)), key=lambda w: _gap(w, target), default=target[-1])
        inside = [i for i, w in enumerate(words) if overlap((w.start, w.end), (target[0].start, target[-1].end))]
        numbers = (e for e in figures(words, self.reading.context, tested=False) if set(e.target) & set(target))
        counted = next(numbers, None)
        if counted is not None:
            return replace(counted, target=tuple(target))
        went = direction(words, inside[0], inside[-1] + 1, self.reading.events(n), tagged)
        return Event(tuple(target), went, cue, tuple(words), (), (), active=False)


def _gap(word: Word, target: Sequence[Word]) -> int:
    """Code points between a word and a target."""
    return max(target[0].start - word.end, word.start - target[-1].end, 0)
