"""From ``Doc`` to what ``pipeline.relations`` reads: words of each sentence, roles, arms and dose links."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.relations.agents import Agent, named
from pipeline.relations.dosing import Link, links
from pipeline.relations.events import Event, courses, events
from pipeline.relations.levels import arm_doses, dose_level, is_carried, of_arms
from pipeline.relations.roles import Rhetoric, roles, statements
from pipeline.relations.study import Study, study
from pipeline.relations.targets import Place, trim, widened
from pipeline.relations.words import Word, bracket_depths, outside_brackets

FUNCTION_WORDS = frozenset({"neg", "det", "prep", "conj", "aux", "boundary", "anaphor"})
REDOX = frozenset({"reduced", "oxidized", "oxidised"})
REDOX_PAIRS = frozenset({"glutathione", "gsh", "thiol", "thioredoxin", "ubiquinone", "coenzyme", "ferredoxin"})
HYPHENS = frozenset("-–/")
Unit = tuple[int, int, str, str | None]  # first token, the one behind the last, kind, canonical name
KINDS = {"amino_acids": "amino_acid", "cues": "token", "systems": "system"}


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
    words = _Words(doc)
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


class _Words:
    """Makes words of tokens: a mention, a cue or a dose of several tokens is one word."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.doses: dict[int, int] = {d["start"]: d["end"] for d in doc._.doses}
        self.cats: dict[tuple[int, int], set[str]] = defaultdict(set)
        for cue in doc.spans["cues"]:
            self.cats[cue.start, cue.end].add(cue.label_)
        self.spans = _spans_by_start(doc)
        self.parsed = doc.has_annotation("DEP")

    def of(self, sent: Span) -> list[Word]:
        """The words of ``sent``, white space left out."""
        words: list[Word] = []
        units = [u for u in self._units(sent.start, sent.end) if self.doc[u[0] : u[1]].text.strip()]
        texts = [self.doc[start:end].text for start, end, _, _ in units]
        for (i, end, kind, name), text, depth in zip(units, texts, bracket_depths(texts), strict=True):
            start = self.doc[i].idx
            if kind == "dose":
                text = text[: self.doses[start] - start]  # a unit's token may hold the sentence's full stop: "3 M."
            touches = bool(words) and words[-1].end == start
            ties = self._ties(i) if text == ":" else text in HYPHENS
            joined = touches and (ties or words[-1].text in HYPHENS or (words[-1].text == ":" and words[-1].joined))
            cats = self._categories(i, end, kind, text)
            words.append(Word(text, start, start + len(text), kind, cats, name, depth, joined))
        return self._with_syntax(words, units) if self.parsed else words

    def _ties(self, i: int) -> bool:
        """Does the colon at token ``i`` make a ratio of two names (``n-6:n-3``, ``glycine:serine``), no label?"""
        if not 0 < i < len(self.doc) - 1 or self.doc[i - 1].whitespace_ or self.doc[i].whitespace_:
            return False
        before, after = self.doc[self.doc[i].sent.start : i], self.doc[i + 1]
        return not before.text.isupper() and any(c.isalpha() for c in after.text)

    def _with_syntax(self, words: list[Word], units: Sequence[Unit]) -> list[Word]:
        """The words with their heads: a word of several tokens has the head of the token that leaves it."""
        place = {t: at for at, (i, end, _, _) in enumerate(units) for t in range(i, end)}
        found = []
        for at, (word, (i, end, _, _)) in enumerate(zip(words, units, strict=True)):
            top = self.doc[i:end].root  # the highest: heads of words then form no circle
            head = place.get(top.head.i, at)
            dep = top.dep_ if head != at else "ROOT"
            found.append(replace(word, at=at, head=head, dep=dep, tag=top.tag_, lemma=top.lemma_))
        return [replace(w, cats=frozenset()) if _is_redox(w, found) else w for w in found]

    def _units(self, i: int, limit: int) -> Iterator[Unit]:
        while i < limit:
            end, kind, name = self._unit(i, limit)
            yield i, end, kind, name
            i = end

    def _unit(self, i: int, limit: int) -> tuple[int, str, str | None]:
        """Where the unit at token ``i`` ends, its kind, and the canonical name of what it mentions."""
        if stop := self.doses.get(self.doc[i].idx):
            end = i + 1
            while end < limit and self.doc[end].idx < stop:
                end += 1
            return end, "dose", next((self.spans[k][1].id_ for k in range(i, end) if self._is_mention(k)), None)
        kind, span = self.spans.get(i, ("token", None))
        if span is None or span.end > limit:
            return i + 1, "token", None
        return span.end, kind, (span.id_ or None) if kind != "token" else None

    def _is_mention(self, i: int) -> bool:
        return i in self.spans and self.spans[i][0] == "amino_acid"

    def _categories(self, i: int, end: int, kind: str, text: str) -> frozenset[str]:
        found = frozenset(self.cats.get((i, end), ()))
        if text.isalpha() and text.isupper() and len(text) > 1 and found & FUNCTION_WORDS:
            return frozenset()  # NO is nitric oxide, AT a threshold
        if kind == "system":
            return found | {"group"}
        if kind == "token" and not found and text.lower().endswith("ly") and len(text) > 5:
            return frozenset({"adverb"})
        return found


def _is_redox(word: Word, sentence: Sequence[Word]) -> bool:
    """``raised reduced glutathione``: a form of it, no change."""
    described = word.dep == "amod" and sentence[word.head].dep != "ROOT" and word.at + 1 < len(sentence)
    return described and word.lower in REDOX and sentence[word.at + 1].lower.rstrip("s") in REDOX_PAIRS


def _spans_by_start(doc: Doc) -> dict[int, tuple[str, Span]]:
    """Amino acids, cues and systems by first token, with their kinds; where they overlap the first kind wins."""
    chosen: dict[int, tuple[str, Span]] = {}
    taken: set[int] = set()
    for key, kind in KINDS.items():
        for span in doc.spans.get(key, []):
            place = range(span.start, span.end)
            if not span.label_.startswith("role.") and taken.isdisjoint(place):
                chosen[span.start] = (kind if span.id_ else "token", span)
                taken.update(place)
    return chosen


def _categories(doc: Doc, places: list[int]) -> list[str | None]:
    """The NlmCategory of the section that each place (a code point) is in."""
    sections = sorted(doc._.sections, key=lambda s: (s["start"], s["end"]))
    starts = [s["start"] for s in sections]
    found: list[str | None] = []
    for at in places:
        n = bisect_right(starts, at) - 1
        found.append((sections[n]["category"] or None) if n >= 0 and at < sections[n]["end"] else None)
    return found
