"""Findings: sentences read through ``pipeline.relations``. Writes plain JSON into ``doc._.findings``.

One finding: ``amino_acid``, ``amino_acid_id``, ``exposure``, ``target`` (start, end), ``direction``, ``doses`` (places
in ``doc._.doses``), ``sentence`` (start, end), ``role``, ``hedged``, ``confidence``, ``signs`` (what the
confidence rests on). Offsets are code points.
"""

import json
from collections.abc import Iterator
from importlib.metadata import version
from itertools import compress
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import digests
from pipeline.components.candidates import Candidates
from pipeline.components.reading import Reading, read
from pipeline.components.record import statement
from pipeline.components.tagging import Tagging
from pipeline.errors import ModelError
from pipeline.relations import scoring
from pipeline.relations.agents import Agent
from pipeline.relations.repeats import Told

ENOUGH = 2  # findings among the results, from which on the conclusion is not read
RULES = (  # what reads a text and is no data of a component: a saved pipeline needs the same
    "components",
    "grounding",
    "keywords.py",
    "learned",
    "lexicon.py",
    "lexicons/cues.jsonl",
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
    candidates = Candidates(reading, tagging)
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
                for finding, agents in candidates.by_rules(n, last):
                    last = agents
                    found.append(finding)
            found += candidates.by_tagger(n, tuple(found))
            kept += [finding for finding in found if told.is_new(statement(reading, finding))]
    kept = _undisputed(reading, kept)
    names = [f["amino_acid"] if scoring.by_rules(f["signs"]) else None for f in kept]
    enough = scoring.least(tagged=tagging.reads) if least is None else least
    stay = scoring.kept(names, [f["confidence"] for f in kept], enough)
    yield from sorted(compress(kept, stay), key=lambda f: (f["sentence"], f["target"], f["amino_acid"]))


def _undisputed(reading: Reading, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what the tagger alone has and the rules read the other way: it names targets better than directions."""
    ruled = [statement(reading, f) for f in found if scoring.by_rules(f["signs"])]

    def stays(finding: dict[str, Any]) -> bool:
        said = statement(reading, finding)
        return scoring.by_rules(finding["signs"]) or not any(map(said.disputes, ruled))

    return list(filter(stays, found))
