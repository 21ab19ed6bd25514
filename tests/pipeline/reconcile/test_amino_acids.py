"""Equal amino acids, and related ones."""

import pytest

from pipeline.lexicon import Relation, read
from pipeline.reconcile.amino_acids import kinship, members
from tests.statements import effect


@pytest.mark.parametrize(
    ("mine", "yours", "kin"),
    [
        ("leucine", "Leucine", "equal"),
        ("bcaa", "isoleucine+leucine+valine", "equal"),
        ("leucine", "bcaa", "mixture"),
        ("leucine", "leucine+valine", "mixture"),
        ("leucine", "eaa", "mixture"),
        ("eaa", "bcaa", "member"),
        ("bcaa", "valine", "member"),
        ("leucine", "amino acid mixture", "whole"),
        ("leucine", "hmb", "metabolite"),
        ("hmb", "leucine", "precursor"),
        ("arginine", "ornithine", "metabolite"),
        ("carnitine", "acetyl-carnitine", "form"),
        ("serine", "d-serine", "form"),
        ("glutamine", "alanyl-glutamine", "whole"),
        ("leucine", "isoleucine", None),
        ("hmb", "valine", None),
        ("+", "leucine", None),
    ],
)
def test_relates_amino_acids(mine: str, yours: str, kin: str | None) -> None:
    assert kinship(effect(f"{mine.replace(' ', '_')} x +"), effect(f"{yours.replace(' ', '_')} x +")) == kin


def test_equal_ids_are_equal_whatever_the_names() -> None:
    one, other = effect("leu x +", amino_acid_id="CHEBI:1"), effect("leucine x +", amino_acid_id="CHEBI:1")
    assert kinship(one, other) == "equal"


def test_no_amino_acid_is_related_to_itself() -> None:
    assert all(row.id != row.other for row in read("amino_acid_relations", Relation))
    assert members("bcaa") < members("eaa")
