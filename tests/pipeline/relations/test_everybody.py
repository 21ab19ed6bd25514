"""Changes that everybody saw."""

import pytest

from pipeline.relations.events import events
from pipeline.relations.everybody import by_protocol, in_all_groups, in_everybody
from tests.pipeline.relations.parsing import parse
from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mood rose:verb.increase in:prep both:det groups:group", True),
        ("both:anaphor groups:group raised:verb.increase mood", True),
        ("mood rose:verb.increase with:prep all:det three treatments:treatment+group", True),
        ("both:anaphor treatments:treatment+group raised:verb.increase mood", False),
        ("both:anaphor rats raised:verb.increase mood", False),
    ],
)
def test_what_all_groups_saw(text: str, expected: bool) -> None:
    [event] = events(parse(text))
    assert in_all_groups(event) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speed was:aux raised:verb.increase by:prep 2 km/h every 3 minutes", True),
        ("load was:aux raised:verb.increase by:prep 20 W each minute", True),
        ("speed rose:verb.increase by:prep 2 km/h", False),
        ("every patient had less pain", False),
    ],
)
def test_what_the_protocol_asks_for(text: str, expected: bool) -> None:
    assert by_protocol(parse(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("during:prep the:det test:study.test pulse rose:verb.increase from:prep baseline:control", True),
        ("pulse rose:verb.increase from:prep rest during:prep mental stress:bad", True),
        ("pulse rose:verb.increase from:prep baseline:control", False),
        ("during:prep the:det study:study pulse rose:verb.increase from:prep baseline:control", False),
        ("pulse rose:verb.increase from:prep baseline:control during:prep stress in:prep the:det group:group", False),
        ("during:prep leucine:AA infusion pulse rose:verb.increase from:prep baseline:control", False),
        ("pulse rose:verb.increase from:prep baseline:control during:prep 8 weeks", False),
    ],
)
def test_the_course_of_a_test_in_everybody(text: str, expected: bool) -> None:
    assert in_everybody(parse(text)) is expected


def test_the_course_of_a_test_is_not_the_amino_acids() -> None:
    sentences = [
        "Subjects took taurine or placebo.",
        "During the cold test, pulse and stroke volume increased from baseline.",
        "Compared to placebo, taurine decreased stroke volume.",
    ]
    assert lines(*sentences) == ["taurine: stroke volume -"]
