"""Clauses and their subjects."""

import pytest

from pipeline.relations.clauses import attributive, clauses
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA raised:verb.increase mood", [("leucine raised mood", "leucine")]),
        (
            "leucine:AA raised:verb.increase mood ; glycine:AA lowered:verb.decrease pain",
            [("leucine raised mood", "leucine"), ("; glycine lowered pain", "; glycine")],
        ),
        (
            "leucine:AA raised:verb.increase mood whereas:boundary glycine:AA lowered:verb.decrease pain",
            [("leucine raised mood", "leucine"), ("whereas glycine lowered pain", "whereas glycine")],
        ),
        (
            "leucine:AA raised:verb.increase mood while:boundary lowering:verb.decrease pain",
            [("leucine raised mood", "leucine"), ("while lowering pain", "leucine")],
        ),
        (
            "leucine:AA raised:verb.increase mood but:boundary+conj not:neg pain",
            [("leucine raised mood but not pain", "leucine")],
        ),
        (
            "leucine:AA was:aux given:verb , and:conj mood rose:verb.increase",
            [("leucine was given", "leucine"), (", and mood rose", ", and mood")],
        ),
        ("", []),
    ],
)
def test_clauses_and_their_subjects(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text_of(c.words), text_of(c.subject)) for c in clauses(parse(text))] == expected


@pytest.mark.parametrize(
    ("text", "i", "adjective"),
    [
        ("reduced:verb.decrease+adj.decrease fat was:aux", 0, True),
        ("by:prep reduced:verb.decrease+adj.decrease fat", 1, True),
        ("it was:aux reduced:verb.decrease+adj.decrease", 2, False),
        ("leucine:AA reduced:verb.decrease+adj.decrease fat", 1, False),
        ("lysine:AA each:det reduced:verb.decrease+adj.decrease fat", 2, False),
        ("was:aux lower:adj.decrease", 1, True),
    ],
)
def test_participles_as_adjectives(text: str, i: int, adjective: bool) -> None:
    assert attributive(parse(text), i) is adjective
