"""From the findings that match a claim to one verdict: the best fitting decide, and of equals the most cautious.

Nothing here ever gives ``supported`` where an equally well fitting finding says another direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reconcile.candidates import Candidate
from pipeline.reconcile.regimen import AGREEING, BEST_FIRST
from pipeline.reconcile.settings import Tolerances
from pipeline.schema import Claim, Direction, Magnitude, Verdict

NEAR_FIRST = (
    "not_stated",
    "inverse_exposure",
    "other_exposure",
    "related_amino_acid",
    "target_aspect",
    "other_target",
    "other_amino_acid",
)
RESTS_ON_EVIDENCE = frozenset({*NEAR_FIRST[:5], "change_at_unstated_dose", "outside_model"})
SUPPORTED: frozenset[Verdict] = frozenset({"supported", "supported_dose_differs"})


@dataclass(frozen=True)
class Judgement:
    """A verdict, its reason code, the findings it rests on (``shown``), and matching ones that say otherwise."""

    verdict: Verdict
    code: str
    shown: tuple[Candidate, ...]
    dissenting: int = 0


def judge(claim: Claim, found: Sequence[Candidate], tolerances: Tolerances) -> Judgement:
    """The verdict of one article's findings on a claim; ``found`` may be empty."""
    matches = [c for c in found if c.standing == "match"]
    if not matches:
        return _near(found)
    best_fit = max(c.fit for c in matches)
    best = [c for c in matches if c.fit >= best_fit - tolerances.fit]
    against = [c for c in best if c.direction != claim.effect.direction]
    if against:
        return _against(claim, best, against)
    verdict, code = _supported(claim, best, tolerances)
    rest = sum(c.direction != claim.effect.direction for c in matches)
    return Judgement(verdict, code, tuple(best), rest)


def _near(found: Sequence[Candidate]) -> Judgement:
    """What is told where nothing matches: the nearest kind of finding, the likest target first."""
    for kind in NEAR_FIRST:
        shown = tuple(c for c in found if c.standing == kind)
        if shown:
            return Judgement("not_in_abstract", kind, shown)
    return Judgement("not_in_abstract", "no_findings", ())


def _against(claim: Claim, best: Sequence[Candidate], against: Sequence[Candidate]) -> Judgement:
    """The most cautious verdict of findings that say another direction."""
    verdicts = {c.evidence.id: against_verdict(claim.effect.direction, c.direction) for c in against}
    verdict: Verdict = "contradicted" if "contradicted" in verdicts.values() else "no_effect_found"
    if len(against) < len(best):
        return Judgement(verdict, "mixed_evidence", tuple(best))
    shown = tuple(c for c in against if verdicts[c.evidence.id] == verdict)
    if verdict == "contradicted" and _at_another_dose_for_all_we_know(claim, shown):
        return Judgement("not_in_abstract", "change_at_unstated_dose", shown)
    return Judgement(verdict, _against_code(claim, verdict, shown), shown, len(against) - len(shown))


def against_verdict(claimed: Direction, found: Direction) -> Verdict:
    """``claimed`` and ``found`` differ: no effect found, or contradicted."""
    return "no_effect_found" if found == "no_change" else "contradicted"


def _against_code(claim: Claim, verdict: Verdict, shown: Sequence[Candidate]) -> str:
    if all(c.doses and not AGREEING & set(c.doses) for c in shown):
        return "other_dose"
    if verdict == "no_effect_found":
        return "no_change_reported"
    return "opposite_direction" if claim.effect.direction != "no_change" else "change_reported"


def _at_another_dose_for_all_we_know(claim: Claim, shown: Sequence[Candidate]) -> bool:
    """A claim of no change at a dose is not refuted by a change that is reported for no dose."""
    asked = claim.doses or claim.effect.doses
    return claim.effect.direction == "no_change" and bool(asked) and not any(c.doses for c in shown)


def _supported(claim: Claim, agreeing: Sequence[Candidate], tolerances: Tolerances) -> tuple[Verdict, str]:
    """Verdict and code of findings that all say the claimed direction; a claimed dose may be met by any of them."""
    dosed = [c.doses for c in agreeing if c.doses]
    doses = [min(column, key=BEST_FIRST.index) for column in zip(*dosed, strict=True)]
    if "value" in doses or "form" in doses:
        return "supported_dose_differs", "dose_value" if "value" in doses else "dose_form"
    if claim.magnitude and magnitude_differs(claim.magnitude, agreeing, tolerances.magnitude):
        return "supported_dose_differs", "magnitude"
    if (claim.doses or claim.effect.doses) and not dosed:
        return "supported", "dose_not_stated"
    if "converted" in doses:
        return "supported", "dose_converted"
    return "supported", "dose_in_range" if "in_range" in doses else "same_direction"


def magnitude_differs(claimed: Magnitude, agreeing: Sequence[Candidate], tolerance: float) -> bool:
    """Whether sizes of the same unit were found, and none of them is the claimed one."""
    found = [c.evidence.magnitude for c in agreeing if c.evidence.magnitude]
    same_unit = [m.value for m in found if m.unit == claimed.unit]
    return bool(same_unit) and not any(same_size(claimed.value, value, tolerance) for value in same_unit)


def same_size(a: float, b: float, tolerance: float) -> bool:
    """Equal within the tolerance, or one is the other rounded to its own digits after the point."""
    digits = min(_digits(a), _digits(b))
    return abs(a - b) <= tolerance * max(a, b) or round(a, digits) == round(b, digits)


def _digits(value: float) -> int:
    return len(f"{value:f}".rstrip("0").partition(".")[2])
