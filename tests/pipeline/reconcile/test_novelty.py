"""Findings that no claim says."""

from pipeline.reconcile import novel, reconcile
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
