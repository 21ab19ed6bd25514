"""P values that leave a change to chance."""

import pytest

from pipeline.relations.chance import by_chance
from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        ("Wound healing improved with arginine (P = 0.21).", "wound healing", True),
        ("Wound healing improved with arginine (P=.05).", "wound healing", False),
        ("Wound healing improved with arginine (P < 0.05).", "wound healing", False),
        ("Arginine improved wound healing (P = .003) and weight gain (P = .4).", "wound healing", False),
        ("Arginine improved weight gain (P = .003) and wound healing (P = .4).", "wound healing", True),
        ("Arginine improved (P = .003) wound healing and raised (P = .4) weight gain.", "wound healing", False),
        ("Arginine improved wound healing, with no difference between doses (P = 0.6).", "wound healing", False),
        ("Wound healing improved with arginine (p > 0.05).", "wound healing", True),
        ("Wound healing improved with arginine (4 points, p = 0.4).", "wound healing", True),
        ("Wound healing improved with arginine.", "healing", False),
    ],
)
def test_the_p_value_of_a_target(sentence: str, target: str, expected: bool) -> None:
    assert by_chance(sentence, sentence.lower().index(target)) is expected


@pytest.mark.parametrize("at", [-30, 20, 500])
def test_a_target_of_another_sentence_has_none(at: int) -> None:
    assert not by_chance("This rose (P = 0.21).", at + 1)


def test_a_change_by_chance_is_none() -> None:
    assert lines("Wound strength rose with arginine (P = 0.21).") == ["arginine: Wound strength ="]
    assert lines("Wound strength rose with arginine (P = 0.02).") == ["arginine: Wound strength +"]
