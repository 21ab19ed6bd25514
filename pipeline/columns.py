"""The flat tables of a run: each column's name and how its cell is found.

Cells keep their types; ``export`` writes them as text. ``read`` says what was read of an article: its ``abstract``, a
``digest`` in our own words, or ``none``; ``notices`` what was published about it afterwards, as ``notices`` tells it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.citations import PROPOSED, proposal_rows, source_key
from pipeline.corpus import ArticleIndex
from pipeline.errors import UnitError
from pipeline.notices import cell as notices_of
from pipeline.notices import is_retracted
from pipeline.reconcile import Overall, Relevance, Tolerances, overall, relevance
from pipeline.reviews import Standing, key, standings
from pipeline.schema import (
    Amount,
    Article,
    Assessment,
    Citation,
    Claim,
    Dose,
    Evidence,
    Magnitude,
    Proposal,
    RunResult,
)
from pipeline.units import human_equivalent, normalize

Cell = str | int | float | bool | None
Columns = dict[str, Callable[[Any], Cell]]
SEPARATOR = "; "
TARGET = Tolerances().target  # for a run that does not say


@dataclass(frozen=True)
class Found:
    """A finding and the article it is from, None where the run does not hold it."""

    evidence: Evidence
    article: Article | None
    relevance: Relevance | None = None


@dataclass(frozen=True)
class Judged:
    """An assessment, the article it judges by, and a curator's review of it where there is one."""

    assessment: Assessment
    article: Article | None
    standing: Standing | None = None


@dataclass(frozen=True)
class Cited:
    """A reference, the article it was tied to among those of the run, how many claims cite it, and what PubMed says."""

    citation: Citation
    article: Article | None
    claims: int
    proposal: Proposal | None = None


def number(value: float) -> str:
    """The shortest text that reads back as the same number, with a point."""
    return repr(value).removesuffix(".0")


def quantity(value: Amount | Magnitude) -> str:
    """An amount or magnitude in full precision: ``3 g``, ``2–5 mg/kg``, ``18%``."""
    low, high = (value.low, value.high) if isinstance(value, Amount) else (value.value, value.value)
    size = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{size}{'' if value.unit == '%' else ' '}{value.unit}"


def claimed_dose(assessment: Assessment) -> str | None:
    """The claim's dose as written, else as it was understood."""
    return dose_of(assessment.claim)


def dose_of(claim: Claim) -> str | None:
    """A claim's dose as written, else as it was understood."""
    return claim.dose_text or joined(map(quantity, claim.effect.doses))


def joined(parts: Iterable[str]) -> str | None:
    """All parts in one cell; None where there are none."""
    return SEPARATOR.join(parts) or None


def _normal(dose: Dose) -> str:
    try:
        return quantity(normalize(dose.amount))
    except UnitError:
        return ""


def _human(dose: Dose, system: str | None) -> str:
    try:
        value = human_equivalent(dose.amount, system, medium=dose.medium) if system else None
    except UnitError:
        return ""
    return "" if value is None else number(value)


def normal_doses(evidence: Evidence) -> str | None:
    """The doses in base units, one part for each dose (empty where its unit is unknown)."""
    return _aligned([_normal(dose) for dose in evidence.doses])


def human_doses(evidence: Evidence) -> str | None:
    """The human-equivalent doses in mg/kg, one part for each dose (empty where there is none)."""
    return _aligned([_human(dose, evidence.system) for dose in evidence.doses])


def _aligned(parts: Sequence[str]) -> str | None:
    """The n-th part belongs to the n-th dose; None where all are empty."""
    return SEPARATOR.join(parts) if any(parts) else None


def _text(name: str, row: Mapping[str, str]) -> str | None:
    return row[name] or None


EVIDENCE: Columns = {
    "id": lambda f: f.evidence.id,
    "pmid": lambda f: f.evidence.pmid,
    "doi": lambda f: f.evidence.doi,
    "read": lambda f: f.evidence.kind,
    "amino_acid": lambda f: f.evidence.effect.amino_acid,
    "amino_acid_id": lambda f: f.evidence.effect.amino_acid_id,
    "exposure": lambda f: f.evidence.effect.exposure,
    "target": lambda f: f.evidence.effect.target,
    "target_name": lambda f: f.evidence.target_name,
    "target_id": lambda f: f.evidence.effect.target_id,
    "direction": lambda f: f.evidence.effect.direction,
    "doses": lambda f: joined(d.text for d in f.evidence.doses),
    "dose_normalized": lambda f: normal_doses(f.evidence),
    "human_equivalent_mg_per_kg": lambda f: human_doses(f.evidence),
    "magnitude": lambda f: f.evidence.magnitude and quantity(f.evidence.magnitude),
    "system": lambda f: f.evidence.system,
    "study_design": lambda f: f.evidence.study_design,
    "section": lambda f: f.evidence.section,
    "certainty": lambda f: f.evidence.certainty,
    "confidence": lambda f: f.evidence.confidence,
    "sentence": lambda f: f.evidence.sentence,
    "sentence_start": lambda f: f.evidence.sentence_start,
    "sentence_end": lambda f: f.evidence.sentence_end,
    "target_start": lambda f: f.evidence.target_start,
    "target_end": lambda f: f.evidence.target_end,
    "retracted": lambda f: f.evidence.retracted or is_retracted(f.article),
    "extractor": lambda f: f.evidence.extractor,
    "notices": lambda f: notices_of(f.article),
}
ASSESSMENTS: Columns = {
    "claim_id": lambda j: j.assessment.claim.id,
    "source": lambda j: j.assessment.claim.source,
    "section": lambda j: j.assessment.claim.section,
    "anchor": lambda j: j.assessment.claim.anchor,
    "amino_acid": lambda j: j.assessment.claim.effect.amino_acid,
    "exposure": lambda j: j.assessment.claim.effect.exposure,
    "target": lambda j: j.assessment.claim.effect.target,
    "direction": lambda j: j.assessment.claim.effect.direction,
    "dose": lambda j: claimed_dose(j.assessment),
    "refs": lambda j: ";".join(map(str, j.assessment.refs)) or None,
    "pmid": lambda j: j.assessment.pmid,
    "doi": lambda j: j.assessment.doi,
    "verdict": lambda j: j.assessment.verdict,
    "reason_code": lambda j: j.assessment.reason_code,
    "reason": lambda j: j.assessment.reason,
    "evidence_ids": lambda j: ";".join(j.assessment.evidence_ids) or None,
    "confidence": lambda j: j.assessment.confidence,
    "retracted": lambda j: j.assessment.retracted,
    "read": lambda j: j.assessment.kind or "none",
    "title": lambda j: j.article and j.article.title,
    "magnitude": lambda j: j.assessment.claim.magnitude and quantity(j.assessment.claim.magnitude),
    "system": lambda j: j.assessment.claim.system,
    "amino_acid_id": lambda j: j.assessment.claim.effect.amino_acid_id,
    "target_id": lambda j: j.assessment.claim.effect.target_id,
    "part": lambda j: j.assessment.claim.part,
    "note": lambda j: j.assessment.claim.note,
    "notices": lambda j: notices_of(j.article),
    "parts": lambda j: joined(f"{p.text}: {p.verdict} ({p.reason_code})" for p in j.assessment.parts),
    "amino_acid_relation": lambda j: j.assessment.amino_acid_relation,
    "target_relation": lambda j: j.assessment.target_relation,
    "review": lambda j: j.standing and j.standing.review.decision,
    "review_verdict": lambda j: j.standing and j.standing.review.verdict,
    "reviewed_by": lambda j: j.standing and j.standing.review.by,
    "reviewed_on": lambda j: j.standing and j.standing.review.on,
    "review_reason": lambda j: j.standing and j.standing.review.reason,
    "review_state": lambda j: j.standing and ("stale" if j.standing.stale else "current"),
    "review_stale_because": lambda j: j.standing and joined(j.standing.stale),
}
CLAIMS: Columns = {
    "claim_id": lambda o: o.claim.id,
    "source": lambda o: o.claim.source,
    "section": lambda o: o.claim.section,
    "anchor": lambda o: o.claim.anchor,
    "amino_acid": lambda o: o.claim.effect.amino_acid,
    "exposure": lambda o: o.claim.effect.exposure,
    "target": lambda o: o.claim.effect.target,
    "direction": lambda o: o.claim.effect.direction,
    "dose": lambda o: dose_of(o.claim),
    "refs": lambda o: ";".join(map(str, o.claim.refs)) or None,
    "state": lambda o: o.state,
    "belief": lambda o: o.belief,
    "supporting": lambda o: ";".join(o.supporting) or None,
    "against": lambda o: ";".join(o.against) or None,
    "silent": lambda o: ";".join(o.silent) or None,
    "retracted": lambda o: ";".join(o.retracted) or None,
    "unread": lambda o: o.unread,
    "reason": lambda o: o.reason,
    "part": lambda o: o.claim.part,
    "note": lambda o: o.claim.note,
}
NOVEL: Columns = {
    **{name: cell for name, cell in EVIDENCE.items() if name != "notices"},
    "relevance": lambda f: str(f.relevance) if f.relevance else None,
    "notices": EVIDENCE["notices"],
}
WATCH: Columns = {name: cell for name, cell in ASSESSMENTS.items() if name != "refs"}
CITATIONS: Columns = {
    "source": lambda c: c.citation.source,
    "ref": lambda c: c.citation.ref,
    "title": lambda c: c.citation.title,
    "first_author": lambda c: c.citation.first_author,
    "year": lambda c: c.citation.year,
    "journal": lambda c: c.citation.journal,
    "pmid": lambda c: c.citation.pmid,
    "doi": lambda c: c.citation.doi,
    "pmcid": lambda c: c.citation.pmcid,
    "status": lambda c: c.citation.status,
    "read": lambda c: c.article.kind if c.article and c.article.abstract else "none",
    "retracted": lambda c: is_retracted(c.article) if c.article else None,
    "claims": lambda c: c.claims,
    "note": lambda c: c.citation.note,
    "notices": lambda c: notices_of(c.article),
}
LINT: Columns = {
    "rule": lambda f: f.rule,
    "source": lambda f: f.source,
    "claim_id": lambda f: f.claim_id,
    "place": lambda f: f.place,
    "message": lambda f: f.message,
    "arithmetic": lambda f: f.arithmetic,
    "section": lambda f: f.section,
    "anchor": lambda f: f.anchor,
    "other_claims": lambda f: ";".join(f.others) or None,
}
PROPOSALS: Columns = {name: partial(_text, name) for name in PROPOSED}
REJECTED: Columns = {"place": lambda r: r.place, "reason": lambda r: r.reason}


def judged(result: RunResult) -> list[Judged]:
    """The assessments in the order of the sources, each with its article and review."""
    by_id = {article.id: article for article in result.articles}
    reviewed = standings(result.reviews, result.assessments, result.articles, result.evidence)
    pairs = [Judged(a, by_id.get(a.article or ""), reviewed.get(key(a))) for a in result.assessments]
    return sorted(pairs, key=lambda pair: pair.assessment.claim.source)


def states(result: RunResult) -> list[Overall]:
    """What each claim comes to, in the order of the sources."""
    return sorted(overall(result.assessments), key=lambda row: row.claim.source)


def cited(result: RunResult) -> list[Cited]:
    """The references in the order of sources and numbers, each with its article."""
    index = ArticleIndex(result.articles)
    claims = Counter((source_key(c.source), ref) for c in result.claims for ref in set(c.refs))
    told = {(source_key(p.source), p.ref): p for p in result.proposals}
    keys = [(source_key(c.source), c.ref) for c in result.citations]
    rows = [Cited(c, index.find(c), claims[key], told.get(key)) for c, key in zip(result.citations, keys, strict=True)]
    return sorted(rows, key=lambda row: (row.citation.source, row.citation.ref))


def found(evidence: Iterable[Evidence], result: RunResult) -> list[Found]:
    """Evidence by article and place, each with its article."""
    by_id = {article.id: article for article in result.articles}
    return [Found(e, by_id.get(e.article)) for e in in_place(evidence)]


def novel(result: RunResult) -> list[Found]:
    """The findings that no claim covers, in the order of the run: the most relevant first."""
    by_id = {article.id: article for article in result.articles}
    why = relevance(result.claims, result.novel, result.assessments, result.run.settings.get("target", TARGET))
    return [Found(e, by_id.get(e.article), why[e.id]) for e in result.novel]


def watched(result: RunResult) -> list[Judged]:
    """What articles say of claims that do not cite them, in the order of the run, each with its article."""
    by_id = {article.id: article for article in result.articles}
    return [Judged(a, by_id.get(a.article or "")) for a in result.watched]


def in_place(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence by article and place, whatever order the articles came in."""
    return sorted(evidence, key=lambda e: (e.article, e.sentence_start, e.target_start, e.id))


TABLES: dict[str, tuple[Columns, Callable[[RunResult], Sequence[Any]]]] = {
    "evidence": (EVIDENCE, lambda r: found(r.evidence, r)),
    "assessments": (ASSESSMENTS, judged),
    "claims": (CLAIMS, states),
    "novel": (NOVEL, novel),
    "watch": (WATCH, watched),
    "citations": (CITATIONS, cited),
    "lint": (LINT, lambda r: r.findings),
    "proposals": (PROPOSALS, lambda r: proposal_rows(r.proposals)),
    "rejected": (REJECTED, lambda r: r.rejections),
}
