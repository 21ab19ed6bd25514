"""Findings that no claim speaks of, the most relevant first, and why they are relevant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.reconcile.amino_acids import kinship
from pipeline.reconcile.candidates import distinct, moved, standing
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.targets import target_likeness
from pipeline.schema import Assessment, Claim, Evidence

PEOPLE = "human"
NAMED = 3  # claims that are named as near
_NEAR = {"match": "another direction", "inverse_exposure": "another exposure", "other_exposure": "another exposure"}


@dataclass(frozen=True)
class Relevance:
    """Why a finding that no claim covers may matter to those who keep the claims."""

    near: tuple[tuple[str, str], ...]  # claims on the same target and amino acid, and what keeps them apart
    claims: int  # claims on the same amino acid
    cited: bool  # its article is cited by a claim
    retracted: bool
    stated: bool
    dosed: bool
    human: bool
    confidence: float

    @property
    def order(self) -> tuple[bool, bool, bool, int, bool, bool, bool, float]:
        """Sort key, the most relevant first."""
        return (
            self.retracted,
            not self.near,
            not self.cited,
            -self.claims,
            not self.stated,
            not self.human,
            not self.dosed,
            -self.confidence,
        )

    def __str__(self) -> str:
        named = [f"{claim} ({apart})" for claim, apart in self.near[:NAMED]]
        more = f" and {len(self.near) - NAMED} more" if len(self.near) > NAMED else ""
        parts = [
            "retracted article" if self.retracted else "",
            f"near claim {', '.join(named)}{more}" if named else "",
            f"{self.claims} claims on the same amino acid" if self.claims != 1 else "1 claim on the same amino acid",
            "cited article" if self.cited else "article that no claim cites",
            "stated" if self.stated else "hedged",
            "in humans" if self.human else "",
            "with a dose" if self.dosed else "",
            f"confidence {self.confidence:g}",
        ]
        return "; ".join(filter(None, parts))


def novel(
    claims: Iterable[Claim],
    evidence: Iterable[Evidence],
    assessments: Iterable[Assessment],
    tolerances: Tolerances | None = None,
    *,
    watched: Iterable[Assessment] | None = None,
) -> tuple[Evidence, ...]:
    """Evidence that decided no assessment and says what no claim says; the most relevant first (``relevance``).

    Evidence of cited articles only, unless ``watched`` says what the others decided.
    """
    claims, assessments, others = tuple(claims), tuple(assessments), tuple(watched or ())
    threshold = (tolerances or Tolerances()).target
    read = {a.article for a in assessments if a.article}
    decided = {i for a in (*assessments, *others) if a.verdict != "not_in_abstract" for i in a.evidence_ids}
    effects = tuple({c.effect: c for c in claims}.values())
    rows = [
        row
        for row in distinct(evidence)
        if (watched is not None or row.article in read)
        and row.id not in decided
        and not _covered(effects, row, threshold)
    ]
    reasons = relevance(claims, rows, assessments, threshold)
    return tuple(sorted(rows, key=lambda e: (*reasons[e.id].order, *_place(e))))


def relevance(
    claims: Iterable[Claim], evidence: Iterable[Evidence], assessments: Iterable[Assessment], threshold: float
) -> dict[str, Relevance]:
    """Why each of these findings is relevant, by its id."""
    claims = tuple(claims)
    read = {a.article for a in assessments if a.article}
    return {
        row.id: Relevance(
            near=_near(claims, row, threshold),
            claims=sum(claim.effect.amino_acid == row.effect.amino_acid for claim in claims),
            cited=row.article in read,
            retracted=row.retracted,
            stated=row.certainty == "stated",
            dosed=bool(row.doses),
            human=row.system == PEOPLE,
            confidence=row.confidence,
        )
        for row in evidence
    }


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article, evidence.sentence_start, evidence.target_start, evidence.id


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


def _near(claims: Sequence[Claim], evidence: Evidence, threshold: float) -> tuple[tuple[str, str], ...]:
    found = ((claim.id, _NEAR.get(_standing(claim, evidence, threshold) or "")) for claim in claims)
    return tuple((id_, apart) for id_, apart in found if apart)


def _standing(claim: Claim, evidence: Evidence, threshold: float) -> str | None:
    """How a finding on the claim's own amino acid stands to the claim; None for another amino acid."""
    kin = kinship(claim.effect, evidence.effect)
    if kin != "equal":
        return None
    return standing(claim.effect, evidence.effect, kin, target_likeness(claim.effect, evidence, threshold))
