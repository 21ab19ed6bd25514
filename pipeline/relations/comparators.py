"""Comparators: the amino acids that the controls of a study got (``glycine placebo``)."""

from collections.abc import Sequence

from pipeline.relations.words import Word

PLACEBO = frozenset({"placebo", "placebos", "pla"})


def comparator(words: Sequence[Word], i: int) -> bool:
    """Is the amino acid at ``i`` what the controls got (``glycine placebo``, ``placebo (alanine)``)?"""
    after = i + 1
    if after < len(words) and words[after].text == "(":
        after += 1
    j = i - 1
    while j > 0 and (words[j].is_punct or words[j].kind == "dose" or words[j].lower in {"of", "as"}):
        j -= 1
    before = j >= 0 and words[j].lower in PLACEBO and any(w.text in "([:" for w in words[j:i])
    return before or any(w.lower in PLACEBO for w in words[after : after + 1])


def comparators(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """The amino acids that some sentence gives as placebo and no title names."""
    titled = {w.name for w in sentences[0]} if sentences else set()
    found = {w.name for words in sentences for i, w in enumerate(words) if w.name and comparator(words, i)}
    return frozenset(name for name in found - titled if name)
