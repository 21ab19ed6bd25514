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


@pytest.mark.parametrize(
    "text",
    [
        "The loop of 29 amino acids was cut out; a 12-amino acid tail was added.",
        "Two additional amino acids follow. The last six amino acids and the N-terminal amino acids bind it.",
        "The change at amino acid 71, at amino acid position 71 and of amino acids 12 to 40 was silent.",
        "A missense mutation puts a conserved arginine at residue 12.",
        "The mutation was a substitution of glycine by serine in exon 4.",
        "In the mutant, lysine (K) to arginine (R) exchange at codon 4 was seen.",
        "An arginine-to-cysteine change at residue 24 was found.",
        "Replacement of cysteine at position 88 abolished transport.",
        "Alleles encoding valine were rare.",
        "Replacement of both cysteines in the loop of the mutant by serine was silent.",
        "A glutamate-to-glycine substitution at residue 12 was seen.",
    ],
)
def test_counted_and_mutated(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mixture of 18 amino acids was infused.", ["amino acids"]),
        ("Rats ate 20 amino acids in a diet without leucine.", ["amino acids", "leucine"]),
        ("Leucine raised S6K in cells with the mutation.", ["Leucine"]),
        ("Methionine was replaced by betaine in feed.", ["Methionine", "betaine"]),
        ("The ratio of leucine to valine fell.", ["leucine", "valine"]),
        ("Plasma amino acids 30 min later were higher.", ["amino acids"]),
    ],
)
def test_taken_in(text: str, expected: list[str]) -> None:
    assert [found for found, _ in mentions(text)] == expected
