"""References to papers; one row a paper, none lost."""

from pipeline.reconcile import novel, reconcile
from tests.statements import GIVEN, article, assess, citation, claim, finding


def test_joins_references_to_one_paper_and_keeps_the_others_apart() -> None:
    table = [
        citation(1),
        citation(2, pmid=None, doi="10.5555/other"),
        citation(3, doi="10.5555/same"),
        citation(4, pmid=None, doi="10.5555/SAME"),
        citation(6, status="unresolvable"),
    ]
    rows = reconcile([claim(GIVEN, refs=(6, 4, 2, 5, 3, 1, 6))], table, [article(doi="10.5555/same")], [finding(GIVEN)])
    assert [(r.refs, r.verdict) for r in rows] == [
        ((6,), "unresolved_citation"),
        ((4, 3, 1), "supported"),
        ((2,), "no_abstract"),
        ((5,), "unresolved_citation"),
    ]


def test_one_row_for_numbers_of_one_paper_that_nobody_has() -> None:
    table = [citation(1, pmid="7", title="One title"), citation(2, pmid=None, title="One Title.")]
    (row,) = reconcile([claim(GIVEN, refs=(1, 2))], table, [], [])
    assert (row.refs, row.pmid, row.verdict) == ((1, 2), "7", "no_abstract")


def test_keeps_the_order_of_claims_and_loses_none() -> None:
    claims = [claim(GIVEN, id=f"000-{n:03}", refs=(1,) * (n % 3)) for n in range(9, 0, -1)]
    rows = reconcile(claims, [citation()], [article()], [finding(GIVEN)])
    assert [row.claim.id for row in rows] == [one.id for one in claims]


def test_a_source_is_known_by_its_three_digits() -> None:
    table = [citation(source="000-other-slug"), citation(source="001")]
    rows = reconcile([claim(GIVEN), claim(GIVEN, source="002-x")], table, [article()], [finding(GIVEN)])
    assert [row.verdict for row in rows] == ["supported", "unresolved_citation"]


def test_a_retracted_article_keeps_its_verdict_and_carries_the_flag() -> None:
    row = assess(claim(GIVEN), finding(GIVEN), paper=article(retracted=True))
    assert (row.verdict, row.retracted) == ("supported", True)
    assert "the article was retracted" in row.reason


def test_a_digest_is_named_and_the_abstract_of_the_same_paper_is_not_mixed_in() -> None:
    digest = article(kind="digest")
    row = assess(claim(GIVEN), finding(GIVEN, kind="digest"), finding("leucine glucose uptake -", "x"), paper=digest)
    assert (row.verdict, row.kind) == ("supported", "digest")
    assert "not its abstract" in row.reason


def test_evidence_of_another_article_decides_nothing() -> None:
    row = assess(claim(GIVEN), finding(GIVEN, article="pmid:5", pmid="5"))
    assert row.reason_code == "no_findings"


def test_nothing_in_gives_nothing_out() -> None:
    assert reconcile([], [], [], []) == ()
    assert novel([], [], []) == ()
