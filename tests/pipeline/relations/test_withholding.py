"""What is withheld, and short forms of withholding it."""

from dataclasses import replace

import pytest

from pipeline.relations.withholding import withheld, withheld_forms
from tests.pipeline.relations.parsing import mention, parse
from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA deprivation:withheld", True),
        ("leucine:AA - free:withheld diet", True),
        ("lacking:withheld leucine:AA", True),
        ("absence:withheld of:prep leucine:AA", True),
        ("lacking:withheld leucine:AA and:conj valine:AA", True),
        ("leucine:AA and:conj valine:AA deprivation:withheld", True),
        ("leucine:AA ( Leu ) deprivation:withheld", True),
        ("leucine:AA was:aux omitted:withheld", True),
        ("taken=off:withheld leucine:AA", True),
        ("low leucine:AA diet:treatment", True),
        ("low leucine:AA", False),
        ("intake was:aux restricted:withheld , leucine:AA", False),
        ("selenium - deficient:withheld rats:group ate leucine:AA", False),
        ("free:withheld leucine:AA", False),
        ("with:prep or:conj without:withheld leucine:AA", False),
        ("deprivation:withheld or:conj leucine:AA", False),
        ("leucine:AA", False),
    ],
)
def test_what_is_withheld(text: str, expected: bool) -> None:
    assert withheld(*mention(text)) is expected


def test_a_short_form_stands_for_withholding() -> None:
    assert withheld(parse("MR:AA lowered mood"), 0, {"MR"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("methionine:AA restriction:withheld ( MR:AA ) was:aux studied", {"MR"}),
        ("methionine:AA - restricted:withheld diet:treatment ( MRD:AA )", {"MRD"}),
        ("low - methionine:AA diet:treatment ( LMD:AA )", {"LMD"}),
        ("restriction:withheld of:prep methionine:AA ( MET:AA )", set()),
        ("methionine:AA diet:treatment ( MD:AA )", set()),
        ("methionine:AA ( MET:AA ) restriction:withheld", set()),
    ],
)
def test_short_forms_of_withholding(text: str, expected: set[str]) -> None:
    words = [replace(w, name=w.name and "methionine") for w in parse(text)]
    assert withheld_forms([words]) == expected


ELSEWHERE = [
    (
        "Hamsters were kept under methionine restriction. The restricted animals had lower body fat. "
        "This treatment also reduced plasma leptin.",
        ["without methionine: body fat -", "without methionine: plasma leptin -"],
    ),
    (
        "Quails were fed a lysine-free diet. Liver weight was higher in quails on this diet than in controls.",
        ["without lysine: Liver weight +"],
    ),
    (
        "Rats were deprived of threonine. Threonine added to the water was then given. Threonine raised food intake.",
        ["threonine: food intake +"],
    ),
]
BOTH = [
    ("Rats got metformin with or without taurine. Taurine lowered pain.", ["taurine: pain -"]),
]
SHORT_FORMS = [
    (
        "Mice were subjected to leucine deprivation (LD). LD decreased fat mass. Insulin was unchanged by LD.",
        ["without leucine: Insulin =", "without leucine: fat mass -"],
    ),
    (
        "Rats ate a methionine-restricted diet (MRD). MRD lowered liver fat. FGF21 was increased by MRD.",
        ["without methionine: FGF21 +", "without methionine: liver fat -"],
    ),
    ("Glycine-supplemented chow (GSC) was given. GSC lowered liver fat.", ["glycine: liver fat -"]),
]
STOPPED = [
    ("Women taken off taurine had more headaches than controls.", ["without taurine: headaches +"]),
    ("Discontinuation of carnitine increased plasma triglycerides.", ["without carnitine: plasma triglycerides +"]),
]
LOW = [
    (
        "Ducks were fed a low-tryptophan diet. Melatonin was lower in the low-tryptophan group than in controls.",
        ["without tryptophan: Melatonin -"],
    ),
]
LACKING_ARMS = [
    (
        "Piglets ate a low-lysine diet (LLD) or an adequate diet (ADE). Lysine was then given by mouth. "
        "Backfat was higher in LLD pigs than in ADE pigs.",
        ["without lysine: Backfat +"],
    ),
]


@pytest.mark.parametrize(("abstract", "expected"), [*ELSEWHERE, *BOTH, *SHORT_FORMS, *STOPPED, *LOW, *LACKING_ARMS])
def test_what_one_sentence_says_holds_in_the_others(abstract: str, expected: list[str]) -> None:
    assert lines(abstract) == expected
