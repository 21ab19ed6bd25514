"""Withholding: amino acids that a diet lacks or that somebody was deprived of, and short forms of that (``MR``)."""

from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from pipeline.relations.words import Word

LINKS = frozenset({"of", "in", "off", "the", "both", "from", "either", "any", "dietary", "exogenous", "extracellular"})
PASSIVE = frozenset({"was", "were", "is", "are", "been", "being"})
NO_LACK = frozenset({"free", "limited"})  # before the name: "free lysine" is measured
REACH = 6  # words before a short form that it may stand for


def withheld(words: Sequence[Word], i: int, forms: Set[str] = frozenset()) -> bool:
    """Is the amino acid at ``i`` withheld (``leucine deprivation``, ``a diet lacking leucine``, ``low-leucine diet``)?

    ``forms``: short forms that stand for withholding it (``MR``).
    """
    if words[i].text in forms:
        return True
    behind = next(_beside(words[i + 1 :], words[i], PASSIVE), None)
    if behind is not None and behind.has("withheld"):
        return True
    before = next(_beside(words[:i][::-1], words[i], LINKS), None)
    if before is None:
        return False
    if before.lower == "low" and words[i - 1].lower in {"low", "-"}:
        return behind is not None and behind.has("treatment", "group")
    return before.has("withheld") and before.lower not in NO_LACK and not _with_or_without(words, before)


def _with_or_without(words: Sequence[Word], before: Word) -> bool:
    """``a diet with and without leucine``: some got it."""
    return before.lower == "without" and [w.lower for w in words if w.start < before.start][-2:-1] == ["with"]


def _beside(words: Sequence[Word], named: Word, passed: Set[str]) -> Iterator[Word]:
    """The words from an amino acid on, over hyphens, brackets, ``passed`` words and amino acids joined to it."""
    outside = [w for w in words if w.depth <= named.depth and w.text not in {"-", "(", ")"} and w.lower not in passed]
    joined = False
    for word, after in zip_longest(outside, outside[1:]):
        if word.has("conj") and after is not None and after.kind == "amino_acid":
            joined = True
        elif joined:
            joined = False
        else:
            yield word


def withheld_forms(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Short forms of withholding: MR in ``methionine restriction (MR)``, LMD in ``low-methionine diet (LMD)``.

    A bracket right behind the name holds a short form of the name.
    """
    found = set()
    for words in sentences:
        for i, word in enumerate(words):
            if word.kind == "amino_acid" and word.depth and i > 1 and words[i - 1].text == "(":
                before = [k for k in range(max(0, i - REACH), i - 2) if words[k].name == word.name]
                if words[i - 2].name is None and any(withheld(words, k) for k in before):
                    found.add(word.text)
    return frozenset(found)
