"""Where claims stand in a document, and which references a place of a sentence rests on."""

from pathlib import Path

import pytest

from pipeline.lint.crediting import credited
from pipeline.lint.passages import Passage, passages
from pipeline.schema import Claim, Effect
from pipeline.sources import parse_source

TEXT = """# Lysine

## 1.1 Rats

Lysine lowered *stress* in rats.[1] It helps. Lysine lowered [weight](/w) in rats.[2]

## 1.2 Mice

Lysine lowered stress in mice, and raised it in one strain.[3]
"""


def claim(number: int, anchor: str, *refs: int, source: str = "900-lysine") -> Claim:
    effect = Effect(amino_acid="lysine", target="stress", direction="decrease")
    place = f"claims/900.csv:{number + 1}"
    return Claim(
        id=f"900-{number:03}", source=source, section="1", anchor=anchor, effect=effect, refs=refs, place=place
    )


def read(*claims: Claim) -> tuple[Passage, ...]:
    return passages(claims, [parse_source(TEXT.encode(), Path("900_lysine.md"))])


@pytest.mark.parametrize(
    ("claims", "lines"),
    [
        ([claim(1, "Lysine lowered stress in", 1)], [5]),
        ([claim(1, "Lysine lowered", 2)], [5]),
        ([claim(1, "Lysine lowered", 1), claim(2, "Lysine lowered", 3)], [5, 9]),
        ([claim(1, "Lysine lowered stress in"), claim(2, "It helps")], [5, 5]),
        ([claim(1, "Nothing of the kind")], [2]),
        ([claim(1, "Lysine lowered", 1, source="901-other")], [2]),
    ],
)
def test_a_claim_stands_where_its_anchor_and_numbers_are(claims: list[Claim], lines: list[int]) -> None:
    places = read(*claims)
    held = [next(p for p in places if one in p.claims) for one in claims]
    assert [int(p.place.rpartition(":")[2]) for p in held] == lines
    assert len({p.at for p in places}) == len(places)


def test_a_passage_has_its_words_without_markers_and_markup() -> None:
    first = read()[0]
    assert " ".join(first.text.split()) == "Lysine lowered stress in rats."
    assert (first.source, first.section, first.anchor) == ("900-lysine", "1.1 Rats", "Lysine lowered stress in rats.")
    assert first.refs == {1}


@pytest.mark.parametrize(
    ("text", "words", "refs"),
    [
        ("Rats got 2 g.[1] ", "2 g", {1}),
        ("Rats got 2 g,[1][2] mice 3 g.[3]", "2 g", {1, 2}),
        ("Rats got 2 g,[1] mice 3 g.[3]", "3 g", {3}),
        ("Rats got 2 g, mice 3 g.[3]", "2 g", {3}),
        ("Rats got 2 g (3 g elsewhere[2]) by mouth.[1]", "2 g", {1}),
        ("Rats got 2 g (3 g elsewhere[2]) by mouth.[1]", "3 g", {2}),
        ("Rats got 2 g (3 g elsewhere) by mouth.[1]", "3 g", {1}),
        ("Own et al.[5] gave 2 g to rats.", "2 g", {5}),
        ("Rats got 2 g.", "2 g", set()),
    ],
)
def test_words_rest_on_the_number_that_stands_behind_them(text: str, words: str, refs: set[int]) -> None:
    (passage,) = passages((), [parse_source(text.encode(), Path("900_x.md"))])
    assert credited(passage, passage.text.index(words)) == refs
