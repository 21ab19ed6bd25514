"""Words that differ in spelling alone, and words that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grounding.spelling import fold, folded, joined, words

SAME = [
    ("behavioural", "behavioral"),
    ("activities", "activity"),
    ("oedema", "edema"),
    ("haemoglobin", "hemoglobin"),
    ("signalling", "signaling"),
    ("utilisation", "utilization"),
    ("sulphate", "sulfate"),
    ("fibre", "fiber"),
    ("tumour", "tumor"),
    ("leucin", "leucine"),
]
DIFFERENT = [
    ("nitrate", "nitrite"),
    ("cystine", "cysteine"),
    ("creatine", "creatinine"),
    ("afferent", "efferent"),
    ("phosphorylation", "dephosphorylation"),
    ("aerobic", "anaerobic"),
    ("insulin", "inulin"),
    ("uridine", "urine"),
    ("glucagon", "glucan"),
]


@pytest.mark.parametrize(("mine", "yours"), SAME)
def test_one_word_in_two_spellings(mine: str, yours: str) -> None:
    assert fold(mine) == fold(yours)


@pytest.mark.parametrize(("mine", "yours"), DIFFERENT)
def test_two_words_one_letter_apart(mine: str, yours: str) -> None:
    assert fold(mine) != fold(yours)


@pytest.mark.parametrize("word", ["s6k1", "ser473", "il6", "17beta"])
def test_a_word_with_a_digit_stays_as_it_is(word: str) -> None:
    assert fold(word) == word


def test_a_word_said_twice_and_a_rate_alone_are_signs() -> None:
    assert words("time trial time") != words("time trial")
    assert words("heart rate") != words("heart")
    assert words("blood flow rate") == words("blood flow")
    assert "rate" in folded("blood flow rates")


@pytest.mark.parametrize(("mine", "yours"), [("anti-nociception", "antinociception"), ("IL-1β", "IL 1 beta")])
def test_hyphens_and_spaces_make_no_difference(mine: str, yours: str) -> None:
    assert joined(mine) == joined(yours)


def test_a_greek_letter_is_a_word() -> None:
    assert joined("IL-1β") != joined("IL-1")


@given(st.text())
def test_any_text_can_be_folded(text: str) -> None:
    assert folded(text) == folded(text)
    assert joined(text).isascii()
