"""What a sentence is made of: words with categories from the lexicons, amino acids and doses as single words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

BRACKETS = frozenset("()[]")
NO_CATEGORIES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Word:
    """One unit of a sentence: a token, a cue of several tokens, an amino acid mention, or a dose.

    ``start`` and ``end`` are code points of the document's text; ``depth`` counts open brackets around it; ``joined``
    says that a hyphen or slash ties it to the word before (``IL-4-induced``); ``name`` is the canonical name.
    ``at`` and ``head`` are places in the sentence (a root is its own head), ``dep``, ``tag`` and ``lemma`` what a
    parser says of the word's head token; without a parser they are empty.
    """

    text: str
    start: int
    end: int
    kind: str = "token"  # token, amino_acid, dose, system
    cats: frozenset[str] = NO_CATEGORIES
    name: str | None = None
    depth: int = 0
    joined: bool = False
    at: int = -1
    head: int = -1
    dep: str = ""
    tag: str = ""
    lemma: str = ""

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    def has(self, *prefixes: str) -> bool:
        """Is any category equal to, or below, one of ``prefixes`` (``verb`` covers ``verb.increase``)?"""
        return bool(self.cats) and not _with_parents(self.cats).isdisjoint(prefixes)

    @property
    def is_punct(self) -> bool:
        """Nothing in it but punctuation or symbols."""
        return not (self.text.isalnum() or any(c.isalnum() for c in self.text))

    @property
    def is_number(self) -> bool:
        """A bare number, or a dose."""
        plain = self.lower.lstrip("~∼≈<>≤≥±+-−").removesuffix("fold").rstrip("-–")
        return self.kind == "dose" or (plain[:1].isdigit() and not any(c.isalpha() for c in plain))


@cache
def _with_parents(cats: frozenset[str]) -> frozenset[str]:
    """Categories and those above them: ``verb.increase`` is also a ``verb``."""
    return frozenset(".".join(parts[:n]) for c in cats for parts in [c.split(".")] for n in range(1, len(parts) + 1))


def outside_brackets(words: Sequence[Word]) -> list[Word]:
    """The words that stand in no bracket: what the grammar of a sentence is read from.

    What hangs from a word in a bracket hangs from the word that the bracket hangs from.
    """
    inside = {w.at: w.head for w in words if w.depth or w.text in "()[]"}
    return [
        replace(w, head=_climbed(w.head, inside)) if w.dep and w.head in inside else w
        for w in words
        if not (w.depth or w.text in "()[]")
    ]


def _climbed(head: int, inside: dict[int, int]) -> int:
    while head in inside and inside[head] != head:
        head = inside[head]
    return head


def bracket_depths(texts: Sequence[str], longest: int | None = None) -> list[int]:
    """How many brackets stand open around each of ``texts``; one that never closes, or too far on, counts for none."""
    waiting: list[int] = []
    steps: dict[int, int] = {}
    for i, text in enumerate(texts):
        if BRACKETS.isdisjoint(text):
            continue
        net = sum(map(text.count, "([")) - sum(map(text.count, ")]"))
        if net > 0:
            waiting.append(i)
        elif net < 0 and waiting and (longest is None or i - waiting[-1] <= longest):
            steps |= {waiting.pop(): 1, i: -1}
        elif net < 0 and waiting:
            waiting.pop()
    depths, depth = [], 0
    for i in range(len(texts)):
        step = steps.get(i, 0)
        depth += min(step, 0)
        depths.append(depth)
        depth += max(step, 0)
    return depths


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Do two places have a code point in common?"""
    return one[0] < other[1] and other[0] < one[1]
