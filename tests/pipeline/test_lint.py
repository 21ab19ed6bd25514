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
UP, DOWN, SAME = "leucine insulin increase", "leucine insulin decrease", "leucine insulin no_change"
WRONG: list[tuple[str, tuple[Claim, ...], str | None]] = [
    ("uncited_claim", (claim(ONE, refs=()),), None),
    ("unidentified_reference", (claim(ONE, refs=(1, 7)),), "1 of 2 references"),
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
        "10.8 g / 68 kg = 159 mg/kg, not 450 or 73 mg/kg",
    ),
    (
        "equivalent_disagrees",
        (claim(ONE, UP, "450 mg/kg", "720 mg/kg", part="the second is its human equivalent", system="rat"),),
        "450 mg/kg in rat by body surface = 72.97 mg/kg, not 720 mg/kg",
    ),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, DOWN)), None),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, SAME)), None),
    ("opposite_directions", (claim(ONE, UP, "8 mM"), claim(TWO, SAME)), None),
    ("opposite_directions", (claim(ONE, UP, "1 g"), claim(TWO, DOWN, "9 g")), None),
    ("opposite_directions", (claim(ONE, UP), claim(TWO, "leucine insulins decrease")), None),
    (
        "magnitudes_disagree",
        (claim(ONE, UP, "1 g", magnitude=size("26 %")), claim(TWO, UP, "1 g", magnitude=size("14 %"))),
        "26% − 14% = 12 %",
    ),
    ("unit_disagrees", (claim(ONE, UP, "1.35 g/kg"), claim(TWO, UP, "1.35 mg/kg")), "1.35 mg/kg = 0.001 × 1.35 g/kg"),
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
    ("another document", (claim(ONE, UP), claim("001-001", DOWN, source="001-other", refs=(2,)))),
    ("withheld and given", (claim(ONE, UP), claim(TWO, DOWN, exposure="withheld"))),
    ("another aspect", (claim(ONE, "leucine AMPK α1 increase"), claim(TWO, "leucine AMPK α2 decrease"))),
    ("another complex", (claim(ONE, "leucine GATOR1 increase"), claim(TWO, "leucine GATOR2 decrease"))),
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
    ("same number, another kind of unit", (claim(ONE, UP, "2 g"), claim(TWO, UP, "2 mM"))),
    ("same number for two papers", (claim(ONE, UP, "2 g", refs=(1,)), claim(TWO, UP, "2 mg", refs=(2,)))),
]
TABLE = (citation(1), citation(2), citation(2, source="001"))


@pytest.mark.parametrize(("rule", "claims", "arithmetic"), WRONG)
def test_finds_what_is_wrong(rule: str, claims: tuple[Claim, ...], arithmetic: str | None) -> None:
    (one,) = [f for f in found(*claims, citations=TABLE) if f.rule != "impossible_unit" or rule == "impossible_unit"]
    assert (one.rule, one.arithmetic) == (rule, arithmetic)
    assert (one.claim_id, one.place, one.source) == (ONE, claims[0].place, claims[0].source)
    assert one.message.endswith(".")


@pytest.mark.parametrize("claims", [pytest.param(claims, id=name) for name, claims in RIGHT])
def test_leaves_the_rest_alone(claims: tuple[Claim, ...]) -> None:
    assert found(*claims, citations=TABLE) == []


@pytest.mark.parametrize(
    ("same", "named"),
    [
        ((citation(1), citation(2, pmid="90000001")), "PMID 90000001"),
        ((citation(1, pmid=None, doi="10.5555/A"), citation(2, doi="10.5555/a")), "DOI 10.5555/A"),
        ((citation(1, pmid=None, title="One title"), citation(2, pmid=None, title="One title.")), "by its title"),
    ],
)
def test_finds_one_paper_under_several_numbers(same: tuple[Citation, ...], named: str) -> None:
    (one,) = found(claim(ONE, refs=(1, 2, 3)), citations=(*same, citation(3)))
    assert one.rule == "repeated_paper"
    assert one.message.startswith(f"References 1 and 2 are the same paper ({named})")
    assert one.arithmetic == "3 references, 2 papers at most"


def test_a_finding_on_two_claims_names_the_other_with_dose_and_place() -> None:
    (one,) = found(claim(ONE, UP, "1 g"), claim(TWO, DOWN, "9 g"))
    assert "increase at 1 g here" in one.message
    assert f"{TWO} (decrease at 9 g, claims/000.csv:3)" in one.message


def test_a_reference_without_a_row_and_one_without_identity_are_told() -> None:
    table = (citation(1, status="unresolvable"), citation(2, pmid=None))
    (one,) = found(claim(ONE, refs=(1, 2, 3)), citations=table)
    assert one.message == "References 1, 2 and 3 of this claim cannot be tied to an article."


def test_follows_the_order_of_the_claims() -> None:
    claims = [claim(f"000-{n:03}", f"leucine target{'x' * n} increase", refs=()) for n in range(20, 0, -1)]
    assert [f.claim_id for f in found(*claims)] == [c.id for c in claims]


def test_every_rule_is_used_here() -> None:
    assert {case[0] for case in WRONG} | {"repeated_paper"} == set(RULES)


def test_no_claims_no_findings() -> None:
    assert lint([], []) == ()
