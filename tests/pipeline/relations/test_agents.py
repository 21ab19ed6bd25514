"""Whom words name."""

import pytest

from pipeline.relations.agents import Agent, named
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

ARMS = Study(exposures=["leucine"], arms={"a": frozenset({"leucine"}), "b": frozenset()})


@pytest.mark.parametrize(
    ("text", "expected", "control"),
    [
        ("leucine:AA and:conj valine:AA", ["leucine", "valine"], False),
        ("leucine:AA with:prep valine:AA", ["leucine+valine"], False),
        ("mixture:mixture of:prep leucine:AA , glycine:AA and:conj valine:AA", ["glycine+leucine+valine"], False),
        ("leucine:AA than:prep valine:AA", ["leucine"], False),
        ("5=g:DOSE leucine:AA plus:conj glycine:AA", ["glycine+leucine"], False),
        ("the=intervention:intervention", ["leucine"], False),
        ("group:group A", ["leucine"], False),
        ("group:group B.", [], True),
        ("controls:control", [], True),
        ("glycemic control:control", [], False),
        ("plasma:matrix leucine:AA", [], False),
        ("glycine:AA placebo", [], True),
        ("placebo ( glycine:AA )", [], True),
        ("", [], False),
    ],
)
def test_names_in_a_phrase(text: str, expected: list[str], control: bool) -> None:
    words = parse(text)
    found, seen = named(words, ARMS, text_of(words))
    assert [a.name for a in found] == expected
    assert seen is control


def test_what_is_withheld_is_told() -> None:
    words = parse("leucine:AA deprivation:withheld")
    assert named(words, Study(), text_of(words)) == ([Agent("leucine", "withheld")], False)
