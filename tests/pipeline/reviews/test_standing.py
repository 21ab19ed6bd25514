"""Reviews beside verdicts: which belongs to which, and what makes one stale."""

from typing import Any

import pytest

from pipeline.reviews import key, of_no_claim, review, standings, unmatched
from pipeline.schema import Article, Assessment, Claim, Evidence, Review, Verdict
from tests import builders

PAPER = builders.article()
SAID = builders.evidence(PAPER, dose="3 g")
CLAIM = builders.claim()
JUDGED = builders.assessment(CLAIM, PAPER, [SAID])


def reviewed(of: Assessment = JUDGED, verdict: Verdict = "contradicted", **fields: Any) -> Review:
    article = PAPER if of.article else None
    made = review(of, article, {SAID.id: SAID}, verdict=verdict, by="A. Reader", on="2030-01-02", reason="Read.")
    return made.model_copy(update=fields)


def stale(
    claim: Claim = CLAIM, article: Article | None = PAPER, said: Evidence | None = SAID, **fields: Any
) -> tuple[str, ...]:
    """What is told to have changed, where claim, article, evidence or verdict are these today."""
    support = [said] if said else []
    now = builders.assessment(claim, PAPER, support, **fields)
    (one,) = standings([reviewed()], [now], [article] if article else [], support).values()
    return one.stale


def edited(**fields: Any) -> Claim:
    return builders.claim(**fields)


@pytest.mark.parametrize(("verdict", "decision"), [("supported", "accepted"), ("contradicted", "overruled")])
def test_a_review_accepts_or_overrules(verdict: Verdict, decision: str) -> None:
    assert reviewed(verdict=verdict).decision == decision


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({}, ()),
        ({"claim": edited(note="Another note.", anchor="elsewhere", refs=(1,))}, ()),
        ({"claim": edited(effect=builders.effect(direction="decrease"))}, ("the claim was edited",)),
        ({"claim": edited(part="only in women")}, ("the claim was edited",)),
        ({"article": PAPER.model_copy(update={"journal": "Another"})}, ()),
        ({"article": PAPER.model_copy(update={"title": "Another"})}, ("the article changed",)),
        ({"article": PAPER.model_copy(update={"retracted": True})}, ("the article changed",)),
        ({"article": None}, ("the article is no longer among those read",)),
        ({"said": SAID.model_copy(update={"confidence": 0.1, "extractor": "later 2.0"})}, ()),
        ({"said": SAID.model_copy(update={"sentence": "It rose."})}, ("the evidence changed",)),
        ({"said": SAID.model_copy(update={"effect": builders.effect()})}, ("the evidence changed",)),
        ({"said": None}, ("the evidence changed",)),
        ({"verdict": "contradicted"}, ("the program's verdict was supported",)),
        (
            {"verdict": "no_effect_found", "claim": edited(part="only in women")},
            ("the claim was edited", "the program's verdict was supported"),
        ),
    ],
)
def test_a_review_is_stale_once_what_was_seen_is_another(now: dict[str, Any], told: tuple[str, ...]) -> None:
    assert stale(**now) == told


def test_the_last_review_of_a_verdict_counts() -> None:
    first, second = reviewed(), reviewed(verdict="no_effect_found", by="B. Reader")
    assert standings([first, second], [JUDGED], [PAPER], [SAID])[key(JUDGED)].review == second


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "pmid:90000001"),
        ({"pmid": None, "doi": "10.5555/X"}, "doi:10.5555/x"),
        ({"pmid": None, "doi": None, "refs": (3, 4)}, "refs:3;4"),
        ({"pmid": None, "doi": None, "refs": ()}, "refs:"),
    ],
)
def test_a_review_and_its_verdict_share_a_key(fields: dict[str, Any], name: str) -> None:
    judged = builders.assessment(CLAIM, PAPER, **fields)
    assert key(judged) == key(reviewed(judged)) == ("000-001", name)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"claim_id": "000-009"}, "There is no claim 000-009 to review."),
        ({"pmid": "8"}, "Claim 000-001 is not judged by PMID 8, which this review by A. Reader is about."),
        ({"pmid": None, "doi": "10.5555/z"}, "not judged by DOI 10.5555/z"),
        ({"pmid": None, "doi": None}, "not judged by references 1"),
        ({"pmid": None, "doi": None, "refs": ()}, "not judged by no reference"),
    ],
)
def test_a_review_of_nothing_is_told(fields: dict[str, Any], reason: str | None) -> None:
    found = unmatched([reviewed(place="reviews.csv:2", **fields)], [JUDGED])
    assert [(r.place, (reason or "") in r.reason) for r in found] == ([("reviews.csv:2", True)] if reason else [])


def test_a_review_of_no_claim_of_the_tables() -> None:
    assert of_no_claim([reviewed()], [CLAIM]) == ()
    assert len(of_no_claim([reviewed()], [])) == 1


def test_a_verdict_without_article_is_reviewed_too() -> None:
    uncited = builders.assessment(builders.claim(refs=()), None, verdict="uncited")
    (one,) = standings([reviewed(uncited, "uncited")], [uncited], [PAPER], []).values()
    assert (one.review.decision, one.stale) == ("accepted", ())
