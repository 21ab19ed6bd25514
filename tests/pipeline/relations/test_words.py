"""Words by themselves."""

import pytest

from pipeline.relations.words import Word, bracket_depths, outside_brackets


def word(text: str, *cats: str, **fields: object) -> Word:
    return Word(text, 0, len(text), cats=frozenset(cats), **fields)  # type: ignore[arg-type]


def test_a_category_covers_those_below_it() -> None:
    raised = word("raised", "verb.increase")
    assert raised.has("verb")
    assert raised.has("verb.increase")
    assert raised.has("noun", "verb")
    assert not raised.has("verb.decrease")
    assert not raised.has("ver")
    assert not word("raised").has("verb")


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", True), ("5.2", True), ("~10", True), ("3-fold", True), ("5-HT", False), ("p53", False), ("%", False)],
)
def test_numbers(text: str, number: bool) -> None:
    assert word(text).is_number is number


def test_a_dose_is_a_number() -> None:
    assert word("5 mg", kind="dose").is_number


@pytest.mark.parametrize(("text", "punct"), [(",", True), ("-", True), ("…", True), ("a", False), ("5", False)])
def test_punctuation(text: str, punct: bool) -> None:
    assert word(text).is_punct is punct


def test_brackets_and_what_they_hold_are_left_out() -> None:
    words = [word("A"), word("("), word("b", depth=1), word(")"), word("C")]
    assert [w.text for w in outside_brackets(words)] == ["A", "C"]
    assert outside_brackets([]) == []


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("a ( b ) c", [0, 0, 1, 0, 0]),
        ("a ( [ c ] ) d", [0, 0, 1, 2, 1, 0, 0]),
        ("a ( b", [0, 0, 0]),
        ("( ( a ) b", [0, 0, 1, 0, 0]),
        ("a ) b ( c )", [0, 0, 0, 0, 1, 0]),
        ("(a) b", [0, 0]),
        ("( a b c d )", [0, 0, 0, 0, 0, 0]),
        ("", []),
    ],
)
def test_a_bracket_counts_where_it_closes_soon(text: str, depths: list[int]) -> None:
    assert bracket_depths(text.split(), 4) == depths
