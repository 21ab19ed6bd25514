"""Mentions of amino acids: names, short forms, and what only looks like one."""

from itertools import pairwise

import pytest

from pipeline import nlp


def mentions(text: str) -> list[tuple[str, str]]:
    """(text, canonical name) of each mention."""
    doc = nlp.load()(text)
    return [(span.text, span.id_) for span in doc.spans["amino_acids"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They gave L-leucine.", [("L-leucine", "leucine")]),
        ("They gave Leucine and valine.", [("Leucine", "leucine"), ("valine", "valine")]),
        ("They gave N-acetyl-L-cysteine.", [("N-acetyl-L-cysteine", "n-acetylcysteine")]),
        ("They gave branched-chain amino acids.", [("branched-chain amino acids", "bcaa")]),
        ("They gave arginine hydrochloride.", [("arginine hydrochloride", "arginine")]),
        ("They gave L-arg.", [("L-arg", "arginine")]),
        ("They gave D-serine.", [("D-serine", "d-serine")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The leucine zipper of this factor binds.",
        "Glutamine synthetase and leucine aminopeptidase were active.",
        "The glycine receptor and the glutamate transporter were blocked.",
        "Akt was phosphorylated at Ser473, Thr-308 and Ser(9).",
        "The tripeptide Gly-Ala-Leu was made.",
        "We met him at the bar; ALA, BA and CP rose.",
        "",
        "No such thing here.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Methionine (Met) was given. Met was stopped.", ["methionine", "methionine", "methionine"]),
        ("Beta-alanine (BA) was given. BA was stopped.", ["beta-alanine", "beta-alanine", "beta-alanine"]),
        ("Alanine was given. ALA was stopped.", ["alanine", "alanine"]),
        ("The taurine group (TG) ate less than TG before.", ["taurine", "taurine", "taurine"]),
    ],
)
def test_a_short_form_counts_where_the_text_spells_it_out(text: str, expected: list[str]) -> None:
    assert [name for _, name in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After neoadjuvant chemotherapy (NAC), NAC was stopped.", []),
        ("The nucleus accumbens (NAC) was cut. NAC is small.", []),
        ("Alpha-linolenic acid (ALA) or alanine was given; ALA was stopped.", ["alanine"]),
        ("N-acetylcysteine (NAC) was given. NAC was stopped.", ["n-acetylcysteine"] * 3),
        ("NAC was given.", ["n-acetylcysteine"]),
    ],
)
def test_a_short_form_means_what_the_document_defines(text: str, expected: list[str]) -> None:
    assert [name for _, name in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L- and D-serine were given.", ["serine", "d-serine"]),
        ("D- or L-methionine was given.", ["d-methionine", "methionine"]),
        ("L- and D-serine-fed rats.", ["serine", "d-serine"]),
        ("Vitamin D and L-serine were given.", ["serine"]),
    ],
)
def test_two_forms_may_share_a_name(text: str, expected: list[str]) -> None:
    assert [name for _, name in mentions(text)] == expected


def test_mentions_are_in_order_and_do_not_overlap() -> None:
    doc = nlp.load()("Valine, leucine (Leu), isoleucine and BCAA; Leu again, N-acetyl-L-cysteine (NAC), NAC.")
    spans = list(doc.spans["amino_acids"])
    assert [s.start for s in spans] == sorted(s.start for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert {s.label_ for s in spans} == {"AMINO_ACID"}
    assert all(s.kb_id_.startswith("CHEBI:") for s in spans)
