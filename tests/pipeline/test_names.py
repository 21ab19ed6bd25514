"""Names of a lexicon in plain text."""

import pytest

from pipeline.names import named


@pytest.mark.parametrize(
    ("text", "lexicon", "names"),
    [
        ("L-leucine or dl-methionine, and leucine again", "amino_acids", ["leucine", "methionine", "leucine"]),
        ("Branched-chain amino acids raise muscle protein synthesis.", "amino_acids", ["bcaa"]),
        ("It raises muscle protein synthesis, not protein synthesis.", "targets",
         ["muscle protein synthesis", "protein synthesis"]),
        ("mTORC1/S6K1 and 4E-BP1", "targets", ["mTORC1", "S6K1", "4E-BP1"]),
        ("MTORC1ish things", "targets", []),
        ("", "targets", []),
    ],
)  # fmt: skip
def test_the_longest_names_in_order(text: str, lexicon: str, names: list[str]) -> None:
    found = list(named(text, lexicon))
    assert [one.name for one in found] == names
    assert all(one.start < one.end <= len(text) for one in found)


def test_only_of_the_types_that_are_asked_for() -> None:
    text = "Muscle of rats and women"
    assert [one.name for one in named(text, "systems", frozenset({"species"}))] == ["rat"]
    assert "rat" not in [one.name for one in named(text, "systems", frozenset({"population"}))]


def test_places_are_those_of_the_text() -> None:
    (one,) = named("Some L-leucine helps.", "amino_acids")
    assert "Some L-leucine helps."[one.start : one.end] == "L-leucine"
