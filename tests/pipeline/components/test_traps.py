"""Every trap of the lexicons, in the ready pipeline; and beside it what must still be read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import nlp
from pipeline.components.traps import Row, TrapIndex
from pipeline.lexicon import Term, Trap, read
from tests.pipeline.components.mentions import mentions
from tests.pipeline.components.mentions import read as read_text

TABLES = {"amino_acid_traps": "amino_acids", "system_traps": "systems"}
SPELLED = {"gaa": "guanidinoacetate", "same": "S-adenosylmethionine"}
WORDS = [
    "leucine",
    "Leu",
    "LG",
    "Ser",
    "BCAA",
    "kinase",
    "receptors",
    "poly",
    "473",
    "rats",
    "bovine",
    "serum",
    "cells",
]
PIECES = [*WORDS, " ", " ", " and ", ", ", "-", "/", "(", ")", "; n = 3", ". ", "[1-13C]", "\n"]
TRAPS = [(table, trap) for table in TABLES for trap in read(table, Trap)]


@pytest.mark.parametrize(("table", "trap"), TRAPS, ids=lambda v: f"{v.position} {v.term}" if isinstance(v, Trap) else v)
def test_each_trap_hides_the_name_in_its_example(table: str, trap: Trap) -> None:
    assert mentions(f"The {trap.example} was seen.", TABLES[table]) == []


@pytest.mark.parametrize(("table", "key"), TABLES.items())
def test_no_trap_hides_a_term_of_its_own(table: str, key: str) -> None:
    fixed = {t.term for t in read(table, Trap) if t.position == "within"}
    assert fixed.isdisjoint(t.term.casefold() for t in read(key, Term))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leucine kinase activity was increased by leucine.", ["leucine"]),
        ("Alanine aminotransferase fell after alanine.", ["alanine"]),
        ("Arginine vasopressin rose with arginine.", ["arginine"]),
        ("The glycine receptor needs glycine.", ["glycine"]),
        ("Glycine in glycine buffer.", ["Glycine"]),
        ("Poly-L-lysine and L-lysine.", ["L-lysine"]),
        ("Serine protease and serine.", ["serine"]),
        ("Serine and threonine residues, then threonine.", ["threonine"]),
        ("A serine/threonine kinase; serine/threonine mixtures.", ["serine", "threonine"]),
        ("Glutamate and GABA receptors.", []),
        ("A valine to methionine substitution.", []),
        ("Plasma leucine and alanine aminotransferase.", ["leucine"]),  # one measured beside another
        ("Leucine, valine and tyrosine residues.", []),
        ("Leucine, then tyrosine residues.", ["Leucine"]),
        ("Branched-chain amino acid transaminase and branched-chain amino acids.", ["branched-chain amino acids"]),
    ],
)
def test_amino_acids_beside_traps(text: str, expected: list[str]) -> None:
    assert [found for found, _ in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fetal bovine serum was added to bovine oocytes.", ["bovine", "oocytes"]),
        ("Bovine serum albumin for cows.", ["cows"]),
        ("Goat anti-rabbit IgG stained rabbit aortas.", ["rabbit"]),
        ("A mouse monoclonal antibody in mice.", ["mice"]),
        ("Horseradish peroxidase in horses.", ["horses"]),
        ("Rat chow was given to rats.", ["rats"]),
        ("Human insulin was given to men.", ["men"]),
        ("Chinese hamster ovary cells are no hamsters.", ["Chinese hamster ovary cells", "hamsters"]),
        ("CHO before exercise in cyclists; CHO cells.", ["cyclists", "CHO cells"]),  # carbohydrate
        ("CAT, SOD and GPx rose in cats; the cat slept.", ["cats", "cat"]),
        ("Guinea pig serum in guinea pigs.", ["guinea pigs"]),
        ("Sheep red blood cells primed the sheep.", ["sheep"]),
        ("A diet with chicken breast, fish oil and cow's milk.", []),
        ("Broiler chicken fed fish oil.", ["Broiler chicken"]),
        ("Mice got E. coli lipopolysaccharide.", ["Mice"]),
        ("E. coli was grown.", ["E. coli"]),
        ("Yeast extract fed the yeast.", ["yeast"]),
        ("COS-7 and Jurkat cells.", ["COS-7", "Jurkat cells"]),
        ("Calf muscle of men and calf liver.", ["men", "calf"]),
        ("Recombinant human leptin in rats.", ["rats"]),
        ("Key players are soccer players.", ["soccer players"]),
    ],
)
def test_systems_beside_traps(text: str, expected: list[str]) -> None:
    assert [found for found, _ in mentions(text, "systems")] == expected


@pytest.mark.parametrize("key", TABLES.values())
def test_each_term_is_found_as_itself(key: str) -> None:
    """Beside its concept's name, for the sake of ambiguous short forms; two names are no words of a text."""
    lost = []
    for term in read(key, Term):
        found = mentions(f"They studied {term.term} today. {SPELLED.get(term.name, term.name)}", key)
        if found[:1] != [(term.term, term.name)]:
            lost.append(term.term)
    assert lost == []


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_together_mentions_are_in_order_and_apart(pieces: list[str]) -> None:
    doc = read_text("".join(pieces))
    for key in TABLES.values():
        spans = list(doc.spans[key])
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(span.id_ and span.text.strip() for span in spans)


def test_no_places_no_work() -> None:
    assert TrapIndex(nlp.load(), []).pass_by(nlp.load().make_doc("leucine zipper"), []) == []


def test_a_row_holds_a_term_or_a_trap() -> None:
    assert Row().term is None
    assert Row().trap is None
