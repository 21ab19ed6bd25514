"""What lint finds in invented claims, and what it leaves alone."""

from typing import Any

import pytest

from pipeline.lint import RULES, lint
from pipeline.schema import Citation, Claim, Effect, Finding, Magnitude
from pipeline.units import parse_amount


def claim(id: str, said: str = "leucine insulin increase", *doses: str, **fields: Any) -> Claim:  # noqa: A002
    """``amino-acid target direction`` as a claim that cites reference 1; each claim is a sentence of its own."""
    amino_acid, rest = said.split(maxsplit=1)
    target, direction = rest.rsplit(maxsplit=1)
    amounts = tuple(map(parse_amount, doses))
    exposure = fields.pop("exposure", "given")
    what = Effect.model_validate(
        {"amino_acid": amino_acid, "exposure": exposure, "target": target, "direction": direction, "doses": amounts}
    )
    base: dict[str, Any] = {"source": "000-invented", "section": "1", "anchor": f"sentence {id}", "refs": (1,)}
    base |= {"dose_text": ";".join(doses) or None, "doses": amounts, "place": f"claims/000.csv:{int(id[-3:]) + 1}"}
    return Claim.model_validate({"id": id, "effect": what} | base | fields)


def citation(ref: int = 1, **fields: Any) -> Citation:
    base = {"source": "000", "ref": ref, "pmid": f"9000000{ref}", "status": "verified", "place": f"c.csv:{ref + 1}"}
    return Citation.model_validate(base | fields)


def found(*claims: Claim, citations: tuple[Citation, ...] = (citation(1),)) -> list[Finding]:
    return list(lint(claims, citations))


def size(text: str) -> Magnitude:
    value, unit = text.split()
    return Magnitude(value=float(value), unit=unit)


ONE, TWO = "000-001", "000-002"
MIX = "amino acid mixture insulin increase"
ADIPOSE = "leucine adipose glucose uptake no_change"
OTHER = {"source": "001-other", "refs": (2,)}
SIGNALS, AKT = "leucine insulin signaling decrease", "leucine Akt Ser473 phosphorylation increase"
UPTAKE, CONSUMED = "leucine glucose uptake decrease", "leucine glucose consumption no_change"
UP, DOWN, SAME = "leucine insulin increase", "leucine insulin decrease", "leucine insulin no_change"
WRONG: list[tuple[str, tuple[Claim, ...], str | None]] = [
    ("uncited_claim", (claim(ONE, refs=()),), None),
    ("unidentified_reference", (claim(ONE, refs=(1, 7)),), None),
    ("impossible_unit", (claim(ONE, UP, "1.35 g/g"),), "1.35 g/g = 1350 g/kg = 135% of body mass"),
    ("impossible_unit", (claim(ONE, UP, "200 g/kg"),), "200 g/kg = 200 g/kg = 20% of body mass"),
    (
        "amounts_disagree",
        (claim(ONE, part="level reached: 888 nmol/mL, also given as 8.9 mM"),),
        "888 nmol/mL = 888 umol/L; 8.9 mmol/L = 8900 umol/L",
    ),
    (
        "equivalent_disagrees",
        (claim(ONE, UP, "450 mg/kg", "10.8 g", dose_text="450mg/kg;10.8g per 150lb", system="rat"),),
        "10.8 g / 68.04 kg = 159 mg/kg, not 450 or 73 mg/kg; pounds were taken for kilograms",
    ),
    (
        "equivalent_disagrees",
        (claim(ONE, UP, "450 mg/kg", "720 mg/kg", part="the second is its human equivalent", system="rat"),),
        "450 mg/kg in rat by body surface area (FDA 2005) = 72.97 mg/kg, not 720 mg/kg",
    ),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, DOWN)), None),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, SAME)), None),
    ("opposite_directions", (claim(ONE, UP, "8 mM"), claim(TWO, SAME)), None),
    ("opposite_directions", (claim(ONE, UP, "1 g"), claim(TWO, DOWN, "9 g")), None),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, "leucine insulins decrease")), None),
    (
        "values_disagree",
        (claim(TWO, UP, "1 g", magnitude=size("26 %")), claim(ONE, UP, "1 g", magnitude=size("14 %"))),
        "26% − 14% = 12 %",
    ),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, UP, exposure="withheld")), None),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, DOWN, part="hedged")), None),
    (
        "opposite_directions",
        (claim(ONE, "leucine mTOR activity no_change"), claim(TWO, "leucine mTORC1 activity increase")),
        None,
    ),
    ("opposite_directions", (claim(ONE, SIGNALS), claim(TWO, AKT, "1 mM", refs=(2,))), None),
    ("opposite_directions", (claim(ONE, SIGNALS), claim(TWO, "leucine PI3K activation increase")), None),
    ("opposite_directions", (claim(ONE, UPTAKE), claim(TWO, CONSUMED)), None),
    (
        "opposite_directions",
        (
            claim(ONE, UPTAKE),
            claim(TWO, CONSUMED, "1 mM", anchor="a"),
            claim("000-003", "valine glucose consumption increase", "1 mM", anchor="a"),
        ),
        None,
    ),
    ("documents_disagree", (claim(ONE, UP), claim("001-001", DOWN, **OTHER)), None),
    ("documents_disagree", (claim(ONE, UP), claim("001-001", DOWN, exposure="endogenous", **OTHER)), None),
    (
        "shares_disagree",
        (claim(TWO, MIX, part="60 % leucine"), claim(ONE, MIX, part="80 % leucine")),
        "60% − 80% = -20 points",
    ),
    (
        "parts_disagree",
        (claim(TWO, "leucine+valine insulin increase", "3 g", "1 g"), claim(ONE, MIX, part="60 % leucine")),
        "3000 / (3 g + 1 g) = 75.0%, not 60%",
    ),
    (
        "dose_credited_elsewhere",
        (claim("000-003", UP, "1 g"), claim("000-004", UP, "2 g", anchor="sentence 000-003"), claim(ONE, UP, "9 g")),
        "9 g is none of 1 g and 2 g",
    ),
    (
        "dose_credited_elsewhere",
        (claim("000-003", UP, "1 g"), claim("000-004", UP, "9 g", refs=(2,)), claim(ONE, UP, "9 g")),
        "9 g is none of 1 g",
    ),
    (
        "values_disagree",
        (claim(TWO, UP, "1 g", part="level reached: 3 mM"), claim(ONE, UP, "1 g", part="level reached: 900 uM")),
        "3000 / 900 = 3.33",
    ),
    ("unit_disagrees", (claim(TWO, UP, "1.35 g/kg"), claim(ONE, UP, "1.35 mg/kg")), "1.35 mg/kg = 0.001 × 1.35 g/kg"),
]
RIGHT: list[tuple[str, tuple[Claim, ...]]] = [
    ("plain", (claim(ONE, UP, "3 g"),)),
    ("a large dose", (claim(ONE, UP, "20 g/kg"),)),
    ("a share of the diet", (claim(ONE, UP, "200 g/kg", dose_text="200 g/kg diet"),)),
    ("a unit nobody converts", (claim(ONE, doses=(parse_amount("3 g").model_copy(update={"unit": "scoops"}),)),)),
    ("one amount in two units", (claim(ONE, part="level reached: 888 nmol/mL, also given as 0.89 mM"),)),
    ("two amounts side by side", (claim(ONE, part="888 nmol/mL at rest and 8.9 mM later"),)),
    ("two kinds of amount", (claim(ONE, part="3 g (40 mg/kg)"),)),
    ("a total that follows", (claim(ONE, UP, "100 mg/kg", "7 g", dose_text="100 mg/kg;7 g per 70 kg"),)),
    (
        "an equivalent that follows",
        (claim(ONE, UP, "450 mg/kg", "4.96 g", dose_text="450mg/kg;4.96g per 150lb", system="rat"),),
    ),
    ("a total without a rate", (claim(ONE, UP, "7 g", dose_text="7 g per 70 kg"),)),
    ("doses of two species", (claim(ONE, UP, "450 mg/kg", "720 mg/kg", system="rat"),)),
    ("no effect at a low dose", (claim(ONE, SAME, "0.1 g/kg"), claim(TWO, UP, "0.3 g/kg"))),
    ("no effect at a dose, an effect at none", (claim(ONE, SAME, "0.1 g/kg"), claim(TWO, UP))),
    ("no effect in another species", (claim(ONE, SAME, system="rat"), claim(TWO, UP, system="human"))),
    ("one sentence draws a distinction", (claim(ONE, UP, anchor="a"), claim(TWO, DOWN, anchor="a"))),
    ("a dampened effect", (claim(ONE, UP), claim(TWO, DOWN, part="dampens its own stimulation"))),
    ("two possibilities", (claim(ONE, UP, part="hedged"), claim(TWO, DOWN, part="hedged"))),
    ("no effect in one tissue", (claim(ONE, "leucine glucose uptake increase"), claim(TWO, ADIPOSE))),
    ("withheld and without effect given", (claim(ONE, UP, exposure="withheld"), claim(TWO, DOWN))),
    ("withheld and given", (claim(ONE, UP), claim(TWO, DOWN, exposure="withheld"))),
    ("another aspect", (claim(ONE, "leucine AMPK α1 increase"), claim(TWO, "leucine AMPK α2 decrease"))),
    ("another complex", (claim(ONE, "leucine GATOR1 increase"), claim(TWO, "leucine GATOR2 decrease"))),
    ("a readout and what it shows, both falling", (claim(ONE, SIGNALS), claim(TWO, "leucine p-Akt decrease"))),
    ("no site of a readout", (claim(ONE, SIGNALS), claim(TWO, "leucine IRS-1 Ser307 phosphorylation increase"))),
    ("a readout in another document", (claim(ONE, SIGNALS), claim("001-001", AKT, **OTHER))),
    ("no change of a readout in another paper", (claim(ONE, UPTAKE), claim(TWO, CONSUMED, refs=(2,)))),
    ("no change of a readout at a dose", (claim(ONE, UPTAKE), claim(TWO, CONSUMED, "1 mM"))),
    (
        "a dose that works for another target",
        (
            claim(ONE, SAME, "1 g", anchor="a"),
            claim(TWO, UP),
            claim("000-003", "valine AMPK increase", "1 g", anchor="a"),
        ),
    ),
    ("another amino acid", (claim(ONE, UP), claim(TWO, "valine insulin decrease"))),
    (
        "sizes of two doses",
        (claim(ONE, UP, "1 g", magnitude=size("26 %")), claim(TWO, UP, "2 g", magnitude=size("14 %"))),
    ),
    (
        "sizes in one sentence",
        (claim(ONE, magnitude=size("26 %"), anchor="a"), claim(TWO, magnitude=size("14 %"), anchor="a")),
    ),
    (
        "sizes under two conditions",
        (claim(ONE, magnitude=size("26 %"), part="early"), claim(TWO, magnitude=size("14 %"), part="late")),
    ),
    (
        "sizes of two papers",
        (claim(ONE, magnitude=size("26 %"), refs=(1,)), claim(TWO, magnitude=size("14 %"), refs=(2,))),
    ),
    ("another dose of one paper", (claim(ONE, UP, "1 g"), claim(TWO, UP, "2 g"))),
    ("a dose within the range", (claim(ONE, UP, "1-3 g"), claim(TWO, UP, "2 g"))),
    ("shares of two papers", (claim(ONE, MIX, part="60 % leucine"), claim(TWO, MIX, part="80 % leucine", refs=(2,)))),
    ("same number, another kind of unit", (claim(ONE, UP, "2 g"), claim(TWO, UP, "2 mM"))),
    ("same number for two papers", (claim(ONE, UP, "2 g", refs=(1,)), claim(TWO, UP, "2 mg", refs=(2,)))),
]
TABLE = (citation(1), citation(2), citation(2, source="001"))


@pytest.mark.parametrize(("rule", "claims", "arithmetic"), WRONG)
def test_finds_what_is_wrong(rule: str, claims: tuple[Claim, ...], arithmetic: str | None) -> None:
    (one,) = [f for f in found(*claims, citations=TABLE) if f.rule != "impossible_unit" or rule == "impossible_unit"]
    assert (one.rule, one.arithmetic) == (rule, arithmetic)
    told = next(claim for claim in claims if claim.id == ONE)
    assert (one.claim_id, one.place, one.source) == (ONE, told.place, told.source)
    assert (one.section, one.anchor) == (told.section, told.anchor)
    assert one.message.endswith(".")


@pytest.mark.parametrize("claims", [pytest.param(claims, id=name) for name, claims in RIGHT])
def test_leaves_the_rest_alone(claims: tuple[Claim, ...]) -> None:
    assert found(*claims, citations=TABLE) == []


@pytest.mark.parametrize(
    ("same", "named"),
    [
        ((citation(1), citation(2, pmid="90000001")), "PMID 90000001"),
        ((citation(1, pmid=None, doi="10.5555/A"), citation(2, pmid=None, doi="10.5555/a")), "DOI 10.5555/A"),
        ((citation(1, pmid=None, title="One title"), citation(2, pmid=None, title="One title.")), "by its title"),
    ],
)
def test_finds_one_paper_under_several_numbers(same: tuple[Citation, ...], named: str) -> None:
    claims = claim(ONE, refs=(3,)), claim(TWO, refs=(1, 2, 3)), claim("000-003", refs=(1, 2))
    (one,) = found(*claims, citations=(*same, citation(3)))
    assert (one.rule, one.claim_id, one.others) == ("repeated_paper", TWO, ("000-003",))
    assert one.message == f"References 1 and 2 are the same paper ({named}). One place cites it 2 times."
    assert one.arithmetic == "2 numbers, 1 paper; 2 claims with it more than once"


def test_a_finding_on_several_claims_names_each_with_dose_and_place() -> None:
    claims = claim(ONE, UP, "1 g"), claim(TWO, DOWN, "9 g"), claim("000-003", DOWN, refs=())
    (one,) = [f for f in found(*claims) if f.rule == "opposite_directions"]
    assert (one.claim_id, one.others) == (ONE, (TWO, "000-003"))
    assert one.message == (
        "leucine: insulin rises in 000-001 (at 1 g, [1]; claims/000.csv:2);"
        " falls in 000-002 (at 9 g, [1]; claims/000.csv:3), 000-003 (uncited; claims/000.csv:4)."
    )


def test_a_target_that_is_read_otherwise_is_named() -> None:
    (one,) = [f for f in found(claim(ONE, SIGNALS), claim(TWO, AKT)) if f.rule == "opposite_directions"]
    assert one.message == (
        "leucine: insulin signaling falls in 000-001 ([1]; claims/000.csv:2);"
        " rises in 000-002 (Akt Ser473 phosphorylation, [1]; claims/000.csv:3)."
    )


def test_a_reference_without_a_row_and_one_without_identity_are_told() -> None:
    table = (citation(1, status="unresolvable", note="A shop."), citation(2, pmid=None))
    findings = found(claim(ONE, refs=(1, 2, 3)), claim(TWO, refs=(3,)), citations=table)
    why = "nothing says which article it is"
    assert [f.message for f in findings] == [
        "Reference 1 cannot be tied to an article: A shop. Claims that cite it: 1; that cite only it: 0.",
        f"Reference 2 cannot be tied to an article: {why}. Claims that cite it: 1; that cite only it: 0.",
        f"Reference 3 cannot be tied to an article: {why}. Claims that cite it: 2; that cite only it: 1.",
    ]
    assert (findings[2].claim_id, findings[2].others) == (ONE, (TWO,))


def test_an_uncited_claim_names_one_that_says_the_same_with_a_reference() -> None:
    (one,) = found(claim(ONE, UP), claim(TWO, UP, refs=()))
    assert (one.claim_id, one.message) == (TWO, "The claim cites nothing. 000-001 says the same with reference 1.")


def test_follows_the_order_of_the_claims() -> None:
    claims = [claim(f"000-{n:03}", f"leucine target{'x' * n} increase", refs=()) for n in range(20, 0, -1)]
    assert [f.claim_id for f in found(*claims)] == [c.id for c in claims]


def test_every_rule_is_used_here() -> None:
    assert {case[0] for case in WRONG} | {"repeated_paper"} == set(RULES)


def test_no_claims_no_findings() -> None:
    assert lint([], []) == ()
