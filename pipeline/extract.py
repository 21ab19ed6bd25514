"""Articles → evidence: the only reader of ``Doc``. The same input gives the same output on any number of processes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from itertools import islice
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon, units
from pipeline import nlp as models
from pipeline.components.systems import StudySystems
from pipeline.design import study_design
from pipeline.errors import ClaimdiffError, InputError
from pipeline.grounding import plain_name
from pipeline.installed import BUNDLED, find
from pipeline.parallel import ordered
from pipeline.relations.scoring import by_rules
from pipeline.relations.sizes import size_of
from pipeline.schema import MAX_CHARS, Amount, Article, Dose, Effect, Evidence, Magnitude, Rejection

BATCH = 200
REACH = 200  # code points around a target or cue in which the size of its change may stand
UNBROKEN = re.compile(r"(?<!\S)\S{201,}")  # no word is so long, and the tokenizer takes the square of its length
TRUNCATED = re.compile(r"\(ABSTRACT TRUNCATED[^()]{0,30}\)\s*\Z")  # PubMed's mark at the end of older records
Placed = TypeVar("Placed")
Pair = tuple[Article, tuple[Evidence, ...]]
Batch = tuple[list[Pair], list[Rejection]]


def extractor(model: str = BUNDLED) -> str:
    """Name and version of what reads with this model. Raises ModelError where the model cannot be used."""
    return _signature(find(model).title)


def _signature(title: str, substances: str | None = None) -> str:
    return " + ".join(filter(None, (f"claimdiff-rules {version('claimdiff')}", title, substances)))


def extract(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    model: str = BUNDLED,
    substances: str | None = None,
    processes: int = 1,
    faults: list[Rejection] | None = None,
) -> Iterator[Pair]:
    """Yield each article with its evidence, in input order, read by ``nlp``, or else with the ``model`` of this name.

    ``substances``: a lexicon (path of a JSON Lines file of Term rows) of what stands in the amino acids' place.

    An article that cannot be read (a text beyond ``MAX_CHARS``, or a defect of ours) is left out and reported in
    ``faults``, so that it costs no other article; without ``faults`` its error is raised.
    Raises ModelError or LexiconError at once where model or lexicon cannot be used.
    """
    find(model)
    if substances is not None:
        lexicon.read(substances, lexicon.Term)
    work = partial(_batch, nlp=nlp, model=model, substances=substances, isolate=faults is not None)
    return _extracted(iter(articles), work, processes, faults)


def _extracted(
    stream: Iterator[Article], work: Callable[[list[Article]], Batch], processes: int, faults: list[Rejection] | None
) -> Iterator[Pair]:
    batches = iter(lambda: list(islice(stream, BATCH)), [])
    for pairs, failed in ordered(work, batches, processes):
        yield from pairs
        if faults is not None:
            faults += failed


def _batch(
    articles: list[Article], *, nlp: Language | None, model: str, substances: str | None, isolate: bool
) -> Batch:
    """Read a batch; where that fails and ``isolate`` is set, one by one."""
    language = nlp or models.load(model, substances)
    made_of = language.meta["claimdiff"]
    by = _signature(made_of["model"], made_of.get("substances"))
    try:
        docs = models.read(language, (_doc(language, article) for article in articles))
        return [(a, tuple(_evidence(a, doc, by))) for a, doc in zip(articles, docs, strict=True)], []
    except Exception:
        if not isolate:
            raise
    read = [_alone(language, article, by) for article in articles]
    return [r for r in read if not isinstance(r, Rejection)], [r for r in read if isinstance(r, Rejection)]


def _alone(language: Language, article: Article, by: str) -> Pair | Rejection:
    """Read one article of a batch that failed, whatever goes wrong with it."""
    try:
        return article, tuple(_evidence(article, language(_doc(language, article)), by))
    except ClaimdiffError as error:
        return Rejection(place=article.id, reason=str(error))
    except Exception as error:
        return Rejection(place=article.id, reason=f"could not be read ({type(error).__name__}: {error})")


def _doc(language: Language, article: Article) -> Doc:
    text = article.text
    if len(text) > MAX_CHARS:
        message = f"The text has {len(text):,} characters, more than the {MAX_CHARS:,} that are read."
        raise InputError(message, place=article.id, hint="Give the abstract only.")
    doc = language.make_doc(TRUNCATED.sub(_blank, UNBROKEN.sub(_blank, text)))
    doc._.sections = [s.model_dump() for s in article.sections]
    doc._.statements = article.kind == "document"
    return doc


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _evidence(article: Article, doc: Doc, by: str) -> Iterator[Evidence]:
    if not doc._.findings:
        return
    around = _Surroundings(article, doc)
    for finding in doc._.findings:
        start, end = finding["target"]
        here, there = finding["sentence"]
        target = around.text[start:end]
        link = finding["link"]
        mine = tuple(around.doses[i] for i in finding["doses"])
        yield Evidence(
            effect=Effect(
                amino_acid=finding["amino_acid"],
                amino_acid_id=finding["amino_acid_id"],
                exposure=finding["exposure"],
                target=target,
                target_id=link and link["id"],
                direction=finding["direction"],
                doses=tuple(d.amount for d in mine),
            ),
            article=article.id,
            pmid=article.pmid,
            doi=article.doi,
            kind=article.kind,
            target_name=link["name"] if link else plain_name(target),
            target_start=start,
            target_end=end,
            sentence=around.text[here:there],
            sentence_start=here,
            sentence_end=there,
            doses=mine,
            magnitude=around.magnitude(finding),
            system=around.system(here, there),
            study_design=around.design,
            section=around.section(here) or finding["role"],
            certainty="hedged" if finding["hedged"] else "stated",
            confidence=finding["confidence"],
            retracted=article.retracted,
            extractor=by,
        )


class _Surroundings:
    """What an article tells around its findings: doses, magnitudes, systems and sections, by place."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.text = article.text
        self.design = study_design(article)
        self.doses = [Dose.model_validate(d) for d in doc._.doses]
        amounts = {d.start for d in self.doses}
        sizes = (m for m in units.find_magnitudes(doc.text) if m.start not in amounts)
        self._magnitudes = sorted(sizes, key=lambda m: m.start)
        ruled = (f for f in doc._.findings if by_rules(f["signs"]))  # the tagger's targets take no size from these
        self._targets = sorted({tuple(f["target"]) for f in ruled})
        self.system = StudySystems(doc).at
        self._sections = sorted(article.sections, key=lambda s: s.start)

    def magnitude(self, finding: dict[str, Any]) -> Magnitude | None:
        """The size of the change; None where several compete or nothing changed."""
        if finding["direction"] == "no_change":
            return None
        target, cue = finding["target"], finding["cue"]
        begin, stop = finding["sentence"]
        near = {
            span
            for start, end in (target, cue)
            for span in _between(self._magnitudes, max(begin, start - REACH), end + REACH, lambda m: m.start)
            if span.end <= stop
        }
        others = _between(self._targets, target[0] - REACH, target[1] + REACH, lambda place: place[0])
        return size_of(self.text, target, cue, others, sorted(near, key=lambda m: m.start))

    def section(self, at: int) -> str | None:
        """The label of the section that the code point ``at`` is in."""
        n = bisect_right(self._sections, at, key=lambda s: s.start) - 1
        return self._sections[n].label if n >= 0 and at < self._sections[n].end else None


def _between(items: list[Placed], start: int, end: int, place: Callable[[Placed], int]) -> list[Placed]:
    """Those of the sorted ``items`` whose place is from ``start`` to before ``end``."""
    return items[bisect_left(items, start, key=place) : bisect_left(items, end, key=place)]


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
