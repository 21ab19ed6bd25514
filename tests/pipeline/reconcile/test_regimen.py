"""What an amount is an amount of."""

import pytest

from pipeline.reconcile.equivalents import Basis, molar_mass
from pipeline.reconcile.regimen import Regimen, agreement, regimen
from pipeline.reconcile.settings import Tolerances
from pipeline.schema import Amount
from pipeline.units import find_doses, parse_amount
from tests.statements import article, assess, claim, finding

BASIS = Basis(Tolerances())


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
        ("They took four tablets by mouth, twice a day throughout, each tablet holding 500 mg.", "500 mg", "form"),
        ("They took four tablets by mouth, twice a day throughout, each tablet holding 500 mg.", "4 g/day", "equal"),
        ("Each tablet contained 500 mg. Four tablets were taken twice a day.", "4 g/day", "equal"),
        ("Each tablet contained 500 mg.", "500 mg", "equal"),
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
    assert [agreement(Regimen(parse_amount(dose)), r, BASIS) for r in found] == [outcome]


@pytest.mark.parametrize(
    ("claimed", "found", "systems", "outcome"),
    [
        ("0.5 g", "500 mg", (None, None), "equal"),
        ("0.888 mmol/L", "888 nmol/mL", (None, None), "equal"),
        ("1 mmol/L", "131 mg/L", (None, None), "equal"),
        ("1 mmol/L", "150 mg/L", (None, None), "value"),
        ("0.1 g/kg", "763 umol/kg", (None, None), "equal"),
        ("7 g", "0.1 g/kg", ("human", "human"), "converted"),
        ("0.1 g/kg", "7 g", ("human", "human"), "converted"),
        ("14 g", "0.1 g/kg", ("human", "human"), "form"),
        ("7 g", "0.1 g/kg", ("rat", "rat"), "form"),
        ("0.073 g/kg", "0.45 g/kg", ("human", "rat"), "converted"),
        ("5.1 g", "0.45 g/kg", ("human", "rat"), "converted"),
        ("10.8 g", "0.45 g/kg", ("human", "rat"), "form"),
        ("0.45 g/kg", "0.45 g/kg", ("human", "rat"), "equal"),
        ("0.073 g/kg", "0.45 g/kg", (None, "rat"), "value"),
    ],
)
def test_doses_meet_after_conversion(claimed: str, found: str, systems: tuple[str | None, str], outcome: str) -> None:
    basis = Basis(Tolerances(), molar_mass("leucine"), *systems)
    assert agreement(Regimen(parse_amount(claimed)), Regimen(parse_amount(found)), basis) == outcome


def test_a_mixture_has_no_molar_mass() -> None:
    assert molar_mass("bcaa") is None
    basis = Basis(Tolerances(), None)
    assert agreement(Regimen(parse_amount("1 mmol/L")), Regimen(parse_amount("131 mg/L")), basis) == "form"


def test_a_conversion_is_told_with_its_arithmetic() -> None:
    row = assess(
        claim("leucine soreness -", "7 g", system="human"),
        finding("leucine soreness -", "At 0.1 g/kg.", system="human"),
    )
    assert (row.verdict, row.reason_code) == ("supported", "dose_converted")
    assert "0.1 g/kg × 70 kg = 7000 mg" in row.reason


def test_units_that_are_not_known_compare_with_themselves_only() -> None:
    one, same, far = (Regimen(Amount(low=v, high=v, unit="scoops")) for v in (2, 2.01, 3))
    assert agreement(one, same, BASIS) == "equal"
    assert agreement(one, far, BASIS) == "value"
    assert agreement(one, Regimen(Amount(low=2, high=2, unit="spoons")), BASIS) == "form"


def test_the_dose_of_the_article_is_read_in_its_text() -> None:
    said = "They took five 500 mg capsules twice a day."
    null = "The flush score did not change."
    paper = article(said, null)
    found = finding("isoleucine flush score =", null, of=paper).model_copy(update={"doses": find_doses(paper.text)})
    row = assess(claim("isoleucine flush score =", "500 mg"), found, paper=paper)
    assert (row.verdict, row.reason_code) == ("supported_dose_differs", "dose_form")
    assert "5 capsules of 500 mg 2 times a day" in row.reason
    assert "the claim says unchanged at 500 mg" in row.reason
