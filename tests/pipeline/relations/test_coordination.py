"""Lists of measured things, and what the words of a list stand for."""

import pytest

from tests.pipeline.sentences import lines

LISTS = [
    ("Taurine decreased the number of mast cells and goblet cells.", "goblet cells -, number of mast cells -"),
    ("Taurine raised the activities of the liver enzymes, aldolase and enolase.", "aldolase +, enolase +"),
    ("Taurine raised the activities of the liver enzymes aldolase and enolase.", "aldolase +, enolase +"),
    ("Scores for vitality, mood and sleep rose after taurine.", "mood +, sleep +, vitality +"),
    ("Taurine improved scores on memory and attention.", "attention +, memory +"),
    ("Taurine lowered pain scores for the older men.", "pain scores -"),
    (
        "The Mood Inventory and Anxiety Scale scores decreased after taurine.",
        "Anxiety Scale scores -, Mood Inventory -",
    ),
    ("Taurine lowered urinary nitrogen loss, a marker of wasting.", "urinary nitrogen loss -"),
    ("Taurine lowered collagen content, an index of scarring.", "collagen content -"),
    ("The mRNA and protein expression of occludin was raised by taurine.", "protein expression of occludin +"),
    ("Taurine lowered the serum and kidney lipid levels.", "kidney lipid levels -"),
    ("Taurine lowered iron, zinc and C-reactive protein.", "C-reactive protein -, iron -, zinc -"),
    ("Taurine decreased p21, p27 and cyclin D1.", "cyclin D1 -, p21 -, p27 -"),
    ("Taurine lowered whole body zinc flux.", "whole body zinc flux -"),
    ("Taurine lowers heart rate response to exercise.", "heart rate response -"),
    ("Taurine raised the villus:crypt ratio and the iron:zinc ratio.", "iron:zinc ratio +, villus:crypt ratio +"),
    ("Taurine raised zinc and iron.(ABSTRACT TRUNCATED AT 250 WORDS)", "iron +, zinc +"),
    ("RESULTS:Taurine raised the LDL:HDL ratio.", "LDL:HDL ratio +"),
]


@pytest.mark.parametrize(("sentence", "expected"), LISTS)
def test_lists(sentence: str, expected: str) -> None:
    assert lines(sentence) == [f"taurine: {line}" for line in expected.split(", ")]
