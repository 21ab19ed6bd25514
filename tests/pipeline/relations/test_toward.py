"""Which way a target went, told by the words around it."""

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.relations.toward import direction, signs


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        ("Leucine increased insulin in rats.", "insulin", "increase"),
        ("Serum insulin was lower in the leucine group.", "insulin", "decrease"),
        ("There was no significant difference in insulin between groups.", "insulin", "no_change"),
        ("Leucine did not affect insulin.", "insulin", "no_change"),
        ("Insulin and glucagon fell after leucine.", "glucagon", "decrease"),
    ],
)
def test_directions(sentence: str, target: str, expected: str) -> None:
    reading = read(nlp.load()(f"A study.\n{sentence}"))
    [(n, at)] = [(n, i) for n, ws in enumerate(reading.sentences) for i, w in enumerate(ws) if w.lower == target]
    assert direction(reading.sentences[n], at, at + 1, reading.events(n)) == expected


def test_signs_tell_sides_and_events() -> None:
    reading = read(nlp.load()("A study.\nLeucine raised insulin, but not glucagon."))
    words = reading.sentences[1]
    at = next(i for i, w in enumerate(words) if w.lower == "insulin")
    found = signs(words, at, at + 1, reading.events(1))
    assert {"own event: increase", "before: amino_acid", "behind, near: ,", "in: insulin"} <= set(found)
    assert found == sorted(set(found))
    assert "own event: none" in signs(words, 0, 1, [])
