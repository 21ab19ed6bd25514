"""What a claim comes to over all that it cites, and how far that is to be believed."""

import pytest

from pipeline.reconcile import overall, reconcile
from pipeline.reconcile.belief import CALIBRATED, belief, chance
from pipeline.schema import Article, Assessment, Evidence
from tests.statements import GIVEN, article, citation, claim, finding

FOR, AGAINST, NONE = GIVEN, "leucine glucose uptake -", "leucine glucose uptake ="
PAPERS = ("90000001", "90000002", "90000003")


def cited(
    *said: str | None, refs: tuple[int, ...] = (1, 2, 3), part: str | None = None, **fields: bool
) -> list[Assessment]:
    """A claim that cites one paper for each of ``said``: a finding, "" for another one, None for no text."""
    papers = [
        article(pmid=pmid, abstract=None if one is None else "Text.") for pmid, one in zip(PAPERS, said, strict=False)
    ]
    papers = [
        paper.model_copy(update={"retracted": fields.get(f"retracted_{at}", False)}) for at, paper in enumerate(papers)
    ]
    found = [_found(one, paper) for one, paper in zip(said, papers, strict=True) if one]
    citations = [citation(ref, pmid=paper.pmid) for ref, paper in enumerate(papers, 1)]
    return list(reconcile([claim(FOR, refs=refs[: len(said)], part=part)], citations, papers, found))


def _found(said: str, paper: Article) -> Evidence:
    return finding(said, article=paper.id, pmid=paper.pmid)


@pytest.mark.parametrize(
    ("rows", "state", "counts"),
    [
        (cited(FOR), "supported", (1, 0, 0, 0)),
        (cited(FOR, FOR, ""), "supported", (2, 0, 1, 0)),
        (cited(AGAINST), "contradicted", (0, 1, 0, 0)),
        (cited(NONE, ""), "contradicted", (0, 1, 1, 0)),
        (cited(FOR, NONE), "mixed", (1, 1, 0, 0)),
        (cited("", ""), "not_supported", (0, 0, 2, 0)),
        (cited("", None), "not_supported", (0, 0, 1, 1)),
        (cited(None, None), "cannot_be_checked", (0, 0, 0, 2)),
        (cited(), "cannot_be_checked", (0, 0, 0, 1)),
        (cited(FOR, part="dependence on PI3K"), "cannot_be_checked", (0, 0, 1, 0)),
        (cited(AGAINST, part="dependence on PI3K"), "contradicted", (0, 1, 0, 0)),
        (cited(FOR, retracted_0=True), "not_supported", (0, 0, 0, 0)),
        (cited(FOR, FOR, retracted_0=True), "supported", (1, 0, 0, 0)),
        (cited(FOR, AGAINST, retracted_1=True), "supported", (1, 0, 0, 0)),
    ],
)
def test_a_state_comes_of_all_articles(rows: list[Assessment], state: str, counts: tuple[int, ...]) -> None:
    (one,) = overall(rows)
    assert one.state == state, one.reason
    unread = one.unread if rows[0].claim.refs else 1
    assert (len(one.supporting), len(one.against), len(one.silent), unread) == counts
    assert (one.belief is None) == (not one.supporting and not one.against)
    assert one.reason.endswith(".")


def test_numbers_that_point_to_one_article_have_one_voice() -> None:
    citations = [citation(ref) for ref in (1, 2, 3)]
    rows = reconcile([claim(FOR, refs=(1, 2, 3))], citations, [article()], [finding(FOR)])
    (one,) = overall(rows)
    (alone,) = overall(cited(FOR))
    assert (one.supporting, one.belief) == (alone.supporting, alone.belief)
    assert overall([*rows, *rows])[0].belief == alone.belief


def test_claims_keep_their_order() -> None:
    claims = [claim(FOR, id=id_, refs=()) for id_ in ("000-002", "000-001")]
    assert [one.claim.id for one in overall(reconcile(claims, [], [], []))] == ["000-002", "000-001"]


@pytest.mark.parametrize(
    ("supporting", "against", "believed"),
    [
        ([], [], None),
        ([0.9], [], 0.95),
        ([0.9, 0.9], [], 0.997),
        ([0.2], [], 0.5),
        ([0.2, 0.2], [], 0.75),
        ([0.9], [0.2], 0.475),
        ([], [0.9], 0.0),
    ],
)
def test_belief_is_a_noisy_or(supporting: list[float], against: list[float], believed: float | None) -> None:
    assert belief(supporting, against) == believed


def test_chances_rise_with_confidence() -> None:
    assert [chance(least) for least, _ in CALIBRATED] == [share for _, share in CALIBRATED]
    assert sorted(CALIBRATED) == list(CALIBRATED)
    assert chance(0) <= chance(0.5) <= chance(1)
