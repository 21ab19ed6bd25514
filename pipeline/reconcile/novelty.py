"""Findings of cited articles that no claim speaks of."""

from collections.abc import Iterable, Sequence

from pipeline.reconcile.amino_acids import kinship
from pipeline.reconcile.candidates import distinct, moved, standing
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.targets import target_likeness
from pipeline.schema import Assessment, Claim, Evidence


def novel(
    claims: Iterable[Claim],
    evidence: Iterable[Evidence],
    assessments: Iterable[Assessment],
    tolerances: Tolerances | None = None,
) -> tuple[Evidence, ...]:
    """Evidence of cited articles that decided no assessment and says what no claim says; the most relevant first.

    Relevant: about an amino acid that more claims speak of, stated rather than hedged, with a dose, surely extracted.
    """
    claims, assessments = tuple(claims), tuple(assessments)
    threshold = (tolerances or Tolerances()).target
    read = {a.article for a in assessments if a.article}
    decided = {i for a in assessments if a.verdict != "not_in_abstract" for i in a.evidence_ids}
    effects = tuple({c.effect: c for c in claims}.values())
    rows = [
        row
        for row in distinct(evidence)
        if row.article in read and row.id not in decided and not _covered(effects, row, threshold)
    ]
    return tuple(sorted(rows, key=lambda e: _relevance(claims, e)))


def _covered(claims: Sequence[Claim], evidence: Evidence, threshold: float) -> bool:
    """Whether some claim says it: same amino acid, exposure, target and direction, at whatever dose."""
    return any(
        claim.effect.exposure == evidence.effect.exposure
        and (kin := kinship(claim.effect, evidence.effect)) == "equal"
        and (target := target_likeness(claim.effect, evidence, threshold)).outcome == "same"
        and claim.effect.direction == moved(evidence.effect.direction, target)
        and standing(claim.effect, evidence.effect, kin, target) == "match"
        for claim in claims
    )


def _relevance(claims: Sequence[Claim], evidence: Evidence) -> tuple[int, bool, bool, float, str, int, int, str]:
    """Sort key, the most relevant first."""
    about = sum(claim.effect.amino_acid == evidence.effect.amino_acid for claim in claims)
    return (
        -about,
        evidence.certainty == "hedged",
        not evidence.doses,
        -evidence.confidence,
        evidence.article,
        evidence.sentence_start,
        evidence.target_start,
        evidence.id,
    )
