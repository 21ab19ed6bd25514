"""Who did it."""

import pytest

from pipeline.relations.agents import Agent, attribute, named
from pipeline.relations.events import events
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

LEUCINE = Study(exposures=["leucine"])
ARMS = Study(exposures=["leucine"], arms={"a": frozenset({"leucine"}), "b": frozenset()})


def agents(text: str, context: Study = LEUCINE) -> list[str]:
    words = parse(text)
    [event] = events(words)
    return [a.name for a in attribute(event, words, context, text_of(words), []).agents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA raised:verb.increase mood", ["leucine"]),
        ("mood rose:verb.increase after:prep valine:AA", ["valine"]),
        ("the=supplement:anaphor raised:verb.increase mood", ["leucine"]),
        ("mood rose:verb.increase", ["leucine"]),
        ("both:anaphor treatments:treatment+group raised:verb.increase mood", ["leucine"]),
        ("both:anaphor groups:group raised:verb.increase mood", []),
        ("placebo:control raised:verb.increase mood", []),
        ("mood rose:verb.increase in:prep both:det groups:group", []),
        ("mood was:aux raised:verb.increase by:prep rapamycin", []),
        ("rapamycin raised:verb.increase mood", []),
        ("mood was:aux higher:adj.increase with:prep valine:AA than:prep with:prep leucine:AA", ["valine"]),
        ("mood was:aux higher:adj.increase in:prep sick controls:control than:prep in:prep fit controls:control", []),
        ("in:prep the:det absence:withheld of:prep leucine:AA , rapamycin raised:verb.increase mood", []),
        ("after:prep leucine:AA , valine:AA raised:verb.increase mood", ["valine"]),
        ("mood was:aux higher:adj.increase with:prep leucine:AA than:prep with:prep glycine:AA placebo", ["leucine"]),
    ],
)
def test_causes(text: str, expected: list[str]) -> None:
    assert agents(text) == expected


@pytest.mark.parametrize("other", ["with:prep leucine:AA", "in:prep the=intervention:anaphor group:group"])
def test_a_comparison_told_from_the_other_side_is_turned(other: str) -> None:
    words = parse(f"mood was:aux higher:adj.increase with:prep placebo:control than:prep {other}")
    [event] = events(words)
    told = attribute(event, words, LEUCINE, text_of(words), [])
    assert told.turned
    assert told.agents == (Agent("leucine"),)


@pytest.mark.parametrize(
    ("compared", "turned"),
    [
        ("with:prep 2=g:DOSE leucine:AA than:prep with:prep 5=g:DOSE", True),
        ("with:prep 5=g:DOSE leucine:AA than:prep with:prep 2=g:DOSE", False),
        ("with:prep 2=g:DOSE leucine:AA than:prep with:prep 5=mg:DOSE", False),
        ("in:prep 0.7L than:prep in:prep 1.1L", True),
        ("with:prep 2 % leucine:AA than:prep with:prep 3 %", True),
        ("in:prep the:det low leucine:AA group:group than:prep the:det high", True),
        ("in:prep the:det high leucine:AA group:group than:prep the:det low", False),
        ("at:prep 20 min than:prep at:prep 40 min after:prep leucine:AA", False),
    ],
)
def test_what_is_higher_with_less_is_turned(compared: str, turned: bool) -> None:
    words = parse(f"mood was:aux higher:adj.increase {compared}")
    [event] = events(words)
    assert attribute(event, words, LEUCINE, text_of(words), []).turned is turned


@pytest.mark.parametrize(
    ("text", "expected", "control"),
    [
        ("leucine:AA and:conj valine:AA", ["leucine", "valine"], False),
        ("leucine:AA with:prep valine:AA", ["leucine+valine"], False),
        ("mixture:mixture of:prep leucine:AA , glycine:AA and:conj valine:AA", ["glycine+leucine+valine"], False),
        ("leucine:AA than:prep valine:AA", ["leucine"], False),
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
