"""Are two amino acid names the same thing, or only related? Related is never equal.

A mixture equals what it is made of (``bcaa`` and ``isoleucine+leucine+valine``). One step in the lexicon
``amino_acid_relations`` makes two names related, in either direction.
"""

from functools import cache
from typing import Literal

from pipeline.lexicon import Relation, read
from pipeline.schema import Effect

Kinship = Literal["equal", "member", "mixture", "metabolite", "precursor", "form", "part", "whole"]

PHRASES: dict[Kinship, str] = {
    "equal": "the same amino acid",
    "member": "a member of the mixture",
    "mixture": "a mixture with it",
    "metabolite": "a metabolite of it",
    "precursor": "a precursor of it",
    "form": "another form of it",
    "part": "a part of it",
    "whole": "something that contains it",
}
_STEPS: dict[str, tuple[Kinship, Kinship]] = {  # relation → what the other is to id, what id is to the other
    "member_of": ("mixture", "member"),
    "metabolite_of": ("precursor", "metabolite"),
    "broader": ("form", "form"),
    "part_of": ("whole", "part"),
}


def kinship(claimed: Effect, found: Effect) -> Kinship | None:
    """What the amino acid that was found is to the claimed one; None where they have nothing to do with each other."""
    mine, yours = _plain(claimed.amino_acid), _plain(found.amino_acid)
    same_id = claimed.amino_acid_id is not None and claimed.amino_acid_id == found.amino_acid_id
    if same_id or mine == yours or members(mine) == members(yours):
        return "equal"
    if members(mine) < members(yours):
        return "mixture"
    if members(yours) < members(mine):
        return "member"
    return _steps().get((mine, yours))


@cache
def members(name: str) -> frozenset[str]:
    """What a mixture is made of, as far as it is known: ``bcaa`` and ``a+b`` are taken apart, all else is itself."""
    if "+" in name:
        return frozenset().union(*(members(part) for part in name.split("+") if part)) or frozenset({name})
    listed = {r.id for r in _relations() if r.relation == "member_of" and r.other == name}
    if not listed:
        return frozenset({name})
    return frozenset().union(*map(members, listed))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _relations() -> tuple[Relation, ...]:
    return read("amino_acid_relations", Relation)


@cache
def _steps() -> dict[tuple[str, str], Kinship]:
    table: dict[tuple[str, str], Kinship] = {}
    for row in _relations():
        if row.relation in _STEPS:
            other, own = _STEPS[row.relation]
            table.setdefault((row.id, row.other), other)
            table.setdefault((row.other, row.id), own)
    return table
