"""Abstracts that speak against a claim, read and judged as a run does: none of them may come out as support.

Silence (``not_in_abstract``) is a loss and is allowed here; support would be a falsehood. Each case says in its last
cell what a reader says of it, and what comes out is held to that where the extractor reads the sentence.
"""

import pytest

from pipeline import nlp
from pipeline.extract import extract
from pipeline.medline import sections_of
from pipeline.reconcile import reconcile
from pipeline.reconcile.framing import is_stated
from pipeline.reconcile.verdicts import SUPPORTED
from pipeline.schema import Assessment
from tests.statements import article, assess, citation, claim, finding

AGAINST, NULL, SILENT = "contradicted", "no_effect_found", "not_in_abstract"

# claim (amino acid, target, direction, doses), abstract, what a reader says
CASES = [
    # opposite direction: active, passive, nominal
    ("leucine plasma_glucose +", "Oral leucine lowered plasma glucose in eight healthy men.", AGAINST),
    ("leucine plasma_glucose -", "Plasma glucose was raised by leucine in rats.", AGAINST),
    ("arginine blood_pressure +", "Arginine infusion led to a fall in blood pressure in all volunteers.", AGAINST),
    (
        "glycine insulin_secretion +",
        "Glycine caused a marked reduction of insulin secretion in isolated islets.",
        AGAINST,
    ),
    ("taurine heart_rate -", "There was an increase in heart rate after taurine supplementation.", AGAINST),
    ("isoleucine glucose_uptake -", "In L6 myotubes, isoleucine stimulated glucose uptake.", AGAINST),
    ("valine food_intake -", "Rats that were given valine ate more: food intake rose with valine.", AGAINST),
    (
        "leucine protein_degradation +",
        "Inhibition of protein degradation by leucine was seen in muscle strips.",
        AGAINST,
    ),
    ("histidine food_intake +", "Dietary histidine suppressed food intake in female rats.", AGAINST),
    ("leucine mTORC1 -", "Leucine activated mTORC1 in cultured hepatocytes.", AGAINST),
    # no effect
    ("leucine plasma_insulin +", "Leucine had no effect on plasma insulin in older women.", NULL),
    ("leucine plasma_insulin +", "Plasma insulin was not changed by leucine ingestion.", NULL),
    ("arginine growth_hormone +", "Growth hormone did not differ between arginine and placebo.", NULL),
    ("citrulline blood_pressure -", "Citrulline failed to reduce blood pressure in this trial.", NULL),
    ("glutamine intestinal_permeability -", "Glutamine neither increased nor decreased intestinal permeability.", NULL),
    ("carnosine muscle_strength +", "No improvement of muscle strength was found after carnosine.", NULL),
    ("lysine plasma_cortisol -", "Plasma cortisol remained unchanged with lysine.", NULL),
    ("leucine fat_oxidation =", "Leucine increased fat oxidation at rest.", AGAINST),
    ("taurine plasma_lactate =", "Taurine supplementation decreased plasma lactate after exercise.", AGAINST),
    # another arm
    (
        "leucine glucose_uptake +",
        "Glucose uptake was increased by isoleucine, whereas it was decreased by leucine.",
        AGAINST,
    ),
    (
        "valine plasma_insulin +",
        "Plasma insulin increased in the leucine group but decreased in the valine group.",
        AGAINST,
    ),
    (
        "leucine muscle_mass +",
        "Muscle mass increased in the placebo group and decreased in the leucine group.",
        AGAINST,
    ),
    ("isoleucine S6K1_phosphorylation +", "Leucine, but not isoleucine, increased S6K1 phosphorylation.", NULL),
    (
        "arginine nitric_oxide +",
        "Citrulline increased nitric oxide. Arginine decreased nitric oxide in the same volunteers.",
        AGAINST,
    ),
    (
        "glycine plasma_glucose -",
        "Serine and threonine lowered plasma glucose, but glycine raised plasma glucose.",
        AGAINST,
    ),
    # another dose
    (
        "leucine protein_synthesis + 3 g",
        "Protein synthesis was increased by 6 g of leucine and decreased by 3 g of leucine.",
        AGAINST,
    ),
    (
        "citrulline plasma_arginine + 2 g",
        "Citrulline at 10 g increased plasma arginine. Citrulline at 2 g did not change plasma arginine.",
        NULL,
    ),
    (
        "taurine blood_pressure - 1 g",
        "Taurine at 6 g reduced blood pressure, while 1 g of taurine had no effect on blood pressure.",
        NULL,
    ),
    ("lysine food_intake - 5%", "Adding 5% lysine to the diet increased food intake of piglets.", AGAINST),
    # hedged
    ("leucine insulin_sensitivity +", "Leucine may impair insulin sensitivity in obese mice.", AGAINST),
    ("methionine life_span +", "These results suggest that methionine shortens life span in flies.", AGAINST),
    ("tryptophan sleep_latency +", "Tryptophan appeared to reduce sleep latency in adults with insomnia.", AGAINST),
    ("glutamine muscle_soreness -", "Glutamine probably had no effect on muscle soreness.", NULL),
    # withheld, and what works against the target
    ("leucine autophagy +", "Leucine deprivation increased autophagy in myotubes.", AGAINST),
    ("methionine fat_mass -", "Methionine restriction decreased fat mass in mice.", AGAINST),
    ("arginine T_cell_proliferation -", "Without arginine, T cell proliferation was reduced.", AGAINST),
    ("leucine glucose_tolerance +", "Leucine worsened glucose tolerance in rats on a high-fat diet.", AGAINST),
    # both said; the whole abstract speaks against it
    (
        "leucine plasma_glucose -",
        "Leucine is thought to lower plasma glucose. We gave leucine to ten men. Leucine raised plasma glucose.",
        AGAINST,
    ),
    (
        "valine muscle_damage -",
        "We tested whether valine reduces muscle damage. Valine did not reduce muscle damage.",
        NULL,
    ),
    (
        "leucine plasma_insulin +",
        "Glucose with leucine raised plasma insulin more than glucose alone. Leucine alone decreased plasma insulin.",
        AGAINST,
    ),
    # a rise that is held back, comparisons with a control, denials, questions, what the amino acid was not alone in
    ("leucine plasma_glucose +", "Leucine attenuated the rise in plasma glucose after a meal.", AGAINST),
    ("leucine plasma_glucose +", "The rise in plasma glucose was prevented by leucine.", AGAINST),
    ("taurine liver_triglycerides +", "Taurine blunted the diet-induced increase in liver triglycerides.", AGAINST),
    ("leucine insulin_sensitivity -", "Insulin resistance was reduced by leucine in mice.", AGAINST),
    ("leucine proteolysis +", "Proteolysis fell by 40% when leucine was added to the perfusate.", AGAINST),
    ("arginine wound_healing +", "No evidence was found that arginine improves wound healing.", NULL),
    ("glutamine mortality -", "Mortality was similar in patients given glutamine and in controls.", NULL),
    (
        "glutamine mortality -",
        "Mortality was higher in patients who received glutamine than in those who received placebo.",
        AGAINST,
    ),
    (
        "creatine muscle_strength +",
        "Muscle strength tended to be higher with creatine, but the difference was not significant.",
        NULL,
    ),
    (
        "leucine muscle_protein_synthesis +",
        "Muscle protein synthesis was lower after leucine than after the control drink.",
        AGAINST,
    ),
    ("leucine plasma_isoleucine +", "Leucine ingestion decreased plasma isoleucine and plasma valine.", AGAINST),
    (
        "valine plasma_isoleucine +",
        "Plasma isoleucine increased after isoleucine ingestion and fell after valine ingestion.",
        AGAINST,
    ),
    (
        "isoleucine plasma_glucose +",
        "Unlike leucine, which raised plasma glucose, isoleucine lowered plasma glucose.",
        AGAINST,
    ),
    ("leucine plasma_glucose +", "Isoleucine raised plasma glucose, and leucine did the opposite.", AGAINST),
    ("valine plasma_glucose +", "Leucine raised plasma glucose but valine did not.", NULL),
    ("valine plasma_glucose +", "Plasma glucose rose with leucine but not with valine.", NULL),
    ("arginine plasma_insulin +", "Both lysine and arginine failed to raise plasma insulin.", NULL),
    ("arginine plasma_insulin +", "Neither lysine nor arginine raised plasma insulin.", NULL),
    (
        "leucine glucose_uptake + 2 mM",
        "Leucine at 5 mM increased glucose uptake, but at 2 mM leucine decreased glucose uptake.",
        AGAINST,
    ),
    ("taurine heart_rate - 6 g", "Heart rate fell with 3 g of taurine and rose with 6 g of taurine.", AGAINST),
    (
        "glycine sleep_quality + 3 g",
        "Twelve adults took glycine or placebo before bed. Glycine (3 g) did not improve sleep quality."
        " Glycine (9 g) improved sleep quality.",
        NULL,
    ),
    ("arginine blood_flow +", "It is unlikely that arginine increases blood flow.", NULL),
    ("arginine blood_flow +", "Whether arginine increases blood flow is not known.", SILENT),
    ("arginine blood_flow +", "Arginine was hypothesised to increase blood flow, but it did not.", NULL),
    ("leucine mTORC1 +", "Rapamycin blocked the activation of mTORC1 by insulin; leucine inhibited mTORC1.", AGAINST),
    (
        "leucine Akt_phosphorylation +",
        "Leucine increased S6K1 phosphorylation without affecting Akt phosphorylation.",
        NULL,
    ),
    (
        "leucine Akt_phosphorylation +",
        "Leucine increased S6K1 phosphorylation but decreased Akt phosphorylation.",
        AGAINST,
    ),
    ("leucine GLUT4_translocation +", "GLUT4 translocation, which insulin increased, was reduced by leucine.", AGAINST),
    ("citrulline endurance +", "Endurance deteriorated after citrulline.", AGAINST),
    ("methionine plasma_homocysteine -", "A methionine load elevated plasma homocysteine twofold.", AGAINST),
    ("glutamate food_intake +", "Less food intake was seen with glutamate than with water.", AGAINST),
    ("leucine satiety +", "Leucine did not significantly increase satiety, although insulin rose.", NULL),
    ("bcaa plasma_tryptophan +", "BCAA ingestion lowered plasma tryptophan.", AGAINST),
    ("leucine plasma_insulin +", "BCAA did not raise plasma insulin.", SILENT),
    ("tyrosine reaction_time -", "Reaction time was slower after tyrosine.", AGAINST),
    ("leucine plasma_insulin +", "Insulin concentrations in plasma were 20% lower in the leucine group.", AGAINST),
    ("leucine body_weight +", "Body weight increased less in rats fed leucine than in controls.", AGAINST),
    ("leucine body_weight -", "Loss of body weight was smaller in rats fed leucine than in controls.", AGAINST),
    ("lysine anxiety +", "Lysine reduced anxiety in stressed volunteers.", AGAINST),
    ("glutamine plasma_ammonia -", "Contrary to expectation, glutamine increased plasma ammonia.", AGAINST),
]


def judged(said: str, abstract: str) -> Assessment:
    """The assessment of a claim by an abstract that it cites."""
    amino_acid, target, sign, *dose = said.split()
    one = claim(f"{amino_acid} {target.replace('_', ' ')} {sign}", *([" ".join(dose)] if dose else []))
    paper = article(abstract)
    sections = sections_of(abstract, len(paper.title) + 1)
    [(_, evidence)] = extract([paper.model_copy(update={"sections": sections})], nlp=nlp.load())
    (row,) = reconcile([one], [citation()], [paper], evidence)
    return row


@pytest.mark.parametrize(("said", "abstract", "_reader"), CASES)
def test_what_speaks_against_a_claim_is_never_its_support(said: str, abstract: str, _reader: str) -> None:
    row = judged(said, abstract)
    assert row.verdict not in SUPPORTED, row.reason


def test_most_of_them_are_told_for_what_they_are() -> None:
    right = sum(judged(said, abstract).verdict == reader for said, abstract, reader in CASES)
    assert right >= 0.8 * len(CASES)


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("No evidence was found that arginine improves wound healing.", False),
        ("Although no evidence of harm was seen, arginine improved wound healing.", True),
        ("Wound healing is unlikely to be improved by arginine.", False),
        ("It is unlikely that chance explains it, but arginine improved wound healing.", True),
        ("Whether arginine improves wound healing is not known.", False),
        ("Whether given early or late, arginine improved wound healing.", True),
        ("Arginine improved wound healing whether given early or late.", True),
        ("Wound healing improved less with arginine than with saline.", False),
    ],
)
def test_a_sentence_that_asks_or_denies_states_nothing(sentence: str, stated: bool) -> None:
    start = sentence.lower().index("wound healing")
    said = finding("arginine wound healing +", sentence)
    said = said.model_copy(update={"target_start": start, "target_end": start + 13})
    assert is_stated(said) is stated
    null = said.model_copy(update={"effect": said.effect.model_copy(update={"direction": "no_change"})})
    assert is_stated(null)
    row = assess(claim("arginine wound healing +"), said)
    assert row.verdict == ("supported" if stated else "not_in_abstract")
    assert row.reason_code == ("same_direction" if stated else "not_stated")


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Arginine did not always improve wound healing.", False),
        ("Wound healing was not consistently improved by arginine.", False),
        ("Arginine did not improve wound healing.", True),
        ("Arginine did not improve wound healing, and it was not always tolerated.", True),
    ],
)
def test_a_change_that_is_seen_at_times_is_not_none(sentence: str, stated: bool) -> None:
    start = sentence.lower().index("wound healing")
    said = finding("arginine wound healing =", sentence)
    said = said.model_copy(update={"target_start": start, "target_end": start + 13})
    assert is_stated(said) is stated
    assert assess(claim("arginine wound healing ="), said).verdict == ("supported" if stated else "not_in_abstract")
    assert assess(claim("arginine wound healing +"), said).verdict == (
        "no_effect_found" if stated else "not_in_abstract"
    )
