"""Evidence from articles that a claim does not cite."""

import pytest

from pipeline.reconcile import reconcile, watch
from pipeline.schema import Article, Assessment, Claim, Evidence
from tests.statements import GIVEN, article, citation, claim, finding

CITED = article()
OTHERS = tuple(article(pmid=str(number), title=f"Another trial {number}") for number in range(90000002, 90000006))


def elsewhere(said: str, where: str = "", at: int = 0, **fields: object) -> Evidence:
    other = OTHERS[at]
    return finding(said, where, article=other.id, pmid=other.pmid, **fields)


def watched(*found: Evidence, one: Claim | None = None, articles: tuple[Article, ...] = OTHERS) -> list[Assessment]:
    claims = [one or claim(GIVEN, "1 g")]
    rows = reconcile(claims, [citation()], [CITED, *articles], found)
    return list(watch(claims, [CITED, *articles], found, rows))


@pytest.mark.parametrize(
    ("said", "where", "verdict"),
    [
        (GIVEN, "At 1 g.", "supported"),
        (GIVEN, "At 9 g.", "supported_dose_differs"),
        ("leucine glucose uptake -", "", "contradicted"),
        ("leucine glucose uptake =", "", "no_effect_found"),
        ("leucine lactate +", "", None),
        ("valine glucose uptake +", "", None),
    ],
)
def test_an_article_that_is_not_cited_supports_or_contradicts(said: str, where: str, verdict: str | None) -> None:
    found = elsewhere(said, where)
    told = watched(found, finding("leucine glucose uptake -"))
    assert [one.verdict for one in told] == ([verdict] if verdict else [])
    for one in told:
        assert (one.article, one.refs, one.evidence_ids) == (OTHERS[0].id, (), (found.id,))
        assert one.claim == claim(GIVEN, "1 g")
        assert one.reason.startswith("The article reports glucose uptake")


def test_what_a_claim_cites_is_not_watched() -> None:
    assert watched(finding(GIVEN)) == []


def test_an_uncited_claim_is_watched_too() -> None:
    (one,) = watched(finding(GIVEN), one=claim(GIVEN, refs=()))
    assert (one.verdict, one.article) == ("supported", CITED.id)


def test_the_gravest_come_first_and_retracted_articles_last() -> None:
    papers = (*OTHERS[:3], OTHERS[3].model_copy(update={"retracted": True}))
    found = [
        elsewhere(GIVEN, at=0, confidence=0.5),
        elsewhere(GIVEN, at=1),
        elsewhere("leucine glucose uptake -", at=2),
        elsewhere("leucine glucose uptake -", at=3, retracted=True),
    ]
    told = watched(*found, articles=papers)
    assert [(one.verdict, one.retracted) for one in told] == [
        ("contradicted", False),
        ("supported", False),
        ("supported", False),
        ("contradicted", True),
    ]
    assert [one.article for one in told[1:3]] == [OTHERS[1].id, OTHERS[0].id]
    assert told == watched(*found[::-1], articles=papers[::-1])
