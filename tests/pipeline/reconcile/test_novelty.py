"""Findings that no claim says."""

import pytest

from pipeline.reconcile import novel, reconcile, relevance
from pipeline.schema import Evidence
from tests.statements import GIVEN, article, citation, claim, finding


def test_novel_findings_are_those_that_no_claim_says() -> None:
    said, other_dose = finding(GIVEN, "At 1 g."), finding(GIVEN, "At 9 g.")
    null = finding("leucine glucose uptake =", "At 0.1 g.")
    fresh, hedged = finding("leucine ammonia -"), finding("leucine lactate -", certainty="hedged")
    foreign = finding("taurine ammonia -")
    elsewhere = finding("leucine ammonia -", article="pmid:5", pmid="5")
    evidence = [foreign, hedged, elsewhere, null, fresh, other_dose, said, said]
    claims = [claim(GIVEN, "1 g")]
    rows = reconcile(claims, [citation()], [article()], evidence)
    assert novel(claims, evidence, rows) == (null, fresh, hedged, foreign)
    assert novel(claims, evidence[::-1], rows) == novel(claims, evidence, rows)


def test_a_finding_behind_not_in_abstract_stays_novel() -> None:
    claims, found = [claim("leucine soreness -")], finding("hmb soreness -")
    rows = reconcile(claims, [citation()], [article()], [found])
    assert rows[0].evidence_ids == (found.id,)
    assert novel(claims, [found], rows) == (found,)


OTHER = {"article": "pmid:5", "pmid": "5"}


def test_findings_of_articles_that_nobody_cites_count_where_they_are_watched() -> None:
    claims, fresh = [claim(GIVEN)], finding("leucine ammonia -", **OTHER)
    near = finding("leucine glucose uptake -", **OTHER)
    rows = reconcile(claims, [citation()], [article()], [fresh, near])
    assert novel(claims, [fresh, near], rows) == ()
    assert novel(claims, [fresh, near], rows, watched=()) == (near, fresh)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            finding("leucine glucose uptake -", "At 2 g.", system="human", confidence=0.8),
            "near claim 000-001 (another direction); 1 claim on the same amino acid; cited article; stated; in humans;"
            " with a dose; confidence 0.8",
        ),
        (
            finding("leucine glucose uptake -", exposure="withheld", certainty="hedged", retracted=True),
            "retracted article; near claim 000-001 (another exposure); 1 claim on the same amino acid; cited article;"
            " hedged; confidence 0.9",
        ),
        (
            finding("valine ammonia -", **OTHER),
            "0 claims on the same amino acid; article that no claim cites; stated; confidence 0.9",
        ),
    ],
)
def test_tells_why_a_finding_is_relevant(found: Evidence, told: str) -> None:
    claims = [claim(GIVEN)]
    rows = reconcile(claims, [citation()], [article()], [])
    assert str(relevance(claims, [found], rows, 0.5)[found.id]) == told


def test_what_is_near_a_claim_comes_first_and_what_is_retracted_last() -> None:
    claims = [claim(GIVEN), claim("leucine insulin +", id="000-002"), claim("valine insulin +", id="000-003")]
    far, rare = finding("leucine ammonia -"), finding("valine ammonia -")
    near = finding("valine insulin -", certainty="hedged")
    gone = finding("leucine insulin -", retracted=True)
    rows = reconcile(claims, [citation()], [article()], [])
    found = [gone, rare, far, near]
    assert novel(claims, found, rows) == (near, far, rare, gone)
