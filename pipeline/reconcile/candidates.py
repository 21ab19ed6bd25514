"""How each finding of an article stands to a claim: it matches, or is near it in one named way, or is far.

``fit`` orders the matches. It is the likeness of the target wording (0–1), plus ``DOSE_FIT`` times the share of claimed
doses that the finding was made at, counted from -1 (none) to 1 (all) and 0 where one side gives no dose, plus
``SYSTEM_FIT`` for the same system and ``OTHER_SYSTEM_FIT`` for another one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.reconcile.amino_acids import Kinship, kinship
from pipeline.reconcile.equivalents import Basis, molar_mass
from pipeline.reconcile.framing import is_stated
from pipeline.reconcile.regimen import AGREEING, Agreement, Regimen, best_agreement, regimen
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.targets import target_likeness
from pipeline.reconcile.wording import Likeness
from pipeline.schema import Article, Claim, Direction, Effect, Evidence
from pipeline.units import find_doses

Standing = Literal[
    "match",
    "not_stated",
    "inverse_exposure",
    "other_exposure",
    "related_amino_acid",
    "target_aspect",
    "other_target",
    "other_amino_acid",
]
DOSE_FIT, SYSTEM_FIT, OTHER_SYSTEM_FIT = 0.3, 0.1, -0.2
_INVERSE = {("given", "withheld"), ("withheld", "given")}
_OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase"}


@dataclass(frozen=True)
class Candidate:
    """One finding beside one claim."""

    evidence: Evidence
    standing: Standing
    kinship: Kinship | None
    target: Likeness
    regimens: tuple[Regimen, ...]
    doses: tuple[Agreement, ...]  # for each claimed dose the best agreement; empty where either side gives none
    system: bool | None  # same, other, or not said by both
    basis: Basis  # what doses are converted by

    @property
    def likeness(self) -> float:
        """How alike the targets are, 0–1."""
        return self.target.score

    @property
    def relation(self) -> str:
        """What the found target is to the claimed one: by the concepts, else by the wording alone."""
        if self.target.outcome == "aspect":
            return "aspect"
        wording = "same" if self.target.outcome == "same" else "unrelated"
        return wording if self.target.bond in (None, "unrelated") else self.target.bond or wording

    @property
    def direction(self) -> Direction:
        """Where the claimed target moved: of its inverse the other way."""
        return moved(self.evidence.effect.direction, self.target)

    @cached_property
    def fit(self) -> float:
        """How well it fits the claim; see the module."""
        hits = sum(d in AGREEING for d in self.doses)
        dose = DOSE_FIT * (2 * hits / len(self.doses) - 1) if self.doses else 0.0
        system = {True: SYSTEM_FIT, False: OTHER_SYSTEM_FIT, None: 0.0}[self.system]
        return round(self.likeness + dose + system, 6)

    @property
    def order(self) -> tuple[int, int, str]:
        """Place in the article, then id: the order in which findings are told."""
        return self.evidence.sentence_start, self.evidence.target_start, self.evidence.id


def candidates(
    claim: Claim, article: Article, evidence: Sequence[Evidence], tolerances: Tolerances
) -> tuple[Candidate, ...]:
    """All findings of the article beside the claim, in the order of the article whatever the order they came in."""
    claimed = claimed_regimens(claim)
    rows = (_candidate(claim, claimed, article, e, tolerances) for e in distinct(evidence))
    return tuple(sorted(rows, key=lambda c: c.order))


def distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One row for each id. Of rows that share one (they say the same at the same place) the surest stays."""
    by_id: dict[str, Evidence] = {}
    for row in evidence:
        known = by_id.setdefault(row.id, row)
        if row != known and _rank(row) > _rank(known):
            by_id[row.id] = row
    return tuple(by_id.values())


def _rank(evidence: Evidence) -> tuple[float, str]:
    return evidence.confidence, evidence.model_dump_json()


def claimed_regimens(claim: Claim) -> tuple[Regimen, ...]:
    """The claim's doses with what its own wording of the dose says around them."""
    written = [regimen(dose, claim.dose_text or "") for dose in find_doses(claim.dose_text or "")]
    amounts = claim.doses or claim.effect.doses
    return tuple(next((r for r in written if r.amount == amount), Regimen(amount)) for amount in amounts)


def _candidate(
    claim: Claim, claimed: tuple[Regimen, ...], article: Article, evidence: Evidence, tolerances: Tolerances
) -> Candidate:
    target = target_likeness(claim.effect, evidence, tolerances.target)
    kin = kinship(claim.effect, evidence.effect)
    found = tuple(regimen(dose, article.text) for dose in evidence.doses)
    found = found or tuple(Regimen(amount) for amount in evidence.effect.doses)
    stands = standing(claim.effect, evidence.effect, kin, target)
    mass = molar_mass(claim.effect.amino_acid) if kin == "equal" else None
    basis = Basis(tolerances, mass, claim.system, evidence.system)
    return Candidate(
        evidence,
        "not_stated" if stands == "match" and not is_stated(evidence) else stands,
        kin,
        target,
        found,
        tuple(best_agreement(dose, found, basis) for dose in claimed) if found else (),
        claim.system.casefold() == evidence.system.casefold() if claim.system and evidence.system else None,
        basis,
    )


def standing(claimed: Effect, found: Effect, kin: Kinship | None, target: Likeness) -> Standing:
    """Whether the finding matches the claim, or else the one thing that keeps them apart."""
    if kin is None:
        return "other_amino_acid"
    if target.outcome != "same":
        return (
            "other_amino_acid" if kin != "equal" else "target_aspect" if target.outcome == "aspect" else "other_target"
        )
    if kin != "equal":
        return "related_amino_acid"
    if claimed.exposure == found.exposure:
        return "match"
    opposite = _OPPOSITE.get(claimed.direction) == moved(found.direction, target)
    inverse = (claimed.exposure, found.exposure) in _INVERSE and opposite
    return "inverse_exposure" if inverse else "other_exposure"


def moved(direction: Direction, target: Likeness) -> Direction:
    """A direction as one of the claimed target, where ``target`` may be its inverse."""
    return _OPPOSITE.get(direction, direction) if target.bond == "inverse" else direction
