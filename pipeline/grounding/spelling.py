"""Words as they compare when only spelling may differ: British or American, hyphens, plurals, a final e; pure.

There is no edit distance here on purpose: one letter parts nitrate from nitrite and cystine from cysteine.
"""

import re
from collections import Counter
from functools import lru_cache

from pipeline.keywords import key_words, spelled_out

_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"ies?$", "y"),
        (r"(?<=[sx])es$|(?<=[cs]h)es$", ""),
        (r"ae|oe", "e"),
        (r"our(?=$|al|able|ing|ed)", "or"),
        (r"is(?=ation|ing|ed$|e$)", "iz"),
        (r"lys(?=ing|ed$|e$)", "lyz"),
        (r"(?<=[bt])re$", "er"),
        (r"sulph", "sulf"),
        (r"([a-z])\1", r"\1"),
        (r"(?<=[a-z]{4})e$", ""),
    )
)
_RATE = re.compile(r"\brates?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A lower-case word without what spelling alone changes; one with a digit stays as it is."""
    if not word.isalpha():
        return word
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word


def words(phrase: str) -> frozenset[str]:
    """The key words of a phrase, and two signs: of a word said twice, and of a rate where only one word is left.

    The time of a time trial is not the time trial, nor is the heart the heart rate.
    """
    found = key_words(phrase)
    said = Counter(_WORD.findall(spelled_out(phrase)))
    twice = {f"{word} twice" for word, times in said.items() if times > 1 and len(word) > 3 and word in found}
    return found | twice | ({"rate"} if len(found) == 1 and _RATE.search(phrase) else set())


def folded(phrase: str) -> frozenset[str]:
    """The words of a phrase, folded; "rate" is one of them, beside any other words."""
    rate = {"rate"} if _RATE.search(phrase) else set()
    return frozenset(fold(word) for word in words(phrase) | rate)


def joined(phrase: str) -> str:
    """All words of a phrase in one, so that a hyphen or a space makes no difference."""
    return "".join(fold(word) for word in _WORD.findall(spelled_out(phrase)))
