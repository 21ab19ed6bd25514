"""Given, withheld or a level in the body: what one sentence says holds in the others of an abstract."""

import pytest

from tests.pipeline.sentences import lines

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
LEVELS = [
    (
        "Serum taurine was measured in nurses. Neither taurine nor glycine was associated with sleep duration.",
        ["level of glycine: sleep duration =", "level of taurine: sleep duration ="],
    ),
    (
        "We measured plasma ADMA in adults. Higher ADMA predicted carotid plaque.",
        ["level of adma: carotid plaque +"],
    ),
    (
        "Adults took taurine or placebo. Recovery was associated with increased levels of lysine after taurine.",
        ["taurine: levels of lysine +"],
    ),
    ("Serum valine was measured. The valine level of the patients was lower than in controls.", []),
]
COMPARED = [
    (
        "Effects of L- and D-serine are shown. In L-serine-treated rats, plasma urea was lower than in other rats.",
        ["serine: plasma urea -"],
    ),
    (
        "Rats were given leucine or valine. In leucine-treated rats, plasma urea was lower than in untreated rats.",
        ["leucine: plasma urea -"],
    ),
    (
        "Rats ate a histidine diet. Plasma histidine in histidine-supplemented rats was higher than in control rats.",
        ["histidine: Plasma histidine +"],
    ),
    (
        "Rats ate a complete or a histidine-free diet. Muscle carnosine in histidine-deprived rats was lower than in "
        "controls.",
        ["without histidine: Muscle carnosine -"],
    ),
    (
        "Patients got leucine. Valine and serine fell with increasing doses of leucine.",
        ["leucine: Valine -", "leucine: serine -"],
    ),
    (
        "Hens ate a low, medium or high valine diet. Crypt depth was higher in the low valine group than in the high "
        "valine group.",
        ["valine: Crypt depth -"],
    ),
]


@pytest.mark.parametrize(
    ("abstract", "expected"), [*ELSEWHERE, *BOTH, *SHORT_FORMS, *STOPPED, *LOW, *LACKING_ARMS, *LEVELS, *COMPARED]
)
def test_exposures(abstract: str, expected: list[str]) -> None:
    assert lines(abstract) == expected
