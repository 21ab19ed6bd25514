"""From ``Doc`` to what ``pipeline.relations`` reads: words of each sentence, roles, arms and dose links."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from spacy.tokens import Doc

from pipeline.components.words import Words
from pipeline.relations.agents import Agent, named
from pipeline.relations.dosing import Link, links
from pipeline.relations.events import Event, courses, events
from pipeline.relations.levels import arm_doses, dose_level, is_carried, of_arms
from pipeline.relations.roles import Rhetoric, roles, statements
from pipeline.relations.study import Study, study
from pipeline.relations.targets import Place, trim, widened
from pipeline.relations.words import Word, outside_brackets


@dataclass
class Reading:
    """A document on its way to findings; ``doses`` are plain JSON, ``curies`` those of the amino acids mentioned."""

    text: str
    sentences: list[list[Word]]
    roles: list[Rhetoric]
    context: Study
    links: list[Link]
    doses: list[dict[str, Any]]
    curies: dict[str, str | None]
    entities: list[list[Place]]  # of each sentence, as a model's own component names them
    statements: bool = False  # each sentence speaks for itself, as in a source document
    _events: dict[int, list[Event]] = field(default_factory=dict, repr=False)  # of the sentences that were asked about

    @cached_property
    def topic(self) -> tuple[Agent, ...]:
        """Whom a text of statements is about where a sentence names nobody: what its heading gives, or names first."""
        if not self.statements:
            return ()
        given, _ = named(self.sentences[0], self.context, self.text)
        names = (word.name for word in self.sentences[0] if word.kind == "amino_acid" and word.name)
        return tuple(given) or tuple(map(Agent, islice(names, 1)))

    @cached_property
    def _arms(self) -> dict[str, set[int]]:
        places = [(d["start"], d["end"]) for d in self.doses]
        return arm_doses(self.sentences, places, self.links, self.text)

    @cached_property
    def links_of(self) -> dict[str, list[Link]]:
        """Dose links by amino acid."""
        table: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            table[link.name].append(link)
        return table

    def changes(self, n: int) -> list[Event]:
        """The changes that sentence ``n - 1`` reports: what "these changes" can point back to."""
        if n < 2:
            return []
        return [e for e in self.events(n - 1) if e.direction != "no_change" and trim(e.target)]

    def events(self, n: int) -> list[Event]:
        """The changes, or that there was none, that the rules read in sentence ``n``, whatever their cause."""
        if n not in self._events:
            self._events[n] = events(outside_brackets(self.sentences[n]))
        return self._events[n]

    def courses(self, n: int) -> list[Event]:
        """The changes that sentence ``n`` tells of what first went one way and then the other."""
        return courses(outside_brackets(self.sentences[n]))

    def target(self, n: int, phrase: Sequence[Word], cue: Word) -> Sequence[Word] | None:
        """The measured thing that ``phrase`` of sentence ``n`` names, in its whole length; None if there is none."""
        found = trim(phrase)
        return widened(found, self.sentences[n], self.entities[n], cue) if found else None

    def doses_of(self, name: str, n: int, *, inside: Place | None = None, outside: Place | None = None) -> list[int]:
        """Places of the doses of ``name`` in sentence ``n``, else in all of a study's abstract; each amount once.

        Those ``inside`` a place count alone where there are any; those of the place ``outside`` of which a finding is
        told do not count.
        """
        mine = sorted((k for part in name.split("+") for k in self.links_of.get(part, ())), key=lambda k: k.dose)
        if outside:
            mine = [k for k in mine if not self._stands(k, outside)]
        if inside:
            mine = [k for k in mine if self._stands(k, inside)] or mine
        seen: dict[tuple[Any, ...], int] = {}
        here = [k for k in mine if k.sentence == n]
        for link in here or ([] if self.statements else self._of_level(mine, n)):
            amount = self.doses[link.dose]["amount"]
            seen.setdefault((amount["low"], amount["high"], amount["unit"]), link.dose)
        return list(seen.values())

    def _of_level(self, links: Sequence[Link], n: int) -> Sequence[Link]:
        """Of several dose levels the ones that sentence ``n`` speaks of: ``only the highest dose``, ``in group HL``."""
        words = self.sentences[n]
        said = self.text[words[0].start : words[-1].end]
        if n > 1 and is_carried(said):
            before = [k for k in links if k.sentence == n - 1]
            return before or self._of_level(links, n - 1)
        spoken = of_arms(words, self._arms)
        if of_arm := [k for k in links if k.dose in spoken]:
            return of_arm
        level = dose_level(said)
        amounts = [self.doses[link.dose]["amount"] for link in links]
        if level is None or len({a["unit"] for a in amounts}) != 1:
            return links
        wanted = level(a["high"] for a in amounts)
        return [link for link, a in zip(links, amounts, strict=True) if a["high"] == wanted]

    def _stands(self, link: Link, place: Place) -> bool:
        return bool(place[0] <= self.doses[link.dose]["start"] < place[1])


def read(doc: Doc) -> Reading:
    """Words, roles, arms and dose links of all sentences."""
    text, doses = doc.text, doc._.doses
    words = Words(doc)
    sentences = [words.of(sent) for sent in doc.sents]
    starts = [sent.start for sent in doc.sents]
    context = study(sentences, text)
    if doc._.statements:
        found = statements(len(sentences))
    else:
        found = roles([sent.text for sent in doc.sents], _categories(doc, [doc[i].idx for i in starts]))
    linked = links(sentences, [(d["start"], d["end"]) for d in doses], text, context)
    curies = {span.id_: span.kb_id_ or None for span in reversed(doc.spans["amino_acids"])}
    return Reading(text, sentences, found, context, linked, doses, curies, _entities(doc), doc._.statements)


def _entities(doc: Doc) -> list[list[Place]]:
    starts = [sent.start for sent in doc.sents]
    found: list[list[Place]] = [[] for _ in starts]
    for entity in doc.ents:
        found[bisect_right(starts, entity.start) - 1].append((entity.start_char, entity.end_char))
    return found


def _categories(doc: Doc, places: list[int]) -> list[str | None]:
    """The NlmCategory of the section that each place (a code point) is in."""
    sections = sorted(doc._.sections, key=lambda s: (s["start"], s["end"]))
    starts = [s["start"] for s in sections]
    found: list[str | None] = []
    for at in places:
        n = bisect_right(starts, at) - 1
        found.append((sections[n]["category"] or None) if n >= 0 and at < sections[n]["end"] else None)
    return found
