"""The look-up itself: which concepts a phrase may name, and which one it does.

``THRESHOLD`` is chosen on the 243 mentions of ``annotations/gold/grounding.jsonl``. The guards do most of the work:
with them 0.3, 0.4 and 0.5 give the same 21 similar links, all right; 0.6 loses one and 0.8 seven. Without them 0.5
gives 33 wrong links. The highest that loses nothing is taken: a phrase far from its wording is about something else.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.grounding.guards import bridged
from pipeline.grounding.link import Candidate, Link
from pipeline.grounding.phrases import expanded, measured, without_brackets
from pipeline.grounding.similar import Similar
from pipeline.grounding.wordings import Wording, Wordings
from pipeline.keywords import key_words
from pipeline.lexicon import Term, read

THRESHOLD = 0.5
K = 10
REMEMBERED = 50_000  # phrases
_NUMBER = re.compile(r"\d+")


class Linker:
    """Links phrases to the concepts of ``terms``; phrases alike above ``threshold`` and no more than ``k`` of them."""

    def __init__(self, terms: Iterable[Term], *, threshold: float = THRESHOLD, k: int = K) -> None:
        self.threshold, self.k = threshold, k
        self.wordings = Wordings(terms)
        self._similar = Similar((*self.wordings.written, *self.wordings.composed))
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def link(self, phrase: str, long_forms: Mapping[str, str] | None = None) -> Link | None:
        """The concept that ``phrase`` names in a document with these ``long_forms`` (short → long), if any."""
        text = self.reading(phrase, long_forms or {})
        best = next(iter(self.candidates(text)), None)
        return best and as_link(best, phrase, text)

    def reading(self, phrase: str, long_forms: Mapping[str, str]) -> str:
        """What to look up: the phrase with short forms spelled out, unless its concept goes by the same words.

        A short form that the document defines as something else than its usual concept is not taken for that.
        """
        text = expanded(phrase, long_forms)
        usual = self._exact(phrase)
        if text == phrase or usual is None or self._exact(text):
            return text
        added = {_NUMBER.sub("", word) for word in key_words(text) - key_words(phrase)} - {""}
        return phrase if added & {_NUMBER.sub("", word) for word in self.wordings.words_of(usual.id)} else text

    def candidates(self, phrase: str) -> tuple[Candidate, ...]:
        """At most ``k`` concepts that ``phrase`` may name, best first; the one that it names exactly is alone."""
        if phrase not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[phrase] = self._candidates(phrase)
        return self._known[phrase]

    def _candidates(self, phrase: str) -> tuple[Candidate, ...]:
        if exact := self._exact(phrase):
            return (Candidate(exact.id, exact.name, exact.text, 1.0, "exact"),)
        return self._alike(phrase)[: self.k]

    def _exact(self, phrase: str) -> Wording | None:
        """By its words; of ``long form (short)`` by either, where both are the same concept."""
        if found := self.wordings.exact(phrase):
            return found
        plain, inner = without_brackets(phrase)
        outer = self.wordings.exact(plain) if len(inner) == 1 else None
        other = self.wordings.exact(inner[0]) if outer else None
        return outer if outer and other and outer.id == other.id else None

    def _alike(self, phrase: str) -> tuple[Candidate, ...]:
        near = self._similar.nearest(phrase, self.threshold) if key_words(phrase) else []
        found: dict[str, Candidate] = {}
        for core in measured(phrase) if near else ():
            for wording, score in near:
                if wording.id not in found and bridged(core, wording):
                    found[wording.id] = Candidate(wording.id, wording.name, wording.text, score, "similar")
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.id)))


def as_link(best: Candidate, phrase: str, read_as: str) -> Link:
    """The link from the best candidate; exact only through a short form is way "abbreviation"."""
    way = "abbreviation" if best.way == "exact" and read_as != phrase else best.way
    return Link(best.id, best.name, best.synonym, best.score, way, read_as)


@cache
def linker() -> Linker:
    """The linker over the packaged lexicon."""
    return Linker(read("targets", Term))


def ground(phrase: str, long_forms: Mapping[str, str] | None = None) -> tuple[str, str | None]:
    """(normalised name, CURIE or None) of a target phrase; without a concept its own words, in lower case."""
    link = linker().link(phrase, long_forms)
    return (link.name, link.id) if link else (plain_name(phrase), None)


def plain_name(phrase: str) -> str:
    """A phrase that is no concept, in lower case and with single spaces."""
    return re.sub(r"\s+", " ", phrase).strip().lower()
