"""What the sentences of an abstract are for, learned from abstracts with headings.

Words, pairs of words, how the sentence begins, its first verb, signs of statistics, its place and its length speak for
a role; the roles around it too.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy

from pipeline.learned.chain import Floats, evidence, log_sum, marginals
from pipeline.learned.linear import Linear, load

ROLES = ("background", "aim", "method", "result", "conclusion")
TABLE = "roles.tsv"
TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[%<>=±?;:()]")
LONGEST = 120  # tokens of a sentence that are looked at
TENTHS = 10
TINY = 1e-9
EDGE = 3  # sentences from either end that are told apart
VERBS = frozenset(
    {
        *("was", "were", "is", "are", "been", "be", "has", "have", "had", "do", "does", "did"),
        *("may", "might", "can", "could", "should", "will", "would", "must"),
    }
)
HOLDING = ("result", "conclusion")  # the roles whose sentences hold findings
DAMPED, OFF = 0.8, 0.5  # chosen on held-out abstracts


def features(sentence: str, place: int, count: int) -> list[str]:
    """Names of what speaks for a role, each once, of sentence ``place`` (from 0) among ``count``."""
    words = [_plain(token) for token in TOKEN.findall(sentence)[:LONGEST]]
    return sorted({*_wording(words), *_form(words), *_place(place, count)})


def _plain(token: str) -> str:
    """Lower case; numbers lose their value, years keep their length."""
    if not token[0].isdigit():
        return token.lower()
    return "0000" if token.isdigit() and len(token) == len("0000") else "0"


def _wording(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(words))
    yield from (f"{i}:{word}" for i, word in enumerate(words[:EDGE]))


def _form(words: Sequence[str]) -> Iterator[str]:
    yield "always"
    yield f"length:{min(6, len(words) // 8)}"
    at = next((i for i, word in enumerate(words) if word in VERBS), None)
    yield "verb:none" if at is None else f"verb:{words[at]}"
    if at is not None and at + 1 < len(words):
        yield f"verb:{words[at]} *{words[at + 1][-3:]}"
    if "<" in words or "=" in words:
        yield "statistics"


def _place(place: int, count: int) -> Iterator[str]:
    yield f"tenth:{TENTHS * place // count}"
    if place < EDGE:
        yield f"from the start:{place}"
    if count - place <= EDGE:
        yield f"from the end:{count - place}"


def probabilities(sentences: Sequence[str], model: Linear | None = None) -> list[dict[str, float]]:
    """The probability of each role for each sentence of an abstract (without its title)."""
    if not sentences:
        return []
    chosen = model or _model()
    items = numpy.array([chosen.scores(features(s, i, len(sentences))) for i, s in enumerate(sentences)])
    return [dict(zip(ROLES, row, strict=True)) for row in smoothed(items, chosen.settings).tolist()]


def smoothed(items: Floats, settings: Mapping[str, Any]) -> Floats:
    """Scores of single sentences → probabilities in their sequence, given that some sentence of it holds a finding.

    What a sentence shows by itself includes how frequent a role is, which the sequence says again: of ``frequent`` (log
    shares) a part is taken off, and the rest is damped.
    """
    alone = items - log_sum(items, 1)[:, None]
    scores = DAMPED * (alone - OFF * numpy.array(settings["frequent"]))
    first, step = numpy.array(settings["first"]), numpy.array(settings["step"])
    shares = marginals(scores, first, step)
    held = [ROLES.index(role) for role in HOLDING]
    rest = [at for at in range(len(ROLES)) if at not in held]
    none = evidence(scores[:, rest], first[rest], step[numpy.ix_(rest, rest)]) - evidence(scores, first, step)
    some = max(-math.expm1(min(none, 0.0)), TINY)  # the probability that any sentence holds one
    shares[:, held] /= some
    shares[:, rest] *= ((1 - shares[:, held].sum(axis=1)).clip(0) / (shares[:, rest].sum(axis=1) + TINY))[:, None]
    return shares


@cache
def _model() -> Linear:
    return load(TABLE)
