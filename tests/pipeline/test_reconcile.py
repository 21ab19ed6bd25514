"""Claims against evidence: every verdict and reason code, hostile pairs, and what must hold for any input."""

import random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.lexicon import Cue, Relation, read
from pipeline.reconcile import REASONS, Tolerances, novel, reconcile
from pipeline.reconcile.amino_acids import kinship, members
from pipeline.reconcile.regimen import Regimen, agreement, regimen
from pipeline.reconcile.targets import bond, concept
from pipeline.reconcile.verdicts import same_size
from pipeline.reconcile.wording import likeness, parse
from pipeline.schema import (
    Amount,
    Article,
    Assessment,
    Citation,
    Claim,
    Direction,
    Effect,
    Evidence,
    Exposure,
    Magnitude,
    Verdict,
)
from pipeline.units import find_doses, parse_amount

UP, DOWN, SAME = "increase", "decrease", "no_change"
PMID = "90000001"


def effect(said: str, **fields: Any) -> Effect:
    """``leucine glucose uptake +`` as an effect: amino acid, target, and one of ``+ - =``."""
    amino_acid, rest = said.split(maxsplit=1)
    target, sign = rest.rsplit(maxsplit=1)
    direction = {"+": UP, "-": DOWN, "=": SAME}[sign]
    return Effect(amino_acid=amino_acid.replace("_", " "), target=target, direction=direction, **fields)


def claim(said: str, *doses: str, refs: tuple[int, ...] = (1,), size: str | None = None, **fields: Any) -> Claim:
    amounts = tuple(map(parse_amount, doses))
    of = {k: fields.pop(k) for k in ("exposure", "target_id", "amino_acid_id") if k in fields}
    base: dict[str, Any] = {"id": "000-001", "dose_text": "; ".join(doses) or None, "magnitude": magnitude(size)}
    base |= {"source": "000-invented", "section": "1", "anchor": "an invented sentence", "place": "claims/000.csv:2"}
    return Claim(effect=effect(said, doses=amounts, **of), doses=amounts, refs=refs, **(base | fields))


def magnitude(size: str | None) -> Magnitude | None:
    return Magnitude(value=float(size.split()[0]), unit=size.split()[1]) if size else None


def article(*sentences: str, **fields: Any) -> Article:
    base = {"pmid": PMID, "title": "An invented trial", "abstract": " ".join(sentences) or "Nothing was found."}
    return Article(**(base | fields))


def finding(
    said: str, where: str = "", *, of: Article | None = None, size: str | None = None, **fields: Any
) -> Evidence:
    """A finding; its doses are those that ``where``, its sentence, gives. Without ``of`` the sentence stands alone."""
    start = of.text.index(where) if of else fields.pop("start", 0)
    doses = tuple(d.model_copy(update={"start": d.start + start, "end": d.end + start}) for d in find_doses(where))
    of_effect = {k: fields.pop(k) for k in ("exposure", "target_id", "amino_acid_id") if k in fields}
    what = effect(said, doses=tuple(d.amount for d in doses), **of_effect)
    base: dict[str, Any] = {"article": f"pmid:{PMID}", "pmid": PMID, "doi": None, "kind": "abstract"}
    base |= {"target_name": what.target, "target_start": start, "target_end": start + 1, "sentence": where}
    base |= {"sentence_start": start, "sentence_end": start + len(where), "confidence": 0.9, "extractor": "test 1"}
    return Evidence(effect=what, doses=doses, magnitude=magnitude(size), **(base | fields))


def citation(ref: int = 1, **fields: Any) -> Citation:
    base = {"source": "000", "ref": ref, "pmid": PMID, "status": "verified", "place": f"citations.csv:{ref + 1}"}
    return Citation(**(base | fields))


def assess(one: Claim, *found: Evidence, paper: Article | None = None, **settings_: float) -> Assessment:
    rows = reconcile([one], [citation()], [paper or article()], found, Tolerances(**settings_))
    assert len(rows) == 1
    return rows[0]


GIVEN = "leucine glucose uptake +"
CASES: list[tuple[str, Claim, list[Evidence], Verdict, str]] = [
    ("same", claim(GIVEN), [finding(GIVEN)], "supported", "same_direction"),
    ("same null", claim("leucine insulin ="), [finding("leucine plasma insulin =")], "supported", "same_direction"),
    ("same dose", claim(GIVEN, "0.3 g/kg"), [finding(GIVEN, "At 300 mg/kg.")], "supported", "same_direction"),
    ("within tolerance", claim(GIVEN, "100 mg"), [finding(GIVEN, "At 98 mg.")], "supported", "same_direction"),
    ("no dose said", claim(GIVEN, "3 g"), [finding(GIVEN)], "supported", "dose_not_stated"),
    ("inside a range", claim(GIVEN, "5 g"), [finding(GIVEN, "At 2-10 g.")], "supported", "dose_in_range"),
    (
        "other value",
        claim(GIVEN, "0.3 g/kg"),
        [finding(GIVEN, "At 0.45 g/kg.")],
        "supported_dose_differs",
        "dose_value",
    ),
    ("other form", claim(GIVEN, "2 g"), [finding(GIVEN, "In 2 g/L.")], "supported_dose_differs", "dose_form"),
    ("unit slip", claim(GIVEN, "1.35 g/g"), [finding(GIVEN, "At 1.35 g/kg.")], "supported_dose_differs", "dose_form"),
    (
        "a range needs both ends",
        claim(GIVEN, "0.3-1.35 g/kg"),
        [finding(GIVEN, "At 0.45 g/kg.")],
        "supported_dose_differs",
        "dose_value",
    ),
    (
        "both ends of a range",
        claim(GIVEN, "0.3-1.35 g/kg"),
        [finding(GIVEN, "At 0.3, 0.45 and 1.35 g/kg.")],
        "supported",
        "same_direction",
    ),
    (
        "doses in two findings",
        claim(GIVEN, "1 g", "2 g"),
        [finding(GIVEN, "At 1 g."), finding(GIVEN, "At 2 g.", start=40)],
        "supported",
        "same_direction",
    ),
    ("other size", claim(GIVEN, size="5.1 %"), [finding(GIVEN, size="19 %")], "supported_dose_differs", "magnitude"),
    ("rounded size", claim(GIVEN, size="17 %"), [finding(GIVEN, size="16.8 %")], "supported", "same_direction"),
    ("size in other unit", claim(GIVEN, size="3 fold"), [finding(GIVEN, size="60 %")], "supported", "same_direction"),
    (
        "one size of two",
        claim(GIVEN, size="35 %"),
        [finding(GIVEN, size="17 %"), finding(GIVEN, "x", size="35 %")],
        "supported",
        "same_direction",
    ),
    ("opposite", claim(GIVEN), [finding("leucine glucose uptake -")], "contradicted", "opposite_direction"),
    ("change for none", claim("leucine glucose uptake ="), [finding(GIVEN)], "contradicted", "change_reported"),
    (
        "null at a dose, change at none",
        claim("leucine glucose uptake =", "1 g"),
        [finding(GIVEN)],
        "contradicted",
        "change_at_unstated_dose",
    ),
    ("none for change", claim(GIVEN), [finding("leucine glucose uptake =")], "no_effect_found", "no_change_reported"),
    (
        "none, at other dose",
        claim(GIVEN, "3 g"),
        [finding("leucine glucose uptake =", "At 1 g.")],
        "no_effect_found",
        "other_dose",
    ),
    (
        "opposite, at other dose",
        claim(GIVEN, "3 g"),
        [finding("leucine glucose uptake -", "At 30 g.")],
        "contradicted",
        "other_dose",
    ),
    (
        "mixed",
        claim(GIVEN),
        [finding(GIVEN), finding("leucine glucose uptake =", "x")],
        "no_effect_found",
        "mixed_evidence",
    ),
    (
        "mixed with the opposite",
        claim(GIVEN),
        [finding(GIVEN), finding("leucine glucose uptake =", "x"), finding("leucine glucose uptake -", "y")],
        "contradicted",
        "mixed_evidence",
    ),
    (
        "the dose decides",
        claim("isoleucine plasma glucose -", "0.3 g/kg"),
        [
            finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
            finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
        ],
        "supported",
        "same_direction",
    ),
    (
        "the low dose decides",
        claim("isoleucine plasma glucose =", "0.1 g/kg"),
        [
            finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
            finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
        ],
        "supported",
        "same_direction",
    ),
    (
        "no dose to decide by",
        claim("isoleucine plasma glucose -"),
        [
            finding("isoleucine plasma glucose =", "At 0.1 g/kg."),
            finding("isoleucine plasma glucose -", "At 0.3 g/kg."),
        ],
        "no_effect_found",
        "mixed_evidence",
    ),
    (
        "the species decides",
        claim(GIVEN, system="rat"),
        [finding("leucine glucose uptake =", system="rat"), finding(GIVEN, "x", system="cell")],
        "no_effect_found",
        "no_change_reported",
    ),
    (
        "other species, no veto",
        claim(GIVEN, system="rat"),
        [finding(GIVEN, system="cell")],
        "supported",
        "same_direction",
    ),
    (
        "the closer wording decides",
        claim("leucine muscle glucose uptake +"),
        [finding("leucine muscle glucose uptake +"), finding("leucine glucose uptake =", "x")],
        "supported",
        "same_direction",
    ),
    (
        "withheld for given",
        claim("leucine S6K1 phosphorylation +"),
        [finding("leucine S6K1 phosphorylation -", exposure="withheld")],
        "not_in_abstract",
        "inverse_exposure",
    ),
    (
        "withheld, same direction",
        claim("leucine S6K1 phosphorylation +"),
        [finding("leucine S6K1 phosphorylation +", exposure="withheld")],
        "not_in_abstract",
        "other_exposure",
    ),
    (
        "a level for a supplement",
        claim("bcaa insulin resistance +"),
        [finding("bcaa insulin resistance +", exposure="endogenous")],
        "not_in_abstract",
        "other_exposure",
    ),
    (
        "member for mixture",
        claim("bcaa soreness -"),
        [finding("leucine soreness -")],
        "not_in_abstract",
        "related_amino_acid",
    ),
    (
        "mixture for member",
        claim("leucine soreness -"),
        [finding("bcaa soreness -")],
        "not_in_abstract",
        "related_amino_acid",
    ),
    ("metabolite", claim("leucine soreness -"), [finding("hmb soreness -")], "not_in_abstract", "related_amino_acid"),
    (
        "spelled-out mixture",
        claim("bcaa soreness -"),
        [finding("isoleucine+leucine+valine soreness -")],
        "supported",
        "same_direction",
    ),
    (
        "GATOR1 is not GATOR2",
        claim("leucine GATOR1 activity +"),
        [finding("leucine GATOR2 activity +")],
        "not_in_abstract",
        "target_aspect",
    ),
    (
        "α1 is not α2",
        claim("leucine AMPK α1 activity ="),
        [finding("leucine AMPK alpha2 activity =")],
        "not_in_abstract",
        "target_aspect",
    ),
    (
        "mRNA is not activity",
        claim("leucine PEPCK mRNA -"),
        [finding("leucine PEPCK activity -")],
        "not_in_abstract",
        "target_aspect",
    ),
    (
        "uptake is not oxidation",
        claim(GIVEN),
        [finding("leucine glucose oxidation +")],
        "not_in_abstract",
        "target_aspect",
    ),
    (
        "sensitivity is not insulin",
        claim("leucine insulin +"),
        [finding("leucine insulin sensitivity +")],
        "not_in_abstract",
        "target_aspect",
    ),
    (
        "site said by the sentence",
        claim("leucine adipose glucose uptake ="),
        [finding(GIVEN, "In muscle, glucose uptake rose.")],
        "not_in_abstract",
        "target_aspect",
    ),
    ("other target", claim(GIVEN), [finding("leucine plasma ammonia +")], "not_in_abstract", "other_target"),
    ("other amino acid", claim(GIVEN), [finding("taurine glucose uptake +")], "not_in_abstract", "other_amino_acid"),
    ("nothing found", claim(GIVEN), [], "not_in_abstract", "no_findings"),
    (
        "a kind of it",
        claim("isoleucine menopausal symptoms ="),
        [finding("isoleucine hot flush score =")],
        "supported",
        "same_direction",
    ),
    (
        "same concept, other words",
        claim("leucine MPS +", target_id="GO:1"),
        [finding("leucine synthesis of muscle protein +", target_id="GO:1")],
        "supported",
        "same_direction",
    ),
    (
        "same concept, other aspect",
        claim("leucine AMPK α1 activity -", target_id="X:1"),
        [finding("leucine AMPK α2 activity -", target_id="X:1")],
        "not_in_abstract",
        "target_aspect",
    ),
]


@pytest.mark.parametrize(("one", "found", "verdict", "code"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
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
    used = {case[4] for case in CASES} | set(papers())
    assert used == set(REASONS)
    assert {verdict for reason in REASONS.values() for verdict in reason.verdicts} == set(get_args(Verdict))


@pytest.mark.parametrize(
    ("sentence", "dose", "outcome"),
    [
        ("Women took five 500 mg capsules twice a day.", "500 mg", "form"),
        ("Women took five 500 mg capsules twice a day.", "2500 mg", "equal"),
        ("Women took five 500 mg capsules twice a day.", "2.5 g", "equal"),
        ("Women took five 500 mg capsules twice a day.", "5 g/day", "equal"),
        ("Women took five 500 mg capsules twice a day.", "5 g", "form"),
        ("Each got five capsules of 500 mg b.i.d.", "500 mg", "form"),
        ("Each got 500 mg capsules, 5 capsules at breakfast.", "500 mg", "form"),
        ("Each got 500 mg capsules for a month.", "500 mg", "equal"),
        ("Twelve rats received a 500 mg capsule.", "500 mg", "equal"),
        ("They drank 7 g twice daily.", "7 g", "equal"),
        ("They drank 7 g twice daily.", "14 g/day", "equal"),
        ("They drank 7 g twice daily.", "7 g/day", "form"),
        ("They drank 7 g once.", "7 g/day", "equal"),
        ("Isoleucine was added at 2 g/L.", "2 g", "form"),
        ("Isoleucine was added at 2 g/L.", "3 g/L", "value"),
        ("Cells were kept in 1 mM leucine.", "1000 umol/L", "equal"),
        ("They drank 2-10 g.", "2 g", "equal"),
        ("They drank 2-10 g.", "11 g", "value"),
    ],
)
def test_knows_what_an_amount_is_an_amount_of(sentence: str, dose: str, outcome: str) -> None:
    found = [regimen(d, sentence) for d in find_doses(sentence)]
    assert [agreement(Regimen(parse_amount(dose)), r, tolerance=0.05) for r in found] == [outcome]


def test_units_that_are_not_known_compare_with_themselves_only() -> None:
    one, same, far = (Regimen(Amount(low=v, high=v, unit="scoops")) for v in (2, 2.01, 3))
    assert agreement(one, same, tolerance=0.05) == "equal"
    assert agreement(one, far, tolerance=0.05) == "value"
    assert agreement(one, Regimen(Amount(low=2, high=2, unit="spoons")), tolerance=0.05) == "form"


def test_the_dose_of_the_article_is_read_in_its_text() -> None:
    said = "They took five 500 mg capsules twice a day."
    null = "The flush score did not change."
    paper = article(said, null)
    found = finding("isoleucine flush score =", null, of=paper).model_copy(update={"doses": find_doses(paper.text)})
    row = assess(claim("isoleucine flush score =", "500 mg"), found, paper=paper)
    assert (row.verdict, row.reason_code) == ("supported_dose_differs", "dose_form")
    assert "5 capsules of 500 mg 2 times a day" in row.reason
    assert "the claim says unchanged at 500 mg" in row.reason


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("plasma glucose", "serum glucose concentrations", "same"),
        ("glucose uptake", "uptake of glucose", "same"),
        ("glucose uptake", "glucose uptake in muscle", "same"),
        ("NF-κB", "NF-kappaB activation", "same"),
        ("IL-1β", "interleukin-1 beta", "same"),
        ("S6K1", "phosphorylation of S6K1", "same"),
        ("mTOR activity", "mTORC1 signaling", "same"),
        ("insulin secretion", "plasma insulin", "same"),
        ("hot flashes", "hot flush frequency", "same"),
        ("diarrhea duration", "duration of diarrhoea", "same"),
        ("blood pressure", "systolic blood pressure", "same"),
        ("plasma glucose", "muscle glucose", "aspect"),
        ("glucose uptake", "plasma glucose", "aspect"),
        ("mTORC1", "mTORC2", "aspect"),
        ("mTOR", "mTOR inhibitor", "aspect"),
        ("insulin", "insulin resistance", "aspect"),
        ("IL-6", "IL-8", "aspect"),
        ("IL-1α", "IL-1β", "aspect"),
        ("Akt Ser473 phosphorylation", "Akt Thr308 phosphorylation", "aspect"),
        ("IRS-1 tyrosine phosphorylation", "IRS-1 serine phosphorylation", "aspect"),
        ("systolic blood pressure", "diastolic blood pressure", "aspect"),
        ("LDL cholesterol", "HDL cholesterol", "aspect"),
        ("body weight", "body weight gain", "aspect"),
        ("muscle protein synthesis", "muscle protein breakdown", "aspect"),
        ("nitric oxide", "nitric oxide excretion", "aspect"),
        ("muscle mass", "fat mass", "different"),
        ("blood pressure", "intracranial pressure", "different"),
        ("heart rate", "heart weight", "different"),
        ("hyperglycemia", "hypoglycemia", "different"),
        ("leucine", "isoleucine", "different"),
        ("", "glucose", "different"),
    ],
)
def test_tells_wordings_apart(one: str, other: str, outcome: str) -> None:
    assert likeness(one, other, threshold=0.5).outcome == outcome
    assert likeness(other, one, threshold=0.5) == likeness(one, other, threshold=0.5)


def test_other_concepts_need_closer_words() -> None:
    assert likeness("grip strength", "hand grip strength", threshold=0.5).outcome == "same"
    assert likeness("grip strength", "hand grip strength", threshold=0.5, bond="other").outcome == "different"
    assert likeness("cholesterol", "plasma cholesterol", threshold=0.5, bond="other").outcome == "same"


def test_concepts_make_up_for_words_but_not_for_aspects() -> None:
    assert likeness("MPS", "building of myofibrils", threshold=0.5, bond="same").outcome == "same"
    assert likeness("cognitive function", "memory", threshold=0.5, bond="kind").score == 0.6
    assert likeness("PEPCK mRNA", "activity of the carboxykinase", threshold=0.5, bond="same").outcome == "aspect"


@pytest.mark.parametrize(
    ("claimed", "found", "bonded"),
    [
        ("menopausal symptoms", "hot flush frequency", "kind"),
        ("hot flashes", "menopausal symptoms", "other"),
        ("hot flushes", "hot flashes", "same"),
        ("uptake of glucose", "glucose uptake", "same"),
        ("IRS-1", "IRS-1 Ser307 phosphorylation", "kind"),
        ("muscle soreness", "an invented outcome", None),
        ("", "", None),
    ],
)
def test_looks_up_the_concepts_behind_targets(claimed: str, found: str, bonded: str | None) -> None:
    ids = [concept(Effect(amino_acid="leucine", target=t or " ", direction="increase")) for t in (claimed, found)]
    assert bond(*ids) == bonded


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    there, back = likeness(one, other, threshold=0.5), likeness(other, one, threshold=0.5)
    assert there == back
    assert 0 <= there.score <= 1
    assert likeness(one, one, threshold=0.5).outcome != "aspect"


@pytest.mark.parametrize(
    ("mine", "yours", "kin"),
    [
        ("leucine", "Leucine", "equal"),
        ("bcaa", "isoleucine+leucine+valine", "equal"),
        ("leucine", "bcaa", "mixture"),
        ("leucine", "leucine+valine", "mixture"),
        ("leucine", "eaa", "mixture"),
        ("eaa", "bcaa", "member"),
        ("bcaa", "valine", "member"),
        ("leucine", "amino acid mixture", "whole"),
        ("leucine", "hmb", "metabolite"),
        ("hmb", "leucine", "precursor"),
        ("arginine", "ornithine", "metabolite"),
        ("carnitine", "acetyl-carnitine", "form"),
        ("serine", "d-serine", "form"),
        ("glutamine", "alanyl-glutamine", "whole"),
        ("leucine", "isoleucine", None),
        ("hmb", "valine", None),
        ("+", "leucine", None),
    ],
)
def test_relates_amino_acids(mine: str, yours: str, kin: str | None) -> None:
    assert kinship(effect(f"{mine.replace(' ', '_')} x +"), effect(f"{yours.replace(' ', '_')} x +")) == kin


def test_equal_ids_are_equal_whatever_the_names() -> None:
    one, other = effect("leu x +", amino_acid_id="CHEBI:1"), effect("leucine x +", amino_acid_id="CHEBI:1")
    assert kinship(one, other) == "equal"


@pytest.mark.parametrize(("a", "b", "same"), [(71, 73, False), (71, 71.4, True), (17, 16.8, True), (20, 19, False)])
def test_sizes_are_the_same_within_rounding(a: float, b: float, same: bool) -> None:
    assert same_size(a, b, 0.02) is same
    assert same_size(b, a, 0.02) is same


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
    assert "the article is retracted" in row.reason


def test_a_digest_is_named_and_the_abstract_of_the_same_paper_is_not_mixed_in() -> None:
    digest = article(kind="digest")
    row = assess(claim(GIVEN), finding(GIVEN, kind="digest"), finding("leucine glucose uptake -", "x"), paper=digest)
    assert (row.verdict, row.kind) == ("supported", "digest")
    assert "not its abstract" in row.reason


def test_evidence_of_another_article_decides_nothing() -> None:
    row = assess(claim(GIVEN), finding(GIVEN, article="pmid:5", pmid="5"))
    assert row.reason_code == "no_findings"


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


def test_nothing_in_gives_nothing_out() -> None:
    assert reconcile([], [], [], []) == ()
    assert novel([], [], []) == ()


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


AMINO_ACIDS = st.sampled_from(["leucine", "valine", "bcaa", "hmb", "leucine+valine"])
TARGETS = st.sampled_from(["glucose uptake", "plasma glucose", "AMPK α1", "AMPK α2 activity", "glucose", "insulin"])
DOSES = st.sampled_from(["", "At 1 g.", "At 2 g/L.", "At 0.3 g/kg.", "Five 500 mg capsules twice daily.", "At 1-3 g."])


@st.composite
def findings(draw: st.DrawFn) -> Evidence:
    said = f"{draw(AMINO_ACIDS)} {draw(TARGETS)} {draw(st.sampled_from('+-='))}"
    return finding(
        said,
        draw(DOSES),
        start=draw(st.integers(0, 3)) * 100,
        exposure=draw(st.sampled_from(get_args(Exposure))),
        system=draw(st.sampled_from([None, "rat", "cell"])),
        size=draw(st.sampled_from([None, "10 %", "2 fold"])),
        confidence=draw(st.sampled_from([0.2, 0.9])),
    )


@st.composite
def statements(draw: st.DrawFn) -> Claim:
    said = f"{draw(AMINO_ACIDS)} {draw(TARGETS)} {draw(st.sampled_from('+-='))}"
    doses = draw(st.lists(st.sampled_from(["1 g", "500 mg", "0.3 g/kg", "1-2 g"]), max_size=2))
    return claim(said, *doses, system=draw(st.sampled_from([None, "rat"])), size=draw(st.sampled_from([None, "10 %"])))


AGREED: dict[Verdict, set[tuple[bool, bool]]] = {  # verdict → (claim is null, finding is null) that may stand behind it
    "no_effect_found": {(False, True)},
    "contradicted": {(False, False), (True, False)},
}


@settings(max_examples=300, deadline=None)
@given(statements(), st.lists(findings(), max_size=6), st.randoms(use_true_random=False))
def test_what_holds_for_any_evidence(one: Claim, found: list[Evidence], chance: random.Random) -> None:
    row = assess(one, *found)
    by_id = {e.id: e for e in found}
    shown = [by_id[i] for i in row.evidence_ids]
    directions = {e.effect.direction for e in shown}
    if row.verdict in ("supported", "supported_dose_differs"):
        assert directions == {one.effect.direction}
        assert all(kinship(one.effect, e.effect) == "equal" and e.effect.exposure == "given" for e in shown)
    if row.verdict in AGREED:
        null = one.effect.direction == SAME
        against = {(null, d == SAME) for d in directions if d != one.effect.direction}
        assert against & AGREED[row.verdict]
    assert row.verdict == "not_in_abstract" or shown
    assert row.verdict in REASONS[row.reason_code].verdicts
    assert assess(one, *chance.sample(found, len(found))) == row


@given(st.sampled_from(get_args(Direction)), st.lists(findings(), max_size=6))
def test_never_supported_where_no_finding_says_so(direction: Direction, found: list[Evidence]) -> None:
    kept = [e for e in found if e.effect.direction != direction]
    sign = {UP: "+", DOWN: "-", SAME: "="}[direction]
    assert not assess(claim(f"leucine glucose uptake {sign}"), *kept).verdict.startswith("supported")


def test_the_lexicons_are_read_whole() -> None:
    categories = {cue.category.partition(":")[0] for cue in read("target_aspects", Cue)}
    assert {"process", "role", "readout", "site", "isoform", "concept", "stop"} <= categories
    assert members("bcaa") < members("eaa")
    assert all(row.id != row.other for row in read("amino_acid_relations", Relation))
    assert parse("plasma").on("site") == {"circulation"}
