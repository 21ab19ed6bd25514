"""Mixtures: amino acids that one preparation holds (``containing beta-alanine (3 g), creatine and arginine``)."""

from collections.abc import Sequence

from pipeline.relations.words import Word

BCAA = frozenset({"leucine", "isoleucine", "valine"})
REACH = 9  # words from "containing", or from one member, to the next member


def mixture_name(members: frozenset[str]) -> str:
    """The guidelines' name of a mixture: ``bcaa``, or the names in alphabetical order with ``+``.

    ``bcaa`` stands for its members where both are named.
    """
    whole = members == BCAA or "bcaa" in members
    return "+".join(sorted(members - BCAA | {"bcaa"} if whole else members))


def mixtures(words: Sequence[Word]) -> list[frozenset[str]]:
    """The mixtures that a sentence describes: two or more amino acids listed behind a word of containing."""
    found = []
    for i, word in enumerate(words):
        if word.has("contains"):
            members = _listed(words, i + 1)
            if len(members) > 1:
                found.append(members)
    return found


def _listed(words: Sequence[Word], begin: int) -> frozenset[str]:
    """The amino acids listed from ``begin`` on, other ingredients and doses between them."""
    members: list[str] = []
    gap = 0
    for word in words[begin:]:
        if word.kind == "amino_acid" and word.name:
            members.append(word.name)
            gap = 0
            continue
        gap += not word.is_punct and not word.is_number
        if gap > REACH or word.has("verb", "aux", "boundary", "contains") or word.text == ";" or word.has("control"):
            break
    return frozenset(members)


def in_mixture(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand in a list behind ``the combination of``?"""
    for j in range(i - 1, 0, -1):
        word = words[j]
        if word.lower == "of":
            return words[j - 1].has("mixture")
        listed = word.kind in {"amino_acid", "dose"} or word.joined or word.has("conj", "det", "route")
        if not listed and not word.is_punct:
            return False
    return False
