"""Findings as plain JSON."""

import json

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.components.record import statement


def test_a_finding_is_plain_json_whose_places_are_those_of_the_text() -> None:
    doc = nlp.load()("A study.\nMen got leucine (3 g). Leucine may have raised bile flow.")
    [found] = doc._.findings
    assert [doc.text[slice(*found[key])] for key in ("target", "cue")] == ["bile flow", "raised"]
    assert [doc._.doses[i]["text"] for i in found["doses"]] == ["3 g"]
    assert found["hedged"]
    assert json.loads(json.dumps(found["signs"])) == found["signs"]


@pytest.mark.parametrize(
    ("other", "repeated"),
    [
        ("Leucine elevated the bile flow.", True),
        ("Leucine lowered bile flow.", False),
        ("Leucine raised body mass.", False),
        ("Valine raised bile flow.", False),
    ],
)
def test_a_statement_has_no_place(other: str, repeated: bool) -> None:
    said = []
    for sentence in ("Leucine raised bile flow.", other):
        doc = nlp.load()(f"A study.\n{sentence}")
        said += [statement(read(doc), finding) for finding in doc._.findings]
    first, second = said
    assert (first == second) is repeated
