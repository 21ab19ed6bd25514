"""Do two phrases name the same measured target? Word overlap, with a veto where they name different aspects of it.

Words are normalised as the gold scorer does it (compatibility forms, Greek spelled out, plural s, stop words). The
lexicon ``target_aspects`` says which words name an aspect, as ``axis:value``: on most axes (site, readout, isoform …)
two phrases differ only when both say a value; on the axes of ``MUST_BE_SAID`` silence is itself a value, since
"glucose" is not "glucose uptake". ``concept:name`` gives words of one meaning one name, ``stop`` drops a word.
Edit distance is left out on purpose: in this field the nearest words are opposites (hyper-/hypoglycemia,
phosphorylation/dephosphorylation, leucine/isoleucine).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from pipeline.lexicon import Cue, read

Outcome = Literal["same", "aspect", "different"]
Bond = Literal["same", "narrower", "broader", "related", "inverse", "unrelated"]  # what the found concept is to it

MUST_BE_SAID = frozenset({"process", "role"})
SITES_OF_NOTHING = frozenset({"circulation", "whole body", "urine"})  # named in most sentences, whatever was measured
SAME_NAME = 0.6  # least likeness of two phrases that share a concept and differ only in aspects one of them leaves out
_LEAST: dict[Bond, float] = {"same": 0.8, "inverse": 0.8, "narrower": 0.6}  # likeness that concepts alone warrant

_GREEK_AT_END = re.compile(r"(alpha|beta|gamma|delta|kappa)(?=b?\d*\b)")
_HISSING = ("shes", "ches", "xes")  # flushes, branches
_TOKEN = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"([a-z0-9]*[a-z])(\d+)")


@dataclass(frozen=True)
class Likeness:
    """How alike two targets are: ``score`` 0–1, whether an aspect keeps them apart, and how their concepts stand."""

    outcome: Outcome
    score: float
    bond: Bond | None = None


@dataclass(frozen=True)
class Wording:
    """A phrase taken apart: what it names, which aspects of it (axis, value), and numbers with their stem."""

    content: frozenset[str]
    aspects: frozenset[tuple[str, str]]
    numbers: frozenset[tuple[str, str]]

    @property
    def words(self) -> frozenset[str]:
        """Content words and aspects together: what the overlap is counted over."""
        return self.content | {f"{axis}:{value}" for axis, value in self.aspects}

    def on(self, axis: str) -> frozenset[str]:
        """Values that the phrase says on one axis."""
        return frozenset(value for name, value in self.aspects if name == axis)


def likeness(mine: str, yours: str, *, threshold: float, bond: Bond | None = None, sentence: str = "") -> Likeness:
    """Compare a claimed target phrase with one that was found; ``bond`` is how the concepts behind them stand.

    Of two concepts that are only related, half of the remaining way to identity is asked for on top of ``threshold``,
    unless only aspects differ; two that have nothing to do with each other are one only where the words say the same.
    Where ``yours`` names no site, the organs that its ``sentence`` names are its site.
    """
    a, plain = parse(mine), parse(yours)
    if bond == "inverse":
        return Likeness("same", _LEAST[bond], bond)
    b = _placed(plain, sentence)
    score = max(_score(a, plain, bond), _score(a, b, bond))
    comparable = _jaccard(a.content, b.content) >= threshold or _same_thing(a, b)
    if (comparable or bond in _LEAST) and _conflict(a, b, silence=comparable):
        return Likeness("aspect", score, bond)
    if _other_partners(a, b):
        return Likeness("different", 0.0, bond)
    same = bond in _LEAST or score >= _asked(a, b, threshold, bond)
    return Likeness("same" if same else "different", score, bond)


def _asked(a: Wording, b: Wording, threshold: float, bond: Bond | None) -> float:
    """How alike the words must be."""
    if bond == "unrelated":
        return 1.0
    return (threshold + 1) / 2 if bond == "related" and not _same_thing(a, b) else threshold


def _score(a: Wording, b: Wording, bond: Bond | None) -> float:
    least = _LEAST.get(bond, 0.0) if bond else 0.0
    more_than_a_place = a.content & b.content or any(axis != "site" for axis, _ in a.aspects & b.aspects)
    words = _jaccard(a.words, b.words) if more_than_a_place or a == b else 0.0
    return max(words, least, SAME_NAME if _same_thing(a, b) else 0.0)


def _same_thing(a: Wording, b: Wording) -> bool:
    """Whether the same is named; two phrases of aspects alone name nothing."""
    return bool(a.content) and a.content == b.content


def _placed(wording: Wording, sentence: str) -> Wording:
    """With the site that the sentence names, where the phrase names none."""
    sites = parse(sentence).on("site") - SITES_OF_NOTHING if sentence and not wording.on("site") else frozenset()
    return replace(wording, aspects=wording.aspects | {("site", site) for site in sites})


def _other_partners(a: Wording, b: Wording) -> bool:
    """Two bindings that each name a partner which the other does not are two things."""
    both_bind = "binding" in a.on("process") & b.on("process")
    return both_bind and bool(a.content - b.content) and bool(b.content - a.content)


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _conflict(a: Wording, b: Wording, *, silence: bool) -> bool:
    """Whether an aspect or a number keeps two phrases apart; ``silence``: what one leaves out counts too."""
    for axis in {name for name, _ in a.aspects | b.aspects}:
        mine, yours = a.on(axis), b.on(axis)
        if not mine & yours and ((mine and yours) or (silence and axis in MUST_BE_SAID)):
            return True
    return any(
        not {n for s, n in a.numbers if s == stem} & {n for s, n in b.numbers if s == stem}
        for stem in {s for s, _ in a.numbers} & {s for s, _ in b.numbers}
    )


@lru_cache(maxsize=50_000)
def parse(phrase: str) -> Wording:
    """Content words, aspects and numbers of a phrase. A phrase of stop words alone keeps them as content."""
    found_words, numbers = tokens(phrase)
    content, aspects = set(), set()
    for found, categories in _units(found_words):
        said = {category.partition(":")[::2] for category in categories}
        content |= {value for axis, value in said if axis == "concept"}
        aspects |= {(axis, value) for axis, value in said if value and axis != "concept"}
        if not said:
            content.add(" ".join(found))
    if not content and not aspects:
        content = set(found_words)
    return Wording(frozenset(content), frozenset(aspects), frozenset(numbers))


def _units(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Split words into the longest phrases of the lexicon and single words, left to right."""
    table = _lexicon()
    at = 0
    while at < len(words):
        for size in range(min(_longest(), len(words) - at), 0, -1):
            found = words[at : at + size]
            if found in table or size == 1:
                yield found, table.get(found, frozenset())
                at += size
                break


def tokens(phrase: str) -> tuple[tuple[str, ...], set[tuple[str, str]]]:
    """The normalised words of a phrase, and each number with the word it ends or follows (``GATOR1``, ``IL-6``)."""
    words: list[str] = []
    numbers: set[tuple[str, str]] = set()
    for token in _TOKEN.findall(_plain(phrase)):
        numbered = _NUMBERED.fullmatch(token)
        if numbered:
            words.append(_singular(numbered[1]))
            numbers.add((words[-1], numbered[2]))
        elif token.isdecimal() and words:
            numbers.add((words[-1], token))
        else:
            words.append(_singular(token))
    return tuple(words), numbers


def _plain(phrase: str) -> str:
    """Lower case, compatibility forms, Greek letters as words of their own, one spelling of ae and oe."""
    text = unicodedata.normalize("NFKC", phrase).lower()
    text = "".join(f" {_letter(c)} " if "α" <= c <= "ω" else c for c in text)
    text = re.sub(r"(?<=alpha|gamma|delta|kappa) (?=\d)|(?<=beta) (?=\d)", "", text)
    return _GREEK_AT_END.sub(r" \1 ", text).replace("ae", "e").replace("oe", "e")


def _letter(character: str) -> str:
    return unicodedata.name(character).split()[3].lower()


def _singular(word: str) -> str:
    if len(word) > 5 and word.endswith(_HISSING):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _lexicon() -> dict[tuple[str, ...], frozenset[str]]:
    table: dict[tuple[str, ...], set[str]] = {}
    for cue in read("target_aspects", Cue):
        table.setdefault(tokens(cue.term)[0], set()).add(cue.category)
    return {term: frozenset(categories) for term, categories in table.items()}


@cache
def _longest() -> int:
    return max(map(len, _lexicon()))
