"""Clauses: parts of a sentence with one subject, found by conjunctions and finite verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.phrases import finite, noun_phrase, opens_clause
from pipeline.relations.words import Word


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one clause, and of the subject that it has or takes over from the clause before."""

    words: tuple[Word, ...]
    subject: tuple[Word, ...]
    predicate: int  # where the predicate begins in ``words``
    own_subject: bool


def clauses(words: Sequence[Word]) -> list[Clause]:
    """Split a sentence (outside brackets) into clauses; one without a subject inherits the last one."""
    found: list[Clause] = []
    begin, told = 0, False  # told: a predicate was seen since ``begin``
    for i in range(1, len(words) + 1):
        told = told or _predicates(words[i - 1])
        if i == len(words) or _boundary(words, i, told):
            part = tuple(words[begin:i])
            if part:
                found.append(_clause(part, found[-1] if found else None))
            begin, told = i, False
    return found


def _boundary(words: Sequence[Word], i: int, told: bool) -> bool:
    """Does a clause begin at ``i``, the one before having its predicate or not (``told``)?"""
    word = words[i]
    if word.lower == "but" and i + 1 < len(words) and words[i + 1].lower in {"not", "neither"}:
        return False  # "raised A but not B" is one clause
    if word.text in {";", ":"} or (word.has("boundary") and not word.joined):
        return True
    if not (word.text == "," or word.has("conj")) or not told:
        return False
    j = i + 1
    while j < len(words) and (words[j].text == "," or words[j].has("conj")):
        j += 1
    phrase = noun_phrase(words, j) if j < len(words) and not words[j].has("prep") else None
    return phrase is not None and opens_clause(words, phrase.end)


def _predicates(word: Word) -> bool:
    return (word.has("aux") or finite(word)) and not word.joined


def _clause(part: tuple[Word, ...], before: Clause | None) -> Clause:
    predicate = next((i for i, w in enumerate(part) if _begins_predicate(part, i, w)), len(part))
    if predicate == len(part) and before is not None and len(part) > 1 and _participle(part[1]):
        return Clause(part, before.subject, 1, own_subject=False)  # "while lowering X"
    subject = part[:predicate]
    own = any(not w.is_punct and not w.has("boundary", "conj", "adverb", "aux") for w in subject)
    if not own and before is not None:
        return Clause(part, before.subject, predicate, own_subject=False)
    return Clause(part, subject, predicate, own_subject=True)


def _begins_predicate(part: Sequence[Word], i: int, word: Word) -> bool:
    if word.joined:
        return False
    if (
        word.has("aux")
        or word.lower.startswith(("had ", "was ", "were "))
        or word.lower.endswith(" not")
        or word.lower in {"failed to", "fails to", "fail to"}
    ):
        return True
    return finite(word) and not attributive(part, i) and not _participle_after_noun(part, i)


def _participle(word: Word) -> bool:
    return word.has("verb") and word.lower.endswith("ing")


def attributive(words: Sequence[Word], i: int) -> bool:
    """Is the participle at ``i`` an adjective before its noun (``through increased ABCA1``, ``Increased X was``)?"""
    word = words[i]
    if not word.has("adj") or not word.has("verb"):
        return word.has("adj")
    before = words[i - 1] if i else None
    if before is not None and before.lower in {"each", "both", "all"} and i > 1 and words[i - 2].kind == "amino_acid":
        return False  # "arginine and lysine each raised X"
    return before is None or (before.has("prep", "det", "verb", "conj", "aux") and not _be(before))


def _be(word: Word) -> bool:
    return word.lower in {"was", "were", "is", "are", "be", "been", "being"}


def _participle_after_noun(part: Sequence[Word], i: int) -> bool:
    """``rats given leucine``, ``levels observed in``: a participle that only describes its noun."""
    word = part[i]
    return (
        word.has("given")
        and any(w.has("aux") or finite(w) for w in part[i + 1 :])
        and not word.has("verb.increase", "verb.decrease")
    )
