"""What PubMed is asked for a title: words, never a phrase, so that no hyphen, bracket or Greek letter spoils it."""

from collections.abc import Sequence

from pipeline.citations.titles import Title, vocabulary

STRICT_WORDS = 12  # the longest ones; a title has rarely more that carry its subject
GROUP = 4  # words of a loose query that must come together, fewer where a title has few
GROUPS = 3
LOOSE_FROM = 6  # words
MAY_BE_CUT = 6  # from so many words on the last one is left out: it may be half a word
SHORTEST, LONGEST = 3, 40  # letters of a word


def queries(title: Title) -> tuple[str, ...]:
    """The strict query and, for long titles, a loose one: groups of words, any of which is enough.

    A slip of the pen spoils the strict query and one group of the loose one. Empty where no word is worth asking for.
    """
    words = _words(title)
    if not words:
        return ()
    strict = _all(words[:STRICT_WORDS])
    if len(words) < LOOSE_FROM:
        return (strict,)
    chosen, parts = words[:STRICT_WORDS], max(2, min(GROUPS, len(words) // GROUP))
    return strict, " OR ".join(f"({_all(chosen[at::parts])})" for at in range(parts))


def _all(words: Sequence[str]) -> str:
    return " AND ".join(f"{word}[Title]" for word in words)


def _words(title: Title) -> list[str]:
    """Words to search for, the longest (and so the rarest) first."""
    words = title.words[:-1] if len(title.words) >= MAY_BE_CUT else title.words
    ignored = vocabulary("little", "stop word", "greek")
    kept = {word for word in words if word not in ignored and SHORTEST <= len(word) <= LONGEST and word.isascii()}
    return sorted(kept, key=lambda word: (-len(word), word))
