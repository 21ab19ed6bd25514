"""Which way a target went, told by the words around it."""

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.learned.tagger import Tagged
from pipeline.relations.toward import direction, signs

EVEN = Tagged(0, 1, 0.5, (1 / 3, 1 / 3, 1 / 3))


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
    assert direction(reading.sentences[n], at, at + 1, reading.events(n), EVEN) == expected


def test_where_the_words_say_little_the_tagger_decides() -> None:
    words = read(nlp.load()("A study.\nThe insulin.")).sentences[1]
    sure = [Tagged(0, 1, 0.9, shares) for shares in ((0.98, 0.01, 0.01), (0.01, 0.98, 0.01), (0.01, 0.01, 0.98))]
    assert [direction(words, 1, 2, [], one) for one in sure] == ["increase", "decrease", "no_change"]


def test_signs_tell_sides_and_events() -> None:
    reading = read(nlp.load()("A study.\nLeucine raised insulin, but not glucagon."))
    words = reading.sentences[1]
    at = next(i for i, w in enumerate(words) if w.lower == "insulin")
    found = signs(words, at, at + 1, reading.events(1))
    assert {"own event: increase", "before: amino_acid", "behind, near: ,", "in: insulin"} <= set(found)
    assert found == sorted(set(found))
    assert "own event: none" in signs(words, 0, 1, [])
