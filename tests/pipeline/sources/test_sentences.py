"""Sentences, and the citations that belong to them."""

from pathlib import Path

import pytest

from pipeline.sources import parse_source


def split(text: str) -> list[str]:
    document = parse_source(text.encode(), Path("007.md"))
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize(
    "parts",
    [
        ["Wool is warm.", "Silk is not."],
        ["Wool is warm.[1][2]", "Silk is not.[3]"],
        ["Wool is warm.[[1]](#ref1)", "Silk is not."],
        ["Wool is warm. [\\[1\\]](#)", "Silk is not."],
        ["Wool is warm.^{[1][2]}", "Silk is not.^[4]", "So it is."],
        ["Wool [1, 2].", "Silk [3]."],
        ["Wool is warm.<sup>[5]</sup>", "Silk is not.</b>", "So it is."],
        ['He said "wool."', "She did not."],
        ["Is wool warm?", "It is!", "So it is."],
        ["Wool, e.g. Merino, is warm.", "So it is."],
        ["Wool vs. Silk, i.p. Or not, was given.", "So it was."],
        ["As Own et al. Said in Fig. 3, it rose.", "Then it fell."],
        ["It rose by 2.5 g.", "It fell."],
        ["They slept for 30 min.", "Then they ate."],
        ["They kept it at 37 °C.[1]", "A sheep saw it."],
        ["It rose to 2.5.", "Then it fell."],
        ["An own Ph.D. Thesis said it.", "It was so."],
        ["They took vitamin C.", "It helped."],
        ["A. B. Own knew it.", "Nobody else."],
        ["S6K1 was active.", "mTOR was not.", "β-Keratin was."],
        ["There were ten.", "5 g was enough."],
        ["It was so…", "Then it was not."],
        ["**Wool:** It is warm.", "**Silk** is not."],
        ["See Suppl. Table 3 and pp. 5 ff of it.", "There it is."],
    ],
)
def test_boundaries(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wool is\nwarm. Silk\nis not.", ["Wool is\nwarm.", "Silk\nis not."]),
        ("Wool is warm\nSilk is not", ["Wool is warm", "Silk is not"]),
        ("Wool is warm.\n[1]\n\nSilk.", ["Wool is warm.\n[1]", "Silk."]),
        ("It is.\r\n\r\nSilk", ["It is.", "Silk"]),
        ("- Wool is warm\n- Silk. Not\n  warm", ["Wool is warm", "Silk.", "Not\n  warm"]),
        ("1. Wool\n2) Silk\n* [x] Hair", ["Wool", "Silk", "Hair"]),
        ("> Wool is warm. Silk is\n> not.", ["Wool is warm.", "Silk is\n> not."]),
        ("| A. B | C |\n|---|:-:|\n| Wool. Silk | 5 |", ["| A. B | C |", "| Wool. Silk | 5 |"]),
        ("A\tB\nWool. Silk\t[1]", ["A\tB", "Wool. Silk\t[1]"]),
        ("Wool.\n\n---\n\n[Top](#top)\n\n![A picture](x.png)\n[![A. B](x.png)](y)\n\n***\n\nSilk.", ["Wool.", "Silk."]),
        ("# Wool\nIt is.\n\nSilk\n----\nIt is not.", ["It is.", "It is not."]),
        ("Wool.\n```\nCode. More\n```\nSilk.", ["Wool.", "Silk."]),
        ("Wool <!-- A. B --> is.", ["Wool <!-- A. B --> is."]),
        ("Run `a. B` now. Then stop.", ["Run `a. B` now.", "Then stop."]),
        ("[a]: https://x.example\n\nWool.", ["Wool."]),
        ("<br/>\nWool.", ["Wool."]),
        ("Wool\\\nSilk", ["Wool\\", "Silk"]),
    ],
)
def test_blocks(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_markers_of_a_sentence() -> None:
    text = "Wool [1] is warm.[2, 4-5] Silk is.\n\nHair is.\n[6]"
    document = parse_source(text.encode(), Path("007.md"))
    assert [[m.number for m in document.markers_of(s)] for s in document.sentences] == [[1, 2, 4, 5], [], [6]]
    assert all(document.sentences[m.sentence or 0] for m in document.markers)
