"""How the amino acids of an abstract come in: given, withheld, or as a level in the body only."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from pipeline.relations.withholding import withheld
from pipeline.relations.words import Word
from pipeline.schema import Exposure

LABELLED = re.compile(r"(?:\[[^\]]*(?:\d[CHN]|[CHN]-?\d)[^\]]*\]-?\s*(?:[LD]-)?|\b\d+[CHN]\d*-)$")
LEVEL = frozenset({"level", "levels", "concentration", "concentrations", "status"})
LEADING = frozenset({"of", "with", "by", "either", "to", "on", "l", "dl", "d", "n"})


def measured(words: Sequence[Word], i: int, text: str) -> bool:
    """Is the amino acid at ``i`` something measured (``leucine oxidation``, ``plasma arginine``) or a tracer?"""
    word = words[i]
    if LABELLED.search(text[max(0, word.start - 24) : word.start]):
        return True
    before, after = words[i - 1] if i else None, _next(words, i)
    if _is_measure(after):
        return True
    if before is None:
        return False
    if before.has("matrix") and before.lower != "dietary" and not (after and after.has("treatment")):
        return True
    return before.lower in {"of", "for"} and i > 1 and _is_measure(words[i - 2])


def _is_measure(word: Word | None) -> bool:
    """``oxidation``, ``levels``; not ``consumption``, by which it may come in."""
    return word is not None and word.has("measured") and not word.has("treatment")


def _next(words: Sequence[Word], i: int) -> Word | None:
    """The next word outside a bracketed short form."""
    j = i + 1
    while j < len(words) and (words[j].depth > words[i].depth or words[j].text in {")", "-"}):
        j += 1
    return words[j] if j < len(words) else None


def exposure_context(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand where things are given (``leucine supplementation``, beside a dose)?"""
    near = (w for w in words[i + 1 : i + 6] if not w.is_punct and (not w.depth or w.kind == "dose"))
    after = next(near, None)
    if after is not None and (after.has("treatment", "given", "group", "withheld") or after.kind == "dose"):
        return True
    for word in reversed([w for w in words[max(0, i - 8) : i] if not w.is_punct]):
        if word.has("treatment", "given", "contains") or word.kind == "dose":
            return True
        if not _leads_to_given(word):
            return False
    return False


def _leads_to_given(word: Word) -> bool:
    """May the word stand between a word of giving and what is given?"""
    listed = word.kind == "amino_acid" or word.is_number or word.joined
    return listed or word.has("det", "conj", "route", "adverb") or word.lower in LEADING


def exposures(sentences: Sequence[Sequence[Word]], text: str, forms: Set[str]) -> dict[str, Exposure]:
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
