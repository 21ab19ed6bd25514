"""Contrasts between causes (``leucine, but not valine, raised X``), conditions (``but not at noon``) or clauses."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.relations.phrases import finite
from pipeline.relations.words import Word

CONTRASTING = frozenset({"but", "whereas", "while", "whilst", "although", "though", "however", "yet", ";"})
LONGEST = 12  # words of an exception
CONDITIONAL = frozenset({"in", "at", "during", "under"})  # behind them stands where or when, if no cause
CAUSAL = frozenset({"with", "by", "after", "following", "during", "in", "upon", "at"})  # they lead to a cause
NAMING = ("treatment", "group", "det", "route", "conj", "control")


def split_contrast(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Take a cause or condition that is excepted out of a sentence: what stays, and what was taken out, if anything.

    ``raised A but not B`` and ``A, but not B, rose`` stay as they are: they except a target.
    """
    predicate = next((i for i, w in enumerate(words) if w.has("aux") or finite(w)), len(words))
    for i in range(1, len(words)):
        begin = _exception(words, i)
        if begin is None:
            continue
        end = next((j for j in range(begin, len(words)) if j == predicate or _closes(words[j])), len(words))
        excepted = words[begin:end]
        judge = _cause_before if i < predicate else _cause_behind
        if 0 < len(excepted) <= LONGEST and judge(words, i, excepted):
            return [*words[:i], *words[end + (end < len(words) and words[end].text == ",") :]], list(excepted)
    return list(words), []


def contrasted(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The words from one contrast to the next around the code point ``start``: ``fell in lead-fed rats, but rose``."""
    cuts = [i for i, w in enumerate(words) if w.lower in CONTRASTING]
    begin = max((i for i in cuts if words[i].start <= start), default=0)
    return words[begin : min((i for i in cuts if words[i].start > start), default=len(words))]


def opened(words: Sequence[Word]) -> list[Word]:
    """The words, with a bracket that only excepts (``leucine (but not valine) raised X``) set between commas."""
    found = list(words)
    for i, word in enumerate(words):
        denied = i + 1 + _joins(words, i + 1)
        if word.text != "(" or word.depth or "not" not in {w.lower for w in words[denied : denied + 1]}:
            continue
        end = next((k for k in range(i + 1, len(words)) if words[k].text == ")" and not words[k].depth), None)
        if end is not None:
            found[i], found[end] = replace(word, text=","), replace(words[end], text=",")
            found[i + 1 : end] = [replace(w, depth=w.depth - 1) for w in words[i + 1 : end]]
    return found


def _joins(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].lower in {"but", "and"}


def _exception(words: Sequence[Word], i: int) -> int | None:
    """Where an exception that opens at ``i`` (``but not``, ``, and not``, ``, not``) names what it excepts."""
    comma = words[i].text == ","
    if comma and all(w.has("adverb", "conj", "boundary", "study") or w.is_punct for w in words[:i]):
        return None  # "Overall, neither leucine nor valine raised X" excepts nothing
    j = i + comma
    joined = _joins(words, j)
    j += joined
    if j + 1 < len(words) and words[j].lower in {"not", "neither"} and (comma or joined):
        return j + 1
    return None


def _closes(word: Word) -> bool:
    return word.text in {",", ";", ":"} or word.has("boundary")


def _cause_before(words: Sequence[Word], i: int, excepted: Sequence[Word]) -> bool:
    """Before the predicate: does a subject that names a cause except another, or the same one elsewhere?"""
    return _names_cause([*words[:i], *excepted]) or of_the_same(excepted)


def _cause_behind(words: Sequence[Word], i: int, excepted: Sequence[Word]) -> bool:
    """Behind the predicate: is the exception one to what a preposition leads to?"""
    if excepted[0].lower in CONDITIONAL and not _names_cause(excepted):
        return True
    return _names_cause(excepted) and (excepted[0].lower in CAUSAL or _behind_preposition(words, i))


def _behind_preposition(words: Sequence[Word], i: int) -> bool:
    """Does nothing but a cause stand between a preposition and ``i``?"""
    for word in reversed(words[max(0, i - LONGEST) : i]):
        if word.lower in CAUSAL:
            return True
        if not (word.kind != "token" or word.has(*NAMING) or word.is_punct or word.is_number):
            return False
    return False


def _names_cause(words: Sequence[Word]) -> bool:
    return any(w.kind in {"amino_acid", "dose"} or w.has("group", "control", "intervention") for w in words)


def of_the_same(excepted: Sequence[Word]) -> bool:
    """Is an exception one to the same cause: a condition, some of the subjects, a place or a dose, and no control?"""
    if not excepted or any(w.has("control") for w in excepted):
        return False
    named = any(w.kind in {"system", "dose"} or w.has("group") for w in excepted)
    return named or excepted[0].lower in CONDITIONAL or all(w.has("matrix", "det", "conj") for w in excepted)
