"""Do two phrases name the same measured target? Word overlap, with a veto where they name different aspects of it.

Words are normalised as the gold scorer does it (compatibility forms, Greek spelled out, plural s, stop words). The
lexicon ``target_aspects`` says which words name an aspect, as ``axis:value``: on most axes (site, readout, isoform …)
two phrases differ only when both say a value; on the axes of ``MUST_BE_SAID`` silence is itself a value, since
"glucose" is not "glucose uptake". ``concept:name`` gives words of one meaning one name, ``broader:name`` says what they
are a kind of (a hot flash is a menopausal symptom), ``stop`` drops a word.
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

MUST_BE_SAID = frozenset({"process", "role"})
SITES_OF_NOTHING = frozenset({"circulation", "whole body", "urine"})  # named in most sentences, whatever was measured
SAME_NAME = 0.6  # least likeness of two phrases that share a concept and differ only in aspects one of them leaves out
SAME_ID = 0.8  # least likeness of two phrases that are grounded to one concept

_GREEK_AT_END = re.compile(r"(alpha|beta|gamma|delta|kappa)(?=b?\d*\b)")
_TOKEN = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"([a-z0-9]*[a-z])(\d+)")

Outcome = Literal["same", "aspect", "different"]


@dataclass(frozen=True)
class Likeness:
    """How alike two targets are: ``score`` 0–1, and whether an aspect keeps them apart."""

    outcome: Outcome
    score: float


@dataclass(frozen=True)
class Wording:
    """A phrase taken apart: what it names, what that is a kind of, aspects (axis, value), numbers with their stem."""

    content: frozenset[str]
    broader: frozenset[str]
    aspects: frozenset[tuple[str, str]]
    numbers: frozenset[tuple[str, str]]

    @property
    def words(self) -> frozenset[str]:
        """Content words and aspects together: what the overlap is counted over."""
        return self.content | {f"{axis}:{value}" for axis, value in self.aspects}

    def on(self, axis: str) -> frozenset[str]:
        """Values that the phrase says on one axis."""
        return frozenset(value for name, value in self.aspects if name == axis)


def likeness(
    mine: str, yours: str, *, threshold: float, ids: tuple[str | None, str | None] = (None, None), sentence: str = ""
) -> Likeness:
    """Compare two target phrases; ``ids`` are the concepts they are grounded to.

    Where both are grounded and differ, half of the remaining way to identity is asked for on top of ``threshold``.
    Where ``yours`` names no site, the organs that its ``sentence`` names are its site.
    """
    a, plain = parse(mine), parse(yours)
    b = _placed(plain, sentence)
    grounded = None not in ids
    same_id = grounded and ids[0] == ids[1]
    asked = (threshold + 1) / 2 if grounded and not same_id else threshold
    score = max(_score(a, plain, same_id), _score(a, b, same_id))
    comparable = _jaccard(a.content, b.content) >= threshold or _same_thing(a, b)
    if (comparable or same_id) and _conflict(a, b, silence=comparable):
        return Likeness("aspect", score)
    return Likeness("same" if score >= asked else "different", score)


def _score(a: Wording, b: Wording, same_id: bool) -> float:
    score = _jaccard(a.words, b.words)
    if _same_thing(a, b):
        score = max(score, SAME_NAME)
    return max(score, SAME_ID) if same_id else score


def _same_thing(a: Wording, b: Wording) -> bool:
    """Whether the same is named, or a kind of it; two phrases of aspects alone name nothing."""
    if a.content == b.content:
        return bool(a.content)
    return bool(a.broader & b.content or b.broader & a.content)


def _placed(wording: Wording, sentence: str) -> Wording:
    """With the site that the sentence names, where the phrase names none."""
    sites = parse(sentence).on("site") - SITES_OF_NOTHING if sentence and not wording.on("site") else frozenset()
    return replace(wording, aspects=wording.aspects | {("site", site) for site in sites})


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
    tokens, numbers = _tokens(phrase)
    content, broader, aspects = set(), set(), set()
    for found, categories in _units(tokens):
        said = {category.partition(":")[::2] for category in categories}
        content |= {value for axis, value in said if axis == "concept"}
        broader |= {value for axis, value in said if axis == "broader"}
        aspects |= {(axis, value) for axis, value in said if value and axis not in ("concept", "broader")}
        if not said:
            content.add(" ".join(found))
    if not content and not aspects:
        content = set(tokens)
    return Wording(frozenset(content), frozenset(broader), frozenset(aspects), frozenset(numbers))


def _units(tokens: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Split tokens into the longest phrases of the lexicon and single words, left to right."""
    table = _lexicon()
    at = 0
    while at < len(tokens):
        for size in range(min(_longest(), len(tokens) - at), 0, -1):
            found = tokens[at : at + size]
            if found in table or size == 1:
                yield found, table.get(found, frozenset())
                at += size
                break


def _tokens(phrase: str) -> tuple[tuple[str, ...], set[tuple[str, str]]]:
    """Normalised words, and each number that ends or follows a word with that word (``GATOR1``, ``IL-6``)."""
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
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _lexicon() -> dict[tuple[str, ...], frozenset[str]]:
    table: dict[tuple[str, ...], set[str]] = {}
    for cue in read("target_aspects", Cue):
        table.setdefault(_tokens(cue.term)[0], set()).add(cue.category)
    return {term: frozenset(categories) for term, categories in table.items()}


@cache
def _longest() -> int:
    return max(map(len, _lexicon()))
