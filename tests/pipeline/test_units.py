import random
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ClaimdiffError, UnitError
from pipeline.lexicon import Term, read
from pipeline.schema import Amount
from pipeline.units import (
    canonical_unit,
    compare,
    find_doses,
    find_magnitudes,
    human_equivalent,
    normalize,
    parse_amount,
    to_mass,
)

UNITS = [
    ("g", "g"),
    ("grams", "g"),
    ("gm", "g"),
    ("milligrams", "mg"),
    ("mcg", "ug"),
    ("µg", "ug"),
    ("μg", "ug"),
    ("micrograms", "ug"),
    ("mM", "mmol/L"),
    ("mmol/l", "mmol/L"),
    ("mmol L-1", "mmol/L"),
    ("mmol·L⁻¹", "mmol/L"),
    ("mmol/liter", "mmol/L"),
    ("millimolar", "mmol/L"),
    ("uM", "umol/L"),
    ("µM", "umol/L"),
    ("μM", "umol/L"),
    ("microM", "umol/L"),
    ("micromolar", "umol/L"),
    ("µmol/L", "umol/L"),
    ("nM", "nmol/L"),
    ("M", "mol/L"),
    ("nmol/mL", "nmol/mL"),
    ("nmol/ml", "nmol/mL"),
    ("mg/dl", "mg/dL"),
    ("mg/100 ml", "mg/dL"),
    ("mg/ml", "mg/mL"),
    ("g/l", "g/L"),
    ("g/kg", "g/kg"),
    ("g.kg(-1)", "g/kg"),
    ("g·kg⁻¹·d⁻¹", "g/kg/day"),
    ("g/kg/d", "g/kg/day"),
    ("g kg(-1) day(-1)", "g/kg/day"),
    ("mg kg-1 d-1", "mg/kg/day"),
    ("mg/kg/day", "mg/kg/day"),
    ("mg/(kg·d)", "mg/kg/day"),
    ("mg/kg BW", "mg/kg"),
    ("mg/kg b.w.", "mg/kg"),
    ("mg/kgBW", "mg/kg"),
    ("mg/kg of body weight/day", "mg/kg/day"),
    ("g per kg body weight", "g/kg"),
    ("milligrams per kilogram", "mg/kg"),
    ("milligrams per kilogram per day", "mg/kg/day"),
    ("g/day/kg", "g/kg/day"),
    ("g/d", "g/day"),
    ("g per day", "g/day"),
    ("g daily", "g/day"),
    ("g a day", "g/day"),
    ("g/24 h", "g/day"),
    ("umol/kg/min", "umol/kg/min"),
    ("μmol x kg(-1) x min(-1)", "umol/kg/min"),
    ("mg/kg/h", "mg/kg/h"),
    ("g/h", "g/h"),
    ("g/min", "g/min"),
    ("mL/kg/min", "mL/kg/min"),
    ("mmol/kg", "mmol/kg"),
    ("mg/g", "mg/g"),
    ("mg/m2", "mg/m2"),
    ("mg/m(2)", "mg/m2"),
    ("IU", "IU"),
    ("IU/kg", "IU/kg"),
    ("%", "%"),
    ("percent", "%"),
    ("ppm", "ppm"),
    ("mM/L", "mmol/L"),
    ("µM/kg", "umol/kg"),
]


@pytest.mark.parametrize(("written", "plain"), UNITS)
def test_canonical_unit(written: str, plain: str) -> None:
    assert canonical_unit(written) == plain
    assert canonical_unit(plain) == plain


@pytest.mark.parametrize(
    "written", ["", "kg", "nm", "ml", "kDa", "years", "mmHg", "bpm", "kcal", "g/", "mg/mg protein", "m"]
)
def test_canonical_unit_refuses(written: str) -> None:
    with pytest.raises(UnitError, match="not a known unit"):
        canonical_unit(written)


# text, then (low, high, unit) of each dose in it
DOSES: list[tuple[str, list[tuple[float, float, str]]]] = [
    ("took 5 g leucine", [(5, 5, "g")]),
    ("took .5 g", [(0.5, 0.5, "g")]),
    ("took 2·5 g", [(2.5, 2.5, "g")]),
    ("took 0,5 g", [(0.5, 0.5, "g")]),
    ("took 2,5 g", [(2.5, 2.5, "g")]),
    ("took 2. 5 g", [(2.5, 2.5, "g")]),
    ("took 1,000 mg", [(1000, 1000, "mg")]),
    ("took 1 000 mg", [(1000, 1000, "mg")]),
    ("took 1\u202f500 mg", [(1500, 1500, "mg")]),
    ("took 12,500 mg/kg", [(12500, 12500, "mg/kg")]),
    ("took 0.3g/kg", [(0.3, 0.3, "g/kg")]),
    ("took 450mg/kg", [(450, 450, "mg/kg")]),
    ("took 450 mg kg(-1)", [(450, 450, "mg/kg")]),
    ("took 450 mg.kg-1", [(450, 450, "mg/kg")]),
    ("took 450 mg·kg⁻¹", [(450, 450, "mg/kg")]),
    ("took 450 mg x kg(-1)", [(450, 450, "mg/kg")]),
    ("took 450 mg kg⁻¹ body mass", [(450, 450, "mg/kg")]),
    ("took 0.1 g creatine/kg/day", [(0.1, 0.1, "g/kg/day")]),
    ("took 0.1 g of creatine per kg body weight per day", [(0.1, 0.1, "g/kg/day")]),
    ("took 20 g creatine monohydrate/day", [(20, 20, "g/day")]),
    ("took 10 g of L-arginine (ARG) per day", [(10, 10, "g/day")]),
    ("took 6 g/day", [(6, 6, "g/day")]),
    ("took 6 g/d for 8 weeks", [(6, 6, "g/day")]),
    ("took 6 g per day", [(6, 6, "g/day")]),
    ("took 6 g a day", [(6, 6, "g/day")]),
    ("took 3 g daily", [(3, 3, "g/day")]),
    ("took 5-10 g of BCAAs daily", [(5, 10, "g/day")]),
    ("a daily dose of 3 g", [(3, 3, "g/day")]),
    ("took 3 g once a day", [(3, 3, "g/day")]),
    ("took 2 g twice daily", [(2, 2, "g")]),
    ("took 2 g three times a day", [(2, 2, "g")]),
    ("took 3 x 2 g/day", [(2, 2, "g")]),
    ("took 6 x 500 mg", [(500, 500, "mg")]),
    ("one 500-mg capsule", [(500, 500, "mg")]),
    ("two 500-mg tablets", [(500, 500, "mg")]),
    ("500 mg per capsule", [(500, 500, "mg")]),
    ("a 20-g dose", [(20, 20, "g")]),
    ("a 5- to 10-g dose", [(5, 10, "g")]),
    ("a 5- or 10-g dose", [(5, 5, "g"), (10, 10, "g")]),
    ("at 0.3-1.35 g/kg", [(0.3, 1.35, "g/kg")]),
    ("at 0.3–1.35 g/kg", [(0.3, 1.35, "g/kg")]),
    ("at 5 to 10 g", [(5, 10, "g")]),
    ("at 5 mg to 10 mg", [(5, 10, "mg")]),
    ("at 5 mg-10 mg", [(5, 10, "mg")]),
    ("from 2 to 8 mM", [(2, 8, "mmol/L")]),
    ("from 10 µM to 1 mM", [(0.01, 1, "mmol/L")]),
    ("from 500 mg to 2 g", [(0.5, 2, "g")]),
    ("between 1 and 3 g", [(1, 3, "g")]),
    ("0 to 10 mM", [(0, 10, "mmol/L")]),
    ("tapered from 10 to 5 mg", [(10, 10, "mg"), (5, 5, "mg")]),
    ("with 2, 5 and 10 mM", [(2, 2, "mmol/L"), (5, 5, "mmol/L"), (10, 10, "mmol/L")]),
    ("with 0, 5, 10 mM", [(5, 5, "mmol/L"), (10, 10, "mmol/L")]),
    ("with 100, 200, or 400 mg/kg", [(100, 100, "mg/kg"), (200, 200, "mg/kg"), (400, 400, "mg/kg")]),
    ("with 2; 5; 10 mg/kg", [(2, 2, "mg/kg"), (5, 5, "mg/kg"), (10, 10, "mg/kg")]),
    ("with 0.1 and 0.3 g/kg", [(0.1, 0.1, "g/kg"), (0.3, 0.3, "g/kg")]),
    ("with 1-2 or 4-5 g", [(1, 2, "g"), (4, 5, "g")]),
    ("with 5 mg and 2 g", [(5, 5, "mg"), (2, 2, "g")]),
    ("with 10(-3) M", [(0.001, 0.001, "mol/L")]),
    ("with 10⁻³ M", [(0.001, 0.001, "mol/L")]),
    ("with 10-3 M", [(0.001, 0.001, "mol/L")]),
    ("with 10^-3 M", [(0.001, 0.001, "mol/L")]),
    ("with 10-5 to 10-3 M", [(1e-5, 1e-3, "mol/L")]),
    ("with 1 x 10(-3) mol/l", [(0.001, 0.001, "mol/L")]),
    ("with 2.5×10−4 M", [(0.00025, 0.00025, "mol/L")]),
    ("with 5e-04 M", [(0.0005, 0.0005, "mol/L")]),
    ("with 10 mM", [(10, 10, "mmol/L")]),
    ("with 10mM", [(10, 10, "mmol/L")]),
    ("with 10\u00a0mmol/L", [(10, 10, "mmol/L")]),
    ("with 300 µM", [(300, 300, "umol/L")]),
    ("with 300 μM", [(300, 300, "umol/L")]),
    ("with 300 uM", [(300, 300, "umol/L")]),
    ("with 50 nM", [(50, 50, "nmol/L")]),
    ("with five millimolar", [(5, 5, "mmol/L")]),
    ("with three grams", [(3, 3, "g")]),
    ("with twenty-five milligrams", [(25, 25, "mg")]),
    ("with one to two grams", [(1, 2, "g")]),
    ("with 250 milligrams per kilogram", [(250, 250, "mg/kg")]),
    ("with 4 mg/g", [(4, 4, "mg/g")]),
    ("with 4 mg glutamate/g", [(4, 4, "mg/g")]),
    ("with 4 ng./ml", [(4, 4, "ng/mL")]),
    ("two 500-mg tablets per day", [(500, 500, "mg")]),
    ("with 30 nmol", [(30, 30, "nmol")]),
    ("with 30 nmol/rat", [(30, 30, "nmol")]),
    ("with 1 g/kg diet", [(1, 1, "g/kg")]),
    ("at 4 mg/(kg x min)", [(4, 4, "mg/kg/min")]),
    ("at 60 µmol/kg/min", [(60, 60, "umol/kg/min")]),
    ("at 60 micromol.kg(-1).min(-1)", [(60, 60, "umol/kg/min")]),
    ("at 5 g/h", [(5, 5, "g/h")]),
    ("60 mg of taurine·kg−1·day−1", [(60, 60, "mg/kg/day")]),
    ("2 g creatine monohydrate kg(-1) d(-1)", [(2, 2, "g/kg/day")]),
    ("at 5 mL/kg/h", [(5, 5, "mL/kg/h")]),
    ("at 400 IU daily", [(400, 400, "IU/day")]),
    ("at 400 IU/kg", [(400, 400, "IU/kg")]),
    ("at 888 ± 12 nmol/mL", [(888, 888, "nmol/mL")]),
    ("at 888 nmol/mL ± 12 nmol/mL", [(888, 888, "nmol/mL")]),
    ("6.0 +/- 0.2 vs 7.4 +/- 0.5 mmol/l", [(6, 6, "mmol/L"), (7.4, 7.4, "mmol/L")]),
    ("2% of diet weight", [(2, 2, "%")]),
    ("2% of the diet", [(2, 2, "%")]),
    ("2% glycine in the drinking water", [(2, 2, "%")]),
    ("5 % (w/v)", [(5, 5, "%")]),
    ("a 10% (w/w) blend", [(10, 10, "%")]),
    ("1.5 percent of the feed", [(1.5, 1.5, "%")]),
    ("a diet containing 1.5% leucine", [(1.5, 1.5, "%")]),
    ("a diet supplemented with 1, 2 or 4% glycine", [(1, 1, "%"), (2, 2, "%"), (4, 4, "%")]),
    ("0.3-3% of the diet", [(0.3, 3, "%")]),
    ("a 5% casein diet", [(5, 5, "%")]),
    ("rats were fed 2% leucine", [(2, 2, "%")]),
    ("mice received either 0.03% leucine or 0.05% probucol", [(0.03, 0.03, "%"), (0.05, 0.05, "%")]),
    ("rinsed with 0.9% saline", [(0.9, 0.9, "%")]),
    ("n = 10, 5 and 10 g", [(10, 10, "g")]),
    ("on day 3 and 500 mg later", [(500, 500, "mg")]),
    ("after 8 weeks, 5 g", [(5, 5, "g")]),
    ("in 2005, 100 mg was given", [(100, 100, "mg")]),
    ("S6K1 and 10 mM", [(10, 10, "mmol/L")]),
    ("IL-6 and 10 mM", [(10, 10, "mmol/L")]),
    ("20 mg/rat and 5 mg/animal", [(20, 20, "mg"), (5, 5, "mg")]),
    ("up to 12 g", [(12, 12, "g")]),
    ("≥3 g and <5 g", [(3, 3, "g"), (5, 5, "g")]),
    ("(7 g)", [(7, 7, "g")]),
    ("7 g.", [(7, 7, "g")]),
    ("5 g/100 g", [(5, 5, "g/100 g")]),
    ("2 mg/100 ml", [(2, 2, "mg/dL")]),
    ("1.2 g/m2", [(1.2, 1.2, "g/m2")]),
    ("300 mg/kg, gavage once daily", [(300, 300, "mg/kg/day")]),
    ("340 mg + 320 mg", [(340, 340, "mg"), (320, 320, "mg")]),
    ("1 g every 8 h", [(1, 1, "g")]),
    ("1 g weekly", [(1, 1, "g")]),
    ("1 g/week", [(1, 1, "g/week")]),
    ("45 mEq", [(45, 45, "mEq")]),
]


@pytest.mark.parametrize(("text", "expected"), DOSES)
def test_find_doses(text: str, expected: list[tuple[float, float, str]]) -> None:
    found = find_doses(text)
    assert [(d.amount.low, d.amount.high, d.amount.unit) for d in found] == [
        (pytest.approx(low), pytest.approx(high), unit) for low, high, unit in expected
    ]
    assert all(text[d.start : d.end] == d.text for d in found)


NO_DOSES = [
    "",
    "aged 12 years",
    "for 30 min",
    "after 4 h",
    "for 6 days",
    "for 8 weeks",
    "twice daily",
    "at 37 °C",
    "at 340 nm",
    "in a 5 mm well",
    "p < 0.05",
    "P = 0.003",
    "a man of 70 kg",
    "rats weighing 200-250 g",
    "rats (body weight 250 g)",
    "rats (200-250 g)",
    "300-g rats",
    "Wistar rats of 180 g body weight",
    "a birth weight below 900 g",
    "spun at 12,000 g",
    "spun at 10,000 x g",
    "a 70 kDa protein",
    "of 38,000-M(r)",
    "n = 24",
    "in 1998",
    "2000 kcal",
    "120 mmHg",
    "a rate of 72 bpm",
    "95% CI 1.2 to 3.4",
    "fell by 12%",
    "12% higher than before",
    "grew 12 %",
    "45% of the patients",
    "rats given leucine had 20% heavier hearts",
    "patients received 30% fewer calories",
    "those fed 40% of their needs",
    "ran at 70% of VO2max",
    "35%",
    "the BMI was 27 kg/m2",
    "18 Gram-negative strains",
    "p70 S6 kinase",
    "IL-6 mRNA",
    "5 nmol/mg protein",
    "5 nmol/min/mg protein",
    "0.05 %/h",
    "a Ki of 5 µM",
    "an IC50 of 12 nM",
    "IC(50) = 3 microM",
    "an association constant of 3 x 10(6) M(-1)",
    "a VO2 of 35 ml/kg/min",
    "a creatinine clearance of 90 mL/min",
    "a volume of 10 ml",
    "in 12 % of cases",
    "15 of 20",
    "a change of -5 g",
    "43 U.S. soldiers",
    "5 mg tannins/mg protein",
    "3 pmol islet(-1)",
    "0 mM",
]


@pytest.mark.parametrize("text", NO_DOSES)
def test_no_doses(text: str) -> None:
    assert find_doses(text) == ()


def test_spans_cover_number_to_unit() -> None:
    text = "We gave 2, 5 and 10 mM, then 0.3-1.35 g/kg/day of it, 5 g of valine daily."
    assert [d.text for d in find_doses(text)] == ["2", "5", "10 mM", "0.3-1.35 g/kg/day", "5 g"]


def test_no_amount_runs_from_the_title_into_the_abstract() -> None:
    assert find_doses("Effects of dose 5\ng of leucine") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rose by 16.8 %", [(16.8, "%")]),
        ("35%", [(35, "%")]),
        ("a 35 percent drop", [(35, "%")]),
        ("2.5-fold", [(2.5, "fold")]),
        ("3.7 fold", [(3.7, "fold")]),
        ("twofold", [(2, "fold")]),
        ("three-fold", [(3, "fold")]),
        ("tenfold more", [(10, "fold")]),
        ("2- to 3-fold", [(2, "fold"), (3, "fold")]),
        ("two- to threefold", [(2, "fold"), (3, "fold")]),
        ("3 times higher", [(3, "fold")]),
        ("3 times daily", []),
        ("uptake doubled", [(2, "fold")]),
        ("uptake tripled", [(3, "fold")]),
        ("the area was halved", [(50, "%")]),
        ("18 % and 22 %", [(18, "%"), (22, "%")]),
        ("18 and 22%", [(18, "%"), (22, "%")]),
        ("by 10-20%", [(10, "%"), (20, "%")]),
        ("by 18 ± 3%", [(18, "%")]),
        ("changed by −12%", [(12, "%")]),
        ("12% (95% CI 3 to 20)", [(12, "%")]),
        ("95% confidence interval", []),
        ("2% of the diet", []),
        ("5% (w/v)", []),
        ("at 70% of VO2max", []),
        ("at 70% VO2max", []),
        ("80% 1RM", []),
        ("60% of the patients", []),
        ("12 (60%) had it", []),
        ("12/20, 60%", []),
        ("12 patients (60%)", []),
        ("rose from 5% to 8%", []),
        ("40% vs 12%", []),
        ("rose to 60% of control", []),
        ("rose by 60% of control", [(60, "%")]),
        ("up to 60%", [(60, "%")]),
        ("12% (95% CI 3% to 20%)", [(12, "%")]),
        ("twenty-five percent lower", [(25, "%")]),
        ("0.05 %/h", []),
        ("5 g", []),
        ("manifold and folding", []),
    ],
)
def test_find_magnitudes(text: str, expected: list[tuple[float, str]]) -> None:
    found = find_magnitudes(text)
    assert [(s.magnitude.value, s.magnitude.unit) for s in found] == expected
    assert all(0 <= s.start < s.end <= len(text) for s in found)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0.3-1.35 g/kg", Amount(low=0.3, high=1.35, unit="g/kg")),
        (" 5% ", Amount(low=5, high=5, unit="%")),
        ("2 g twice daily", Amount(low=2, high=2, unit="g")),
        ("3 g daily", Amount(low=3, high=3, unit="g/day")),
        ("5-10 g/day", Amount(low=5, high=10, unit="g/day")),
        ("0.3-3% of diet weight", Amount(low=0.3, high=3, unit="%")),
        ("250 mg/kg, i.p.", Amount(low=250, high=250, unit="mg/kg")),
        ("between 1 and 3 g", Amount(low=1, high=3, unit="g")),
        ("888 nmol/mL", Amount(low=888, high=888, unit="nmol/mL")),
    ],
)
def test_parse_amount(written: str, amount: Amount) -> None:
    assert parse_amount(written) == amount


@pytest.mark.parametrize(
    "written", ["", "5", "g", "lots", "5 g and 6 mg", "5 years", "5 g of something unheard of", "1e999 g"]
)
def test_parse_amount_refuses(written: str) -> None:
    with pytest.raises(UnitError, match="not one amount"):
        parse_amount(written)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("1.5 g", 1500, "mg"),
        ("250 ug", 0.25, "mg"),
        ("0.45 g/kg", 450, "mg/kg"),
        ("4 mg/g", 4000, "mg/kg"),
        ("2 mg/100 g", 20, "mg/kg"),
        ("2 g/day", 2000, "mg/day"),
        ("7 g/week", 1000, "mg/day"),
        ("0.1 g/kg/day", 100, "mg/kg/day"),
        ("6 g/h", 100, "mg/min"),
        ("60 umol/kg/h", 1, "umol/kg/min"),
        ("2 mM", 2000, "umol/L"),
        ("888 nmol/mL", 888, "umol/L"),
        ("50 nM", 0.05, "umol/L"),
        ("1 M", 1e6, "umol/L"),
        ("1 g/L", 1000, "mg/L"),
        ("1 mg/mL", 1000, "mg/L"),
        ("5 mg/dL", 50, "mg/L"),
        ("30 nmol", 0.03, "umol"),
        ("2 mmol/kg", 2000, "umol/kg"),
        ("5%", 5, "%"),
        ("100 ppm", 0.01, "%"),
        ("400 IU", 400, "IU"),
        ("2 g/m2", 2000, "mg/m2"),
        ("2 mEq/L", 2, "mEq/L"),
        ("0.5 L/h", 25 / 3, "mL/min"),
    ],
)
def test_normalize(written: str, value: float, unit: str) -> None:
    base = normalize(parse_amount(written))
    assert (base.low, base.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize("unit", ["year", "kg", "g/year", "volt", "g/", "/", "g//kg", "exit()"])
def test_normalize_refuses(unit: str) -> None:
    with pytest.raises(UnitError, match="not a known unit"):
        normalize(Amount(low=1, high=1, unit=unit))


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [
        ("1 g", "1000 mg", "equal"),
        ("1 mM", "1000 nmol/mL", "equal"),
        ("1 mM", "1 mmol/L", "equal"),
        ("2-4 g", "3 g", "equal"),
        ("2-4 g", "4-6 g", "equal"),
        ("0.95 g", "1 g", "equal"),
        ("0.8 g", "1 g", "different_value"),
        ("2-4 g", "5-6 g", "different_value"),
        ("1 g", "1 g/L", "different_form"),
        ("1 g", "1 g/day", "different_form"),
        ("1 g/day", "7 g/week", "equal"),
        ("1 g/kg", "1 g", "different_form"),
        ("1 g/kg", "0.1%", "different_form"),
        ("1 g/kg/day", "1 g/kg", "different_form"),
        ("1 g/day", "1 g/min", "different_form"),
        ("1 mg/L", "1 mM", "different_form"),
        ("1 mmol/kg", "1 mg/kg", "different_form"),
        ("1 IU", "1 mg", "different_form"),
    ],
)
def test_compare(a: str, b: str, result: str) -> None:
    assert compare(parse_amount(a), parse_amount(b), tolerance=0.05) == result
    assert compare(parse_amount(b), parse_amount(a), tolerance=0.05) == result


@pytest.mark.parametrize("tolerance", [-0.1, 1, float("nan")])
def test_compare_refuses_tolerance(tolerance: float) -> None:
    one = parse_amount("1 g")
    with pytest.raises(ClaimdiffError, match="tolerance"):
        compare(one, one, tolerance=tolerance)


@pytest.mark.parametrize(
    ("written", "system", "expected"),
    [
        ("0.45 g/kg", "rat", 72.97),
        ("0.45 g/kg", "human", 450),
        ("450 mg/kg/day", "mouse", 36.49),
        ("100 mg/kg", "rabbit", 32.43),
        ("100 mg/kg", "guinea pig", 21.62),
        ("1-2 g/kg", "rat", 324.3),
        ("0.45 g", "rat", None),
        ("5 mM", "rat", None),
        ("5 mg/kg/min", "rat", None),
        ("5 mmol/kg", "rat", None),
        ("0.45 g/kg", "cell", None),
        ("0.45 g/kg", "unicorn", None),
    ],
)
def test_human_equivalent(written: str, system: str, expected: float | None) -> None:
    assert human_equivalent(parse_amount(written), system) == (None if expected is None else pytest.approx(expected))


def test_a_share_of_the_diet_has_no_human_equivalent() -> None:
    dose = find_doses("10 g/kg diet")[0]
    assert human_equivalent(dose.amount, "rat", medium=dose.medium) is None


def test_to_mass() -> None:
    leucine = 131.17
    assert to_mass(parse_amount("762 umol/L"), leucine).low == pytest.approx(100, rel=0.001)
    assert to_mass(parse_amount("1 mmol/kg"), leucine) == Amount(low=131.17, high=131.17, unit="mg/kg")
    assert to_mass(parse_amount("1 g"), leucine) == Amount(low=1000, high=1000, unit="mg")
    for wrong in (0.0, -1.0, float("nan")):
        with pytest.raises(ClaimdiffError, match="molar mass"):
            to_mass(parse_amount("1 mM"), wrong)


_VALUES = st.integers(1, 99999).map(lambda n: n / 100)
_PLAIN_UNITS = st.sampled_from(sorted({plain for _, plain in UNITS}))


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, high = sorted((draw(_VALUES), draw(_VALUES)))
    return Amount(low=low, high=high, unit=draw(_PLAIN_UNITS))


@given(amounts())
def test_what_is_written_reads_back(amount: Amount) -> None:
    assert parse_amount(str(amount)) == amount


@given(amounts())
def test_normalize_twice_is_once(amount: Amount) -> None:
    base = normalize(amount)
    assert normalize(base) == base


@given(amounts(), amounts(), st.floats(0, 0.9))
def test_compare_is_symmetric_and_reflexive(a: Amount, b: Amount, tolerance: float) -> None:
    assert compare(a, b, tolerance=tolerance) == compare(b, a, tolerance=tolerance)
    assert compare(a, a, tolerance=0) == "equal"


_WORDS = (
    "0 5 10 1,000 .5 10(-3) ± - – to and or , / x × % mM µM g mg kg /kg (-1) /day daily per day "
    "body weight diet i.p. ( ) . fold n = \n"
)
_PIECES = st.sampled_from(_WORDS.split(" "))
_MARKS = st.text("0123456789.,·٣３²⁻eE()^-–−x ×±%/gMµ1\u202f", max_size=40)


_PROSE = st.tuples(st.sampled_from(["", " "]), st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=30))


@given(st.one_of(_MARKS, _PROSE.map(lambda drawn: drawn[0].join(drawn[1]))))
def test_offsets_hold_in_any_text(text: str) -> None:
    found = find_doses(text)
    assert all(text[d.start : d.end] == d.text and d.text for d in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(normalize(d.amount).high >= 0 for d in found)
    assert all(0 <= s.start < s.end <= len(text) for s in find_magnitudes(text))


_NOISE = [
    *("1", "1,", "1,111", ",111", "1 ", "111 ", "1.", ".", "%", "1%", "1 %,", "1-", "1 to ", "1 and ", "10(-"),
    *("1 g ", "1 g a", "1 g of a b c d ", "a", "a-", "(", "1 ± ", "1 x ", "mg/", "kg-1 ", "1/", "12. "),
    *("between 1 and ", "2% in ", "diet 1% ", "one ", "1 mg 3 times ", "1 g (a"),
]


@pytest.mark.parametrize("piece", _NOISE)
def test_noise_is_read_in_one_pass(piece: str) -> None:
    """A pattern that backtracks needs minutes for this."""
    text = piece * (30_000 // len(piece))
    find_doses(text)
    find_magnitudes(text)


@pytest.mark.parametrize("seed", range(2))
def test_a_megabyte_of_digits_and_marks_is_read(seed: int) -> None:
    text = "".join(random.Random(seed).choices("0123456789,,..%% ", k=1_000_000))
    assert find_doses(text) == ()
    assert find_magnitudes(text)


def test_pint_is_loaded_only_to_convert() -> None:
    code = "import sys, pipeline.units as u; u.find_doses('5 g'); assert 'pint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_spelling_of_the_lexicon_is_read() -> None:
    for row in read("units", Term):
        if row.type == "amount":
            assert canonical_unit(row.term) == row.name
        elif row.type == "per":
            assert canonical_unit(f"mg/{row.term}") == f"mg/{row.name}"


def test_every_unit_of_the_lexicon_can_be_converted() -> None:
    rows = read("units", Term)
    for top in sorted({row.name for row in rows if row.type == "amount"} - {"%", "ppm"}):
        for below in sorted({row.name for row in rows if row.type == "per"} if "/" not in top else ["min"]):
            unit = canonical_unit(f"{top}/{below}")
            assert normalize(Amount(low=1, high=1, unit=unit)).low > 0


@pytest.mark.shared
def test_gold_doses_are_found(shared) -> None:  # type: ignore[no-untyped-def]
    import importlib.util
    import json

    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    texts = {}
    for line in (shared / "gold" / "dev_texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["pmid"]] = f"{row['title']}\n{row['abstract'] or ''}"
    wanted = found = 0
    for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = {score.dose_key(d) for t in row["tuples"] for d in t["doses"]}
        amounts = [d.amount for d in find_doses(texts[row["pmid"]])]
        keys = {score.dose_key({"value": v, "unit": a.unit}) for a in amounts for v in (a.low, a.high)}
        wanted, found = wanted + len(gold), found + len(gold & keys)
    assert found / wanted >= 0.95
