"""What made the disease of a model, and sentences that tell of it alone."""

import pytest

from pipeline.relations.challenges import challenges, under_challenge
from tests.pipeline.relations.parsing import parse, parsed
from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cadmium/NN>3.npadvmod --/HYPH>3.punct -induced/VBN>4.amod:verb.increase colitis/NN>0.ROOT", {"cadmium"}),
        ("cadmium/NN>3.npadvmod --/HYPH>3.punct -fed/VBN>4.amod:given rats/NNS>0.ROOT:group", {"cadmium"}),
        ("rats/NNS>0.ROOT:group exposed/VBN>1.acl:given to/IN>2.prep:prep noise/NN>3.pobj", {"noise"}),
        ("leucine/NN>3.npadvmod:AA --/HYPH>3.punct -fed/VBN>4.amod:given rats/NNS>0.ROOT:group", set()),
        ("effects=of/NNS>0.ROOT:given cadmium/NN>1.pobj", set()),
        ("treatment/NN>0.ROOT:treatment of/IN>1.prep:prep asthma/NN>2.pobj", set()),
    ],
)
def test_challenges_of_an_abstract(text: str, expected: set[str]) -> None:
    assert challenges([parsed(text)]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mood fell:verb.decrease in:prep rats:group exposed:given to:prep noise", True),
        ("feeding:treatment noise raised:verb.increase mood", True),
        ("noise exposure:treatment raised:verb.increase mood", True),
        ("treatment:treatment+anaphor of:prep cultured:given cells with:prep noise raised:verb.increase mood", True),
        ("noise raised:verb.increase mood", False),
        ("the=supplement:anaphor raised:verb.increase mood in:prep rats:group exposed:given to:prep noise", False),
        ("mood fell:verb.decrease in:prep rats:group exposed:given to:prep cold", False),
    ],
)
def test_what_a_challenge_did_alone(text: str, expected: bool) -> None:
    assert under_challenge(parse(text), {"noise"}) is expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            [
                "Feeding cadmium raised creatinine and urea as compared with control rats.",
                "Glycine given to cadmium-fed rats lowered creatinine and urea.",
            ],
            ["glycine: creatinine -", "glycine: urea -"],
        ),
        (
            [
                "Treatment of cultured liver cells with palmitate resulted in increased lipid peroxidation.",
                "Taurine prevented palmitate-induced apoptosis.",
            ],
            ["taurine: palmitate-induced apoptosis -"],
        ),
        (
            ["Rats were given methotrexate (MTX) with or without taurine.", "Liver fat rose in MTX-treated rats."],
            [],
        ),
        (["Liver fat was lower in MTX-treated rats given taurine."], ["taurine: Liver fat -"]),
        (
            ["Mice were given taurine for a week.", "It lowered liver fat in cadmium-fed mice."],
            ["taurine: liver fat -"],
        ),
    ],
)
def test_the_sentence_of_the_model_is_not_the_amino_acids(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected
