"""Short forms and names of arms: linked where the document says what they mean."""

import pytest

from tests.pipeline.components.mentions import mentions


def names(text: str) -> list[str]:
    return [name for _, name in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The leucine group (LG) ate. LG slept.", ["leucine"] * 3),
        ("The leucine group (LG; n = 12) or placebo (PG; n = 12). LG slept.", ["leucine"] * 3),
        ("Creatine (CR, n=10) or placebo (PL, n=10); CR slept.", ["creatine"] * 3),
        ("Leucine supplementation (LEU, 3 g) or rice; LEU slept.", ["leucine"] * 3),
        ("Leucine (LEU). The LEU group slept; LEU+RT and LEU-fed rats too.", ["leucine"] * 5),
        ("Glutamine-supplemented diet (GLN); GLN rats slept.", ["glutamine"] * 3),
        ("The BCAA group and the HMB-FA group.", ["bcaa", "hmb"]),
        ("Leu-supplemented rats, Met-free medium.", ["leucine", "methionine"]),
    ],
)
def test_arms(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "LEU was measured.",
        "The GLY index; Met and Ala; ALA-supplemented oil.",
        "The training group (TG; n = 12) slept. TG won.",
        "Glycemic load (GLY) was low. GLY rose.",
    ],
)
def test_what_is_no_arm(text: str) -> None:
    assert names(text) == []


def test_a_bracket_after_an_enzyme_defines_no_amino_acid() -> None:
    assert names("Leucine rose, and leucine aminopeptidase (LAP; n = 3) too. LAP fell.") == ["leucine"]


def test_a_form_defined_as_something_else_is_not_the_amino_acid() -> None:
    assert names("Glycine rose; glycemic load (GLY) fell. GLY rose.") == ["glycine"]
