"""Targets: what is left of a phrase, and how it widens to named entities."""

import pytest

from pipeline.relations.targets import trim, widened
from tests.pipeline.relations.parsing import parse, text_of
from tests.pipeline.sentences import lines


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


@pytest.mark.parametrize(
    "thing", ["plasma", "mRNA", "concentrations", "plasma levels", "these parameters", "the score"]
)
def test_a_head_alone_is_no_target(thing: str) -> None:
    assert lines(f"Taurine raised {thing}.") == []
