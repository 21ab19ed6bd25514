"""How the amino acids of an abstract come in: given, withheld, or as a level in the body only."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from pipeline.relations.words import Word
from pipeline.schema import Exposure

LABELLED = re.compile(r"(?:\[[^\]]*(?:\d[CHN]|[CHN]-?\d)[^\]]*\]-?\s*(?:[LD]-)?|\b\d+[CHN]\d*-)$")
LEVEL = frozenset({"level", "levels", "concentration", "concentrations", "status"})
LINKS = frozenset({"of", "in", "off", "the", "both", "from", "either", "any", "dietary", "exogenous", "extracellular"})
PASSIVE = frozenset({"was", "were", "is", "are", "been", "being"})
NO_LACK = frozenset({"free", "limited"})  # before the name: "free lysine" is measured
LOW = "low"
REACH = 6  # words before a short form that it may stand for
Sentences = Sequence[Sequence[Word]]


def measured(words: Sequence[Word], i: int, text: str) -> bool:
    """Is the amino acid at ``i`` something measured (``leucine oxidation``, ``plasma arginine``) or a tracer?"""
    word = words[i]
    if LABELLED.search(text[max(0, word.start - 24) : word.start]):
        return True
    after = _next(words, i)
    before = words[i - 1] if i else None
    if after is not None and after.has("measured") and not after.has("treatment"):
        return True
    if (
        before is not None
        and before.has("matrix")
        and before.lower != "dietary"
        and not (after and after.has("treatment"))
    ):
        return True
    return (
        before is not None
        and before.lower in {"of", "for"}
        and i > 1
        and words[i - 2].has("measured")
        and not words[i - 2].has("treatment")
    )


def _next(words: Sequence[Word], i: int) -> Word | None:
    """The next word outside a bracketed short form."""
    j = i + 1
    while j < len(words) and (words[j].depth > words[i].depth or words[j].text in {")", "-"}):
        j += 1
    return words[j] if j < len(words) else None


def exposure_context(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand where things are given (``leucine supplementation``, beside a dose)?"""
    after = [w for w in words[i + 1 : i + 6] if not w.is_punct and (not w.depth or w.kind == "dose")][:1]
    if any(w.has("treatment", "given", "group", "withheld") or w.kind == "dose" for w in after):
        return True
    for word in reversed([w for w in words[max(0, i - 8) : i] if not w.is_punct]):
        if word.has("treatment", "given", "contains") or word.kind == "dose":
            return True
        if not (
            word.has("det", "conj", "route", "adverb")
            or word.is_number
            or word.kind == "amino_acid"
            or word.joined
            or word.lower in {"of", "with", "by", "either", "to", "on", "l", "dl", "d", "n"}
        ):
            return False
    return False


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
    if before.lower == LOW and words[i - 1].lower in {LOW, "-"}:
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


def exposures(sentences: Sentences, text: str, forms: Set[str]) -> dict[str, Exposure]:
    """How each amino acid comes in wherever the abstract says it; none of those that are given somewhere.

    A dose does not speak against what the title withholds: that is what a restricted diet still holds.
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for n, words in enumerate(sentences):
        for i, word in enumerate(words):
            if word.name and word.kind in {"amino_acid", "dose"}:
                told = _said(words, i, text, forms)
                said[word.name].update([told, "titled"] if told == "withheld" and not n else [told])
    return {name: way for name, ways in said.items() if (way := _way(ways))}


def _way(said: Counter[str]) -> Exposure | None:
    if said["given"] or said["measured"] > said["level"] or (said["dose"] and not said["titled"]):
        return None
    if said["withheld"]:
        return "withheld" if said["withheld"] >= said["bare"] else None
    return "endogenous"


def _said(words: Sequence[Word], i: int, text: str, forms: Set[str]) -> str:
    """What the mention at ``i`` says: that it was ``withheld`` or ``given``, a ``dose``, a ``level``, or nothing."""
    if words[i].kind == "dose" or any(w.kind == "dose" for w in words[max(0, i - 1) : i + 3]):
        return "dose"
    if withheld(words, i, forms):
        return "withheld"
    if measured(words, i, text):
        return "level" if _is_level(words, i) else "measured"
    return "given" if exposure_context(words, i) else "bare"


def _is_level(words: Sequence[Word], i: int) -> bool:
    """``plasma leucine``, ``leucine levels``, ``levels of leucine``: how much of it the body holds."""
    near = [*words[max(0, i - 2) : i], *filter(None, [_next(words, i)])]
    return any(w.lower in LEVEL for w in near) or (i > 0 and words[i - 1].has("matrix"))


def withheld_forms(sentences: Sentences) -> frozenset[str]:
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
