"""What brought a change about, by the words around it."""

import pytest

from pipeline.relations.agents import Agent
from pipeline.relations.causes import Causes, is_vague
from pipeline.relations.events import events
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

LEUCINE = Study(exposures=["leucine"], others=frozenset({"metformin"}))


def causes(text: str, *last: Agent) -> list[str]:
    words = parse(text)
    [event] = events(words)
    return [agent.name for agent in Causes(words, LEUCINE, text_of(words), last).of(event)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA raised:verb.increase mood", ["leucine"]),
        ("mood rose:verb.increase after:prep valine:AA", ["valine"]),
        ("the=supplement:anaphor raised:verb.increase mood", ["leucine"]),
        ("mood rose:verb.increase", ["leucine"]),
        ("mood was:aux raised:verb.increase by:prep rapamycin", []),
        ("rapamycin raised:verb.increase mood", []),
        ("mood was:aux higher:adj.increase with:prep valine:AA than:prep with:prep leucine:AA", ["valine"]),
        ("in:prep the:det absence:withheld of:prep leucine:AA , rapamycin raised:verb.increase mood", []),
        ("after:prep leucine:AA , valine:AA raised:verb.increase mood", ["valine"]),
        ("mood was:aux higher:adj.increase with:prep leucine:AA than:prep with:prep glycine:AA placebo", ["leucine"]),
        ("mood rose:verb.increase in:prep rats:group on:prep metformin", []),
        ("leucine:AA rose:verb.increase", []),
    ],
)
def test_causes(text: str, expected: list[str]) -> None:
    assert causes(text) == expected


def test_a_sentence_that_names_nobody_goes_on_with_those_before() -> None:
    two = Study(exposures=["leucine", "valine"])
    words = parse("mood rose:verb.increase")
    [event] = events(words)
    assert Causes(words, two, "mood rose", [Agent("valine")]).of(event) == [Agent("valine")]
    assert Causes(words, two, "mood rose", [Agent("glycine")]).of(event) == [Agent("leucine"), Agent("valine")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("there:adverb", True),
        ("we", True),
        ("the:det treatment:treatment", True),
        ("patients:group", True),
        ("MTX -treated:given rats:group", True),
        ("MTX-treated rats:group", False),
        ("rapamycin", False),
    ],
)
def test_subjects_that_name_no_cause(text: str, expected: bool) -> None:
    assert is_vague(parse(text)) is expected


@pytest.mark.parametrize(
    ("subject", "expected"), [("rapamycin", True), ("the:det treatment:treatment", False), ("valine:AA", False)]
)
def test_what_undoes_an_effect(subject: str, expected: bool) -> None:
    words = parse(f"{subject} blocked:verb.decrease the:det rise:noun.increase+pure in:prep mood after:prep leucine:AA")
    [event] = events(words)
    assert Causes(words, LEUCINE, text_of(words), []).undone_by_another(event) is expected
