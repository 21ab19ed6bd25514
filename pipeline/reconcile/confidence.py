"""How sure an assessment is, 0–1: a product of documented factors, not a probability.

A verdict that rests on findings starts from the confidence that the extractor gave the best fitting one, and is
weakened by each doubt below. A verdict of absence starts from ``ABSENT``: for each reason the share of the curated
verdicts that are right, rounded, with one right and one wrong added (``annotations/verdicts.csv``; reasons that they
hardly hold stand at a half). What only the tables say (uncited, unresolved, not obtained) is certain.
"""

from pipeline.reconcile.cited import Cited
from pipeline.reconcile.verdicts import Judgement
from pipeline.schema import Citation, Claim

ABSENT = {
    "no_findings": 0.8,
    "other_amino_acid": 0.9,
    "other_target": 0.85,  # the target may be worded in another way
    "target_aspect": 0.8,
    "related_amino_acid": 0.5,
    "other_exposure": 0.35,  # the extractor mistakes exposures
    "not_stated": 0.7,
    "inverse_exposure": 0.5,
    "outside_model": 0.95,
    "change_at_unstated_dose": 0.5,
}
DOUBTS = {
    "probable_citation": 0.85,
    "other_title": 0.4,
    "part_not_judged": 0.85,
    "dose_not_stated": 0.85,
    "dose_in_range": 0.95,
    "dose_converted": 0.85,
    "other_system": 0.8,
    "hedged": 0.8,
    "dissenting": 0.85,
    "other_dose": 0.7,
    "mixed_evidence": 0.6,
}
TARGET_FLOOR = 0.7  # share of the confidence that stays where the target wordings barely agree


def confidence(claim: Claim, cited: Cited, judgement: Judgement) -> float:
    """The confidence of a verdict that was reached by reading, to three places."""
    value = ABSENT.get(judgement.code, 1.0)
    if judgement.verdict != "not_in_abstract":
        best = max(judgement.shown, key=lambda c: (c.fit, c.evidence.confidence))
        value = best.evidence.confidence * (TARGET_FLOOR + (1 - TARGET_FLOOR) * min(best.likeness, 1.0))
    for doubt in _doubts(claim, cited, judgement):
        value *= DOUBTS[doubt]
    return round(value, 3)


def unread(citation: Citation | None) -> float:
    """The confidence of a verdict that no reading went into."""
    return DOUBTS["probable_citation"] if citation and citation.status == "probable" else 1.0


def _doubts(claim: Claim, cited: Cited, judgement: Judgement) -> list[str]:
    decided = judgement.verdict != "not_in_abstract"
    present = {
        "probable_citation": cited.citation is not None and cited.citation.status == "probable",
        "other_title": cited.doubtful,
        "part_not_judged": decided and claim.part is not None,
        "dissenting": judgement.dissenting > 0,
        "other_system": decided and all(c.system is False for c in judgement.shown),
        "hedged": decided and all(c.evidence.certainty == "hedged" for c in judgement.shown),
        judgement.code: judgement.code in DOUBTS,
    }
    return sorted(name for name, holds in present.items() if holds)
