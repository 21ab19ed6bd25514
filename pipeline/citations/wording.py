"""How the words of two titles differ, and what each difference costs."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from pipeline import lexicon
from pipeline.citations.titles import Title, content, vocabulary

OTHER_WORD = 0.25  # a word of substance that only one title has
SLIP = 0.04  # one letter wrong, missing, too many, or two swapped
LITTLE_WORD = 0.02  # "the", "of", "in"
CUT_WORD = 0.05  # it stops in the middle of a word, far on
CUT_BETWEEN = 0.1  # it stops between two words, far on: it may be a whole title
NO_SUBTITLE = 0.1  # it stops where the other's subtitle begins
SHORT = 0.1  # less than five words of substance: many papers may bear it
ENOUGH_WORDS = 5
ENOUGH_LETTERS = 45  # from which on a title may have been cut
TELLING = 3  # words at the beginning of what is left out, among which "a reply" or "part II" stands
SLIP_LETTERS = 5  # shorter words are other words when a letter differs
GREEK_LETTERS = 4  # shorter names stand in common words, as in "rapid" and "metal"
ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])


class TitleFit(NamedTuple):
    """1 for equal titles, less for each difference, never below 0."""

    part: float
    differences: tuple[str, ...] = ()


def compare(given: Title, found: Title) -> TitleFit:
    """How well a given title fits one that was found: as a whole, or as its beginning."""
    if not given.words or not found.words:
        return TitleFit(0.0, ("a title is missing",))
    cost, differences = _aligned(given.words, found.words)
    for other_cost, other in _as_beginning(given, found):
        if other_cost < cost:
            cost, differences = other_cost, other
    if len(content(given.words)) < ENOUGH_WORDS:
        cost, differences = cost + SHORT, (*differences, "the title is short")
    return TitleFit(max(0.0, 1 - cost), differences)


def _as_beginning(given: Title, found: Title) -> list[tuple[float, tuple[str, ...]]]:
    """Costs where the given title is the beginning of the one found."""
    begun = _cut(found.words, len(given.key))
    in_word = begun != found.words[: len(begun)]
    fits = []
    if (given.cut or given.length >= ENOUGH_LETTERS) and not (in_word and _numeral(given.words[-1])):
        cost, differences = _aligned(given.words, begun)
        if not given.cut:
            cost += (CUT_WORD if in_word else CUT_BETWEEN) + _tail(found.words[len(begun) :])
            differences = (*differences, "it stops short")
        fits.append((cost, differences))
    if found.main and not given.cut:
        cost, differences = _aligned(given.words, found.words[: found.main])
        cost += NO_SUBTITLE + _tail(found.words[found.main :])
        fits.append((cost, (*differences, "it has no subtitle")))
    return fits


def _numeral(word: str) -> bool:
    """Whether a word counts parts or has a digit: "i" is not "ii" cut off."""
    return word in ROMAN or any(letter.isdigit() for letter in word)


def _tail(words: Sequence[str]) -> float:
    """What it costs that these words are left out: nothing, unless they make another article of it."""
    notice = vocabulary("notice") | vocabulary("abstract")
    numbered = len(words) <= TELLING and any(map(_numeral, words))
    return OTHER_WORD if numbered or any(word in notice for word in words[:TELLING]) else 0.0


def _cut(words: Sequence[str], letters: int) -> tuple[str, ...]:
    """The words up to that many letters, the last one perhaps in part."""
    kept: list[str] = []
    for word in words:
        if letters <= 0:
            break
        kept.append(word[:letters])
        letters -= len(word)
    return tuple(kept)


def _aligned(given: Sequence[str], found: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """Cost and differences of two runs of words."""
    cost, differences = 0.0, []
    for mine, theirs in _blocks(given, found):
        price = _price(mine, theirs)
        cost += price
        if price:
            differences.append(f"{' '.join(mine) or 'nothing'} for {' '.join(theirs) or 'nothing'}")
    return cost, tuple(differences)


def _blocks(given: Sequence[str], found: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words that stand for each other between words that are equal, by Levenshtein distance over words."""
    codes = groupby(Levenshtein.opcodes(given, found), key=lambda code: code.tag == "equal")
    for equal, run in codes:
        if not equal:
            blocks = list(run)
            mine = given[blocks[0].src_start : blocks[-1].src_end]
            theirs = found[blocks[0].dest_start : blocks[-1].dest_end]
            yield tuple(mine), tuple(theirs)


def _price(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """What it costs that some words stand for others."""
    if "".join(mine) == "".join(theirs):
        return 0.0  # a hyphen or space more
    if _latin("".join(mine)) == _latin("".join(theirs)):
        return SLIP  # "Gai" for Gαi
    if len(mine) == len(theirs):
        return sum(_word(one, other) for one, other in zip(mine, theirs, strict=True))
    if mine and theirs and _slip("".join(mine), "".join(theirs)):
        return SLIP
    other = max(len(content(mine)), len(content(theirs)))
    return OTHER_WORD * other if other else LITTLE_WORD * max(len(mine), len(theirs))


def _latin(text: str) -> str:
    """The text with the names of Greek letters cut to the Latin letters that people write for them."""
    for name in vocabulary("greek"):
        if len(name) >= GREEK_LETTERS:
            text = text.replace(name, name[0])
    return text


def _word(one: str, other: str) -> float:
    if one == other:
        return 0.0
    little = vocabulary("little")
    if one in little and other in little:
        return LITTLE_WORD
    if _slip(one, other) or (other in little and OSA.distance(one, other) <= 1):
        return SLIP
    return OTHER_WORD


def _slip(one: str, other: str) -> bool:
    """Whether ``one`` is ``other`` with a slip of the pen: one letter, not the first, and no word that is known."""
    if min(len(one), len(other)) < SLIP_LETTERS or one[0] != other[0] or OSA.distance(one, other) > 1:
        return False
    digits = [[c for c in word if c.isdigit()] for word in (one, other)]
    return digits[0] == digits[1] and (one not in known_words() or one.rstrip("s") == other.rstrip("s"))


@cache
def known_words() -> frozenset[str]:
    """Single words of the lexicons: one of these is what it says, never another word misspelled."""
    tables = ("amino_acids", "systems", "targets")
    terms = chain.from_iterable(lexicon.read(name, lexicon.Term) for name in tables)
    words = chain.from_iterable(row.term.casefold().replace("-", " ").split() for row in terms)
    return frozenset(words)
