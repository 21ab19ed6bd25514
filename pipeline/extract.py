"""Articles → evidence: the only reader of ``Doc``. The same input gives the same output on any number of processes."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import nlp as models
from pipeline import units
from pipeline.design import study_design
from pipeline.lexicon import Term, read
from pipeline.relations.targets import key_words
from pipeline.schema import Amount, Article, Dose, Effect, Evidence, Magnitude

EXTRACTOR = f"claimdiff-rules {version('claimdiff')}"
BATCH = 200
MAX_CHARS = 200_000  # longer texts are cut here: an abstract has 2,000


def extract(
    articles: Iterable[Article], *, nlp: Language | None = None, processes: int = 1
) -> Iterator[tuple[Article, tuple[Evidence, ...]]]:
    """Yield each article with its evidence, in input order."""
    language = nlp or models.load()
    stream = iter(articles)
    while batch := list(islice(stream, BATCH * processes)):
        docs = language.pipe((_doc(language, a) for a in batch), n_process=processes)
        for article, doc in zip(batch, docs, strict=True):
            yield article, tuple(_evidence(article, doc))


def _doc(language: Language, article: Article) -> Doc:
    doc = language.make_doc(article.text[:MAX_CHARS])
    doc._.sections = [s.model_dump() for s in article.sections]
    return doc


def _evidence(article: Article, doc: Doc) -> Iterator[Evidence]:
    findings = doc._.findings
    if not findings:
        return
    doses = [Dose.model_validate(d) for d in doc._.doses]
    magnitudes = units.find_magnitudes(doc.text)
    design = study_design(article)
    for finding in findings:
        start, end = finding["target"]
        name, curie = ground(doc.text[start:end])
        here, there = finding["sentence"]
        mine = tuple(doses[i] for i in finding["doses"])
        yield Evidence(
            effect=Effect(
                amino_acid=finding["amino_acid"],
                amino_acid_id=finding["amino_acid_id"],
                exposure=finding["exposure"],
                target=doc.text[start:end],
                target_id=curie,
                direction=finding["direction"],
                doses=tuple(d.amount for d in mine),
            ),
            article=article.id,
            pmid=article.pmid,
            doi=article.doi,
            kind=article.kind,
            target_name=name,
            target_start=start,
            target_end=end,
            sentence=doc.text[here:there],
            sentence_start=here,
            sentence_end=there,
            doses=mine,
            magnitude=_magnitude(finding, magnitudes),
            system=_system(doc, here, there),
            study_design=design,
            section=_section(article, finding),
            certainty="hedged" if finding["hedged"] else "stated",
            confidence=finding["confidence"],
            retracted=article.retracted,
            extractor=EXTRACTOR,
        )


def _magnitude(finding: dict[str, Any], spans: Iterable[units.MagnitudeSpan]) -> Magnitude | None:
    """The one magnitude near target or cue; None where several compete or nothing changed."""
    if finding["direction"] == "no_change":
        return None
    start, end = finding["sentence"]
    inside = [m for m in spans if start <= m.start and m.end <= end]
    near = [m for m in inside if abs(m.start - finding["target"][1]) < 60 or abs(m.start - finding["cue"][1]) < 40]
    return near[0].magnitude if len({m.magnitude for m in near}) == 1 else None


def _system(doc: Doc, start: int, end: int) -> str | None:
    """Where it was measured: as the sentence says, else whole organisms of the abstract, else what is named most."""
    spans = [s for s in doc.spans["systems"] if s.id_]
    here = [s for s in spans if start <= s.start_char < end]
    for pool in (here, [s for s in spans if _whole_organism(s)], spans):
        if pool:
            names = [s.id_ for s in pool]
            return str(max(dict.fromkeys(names), key=names.count))
    return None


def _whole_organism(span: Span) -> bool:
    """Living subjects (``rats``, ``patients``), not the source of cells (``rat hepatocytes``, ``human``)."""
    return span.label_ == "population" or (
        span.label_ in {"species", "strain"} and span.text.lower().endswith(("s", "mice", "cattle", "sheep"))
    )


def _section(article: Article, finding: dict[str, Any]) -> str:
    at = finding["sentence"][0]
    label = next((s.label for s in article.sections if s.start <= at < s.end), None)
    return label or str(finding["role"])


# --- grounding ----------------------------------------------------------------------------------------------------


def _concepts() -> dict[frozenset[str], Term]:
    """Target concepts by their key words; the first by name wins where two share them."""
    table: dict[frozenset[str], Term] = {}
    for term in read("targets", Term):
        table.setdefault(key_words(term.term), term)
    return table


_CONCEPTS: dict[frozenset[str], Term] = {}


def ground(phrase: str) -> tuple[str, str | None]:
    """(normalised name, CURIE or None) of a target phrase: the concept that has the same key words."""
    if not _CONCEPTS:
        _CONCEPTS.update(_concepts())
    term = _CONCEPTS.get(key_words(phrase))
    return (term.name, term.id) if term else (re.sub(r"\s+", " ", phrase).strip().lower(), None)


# --- the contract's form ------------------------------------------------------------------------------------------


def to_json(article: Article, evidence: Iterable[Evidence]) -> dict[str, Any]:
    """One line of the contract's tuples-out format."""
    return {"pmid": article.pmid, "doi": article.doi, "tuples": [tuple_json(e) for e in evidence]}


def tuple_json(item: Evidence) -> dict[str, Any]:
    """One tuple, with the fields of the annotation guidelines and of the contract."""
    return {
        "id": item.id,
        "amino_acid": item.effect.amino_acid,
        "amino_acid_id": item.effect.amino_acid_id,
        "exposure": item.effect.exposure,
        "target": item.effect.target,
        "target_name": item.target_name,
        "target_id": item.effect.target_id,
        "target_start": item.target_start,
        "target_end": item.target_end,
        "direction": item.effect.direction,
        "magnitude": item.magnitude.model_dump() if item.magnitude else None,
        "doses": [d for dose in item.doses for d in _dose_json(dose, item.system)],
        "system": item.system,
        "study_design": item.study_design,
        "section": item.section,
        "certainty": item.certainty,
        "confidence": item.confidence,
        "evidence_start": item.sentence_start,
        "evidence_end": item.sentence_end,
        "read": item.kind,
        "retracted": item.retracted,
        "extractor": item.extractor,
    }


def _dose_json(dose: Dose, system: str | None) -> Iterator[dict[str, Any]]:
    """A range gives two entries, low and high, as the guidelines ask."""
    for value in dict.fromkeys((dose.amount.low, dose.amount.high)):
        amount = Amount(low=value, high=value, unit=dose.amount.unit)
        normal = units.normalize(amount)
        yield {
            "value": value,
            "unit": dose.amount.unit,
            "text": dose.text,
            "start": dose.start,
            "end": dose.end,
            "normalized_value": normal.low,
            "normalized_unit": normal.unit,
            "human_equivalent_mg_per_kg": units.human_equivalent(amount, system, medium=dose.medium)
            if system
            else None,
        }
