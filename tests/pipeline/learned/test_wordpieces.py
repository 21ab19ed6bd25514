"""Words cut into the pieces of the vocabulary, and where they stand."""

from importlib import resources

import pytest

from pipeline.learned.wordpieces import word_pieces

VOCABULARY = (resources.files("pipeline.learned") / "tagger" / "vocab.txt").read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("  \n\t", []),
        ("Leucine rose.", ["le", "##uc", "##ine", "rose", "."]),
        ("LEUCINE", ["le", "##uc", "##ine"]),
        ("5 mg/kg", ["5", "mg", "/", "kg"]),
        ("naïve", ["naive"]),
        ("α-amino", ["α", "-", "amino"]),
        ("a\u200bb", ["ab"]),
        ("中文", ["中", "文"]),
        ("\x00", []),
        ("🙂", ["[UNK]"]),
        ("x" * 101, ["[UNK]"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [VOCABULARY[row] for row, _ in word_pieces(text)] == pieces


def test_places_are_code_points_of_the_text() -> None:
    text = "  Zinc, e\u0301clair: İstanbul 🙂 end"
    found = [text[s:e] for _, (s, e) in word_pieces(text)]
    assert "".join(found) == "".join(text.split())
    assert found[:2] == ["Zinc", ","] and found[-1] == "end"
