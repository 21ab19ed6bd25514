"""Findings: sentences read through ``pipeline.relations``. Writes plain JSON into ``doc._.findings``.

One finding: ``amino_acid``, ``amino_acid_id``, ``exposure``, ``target`` (start, end), ``direction``, ``doses`` (places
in ``doc._.doses``), ``sentence`` (start, end), ``role``, ``hedged``, ``confidence``. Offsets are code points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.relations.agents import Agent, attribute, named
from pipeline.relations.associations import associations
from pipeline.relations.contrasts import split_contrast
from pipeline.relations.direction import OPPOSITE
from pipeline.relations.dosing import Link, links
from pipeline.relations.events import Event, events, with_antecedents
from pipeline.relations.roles import Role, roles
from pipeline.relations.study import Study, study
from pipeline.relations.targets import key_words, same_target, trim
from pipeline.relations.words import Word, outside_brackets

ENOUGH = 2  # findings among the results, from which on the conclusion is not read
MAX_NO_CHANGE = 10  # the guidelines' limit for "no differences in X, Y or Z"


@Language.factory("claimdiff_findings", requires=["token.is_sent_start"])
def make_findings(nlp: Language, name: str) -> "Findings":
    """Factory; reads what the mention components wrote."""
    return Findings()


@dataclass(slots=True)
class Reading:
    """A document on its way to findings."""

    doc: Doc
    sentences: list[list[Word]]
    roles: list[Role]
    context: Study
    links: list[Link]

    def changes(self, n: int) -> list[Event]:
        """The changes that sentence ``n - 1`` reports: what "these changes" can point back to."""
        if n < 2:
            return []
        return [
            e for e in events(outside_brackets(self.sentences[n - 1])) if e.direction != "no_change" and trim(e.target)
        ]


class Findings:
    """The component; see the module's docstring."""

    def __init__(self) -> None:
        for name in ("findings", "sections"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=[])

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.findings``."""
        doc._.findings = list(find(doc)) if doc.spans.get("amino_acids") else []
        return doc


def find(doc: Doc) -> Iterator[dict[str, Any]]:
    """The findings of ``doc``: results first, then what only a conclusion or the title says; none twice."""
    reading = read(doc)
    kept: list[dict[str, Any]] = []
    for wanted in ("result", "conclusion", "title"):
        if wanted == "conclusion" and len(kept) >= ENOUGH:
            continue  # a conclusion that follows results mostly repeats them
        last: list[Agent] = []
        for n, role in enumerate(reading.roles):
            if role == wanted:
                for finding, agent_list in _sentence_findings(reading, n, last):
                    last = agent_list
                    if _is_new(finding, kept, doc.text):
                        kept.append(finding)
    yield from sorted(kept, key=lambda f: (f["sentence"], f["target"], f["amino_acid"]))


def read(doc: Doc) -> Reading:
    """Words, roles, arms and dose links of all sentences."""
    spans = _spans_by_start(doc)
    sentences = [_words(doc, sent, spans) for sent in doc.sents]
    cues = [_role_cues(doc, sent) for sent in doc.sents]
    categories = [_category(doc, sent.start_char) for sent in doc.sents]
    context = study(sentences, doc.text)
    places = [(d["start"], d["end"]) for d in doc._.doses]
    return Reading(doc, sentences, roles(cues, categories), context, links(sentences, places, doc.text, context))


def _sentence_findings(reading: Reading, n: int, last: list[Agent]) -> Iterator[tuple[dict[str, Any], list[Agent]]]:
    text = reading.doc.text
    plain = outside_brackets(reading.sentences[n])
    for item in associations(plain, text):
        if target := trim(item.target):
            event = Event(item.target, item.direction, item.cue, tuple(plain), (), (), active=True)
            yield _finding(reading, n, event, Agent(item.amino_acid, "endogenous"), target), last
    words, excepted = split_contrast(plain)
    unaffected, _ = named(excepted, reading.context, text)
    unchanged = 0
    for event in with_antecedents(events(words), reading.changes(n)):
        target = trim(event.target)
        if target is None or (reading.roles[n] == "title" and not event.active):
            continue
        told = attribute(event, words, reading.context, text, last)
        found = [a for a in told.agents if not _is_own_level(a, target)]
        if told.turned:
            event = replace(event, direction=OPPOSITE[event.direction])
        unchanged += event.direction == "no_change"
        if found and not (event.direction == "no_change" and unchanged > MAX_NO_CHANGE):
            last = found
            for agent in found:
                yield _finding(reading, n, event, agent, target), found
        spared = event.direction != "no_change" and excepted and _reaches(event, excepted, words)
        for agent in unaffected if spared else ():  # "leucine, but not valine, raised X"
            yield _finding(reading, n, replace(event, direction="no_change"), agent, target), found


def _reaches(event: Event, excepted: Sequence[Word], words: Sequence[Word]) -> bool:
    """Is the exception one to this event: named before its cue, or behind it with no other clause between?"""
    at = excepted[0].start
    begun = [w.start for w in words if event.cue.end <= w.start < at]
    return at < event.cue.start or {w.start for w in event.clause}.issuperset(begun)


def _finding(reading: Reading, n: int, event: Event, agent: Agent, target: Sequence[Word]) -> dict[str, Any]:
    words = reading.sentences[n]
    hedged = any(w.has("hedge") for w in event.clause)
    return {
        "amino_acid": agent.name,
        "amino_acid_id": _curie(reading.doc, agent.name),
        "exposure": agent.exposure,
        "target": (target[0].start, target[-1].end),
        "direction": event.direction,
        "doses": _doses(reading, n, agent.name) if agent.exposure != "endogenous" else [],
        "cue": (event.cue.start, event.cue.end),
        "sentence": (words[0].start, words[-1].end),
        "role": reading.roles[n],
        "hedged": hedged,
        "confidence": _confidence(reading, event, agent, hedged),
    }


def _confidence(reading: Reading, event: Event, agent: Agent, hedged: bool) -> float:
    """A plain score, not calibrated: lower for hedges, unnamed agents and long targets."""
    named = any(w.name == agent.name for w in (*event.subject, *event.clause))
    score = 0.75 if named else 0.55
    return round(max(0.05, score - 0.15 * hedged - 0.1 * (len(event.target) > 5)), 2)


def _doses(reading: Reading, n: int, name: str) -> list[int]:
    """Doses of ``name`` in this sentence, else in the whole abstract; each amount once."""
    mine = [link for link in reading.links if link.name in name.split("+")]
    here = [link.dose for link in mine if link.sentence == n]
    seen: dict[tuple[Any, ...], int] = {}
    for i in here or [link.dose for link in mine]:
        amount = reading.doc._.doses[i]["amount"]
        seen.setdefault((amount["low"], amount["high"], amount["unit"]), i)
    return list(seen.values())


def _is_own_level(agent: Agent, target: Sequence[Word]) -> bool:
    """The target is the amino acid itself and nothing else (``leucine increased``)."""
    return len(target) == 1 and target[0].name == agent.name


def _is_new(finding: dict[str, Any], kept: Sequence[dict[str, Any]], text: str) -> bool:
    mine = text[slice(*finding["target"])]
    for other in kept:
        if other["amino_acid"] != finding["amino_acid"] or other["exposure"] != finding["exposure"]:
            continue
        yours = text[slice(*other["target"])]
        if finding["role"] != "result" and same_target(mine, yours):
            return False
        said = (other["direction"], other["doses"]) == (finding["direction"], finding["doses"])
        a, b = key_words(mine), key_words(yours)
        if said and same_target(mine, yours) and (a <= b or b <= a):  # "alpha1 activity" is not "alpha2 activity"
            return False
    return True


# --- from Doc to words --------------------------------------------------------------------------------------------


def _spans_by_start(doc: Doc) -> dict[int, Span]:
    """Amino acids, systems and cues by first token, the wider and more specific first."""
    chosen: dict[int, Span] = {}
    taken: set[int] = set()
    for key in ("amino_acids", "cues", "systems"):
        for span in doc.spans.get(key, []):
            place = set(range(span.start, span.end))
            if not span.label_.startswith("role.") and not place & taken and span.start not in chosen:
                chosen[span.start] = span
                taken |= place
    return chosen


def _words(doc: Doc, sent: Span, spans: dict[int, Span]) -> list[Word]:
    cats: dict[tuple[int, int], set[str]] = {}
    for cue in doc.spans["cues"]:
        if sent.start <= cue.start < sent.end:
            cats.setdefault((cue.start, cue.end), set()).add(cue.label_)
    doses = {d["start"]: d["end"] for d in doc._.doses}
    words: list[Word] = []
    i, depth = sent.start, 0
    while i < sent.end:
        end, kind, name = i + 1, "token", None
        if doc[i].idx in doses:
            stop = doses[doc[i].idx]
            kind = "dose"
            while end < sent.end and doc[end].idx < stop:
                end += 1
        elif i in spans and spans[i].end <= sent.end:
            span = spans[i]
            end, name = span.end, span.id_ or None
            kind = {"AMINO_ACID": "amino_acid"}.get(span.label_, "system" if name else "token")
        piece = doc[i:end]
        if piece.text.strip():
            opened, closed = sum(map(piece.text.count, "([")), sum(map(piece.text.count, ")]"))
            depth = max(0, depth - (closed > opened))
            joined = bool(
                words
                and words[-1].end == piece.start_char
                and (piece.text in {"-", "–", "/"} or words[-1].text in {"-", "–", "/"})
            )
            if kind == "token" and (i, end) not in cats and piece.text.lower().endswith("ly") and len(piece.text) > 5:
                cats[i, end] = {"adverb"}
            found = frozenset(cats.get((i, end), ())) | (frozenset({"group"}) if kind == "system" else frozenset())
            words.append(Word(piece.text, piece.start_char, piece.end_char, kind, found, name, depth, joined))
            depth += opened > closed
        i = end
    return words


def _role_cues(doc: Doc, sent: Span) -> frozenset[str]:
    return frozenset(
        c.label_ for c in doc.spans["cues"] if c.label_.startswith("role.") and sent.start <= c.start < sent.end
    )


def _category(doc: Doc, at: int) -> str | None:
    for section in doc._.sections:
        if section["start"] <= at < section["end"]:
            return section["category"] or None
    return None


def _curie(doc: Doc, name: str) -> str | None:
    """The CURIE of a single amino acid; a mixture of several has none."""
    return next((s.kb_id_ or None for s in doc.spans["amino_acids"] if s.id_ == name), None)
