"""Sentences of which a parser makes the wrong verbs, and the findings that they state."""

import pytest

from tests.pipeline.sentences import lines

SECOND_VERBS = [
    (
        "Taurine decreased liver fat, cholesterol, and weight, and increased hepatic iron, catalase, and zinc.",
        "catalase +, cholesterol -, hepatic iron +, liver fat -, weight -, zinc +",
    ),
    (
        "Taurine lowered body weight, and increased food intake, water intake and urine volume.",
        "body weight -, food intake +, urine volume +, water intake +",
    ),
    (
        "Taurine reduced heart rate and appetite, and increased renal blood flow (97+/-16 ml/min) and plasma glucagon.",
        "appetite -, heart rate -, plasma glucagon +, renal blood flow +",
    ),
    ("In mice, taurine raised bile flow and lowered pain, fever and thirst.", "bile flow +, fever -, pain -, thirst -"),
    (
        "Taurine decreased urea levels, increased plasma iron, zinc content and mood, and prevented weight loss.",
        "mood +, plasma iron +, urea levels -, weight loss -, zinc content +",
    ),
    ("Taurine raised bile flow through lowered pain and fever.", "bile flow +"),
    (
        "Taurine lowered body weight and increased food intake, heart rate and plasma zinc.",
        "body weight -, food intake +, heart rate +, plasma zinc +",
    ),
    ("Taurine caused lower body weight and increased food intake.", "body weight -, food intake +"),
    ("Taurine worsened insulin sensitivity and worsened fatigue.", "fatigue +, insulin sensitivity -"),
    (
        "Taurine infusion increased plasma zinc and decreased essential amino acids.",
        "essential amino acids -, plasma zinc +",
    ),
    ("Taurine increased food intake and urine volume.", "food intake +, urine volume +"),
]


@pytest.mark.parametrize(("sentence", "expected"), SECOND_VERBS)
def test_the_second_verb_has_its_own_list(sentence: str, expected: str) -> None:
    assert lines(sentence) == [f"taurine: {line}" for line in expected.split(", ")]
