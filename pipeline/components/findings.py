"""Findings: sentences read through ``pipeline.relations``. Writes plain JSON into ``doc._.findings``.

One finding: ``amino_acid``, ``amino_acid_id``, ``exposure``, ``target`` (start, end), ``direction``, ``doses`` (places
in ``doc._.doses``), ``sentence`` (start, end), ``role``, ``hedged``, ``confidence``, ``signs`` (what the
confidence rests on). Offsets are code points.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import compress
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import digests
from pipeline.components.reading import Reading, read
from pipeline.components.tagging import Tagging
from pipeline.errors import ModelError
from pipeline.keywords import key_words
from pipeline.relations import scoring
from pipeline.relations.agents import Agent, attribute, named
from pipeline.relations.associations import associations
from pipeline.relations.contrasts import split_contrast, subgroup
from pipeline.relations.direction import OPPOSITE
from pipeline.relations.events import Event, events, points_back, with_antecedents
from pipeline.relations.repeats import Statement, Told
from pipeline.relations.scoring import Finder
from pipeline.relations.targets import trim
from pipeline.relations.toward import direction
from pipeline.relations.words import Word, outside_brackets, overlap

ENOUGH = 2  # findings among the results, from which on the conclusion is not read
RULES = (  # what reads a text and is no data of a component: a saved pipeline needs the same
    "components",
    "grounding",
    "keywords.py",
    "learned",
    "lexicon.py",
    "lexicons/dose_context.jsonl",
    "lexicons/target_aspects.jsonl",
    "lexicons/targets.jsonl",
    "lexicons/units.jsonl",
    "lexicons/units.txt",
    "relations",
    "schema",
    "units",
)
READ = frozenset({"result", "conclusion", "title"})
CHANGES = ("verb", "noun", "adj", "state")  # cues whose place tells where the size of a change may stand
MAX_NO_CHANGE = 10  # the guidelines' limit for "no differences in X, Y or Z"


@Language.factory(
    "claimdiff_findings",
    requires=["doc.sents", "doc.spans", "doc._.doses", "doc._.abbreviations"],
    assigns=["doc._.findings", "doc._.sections", "doc._.statements"],
    default_config={"threshold": None, "tagger": True},
)
def make_findings(nlp: Language, name: str, threshold: float | None, tagger: bool) -> "Findings":
    """Factory; findings below ``threshold`` (None: the learned one) are dropped, but the surest of an amino acid.

    Without ``tagger`` the rules read alone.
    """
    return Findings(threshold, tagger=tagger)


class Findings:
    """The component; see the module's docstring."""

    def __init__(self, threshold: float | None = None, *, tagger: bool = True) -> None:
        self.tagger = tagger
        self.threshold = threshold
        for name, default in (("findings", []), ("sections", []), ("statements", False)):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.findings``."""
        doc._.findings = list(find(doc, self.threshold, tagger=self.tagger)) if doc.spans.get("amino_acids") else []
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Which rules read: they are code, and are not saved."""
        return json.dumps({"claimdiff": version("claimdiff"), "rules": digests.of_package(*RULES)}).encode()

    def from_bytes(self, data: bytes, **_: Any) -> "Findings":
        """Raises ModelError where the rules that are installed are not those that the pipeline was saved with."""
        saved = json.loads(data)
        if saved["rules"] != digests.of_package(*RULES):
            message = f"This pipeline was saved with other rules (claimdiff {saved['claimdiff']}) than are installed."
            raise ModelError(message, hint="Install that version, or save it again with: claimdiff model save DIR")
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write ``rules.json`` into the folder ``path``."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "rules.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> "Findings":
        """The reverse of ``to_disk``."""
        return self.from_bytes((Path(path) / "rules.json").read_bytes())


def find(doc: Doc, least: float | None = None, *, tagger: bool = True) -> Iterator[dict[str, Any]]:
    """The findings of ``doc``: results first, then what only a conclusion or the title says; none twice.

    Background, aims and methods are read where the tagger sees a target. Findings whose confidence is below ``least``
    (None: the learned one) are dropped, but for the surest of each amino acid.
    """
    reading = read(doc)
    tagging = Tagging(doc, reading, wanted=tagger)
    kept: list[dict[str, Any]] = []
    told = Told()
    for wanted in ("result", "other", "conclusion", "title"):
        repeats = wanted == "conclusion" and len(kept) >= ENOUGH  # a conclusion that follows results
        last: list[Agent] = []
        for n, rhetoric in enumerate(reading.roles):
            if wanted != (rhetoric.role if rhetoric.role in READ else "other"):
                continue
            found: list[dict[str, Any]] = []
            if not repeats and (wanted != "other" or any(tagging.targets(n))):
                for finding, agents in _sentence_findings(reading, tagging, n, last):
                    last = agents
                    found.append(finding)
            found += _tagged_findings(reading, tagging, n, tuple(found))
            kept += [finding for finding in found if told.is_new(_statement(reading, finding))]
    kept = _undisputed(reading, kept)
    names = [f["amino_acid"] if scoring.by_rules(f["signs"]) else None for f in kept]
    enough = scoring.least(tagged=tagging.reads) if least is None else least
    stay = scoring.kept(names, [f["confidence"] for f in kept], enough)
    yield from sorted(compress(kept, stay), key=lambda f: (f["sentence"], f["target"], f["amino_acid"]))


def _undisputed(reading: Reading, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what the tagger alone has and the rules read the other way: it names targets better than directions."""
    ruled = [_statement(reading, f) for f in found if scoring.by_rules(f["signs"])]

    def stays(finding: dict[str, Any]) -> bool:
        said = _statement(reading, finding)
        return scoring.by_rules(finding["signs"]) or not any(map(said.disputes, ruled))

    return list(filter(stays, found))


def _tagged_findings(
    reading: Reading, tagging: Tagging, n: int, ruled: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What the tagger sees in sentence ``n`` and the rules do not; a target goes to the first agent it is seen for."""
    words = reading.sentences[n]
    taken = [f["target"] for f in ruled]  # whose these are the rules know better
    for name, tagged in tagging.targets(n):
        place = (tagged.start, tagged.end)
        target = trim([w for w in words if overlap((w.start, w.end), place)])
        if target and not any(overlap(place, other) for other in taken):
            taken.append((target[0].start, target[-1].end))
            agent = Agent(name, tagging.exposure(name, words))
            cue = min((w for w in words if w.has(*CHANGES)), key=lambda w: _gap(w, target), default=target[-1])
            inside = [i for i, w in enumerate(words) if overlap((w.start, w.end), taken[-1])]
            went = direction(words, inside[0], inside[-1] + 1, reading.events(n))
            event = Event(tuple(target), went, cue, tuple(words), (), (), active=False)
            yield _finding(reading, tagging, n, event, agent, target, by="tagger")


def _gap(word: Word, target: Sequence[Word]) -> int:
    """Code points between a word and a target."""
    return max(target[0].start - word.end, word.start - target[-1].end, 0)


def _sentence_findings(
    reading: Reading, tagging: Tagging, n: int, last: list[Agent]
) -> Iterator[tuple[dict[str, Any], list[Agent]]]:
    text = reading.text
    plain = outside_brackets(reading.sentences[n])
    for item in associations(plain, text):
        if target := reading.target(n, item.target, item.cue):
            event = Event(item.target, item.direction, item.cue, tuple(plain), (), (), active=True)
            yield _finding(reading, tagging, n, event, Agent(item.amino_acid, "endogenous"), target), last
    words, excepted = split_contrast(plain)
    unaffected, _ = named(excepted, reading.context, text)
    unchanged = 0
    told = events(words)
    before = reading.changes(n) if any(map(points_back, told)) else ()
    for event in with_antecedents(told, before):
        target = reading.target(n, event.target, event.cue)
        if target is None or (reading.roles[n].role == "title" and not event.active):
            continue
        cause = attribute(event, words, reading.context, text, last)
        found = [a for a in cause.agents or reading.topic if not _is_own_level(a, target)]
        if cause.turned:
            event = replace(event, direction=OPPOSITE[event.direction])
        unchanged += event.direction == "no_change"
        if found and not (event.direction == "no_change" and unchanged > MAX_NO_CHANGE):
            last = found
            for agent in found:
                yield _finding(reading, tagging, n, event, agent, target), found
        spared = event.direction != "no_change" and excepted and _reaches(event, excepted, words)
        others = unaffected or (found if subgroup(excepted) else [])
        for agent in others if spared else ():  # "leucine, but not valine, raised X"; "in men but not in women"
            yield _finding(reading, tagging, n, replace(event, direction="no_change"), agent, target), found


def _reaches(event: Event, excepted: Sequence[Word], words: Sequence[Word]) -> bool:
    """Is the exception one to this event: named before its cue, or behind it with no other clause between?"""
    at = excepted[0].start
    begun = [w.start for w in words if event.cue.end <= w.start < at]
    return at < event.cue.start or {w.start for w in event.clause}.issuperset(begun)


def _finding(
    reading: Reading,
    tagging: Tagging,
    n: int,
    event: Event,
    agent: Agent,
    target: Sequence[Word],
    *,
    by: Finder = "rules",
) -> dict[str, Any]:
    words = reading.sentences[n]
    doses = reading.doses_of(agent.name, n) if agent.exposure != "endogenous" else []
    rhetoric = reading.roles[n]
    tagged = tagging.over(agent.name, target)
    candidate = scoring.Candidate(
        event=event,
        agent=agent.name,
        exposure=agent.exposure,
        target=tuple(target),
        sentence=words,
        rhetoric=rhetoric,
        context=reading.context,
        doses=len(doses),
        tagged=tagged,
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


def _is_own_level(agent: Agent, target: Sequence[Word]) -> bool:
    """The target is the amino acid itself and nothing else (``leucine increased``)."""
    return len(target) == 1 and target[0].name == agent.name


def _statement(reading: Reading, finding: dict[str, Any]) -> Statement:
    amounts = (reading.doses[i]["amount"] for i in finding["doses"])
    return Statement(
        (finding["amino_acid"], finding["exposure"]),
        key_words(reading.text[slice(*finding["target"])]),
        finding["direction"],
        tuple((a["low"], a["high"], a["unit"]) for a in amounts),
        finding["role"] == "result",
    )
