"""What the reason names, and what lowers the confidence."""

from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.reconcile import Tolerances, reconcile
from pipeline.schema import Claim, Evidence
from tests.builders import notice
from tests.statements import GIVEN, article, assess, citation, claim, finding


@pytest.mark.parametrize(
    ("one", "found", "words"),
    [
        (
            claim(GIVEN, "0.3 g/kg"),
            finding(GIVEN, "At 0.45 g/kg."),
            "glucose uptake up at 0.45 g/kg; the claim says up at 0.3 g/kg",
        ),
        (claim(GIVEN, size="71 %"), finding(GIVEN, size="73 %"), "up by 73%; the claim says up by 71%"),
        (claim(GIVEN, part="only in trained men"), finding(GIVEN), "not judged of the claim: only in trained men"),
        (
            claim(GIVEN, system="rat"),
            finding(GIVEN, system="cell"),
            "(cell); the claim says up; the claim is about rat",
        ),
        (
            claim("leucine soreness -"),
            finding("hmb soreness -"),
            "for hmb, a metabolite of it, it reports soreness down",
        ),
        (claim(GIVEN), finding(GIVEN, certainty="hedged"), "the article hedges it"),
        (claim(GIVEN), finding("leucine plasma ammonia +"), "of leucine it reports plasma ammonia"),
        (claim(GIVEN), finding("leucine a\nb +"), "of leucine it reports a b"),
        (claim("leucine x +"), finding("leucine x +", exposure="withheld"), "with leucine withheld"),
    ],
)
def test_the_reason_names_what_was_compared(one: Claim, found: Evidence, words: str) -> None:
    assert words in assess(one, found).reason


RETRACTION = notice("retraction", "J Invent. 2021 Feb;151(2):455", "123")
AGAIN = notice("republication", "J Invent. 2022 May;152(5):9", "456")
CONCERN = notice("expression_of_concern", "J Invent. 2020;1:1", "99")
ALL_THE_SAME = "and the verdict is what the text says all the same"


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({}, "; the claim says up."),
        (
            {"retracted": True, "notices": (RETRACTION,)},
            f"; the article was retracted in 2021 (PMID 123), {ALL_THE_SAME}.",
        ),
        ({"notices": (RETRACTION,)}, f"; the article was retracted in 2021 (PMID 123), {ALL_THE_SAME}."),
        ({"retracted": True}, f"; the article was retracted (no notice is linked), {ALL_THE_SAME}."),
        (
            {"retracted": True, "notices": (AGAIN, CONCERN, RETRACTION)},
            f"; the article was retracted in 2021 (PMID 123), {ALL_THE_SAME};"
            " the article drew an expression of concern in 2020 (PMID 99);"
            " the article was republished in 2022 (PMID 456).",
        ),
        ({"notices": (CONCERN,)}, "; the claim says up; the article drew an expression of concern in 2020 (PMID 99)."),
        (
            {"notices": (notice("correction", None, "8"), notice("partial_retraction", "J Invent. 2018;1:2"))},
            "; the article was retracted in part in 2018 (J Invent. 2018;1:2); the article was corrected (PMID 8).",
        ),
    ],
)
def test_notices_are_told_and_move_no_verdict(fields: dict[str, Any], ending: str) -> None:
    row = assess(claim(GIVEN), finding(GIVEN), paper=article(**fields))
    plain = assess(claim(GIVEN), finding(GIVEN))
    assert row.reason.endswith(ending)
    assert (row.verdict, row.reason_code, row.confidence) == (plain.verdict, plain.reason_code, plain.confidence)
    assert row.evidence_ids == plain.evidence_ids
    assert row.retracted is ("was retracted" in row.reason and "in part" not in row.reason)


def test_a_retraction_that_only_the_evidence_knows_is_told() -> None:
    row = assess(claim(GIVEN), finding(GIVEN, retracted=True))
    assert row.retracted
    assert "the article was retracted (no notice is linked)" in row.reason


def test_a_retracted_article_without_abstract() -> None:
    row = assess(claim(GIVEN), paper=article(notices=(RETRACTION,)).model_copy(update={"abstract": None}))
    assert (row.verdict, row.retracted) == ("no_abstract", True)
    assert row.reason == (
        "Reference 1 is PMID 90000001, which has no abstract, so nothing was read;"
        " the article was retracted in 2021 (PMID 123)."
    )


def test_doubts_lower_the_confidence() -> None:
    plain = assess(claim(GIVEN), finding(GIVEN)).confidence
    doubtful = [
        assess(claim(GIVEN, part="in men"), finding(GIVEN)),
        assess(claim(GIVEN, "3 g"), finding(GIVEN)),
        assess(claim(GIVEN), finding(GIVEN, certainty="hedged")),
        assess(claim(GIVEN, system="rat"), finding(GIVEN, system="cell")),
        assess(claim("leucine muscle glucose uptake +"), finding(GIVEN)),
        assess(claim(GIVEN), finding(GIVEN, confidence=0.5)),
        *reconcile([claim(GIVEN)], [citation(status="probable")], [article()], [finding(GIVEN)]),
    ]
    assert plain == 0.9
    assert all(row.verdict == "supported" and row.confidence < plain for row in doubtful)


def test_a_less_fitting_finding_that_disagrees_is_told() -> None:
    said, null = finding("leucine muscle glucose uptake +"), finding("leucine glucose uptake =", "x")
    row = assess(claim("leucine muscle glucose uptake +"), said, null)
    assert row.verdict == "supported"
    assert "1 less fitting of its findings say otherwise" in row.reason


@pytest.mark.parametrize(
    "bad", [{"dose": -0.1}, {"dose": 1.0}, {"magnitude": float("nan")}, {"target": 0.0}, {"fit": 2}]
)
def test_refuses_tolerances_out_of_range(bad: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match=next(iter(bad))):
        Tolerances.checked(**bad)


def test_tolerances_move_the_verdict() -> None:
    one, found = claim(GIVEN, "100 mg", size="20 %"), finding(GIVEN, "At 80 mg.", size="15 %")
    assert assess(one, found).reason_code == "dose_value"
    assert assess(one, found, dose=0.3).reason_code == "magnitude"
    assert assess(one, found, dose=0.3, magnitude=0.3).reason_code == "same_direction"
    assert Tolerances.checked(dose=0.3) == Tolerances(dose=0.3)


def test_how_alike_wordings_and_fits_must_be_are_settings() -> None:
    one, found = claim("leucine tail bristle length +"), finding("leucine tail bristle count +")
    assert assess(one, found, target=0.5).verdict == "supported"
    assert assess(one, found, target=0.6).verdict == "not_in_abstract"
    said, null = finding("leucine muscle glucose uptake +"), finding("leucine glucose uptake =", "x")
    two = claim("leucine muscle glucose uptake +")
    assert assess(two, said, null, fit=0.1).verdict == "supported"
    assert assess(two, said, null, fit=1).verdict == "no_effect_found"


@pytest.mark.parametrize(
    ("title", "doubted"),
    [
        ("An invented trial", False),
        ("AN INVENTED TRIAL.", False),
        (None, False),
        ("Zinc and the sleep of old cats", True),
        ("An invented trial in rats", True),
    ],
)
def test_an_article_that_bears_another_title_than_the_reference_is_told(title: str | None, doubted: bool) -> None:
    (row,) = reconcile([claim(GIVEN)], [citation(title=title)], [article()], [finding(GIVEN)])
    assert ("bears another title" in row.reason) is doubted
    assert (row.confidence < assess(claim(GIVEN), finding(GIVEN)).confidence) is doubted
    assert row.verdict == "supported"


def test_the_service_that_gave_the_abstract_is_told() -> None:
    row = assess(claim(GIVEN), finding(GIVEN), paper=article(abstract_from="Europe PMC"))
    assert row.reason.startswith("The article (Europe PMC) reports")
