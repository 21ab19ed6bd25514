"""When two findings say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords import key_words
from pipeline.relations.repeats import Statement, Told


def statement(
    target: str, direction: str = "increase", *, result: bool = True, doses: tuple[str, ...] = ()
) -> Statement:
    return Statement(("leucine", "given"), key_words(target), direction, doses, result)


@pytest.mark.parametrize(
    ("first", "second", "new"),
    [
        (statement("plasma glucose"), statement("plasma glucose"), False),
        (statement("glucose"), statement("plasma glucose"), False),
        (statement("plasma glucose"), statement("glucose"), False),
        (statement("alpha1 activity"), statement("alpha2 activity"), True),
        (statement("glucose"), statement("glucose", "decrease"), True),
        (statement("glucose"), statement("glucose", "decrease", result=False), False),
        (statement("glucose"), statement("glucose", doses=("5 g",)), True),
        (statement("glucose"), statement("insulin"), True),
        (statement("a1 b1 c1 d1"), statement("a1 b1 c1 e1", result=False), False),
        (statement("one"), statement("one two three"), True),
    ],
)
def test_a_finding_counts_once(first: Statement, second: Statement, new: bool) -> None:
    told = Told()
    assert told.is_new(first)
    assert told.is_new(second) is new


@given(st.lists(st.builds(statement, st.text("abc ", max_size=7), result=st.booleans()), max_size=12))
def test_looking_up_finds_what_comparing_all_finds(said: list[Statement]) -> None:
    told, kept = Told(), list[Statement]()
    for one in said:
        new = not any(one.repeats(other) for other in kept)
        assert told.is_new(one) is new
        kept += [one] if new else []
