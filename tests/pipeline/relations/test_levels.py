"""Which doses a sentence without an amount speaks of."""

import pytest

from pipeline.relations.levels import dose_level, is_carried


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mood rose with the highest dose.", max),
        ("Mood rose in the low-dose group.", min),
        ("A high leucine dose raised mood.", max),
        ("Mood rose at the high dose, not at the low dose.", None),
        ("Mood rose at higher doses.", None),
        ("The higher dose also raised mood.", max),
        ("Mood rose.", None),
    ],
)
def test_dose_level(sentence: str, expected: object) -> None:
    assert dose_level(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It also raised mood.", True),
        ("Mood was raised by this treatment, too.", True),
        ("Mood rose at the same dose.", True),
        ("It was found that mood rose.", False),
        ("Leucine raised mood.", False),
    ],
)
def test_is_carried(sentence: str, expected: bool) -> None:
    assert is_carried(sentence) is expected
