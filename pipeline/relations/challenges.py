"""Challenges: what makes the disease of a model (``lead-fed rats``), and sentences of that alone."""

from collections.abc import Iterator, Sequence, Set

from pipeline.relations.words import Word

REACH = 6  # words from "treatment" to what was given: "treatment of cultured human myotubes with"
NAMING = frozenset({"with", "to"})
LEADING = frozenset({"with", "of", "to", "by"})


def challenges(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """What is no amino acid and said to induce something or to be given with a word for it, in lower case."""
    return frozenset(
        word.lower
        for words in sentences
        for i, word in enumerate(words)
        if _plain(word) and (_induces(words, i) or any(_names(words, at, i) for at in _givers(words, i)))
    )


def _induces(words: Sequence[Word], i: int) -> bool:
    """``lead-induced``."""
    return i + 2 < len(words) and words[i + 1].joined and words[i + 2].lower == "induced"


def _names(words: Sequence[Word], at: int, i: int) -> bool:
    """Is the giving word at ``at`` one that a name must follow or stand before (``exposed to X``, ``X-treated``)?"""
    return words[at].joined or (at < i and words[i - 1].lower in NAMING and words[i].tag.startswith("NN"))


def under_challenge(words: Sequence[Word], known: Set[str]) -> bool:
    """Do the words tell what one of the ``known`` challenges did, and point to nothing else that was given?

    So do ``in rats exposed to lead`` and ``feeding lead raised``; ``lead-induced`` does not.
    """
    giving = {at for i, word in enumerate(words) if word.lower in known for at in _givers(words, i)}
    return bool(giving) and not any(w.has("anaphor", "intervention") for at, w in enumerate(words) if at not in giving)


def _givers(words: Sequence[Word], i: int) -> Iterator[int]:
    """Places of the words that say that the thing at ``i`` was given."""
    if i + 2 < len(words) and words[i + 1].joined and _gives(words[i + 2]):
        yield i + 2
    elif i + 1 < len(words) and words[i + 1].has("treatment"):
        yield i + 1
    for k in range(i - 1, max(-1, i - REACH - 1), -1):
        near = all(w.lower in LEADING or w.has("det", "adverb") for w in words[k + 1 : i])
        if (words[k].has("treatment") and (near or words[i - 1].lower in LEADING)) or (near and _gives(words[k])):
            yield k
            return


def _gives(word: Word) -> bool:
    """``treated``, ``exposed``, ``in response to``; not ``the effects of``, which may be what something else undoes."""
    return (word.has("given") and not word.lower.endswith(" of")) or (word.joined and word.has("intervention"))


def _plain(word: Word) -> bool:
    return word.kind == "token" and word.text[0].isalpha() and len(word.text) > 1 and not word.cats
