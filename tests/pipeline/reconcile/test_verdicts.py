"""Every verdict and reason code, hostile pairs included."""

from typing import get_args

import pytest

from pipeline.reconcile import REASONS, reconcile
from pipeline.reconcile.verdicts import same_size
from pipeline.schema import Article, Citation, Claim, Evidence, Verdict
from tests.statements import GIVEN, PMID, article, assess, citation, claim, finding

CASES: dict[tuple[Verdict, str], list[tuple[str, Claim, list[Evidence]]]] = {
    ("supported", "same_direction"): [
        ("same", claim(GIVEN), [finding(GIVEN)]),
        ("same null", claim("leucine insulin ="), [finding("leucine plasma insulin =")]),
        ("same dose", claim(GIVEN, "0.3 g/kg"), [finding(GIVEN, "At 300 mg/kg.")]),
        ("within tolerance", claim(GIVEN, "100 mg"), [finding(GIVEN, "At 98 mg.")]),
        ("both ends of a range", claim(GIVEN, "0.3-1.35 g/kg"), [finding(GIVEN, "At 0.3, 0.45 and 1.35 g/kg.")]),
        (
            "doses in two findings",
            claim(GIVEN, "1 g", "2 g"),
            [finding(GIVEN, "At 1 g."), finding(GIVEN, "At 2 g.", start=40)],
        ),
        ("rounded size", claim(GIVEN, size="17 %"), [finding(GIVEN, size="16.8 %")]),
        ("size in other unit", claim(GIVEN, size="3 fold"), [finding(GIVEN, size="60 %")]),
        ("one size of two", claim(GIVEN, size="35 %"), [finding(GIVEN, size="17 %"), finding(GIVEN, "x", size="35 %")]),
        (
            "the dose decides",
            claim("isoleucine plasma glucose -", "0.3 g/kg"),
            [
                finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
                finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
            ],
        ),
        (
            "the low dose decides",
            claim("isoleucine plasma glucose =", "0.1 g/kg"),
            [
                finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
                finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
            ],
        ),
        ("other species, no veto", claim(GIVEN, system="rat"), [finding(GIVEN, system="cell")]),
        (
            "the closer wording decides",
            claim("leucine muscle glucose uptake +"),
            [finding("leucine muscle glucose uptake +"), finding("leucine glucose uptake =", "x")],
        ),
        ("spelled-out mixture", claim("bcaa soreness -"), [finding("isoleucine+leucine+valine soreness -")]),
        ("inverse moved the other way", claim("bcaa insulin resistance +"), [finding("bcaa insulin sensitivity -")]),
        ("a pathway only mentioned", claim(GIVEN, part="through PI3K"), [finding(GIVEN)]),
        (
            "one of two written together",
            claim("leucine S6K1 phosphorylation -", exposure="withheld"),
            [finding("leucine mTOR/S6K1 signaling -", exposure="withheld")],
        ),
        ("a kind of it", claim("isoleucine menopausal symptoms ="), [finding("isoleucine hot flush score =")]),
        (
            "same concept, other words",
            claim("leucine MPS +", target_id="GO:1"),
            [finding("leucine synthesis of muscle protein +", target_id="GO:1")],
        ),
    ],
    ("supported", "dose_not_stated"): [
        ("no dose said", claim(GIVEN, "3 g"), [finding(GIVEN)]),
    ],
    ("supported", "dose_in_range"): [
        ("inside a range", claim(GIVEN, "5 g"), [finding(GIVEN, "At 2-10 g.")]),
    ],
    ("supported", "dose_converted"): [
        (
            "what a person takes",
            claim(GIVEN, "7 g", system="human"),
            [finding(GIVEN, "At 0.1 g/kg.", system="human")],
        ),
        ("human equivalent", claim(GIVEN, "49 mg/kg", system="human"), [finding(GIVEN, "At 0.3 g/kg.", system="rat")]),
    ],
    ("supported_dose_differs", "dose_value"): [
        ("other value", claim(GIVEN, "0.3 g/kg"), [finding(GIVEN, "At 0.45 g/kg.")]),
        ("a range needs both ends", claim(GIVEN, "0.3-1.35 g/kg"), [finding(GIVEN, "At 0.45 g/kg.")]),
    ],
    ("supported_dose_differs", "dose_form"): [
        ("other form", claim(GIVEN, "2 g"), [finding(GIVEN, "In 2 g/L.")]),
        ("unit slip", claim(GIVEN, "1.35 g/g"), [finding(GIVEN, "At 1.35 g/kg.")]),
    ],
    ("supported_dose_differs", "magnitude"): [
        ("other size", claim(GIVEN, size="5.1 %"), [finding(GIVEN, size="19 %")]),
    ],
    ("contradicted", "opposite_direction"): [
        ("opposite", claim(GIVEN), [finding("leucine glucose uptake -")]),
        ("part or not", claim(GIVEN, part="dependence on PI3K"), [finding("leucine glucose uptake -")]),
        ("inverse", claim("leucine insulin resistance +"), [finding("leucine insulin sensitivity +")]),
    ],
    ("contradicted", "change_reported"): [
        ("change for none", claim("leucine glucose uptake ="), [finding(GIVEN)]),
    ],
    ("no_effect_found", "no_change_reported"): [
        ("none for change", claim(GIVEN), [finding("leucine glucose uptake =")]),
        (
            "the species decides",
            claim(GIVEN, system="rat"),
            [finding("leucine glucose uptake =", system="rat"), finding(GIVEN, "x", system="cell")],
        ),
    ],
    ("no_effect_found", "other_dose"): [
        ("none, at other dose", claim(GIVEN, "3 g"), [finding("leucine glucose uptake =", "At 1 g.")]),
    ],
    ("contradicted", "other_dose"): [
        ("opposite, at other dose", claim(GIVEN, "3 g"), [finding("leucine glucose uptake -", "At 30 g.")]),
    ],
    ("no_effect_found", "mixed_evidence"): [
        ("mixed", claim(GIVEN), [finding(GIVEN), finding("leucine glucose uptake =", "x")]),
        (
            "no dose to decide by",
            claim("isoleucine plasma glucose -"),
            [
                finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
                finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
            ],
        ),
    ],
    ("contradicted", "mixed_evidence"): [
        (
            "mixed with the opposite",
            claim(GIVEN),
            [finding(GIVEN), finding("leucine glucose uptake =", "x"), finding("leucine glucose uptake -", "y")],
        ),
    ],
    ("not_in_abstract", "change_at_unstated_dose"): [
        ("null at a dose, change at none", claim("leucine glucose uptake =", "1 g"), [finding(GIVEN)]),
    ],
    ("not_in_abstract", "outside_model"): [
        ("a pathway it needs", claim(GIVEN, part="dependence on PI3K"), [finding(GIVEN)]),
        ("a pathway it does without", claim(GIVEN, part="in men; independence of mTOR"), [finding(GIVEN)]),
        ("weaker than another", claim(GIVEN, part="weaker than valine"), [finding(GIVEN)]),
        ("a peak", claim(GIVEN, "1 g", part="peaks at this dose"), [finding(GIVEN, "At 9 g.")]),
    ],
    ("not_in_abstract", "not_stated"): [
        ("denied", claim(GIVEN), [finding(GIVEN, "It is unlikely that leucine raises glucose uptake.")]),
    ],
    ("not_in_abstract", "inverse_exposure"): [
        (
            "withheld for given",
            claim("leucine S6K1 phosphorylation +"),
            [finding("leucine S6K1 phosphorylation -", exposure="withheld")],
        ),
    ],
    ("not_in_abstract", "other_exposure"): [
        (
            "withheld, same direction",
            claim("leucine S6K1 phosphorylation +"),
            [finding("leucine S6K1 phosphorylation +", exposure="withheld")],
        ),
        (
            "a level for a supplement",
            claim("bcaa insulin resistance +"),
            [finding("bcaa insulin resistance +", exposure="endogenous")],
        ),
    ],
    ("not_in_abstract", "related_amino_acid"): [
        ("member for mixture", claim("bcaa soreness -"), [finding("leucine soreness -")]),
        ("mixture for member", claim("leucine soreness -"), [finding("bcaa soreness -")]),
        ("metabolite", claim("leucine soreness -"), [finding("hmb soreness -")]),
    ],
    ("not_in_abstract", "target_aspect"): [
        ("GATOR1 is not GATOR2", claim("leucine GATOR1 activity +"), [finding("leucine GATOR2 activity +")]),
        ("α1 is not α2", claim("leucine AMPK α1 activity ="), [finding("leucine AMPK alpha2 activity =")]),
        ("mRNA is not activity", claim("leucine PEPCK mRNA -"), [finding("leucine PEPCK activity -")]),
        ("uptake is not oxidation", claim(GIVEN), [finding("leucine glucose oxidation +")]),
        ("sensitivity is not insulin", claim("leucine insulin +"), [finding("leucine insulin sensitivity +")]),
        (
            "site said by the sentence",
            claim("leucine adipose glucose uptake ="),
            [finding(GIVEN, "In muscle, glucose uptake rose.")],
        ),
        (
            "same concept, other aspect",
            claim("leucine AMPK α1 activity -", target_id="X:1"),
            [finding("leucine AMPK α2 activity -", target_id="X:1")],
        ),
    ],
    ("not_in_abstract", "other_target"): [
        ("other target", claim(GIVEN), [finding("leucine plasma ammonia +")]),
    ],
    ("not_in_abstract", "other_amino_acid"): [
        ("other amino acid", claim(GIVEN), [finding("taurine glucose uptake +")]),
    ],
    ("not_in_abstract", "no_findings"): [
        ("nothing found", claim(GIVEN), []),
    ],
}


@pytest.mark.parametrize(
    ("one", "found", "verdict", "code"),
    [pytest.param(one, found, *told, id=name) for told, cases in CASES.items() for name, one, found in cases],
)
def test_reads_a_verdict_with_its_reason(one: Claim, found: list[Evidence], verdict: Verdict, code: str) -> None:
    row = assess(one, *found)
    assert (row.verdict, row.reason_code) == (verdict, code), row.reason
    assert row.verdict in REASONS[code].verdicts
    assert 0 < row.confidence <= 1
    assert row.reason.endswith(".")
    assert "\n" not in row.reason


def papers() -> dict[str, tuple[list[Citation], list[Article], Claim]]:
    one = claim(GIVEN)
    return {
        "no_reference": ([], [], claim(GIVEN, refs=())),
        "citation_missing": ([], [article()], one),
        "citation_unresolvable": ([citation(status="unresolvable", note="Names only a site.")], [article()], one),
        "citation_without_identity": ([citation(pmid=None)], [article()], one),
        "not_in_corpus": ([citation()], [], one),
        "abstract_missing": ([citation()], [article(abstract=None)], one),
    }


@pytest.mark.parametrize("code", papers())
def test_tells_apart_why_nothing_was_read(code: str) -> None:
    citations, articles, one = papers()[code]
    (row,) = reconcile([one], citations, articles, [finding(GIVEN)])
    assert (row.verdict, row.reason_code) == (REASONS[code].verdicts[0], code)
    assert row.evidence_ids == ()
    assert row.kind is None
    assert (row.pmid == PMID) == (code in ("not_in_corpus", "abstract_missing"))


def test_the_cases_use_every_reason_and_every_verdict() -> None:
    assert {code for _, code in CASES} | set(papers()) == set(REASONS)
    assert {verdict for reason in REASONS.values() for verdict in reason.verdicts} == set(get_args(Verdict))


@pytest.mark.parametrize(("a", "b", "same"), [(71, 73, False), (71, 71.4, True), (17, 16.8, True), (20, 19, False)])
def test_sizes_are_the_same_within_rounding(a: float, b: float, same: bool) -> None:
    assert same_size(a, b, 0.02) is same
    assert same_size(b, a, 0.02) is same
