"""The words of a target, and when two phrases name one target."""

import pytest

from pipeline.keywords import key_words, share_half


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the rate of Glucose Uptake", {"glucose", "uptake"}),
        ("TNF-α levels", {"tnf", "alpha"}),
        ("concentrations", {"concentration"}),  # nothing but idle words: they stay
        ("body mass", {"body", "mass"}),
        ("gas exchange", {"gas", "exchange"}),
        ("hot flashes", {"hot", "flashe"}),
        ("", set()),
    ],
)
def test_key_words(phrase: str, words: set[str]) -> None:
    assert key_words(phrase) == words


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("plasma glucose", "Plasma Glucose", True),
        ("levels of glucose", "glucose", True),
        ("TNF-α", "TNF alpha", True),
        ("ulcers", "ulcer", True),
        ("plasma glucose", "plasma insulin", False),
        ("glucose", "insulin", False),
        ("", "", False),
    ],
)
def test_the_same_target(a: str, b: str, same: bool) -> None:
    assert share_half(key_words(a), key_words(b)) is same


def test_filler_counts_where_nothing_else_is_left() -> None:
    assert key_words("rate") == {"rate"}
    assert key_words("heart rate") == {"heart"}
