"""Verbs of change that a parser takes for adjectives, read in whole invented sentences."""

import pytest

from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Taurine lowered liver fat, and weight, and increased hepatic iron, catalase, and elastase activity.",
            [
                "taurine: catalase +",
                "taurine: elastase activity +",
                "taurine: hepatic iron +",
                "taurine: liver fat -",
                "taurine: weight -",
            ],
        ),
        (
            "Glycine lowered body weight and increased food intake, heart rate and plasma glucagon.",
            [
                "glycine: body weight -",
                "glycine: food intake +",
                "glycine: heart rate +",
                "glycine: plasma glucagon +",
            ],
        ),
        (
            "Methionine worsened insulin sensitivity and worsened fatigue.",
            ["methionine: fatigue +", "methionine: insulin sensitivity -"],
        ),
        (
            "Glycine caused lower body weight and increased food intake.",
            ["glycine: body weight -", "glycine: food intake +"],
        ),
    ],
)
def test_each_verb_has_its_own_list(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected
