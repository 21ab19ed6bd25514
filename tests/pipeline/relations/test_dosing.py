"""Whose dose it is."""

import pytest

from pipeline.relations.dosing import links
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

OTHERS = Study(exposures=["leucine"], others=frozenset({"metformin"}))


def owners(text: str) -> list[str | None]:
    """The owner of each dose, in order."""
    words = parse(text)
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    found = {k.dose: k.name for k in links([words], places, text_of(words), OTHERS)}
    return [found.get(i) for i in range(len(places))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5=g:DOSE leucine:AA", ["leucine"]),
        ("5=g:DOSE of:prep leucine:AA", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE )", ["leucine"]),
        ("leucine:AA at:prep 1=g:DOSE , 2=g:DOSE or:conj 3=g:DOSE", ["leucine"] * 3),
        ("leucine:AA ( 5=g:DOSE ) and:conj valine:AA ( 3=g:DOSE )", ["leucine", "valine"]),
        ("metformin ( 5=g:DOSE ) and:conj leucine:AA ( 3=g:DOSE )", [None, "leucine"]),
        ("leucine:AA with:prep 5=g:DOSE dextrin", [None]),
        ("leucine:AA lowered:verb.decrease mass from:prep 5=g:DOSE to:prep 3=g:DOSE", [None, None]),
        ("leucine:AA lowered:verb.decrease mass to:prep 3=g:DOSE", [None]),
        ("leucine:AA lowered:verb.decrease mass by:prep 3=g:DOSE", [None]),
        ("leucine:AA dose:treatment was:aux raised:verb.increase to:prep 3=g:DOSE", ["leucine"]),
        ("leucine:AA ; 5=g:DOSE", [None]),
        ("a:det dose:treatment of:prep 5=g:DOSE", ["leucine"]),
        ("they weighed 5=g:DOSE", [None]),
    ],
)
def test_owners(text: str, expected: list[str | None]) -> None:
    assert owners(text) == expected


def test_no_sentences_no_links() -> None:
    assert links([], [], "", Study()) == []
    assert links([[]], [], "", Study()) == []
