"""Sites of proteins, links of peptides and tracers are no amino acids; doses and bonds of words are none of these."""

import pytest

from tests.pipeline.components.mentions import mentions


@pytest.mark.parametrize(
    "text",
    [
        "Serine was seen. Phosphorylation at Ser473, Ser 473, Ser-473, Ser(473) and Ser 473 was lost.",
        "Serine was seen. It is phosphorylated at serine 473.",
        "Serine was seen. The serine-473 site; H3 serine 10 and serine 10 of histone H3.",
        "Serine was seen. Serine 21 phosphorylation and serine 21 mutants.",
        "Serine was seen. The peptide Ala-Ser-Gly and Gly-Ser.",
    ],
)
def test_sites_and_links(text: str) -> None:
    assert [found for found, _ in mentions(text)] == ["Serine"]


@pytest.mark.parametrize(
    "text",
    [
        "[1-13C]leucine",
        "L-[1-13C]leucine",
        "[1-(13)C] leucine",
        "L-[ring-2H5]-phenylalanine",
        "L-[ring-13C6]-phenylalanine",
        "[15N2]-glutamine",
        "13C6-phenylalanine",
        "35S-methionine",
        "[3H]-L-arginine",
    ],
)
def test_tracers(text: str) -> None:
    assert mentions(f"They infused {text} for an hour.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Effects of leucine 10, 20 and 40 mM.", ["leucine"]),
        ("The effect of arginine 30 g.", ["arginine"]),
        ("Intake of lysine 500 or 1000 mg/kg.", ["lysine"]),
        ("A meal of glycine 2-5 g.", ["glycine"]),
        ("A rise of glutamine 24 h later.", ["glutamine"]),
        ("Leucine (Leu 10 mM) was added.", ["Leucine", "Leu"]),
        ("The L-Leu-Ala peptide and L-Leu.", ["L-Leu"]),
        ("Leucine and valine: a Leu/Val mixture.", ["Leucine", "valine", "Leu", "Val"]),
        ("In [group 2] leucine was given.", ["leucine"]),
        ("After 3 h leucine was given.", ["leucine"]),
    ],
)
def test_what_is_given(text: str, expected: list[str]) -> None:
    assert [found for found, _ in mentions(text)] == expected
