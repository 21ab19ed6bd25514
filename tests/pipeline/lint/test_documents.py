"""What lint finds in the words of invented documents, and what it leaves alone."""

from pathlib import Path

import pytest

from pipeline.lint import RULES, lint
from pipeline.schema import Finding
from pipeline.sources import parse_source

STUDIES = "# Valine\n\n## 1 Rats\n\nRats given 0.1 g/kg or 0.3 g/kg of valine slept longer.[1]\n\n"
WRONG: list[tuple[str, str, str | None]] = [
    # impossible amounts
    ("impossible_unit", "Subjects received 2.5 g/g of taurine.", "2.5 g/g = 2500 g/kg = 250% of body mass"),
    ("impossible_unit", "Rats ate 300 g/kg bodyweight of lysine.", "300 g/kg = 300 g/kg = 30% of body mass"),
    ("impossible_unit", "Leucine reduced protein breakdown by 140%.", "140% > 100%"),
    (
        "impossible_unit",
        "Plasma lysine rose to 450 mol/m3 or 450 mM.",
        "450 mmol/L = 450 mmol/L; plasma holds 300 in all",
    ),
    # one amount in two ways
    ("amounts_disagree", "Valine reached 250 µmol/L (2.5 mM).", "250 umol/L = 250 umol/L; 2.5 mmol/L = 2500 umol/L"),
    ("amounts_disagree", "It rose to 640 nmol/mL or 6.4 mM.", "640 nmol/mL = 640 umol/L; 6.4 mmol/L = 6400 umol/L"),
    ("amounts_disagree", "Men took 2 g of glycine three times daily (8 g/day).", "2 g 3 times a day = 6000 mg/day"),
    ("amounts_disagree", "Men took 8 g/day (2 g three times daily) of lysine.", "2 g 3 times a day = 6000 mg/day"),
    (
        "amounts_disagree",
        "Women took five 500 mg capsules (3 g) of leucine.",
        "5 capsules of 500 mg = 2500 mg, not 3000 mg",
    ),
    (
        "amounts_disagree",
        "Subjects took 5 g twice daily for a total of 15 g per day of creatine.",
        "5 g 2 times a day = 10000 mg/day, not 15000 mg/day",
    ),
    (
        "amounts_disagree",
        "Cells were kept in 2 mM (2.6 g/L) leucine.",
        "2 mmol/L = 262.34 mg/L; 2.6 g/L = 2600 mg/L, at 131.17 g/mol of leucine",
    ),
    (
        "amounts_disagree",
        "Perfusion with 0.75 g/L glycine (1 mM) lowered pressure.",
        "0.75 g/L = 750 mg/L; 1 mmol/L = 75.07 mg/L, at 75.07 g/mol of glycine",
    ),
    (
        "amounts_disagree",
        "Each man drank 10 g of leucine (7.6 mmol).",
        "10 g = 10000 mg; 7.6 mmol = 996.892 mg, at 131.17 g/mol of leucine",
    ),
    # per kg, per body, from animal to human
    (
        "equivalent_disagrees",
        "A dose of 0.2 g/kg leucine (31 g for a 154 lb athlete) was safe.",
        "0.2 g/kg × 69.85 kg = 14 g; 31 g / 69.85 kg = 444 mg/kg; 200 × 154 takes pounds for kilograms",
    ),
    (
        "equivalent_disagrees",
        "Leucine at 40 mg/kg, or about 5 g for a 70 kg adult, raised insulin.",
        "40 mg/kg × 70 kg = 2.8 g; 5 g / 70 kg = 71.4 mg/kg",
    ),
    (
        "equivalent_disagrees",
        "Mice got 100 mg/kg of valine, which equals 7 g in a 70 kg human.",
        "100 mg/kg in mouse × 3/37 by body surface area (FDA 2005) = 8.11 mg/kg × 70 kg = 0.568 g; 7 g / 70 kg",
    ),
    (
        "equivalent_disagrees",
        "In mice, 123 mg/kg of lysine (human equivalent dose of 100 mg/kg) helped.",
        "123 mg/kg in mouse × 3/37 by body surface area (FDA 2005) = 9.97 mg/kg, not 100 mg/kg",
    ),
    (
        "equivalent_disagrees",
        "Dogs received 180 mg/kg of arginine, a human equivalent of about 90 g.",
        "180 mg/kg in dog × 20/37 by body surface area (FDA 2005) = 97.3 mg/kg = 5.84 g for 60 kg; 90 g is for 925 kg",
    ),
    (
        "equivalent_disagrees",
        "Healthy men drank 40 g of glycine at night.[1] In rats 100 mg/kg glycine worked best, and the human equivalent"
        " of this dose was tested.",
        "100 mg/kg in rat × 6/37 by body surface area (FDA 2005) = 16.2 mg/kg = 0.973 g for 60 kg; 40 g is for 2",
    ),
    (
        "equivalent_disagrees",
        "In rats 600 mg/kg worked (a human equivalent dose of 96 mg/kg, i.e. 14.4 g for a person weighing 150 pounds).",
        "96 mg/kg × 68.04 kg = 6.53 g; 14.4 g / 68.04 kg = 212 mg/kg; 96 × 150 takes pounds for kilograms",
    ),
    (
        "equivalent_disagrees",
        "A 70 kg human would need 31.5 g to match the 450 mg/kg given to rats.",
        "450 mg/kg in rat × 6/37 by body surface area (FDA 2005) = 73 mg/kg × 70 kg = 5.11 g",
    ),
    (
        "equivalent_disagrees",
        "The 75 kg men took 0.1 g/kg of leucine (15 g).",
        "0.1 g/kg × 75 kg = 7.5 g; 15 g / 75 kg = 200 mg/kg",
    ),
    (
        "equivalent_disagrees",
        "The mouse dose of 1 g/kg corresponds to a human dose of 1 g/kg.",
        "1 g/kg in mouse × 3/37 by body surface area (FDA 2005) = 81.1 mg/kg, not 1 g/kg",
    ),
    # mixtures
    (
        "parts_disagree",
        "The blend held 5 g leucine, 3 g isoleucine and 2 g valine, so 70% leucine by weight.[1]",
        "5000 / (5 g + 3 g + 2 g) = 50.0%, not 70%",
    ),
    (
        "parts_disagree",
        "Men drank 10 g (5 g leucine, 4 g isoleucine and 3 g valine).",
        "5 g + 4 g + 3 g = 12000 mg, not 10000 mg",
    ),
    (
        "parts_disagree",
        "A supplement of 10 g made up of 4 g leucine and 3 g valine was used.",
        "4 g + 3 g = 7000 mg, not 10000 mg",
    ),
    ("parts_disagree", "A mixture with 60% leucine, 30% valine and 25% lysine was used.", "60% + 30% + 25% = 115%"),
    (
        "parts_disagree",
        "Leucine made up 40% of the mixture (2 g leucine, 1 g isoleucine, 1 g valine).",
        "2000 / (2 g + 1 g + 1 g) = 50.0%, not 40%",
    ),
    (
        "shares_disagree",
        "The mixture was 40% leucine.[1] Rats ran longer on a blend with a high (55%) leucine content.[1]",
        "40% − 55% = -15 points",
    ),
    # one paper at several places
    (
        "dose_credited_elsewhere",
        f"{STUDIES}Best was 0.6 g/kg of valine.[1]",
        "0.6 g/kg is none of 0.1 g/kg and 0.3 g/kg",
    ),
    (
        "dose_credited_elsewhere",
        "Rats got 2 g/kg of lysine.[1] Others gave 5 g/kg of lysine.[2] Oral 5 g/kg lysine was bitter.[1][3]",
        "5 g/kg is none of 2 g/kg",
    ),
    (
        "unit_disagrees",
        "Rats got 20 mg/kg of lysine.[1] The 20 g/kg of lysine was bitter.[1]",
        "20 g/kg = 1000 × 20 mg/kg",
    ),
    (
        "values_disagree",
        "After 2 g/kg valine, plasma valine was 3 mM.[1] Plasma valine was 5 mM, similar to that after 2 g/kg.[2]",
        "5000 / 3000 µmol/L = 1.67: 67% more",
    ),
    (
        "values_disagree",
        "After 2 g/kg valine, plasma valine was 3 mM.[1] A plasma level of 900 µM followed 2 g/kg of valine.[1]",
        "3000 / 900 = 3.33",
    ),
]
RIGHT = [
    # moles and mass that agree, but for rounding or a salt, and amounts of two things
    "Cells were kept in 2 mM (0.26 g/L) leucine.",
    "Cells were kept in 0.5 mM leucine (0.07 g/L).",
    "They drank 10 g (57 mmol) of arginine.",
    "They drank 12 g (57 mmol) of arginine hydrochloride.",
    "They drank 10 g of BCAA (500 mmol).",
    "Medium held 2 mM leucine and 0.1 g/L glycine.",
    "In rats 0.45 g/kg lowered glucose, while 12 g of isoleucine did so in humans weighing 70 kg.",
    "In rats 1 g/kg and in humans 0.1 g/kg of leucine was used.",
    "The mouse dose of 1 g/kg corresponds to a human dose of 81 mg/kg.",
    "The 75 kg men took 0.1 g/kg of leucine (7.5 g).",
    "Young men (75 kg) took 10 g of leucine.",
    "An extract standardized for 15% lysine (15 mg), glycine (3 g) and taurine (2 g) made a supplement.",
    "They got 150 mg/kg (50 mg/kg per day) of valine.",
    "A dose of 0.2 g/kg leucine (14 g for a 154 lb athlete) was safe.",
    "Leucine at 40 mg/kg, or about 3 g for a 70 kg adult, raised insulin.",
    "In mice, 123 mg/kg of lysine (human equivalent dose of 10 mg/kg) helped.",
    "Dogs received 18 mg/kg of arginine, a human equivalent of about 0.7 g.",
    "In rats 0.45 g/kg lowered glucose, while in humans weighing 70 kg, 12 g of isoleucine did.",
    "Rats weighing 250 g were given 0.5 g/kg leucine (125 mg).",
    "Valine reached 250 µmol/L (0.25 mM) after an hour.",
    "Men took 2 g of glycine three times daily (6 g/day).",
    "Women took five 500 mg capsules (2.5 g) of leucine.",
    "Rats ate a diet with 300 g/kg casein and 20 g/kg leucine.",
    "Muscle held 0.5 g/g tissue.",
    "Leucine increased synthesis by 140%.",
    "Cells were treated with 5 mM (10 mM) leucine.",
    "Men took 500 mg or 1 g of tyrosine.",
    "Infants got 50 mg/kg (3 mL/kg) of the arginine solution.",
    "The blend held 5 g leucine, 3 g isoleucine and 2 g valine, so 50% leucine by weight.[1]",
    "Men drank 10 g of amino acids (2 g leucine and 1 g valine).",
    "The mixture was 40% leucine.[1] Another mixture was 55% leucine.[2]",
    "A mixture raised leucine oxidation, and 20% leucine uptake was lost.[1] It was 40% leucine.[1]",
    f"{STUDIES}Others gave 0.6 g/kg of valine.[2]",
    f"{STUDIES}They slept as long as with 0.6 g/kg.[1]",
    f"{STUDIES}Cells were kept in 0.6 mM valine.[1]",
    "Rats got 2-5 g/kg of lysine.[1] Best was 4 g/kg of lysine.[1]",
    "Rats got 2 g/kg of lysine.[1] Later 4 g/kg of lysine was given.[1]",
    "After 2 g/kg valine, plasma valine was 3 mM.[1] Plasma valine was 3.2 mM, similar to that after 2 g/kg.[2]",
]
LIST = "## References\n\n1. Lysine and sleep in rats. J Sleep. 2001;1:2-3.\n2. [shop.example.com]\n"


def found(text: str) -> list[Finding]:
    """The findings on the sentences of a document; those on its lists are another test's."""
    document = parse_source(text.encode(), Path("900_invented.md"))
    skipped = {"unidentified_reference", "repeated_paper", "uncited_claim", *(f.rule for f in document.findings)}
    return [f for f in lint((), (), [document]) if f.rule not in skipped]


@pytest.mark.parametrize(("rule", "text", "arithmetic"), WRONG)
def test_finds_what_is_wrong(rule: str, text: str, arithmetic: str | None) -> None:
    (one,) = found(text)
    assert one.rule == rule
    assert (one.arithmetic or "").startswith(arithmetic or "")
    assert one.source == "900-invented"
    assert one.place.startswith("900_invented.md:")
    assert one.anchor
    assert len(one.anchor.split()) <= 5


@pytest.mark.parametrize("text", RIGHT)
def test_leaves_the_rest_alone(text: str) -> None:
    assert found(text) == []


def test_a_list_says_what_its_numbers_are() -> None:
    text = f"Lysine helps.[1] It is cheap.[2] Rats slept.[3]\n\n{LIST}3. Lysine and sleep in rats [Internet].\n"
    document = parse_source(text.encode(), Path("900_invented.md"))
    findings = {f.rule: f for f in lint((), (), [document])}
    assert findings["unidentified_reference"].message == (
        "Reference 2 cannot be tied to an article: The entry names only the site shop.example.com."
    )
    assert findings["repeated_paper"].message.startswith("References 1 and 3 are the same paper (by its title)")


def test_what_is_wrong_with_a_list_itself_comes_first() -> None:
    text = f"Men took 8 g/day (2 g three times daily) of lysine.[9]\n\n{LIST}"
    document = parse_source(text.encode(), Path("900_invented.md"))
    rules = [f.rule for f in lint((), (), [document])]
    assert rules[: len(document.findings)] == [f.rule for f in document.findings]
    assert "dangling_marker" in rules
    assert "amounts_disagree" in rules


def test_a_sentence_that_cites_nothing_is_told_where_no_claims_were_curated() -> None:
    text = "Lysine lowers stress.[1] Lysine raises appetite. Lysine is white. Nothing lowers it.\n"
    document = parse_source(text.encode(), Path("900_invented.md"))
    (one,) = [f for f in lint((), (), [document]) if f.rule == "uncited_claim"]
    assert (one.claim_id, one.anchor) == (None, "Lysine raises appetite.")


def test_every_rule_on_words_is_used_here() -> None:
    of_claims = {"uncited_claim", "opposite_directions", "documents_disagree"}
    assert {case[0] for case in WRONG} | {"repeated_paper", "unidentified_reference"} == set(RULES) - of_claims


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "2 g of leucine" + ")" * 299,
        "5% leucine " * 200,
        "2 mg/kg of valine " * 300 + "[1]",
        "Rats got 0 mg/kg (0 g for a 0 kg man) of lysine.",
        "In rats 1e400 mg/kg of lysine equals 0.0 mg/kg in humans.",
        "| 2 g | leucine | 98% |\n|---|---|---|\n| 0% | leucine | 1 g/g |",
        "Leucine at ½ g/kg, 1.000.000 mg or -3 g (five 0 mg capsules).",
    ],
)
def test_odd_text_is_no_error(text: str) -> None:
    document = parse_source(text.encode(), Path("900_invented.md"))
    assert lint((), (), [document]) == lint((), (), [document])
