"""Targets: what is left of a phrase, and when two name the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords import key_words
from pipeline.relations.repeats import Statement, Told
from pipeline.relations.targets import trim, widened
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the:det lower:adj.decrease body fat", "body fat"),
        ("body fat in:prep", "body fat"),
        ("body fat 5", "body fat"),
        (", ( body fat )", "body fat"),
        ("group:group B", None),
        ("rats:group", None),
        ("the=treatment:anaphor", None),
        ("changes:noun.change", None),
        ("crossover trial:study", None),
        ("walk test:study.test", "walk test"),
        ("plasma:matrix levels:hollow.measure", None),
        ("mRNA:hollow", None),
        ("mRNA:hollow content:hollow.measure", "mRNA content"),
        ("plasma:matrix mRNA:hollow", "plasma mRNA"),
        ("pulse response=to:given", "pulse response"),
        ("p53", "p53"),
        ("5 %", None),
        ("x", None),
        ("", None),
    ],
)
def test_trimming(text: str, expected: str | None) -> None:
    left = trim(parse(text))
    assert (text_of(left) if left is not None else None) == expected


SENTENCE = parse("leucine:AA raised:verb.increase serum TNF alpha levels in:prep rats")


@pytest.mark.parametrize(
    ("target", "entities", "expected"),
    [
        ((3, 4), [], "TNF"),
        ((3, 4), ["TNF alpha"], "TNF alpha"),
        ((4, 6), ["TNF alpha"], "TNF alpha levels"),
        ((3, 4), ["serum TNF alpha"], "serum TNF alpha"),
        ((2, 4), ["serum", "TNF alpha levels"], "serum TNF alpha levels"),
        ((2, 6), ["TNF alpha", "rats"], "serum TNF alpha levels"),
        ((3, 4), ["leucine", "alpha levels"], "TNF"),
        ((2, 4), ["raised serum", "TNF alpha"], "serum TNF alpha"),
    ],
)
def test_widening_to_entities(target: tuple[int, int], entities: list[str], expected: str) -> None:
    text = text_of(SENTENCE)
    places = [(text.index(e), text.index(e) + len(e)) for e in entities]
    assert text_of(widened(SENTENCE[slice(*target)], SENTENCE, places, SENTENCE[1])) == expected


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
