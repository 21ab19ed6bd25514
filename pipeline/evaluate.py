"""Gold × predicted → precision, recall and F1 of effect tuples. Pure.

Each level is micro-averaged over the tuples of all gold abstracts; inside an abstract no tuple, gold or predicted, is
matched twice:

==============  ==============================================================================
level           counts as right
==============  ==============================================================================
``amino_acid``  the abstract has a finding for this amino acid
``dose``        the abstract has this dose of this amino acid
``pair``        amino acid and target
``direction``   the same, and exposure and direction
``full``        the same, and the same set of doses (none equals none)
==============  ==============================================================================

Targets match when their spans overlap by half (intersection over union), or when their words do (Jaccard over
normalised words; any phrase that the gold allows counts). An abstract without prediction loses recall; a prediction for
an abstract without gold is ignored. ``low`` and ``high`` are the 95 % interval of F1 in a bootstrap over abstracts with
a fixed seed.
"""

import random
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal, get_args

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.keywords import key_words, share_half
from pipeline.schema import Record

Level = Literal["amino_acid", "dose", "pair", "direction", "full"]
DoseKey = tuple[str, float]
Counts = tuple[int, int, int]  # right, gold, predicted

LEVELS: tuple[Level, ...] = get_args(Level)
RESAMPLES = 1000
OVERLAP = 0.5
DECIMALS = 4
_HINT = "The annotation guidelines name its fields."

# The units and words of the scoring rule; they are fixed with it and no part of what the extraction knows.
_BASE: dict[str, tuple[str, float]] = {
    **{f"{prefix}g": ("g", factor) for prefix, factor in (("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("k", 1e3))},
    **{f"{p}mol": ("mol", factor) for p, factor in (("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12))},
    **{f"{prefix}m": ("mol/l", factor) for prefix, factor in (("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9))},
}
_PER: dict[str, tuple[str, float]] = {
    **{f"{prefix}l": ("l", factor) for prefix, factor in (("", 1), ("m", 1e-3), ("d", 1e-1))},
    **{"kg": ("kg", 1), "g": ("kg", 1e-3), "min": ("min", 1), "h": ("min", 60), "hr": ("min", 60)},
}
_OFTEN = frozenset({"d", "day", "daily", "dose", "feed"})


class Finding(Record):
    """One effect tuple, gold or predicted, with what scoring looks at; ``targets`` are the phrases that name it."""

    amino_acid: str
    exposure: str
    direction: str
    targets: tuple[str, ...]
    span: tuple[int, int] | None
    doses: frozenset[DoseKey]


class Score(Record):
    """One level: shares rounded to four decimals, and the numbers of tuples they rest on."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    gold: int
    predicted: int


def finding(fields: Mapping[str, Any]) -> Finding:
    """A tuple of the annotation format. Raises InputError where a field is missing or of the wrong type."""
    try:
        start, end = fields.get("target_start"), fields.get("target_end")
        return Finding(
            amino_acid=fields["amino_acid"].lower(),
            exposure=fields.get("exposure", "given"),
            direction=fields["direction"],
            targets=(fields["target"], *fields.get("target_also", ())),
            span=None if start is None or end is None else (start, end),
            doses=frozenset(dose_key(d["value"], d["unit"]) for d in fields.get("doses", ())),
        )
    except KeyError as error:
        raise InputError(f"A tuple lacks {error}.", hint=_HINT) from error
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise InputError(f"A tuple is malformed: {field}: {error.errors()[0]['msg']}.", hint=_HINT) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"A tuple is malformed: {error}.", hint=_HINT) from error


def dose_key(value: float | str, unit: str) -> DoseKey:
    """(dimension, value to three significant figures) of a dose; how often it is given does not count."""
    plain = unicodedata.normalize("NFKC", unit).lower().translate({0x3BC: "u", 0x20: None})
    over, *under = plain.split("/")
    dimension, factor = _BASE.get(over, (over, 1))
    for part in under:
        if part not in _OFTEN:
            name, size = _PER.get(part, (part, 1))
            dimension, factor = f"{dimension}/{name}", factor / size
    return dimension, float(f"{float(value) * factor:.3g}")


def same_target(gold: Finding, predicted: Finding) -> bool:
    """Whether two findings name one target, by place or by words."""
    if gold.span and predicted.span and _overlap(gold.span, predicted.span) >= OVERLAP:
        return True
    words = key_words(predicted.targets[0])
    return any(share_half(words, key_words(phrase)) for phrase in gold.targets)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _pair(gold: Finding, predicted: Finding) -> bool:
    return gold.amino_acid == predicted.amino_acid and same_target(gold, predicted)


def _direction(gold: Finding, predicted: Finding) -> bool:
    same = (gold.direction, gold.exposure) == (predicted.direction, predicted.exposure)
    return same and _pair(gold, predicted)


def _full(gold: Finding, predicted: Finding) -> bool:
    return gold.doses == predicted.doses and _direction(gold, predicted)


_AGREE: dict[Level, Callable[[Finding, Finding], bool]] = {"pair": _pair, "direction": _direction, "full": _full}
_FACTS: dict[Level, Callable[[Finding], set[object]]] = {
    "amino_acid": lambda f: {f.amino_acid},
    "dose": lambda f: {(f.amino_acid, dose) for dose in f.doses},
}


def count(level: Level, gold: Sequence[Finding], predicted: Sequence[Finding]) -> Counts:
    """(right, gold, predicted) of one abstract."""
    if agree := _AGREE.get(level):
        edges = [[at for at, p in enumerate(predicted) if agree(g, p)] for g in gold]
        return len(matching(edges)), len(gold), len(predicted)
    facts = _FACTS[level]
    mine, theirs = (set().union(*map(facts, side)) for side in (gold, predicted))
    return len(mine & theirs), len(mine), len(theirs)


def matching(edges: Sequence[Collection[int]]) -> dict[int, int]:
    """A largest one-to-one matching, left to right; ``edges[i]`` are the partners that ``i`` may have (Kuhn 1955)."""
    taken: dict[int, int] = {}

    def settle(left: int, seen: set[int]) -> bool:
        for right in edges[left]:
            if right in seen:
                continue
            seen.add(right)
            if right not in taken or settle(taken[right], seen):
                taken[right] = left
                return True
        return False

    for left in range(len(edges)):
        settle(left, set())
    return {left: right for right, left in taken.items()}


def evaluate(gold: Mapping[str, Sequence[Finding]], predicted: Mapping[str, Sequence[Finding]]) -> dict[Level, Score]:
    """The score of each level; both arguments map an article's id to its tuples. Raises InputError without gold."""
    if not gold:
        raise InputError("There is no gold annotation to score against.", hint="Give one abstract or more.")
    return {level: _score([count(level, g, predicted.get(key, ())) for key, g in gold.items()]) for level in LEVELS}


def _score(rows: Sequence[Counts]) -> Score:
    chance = random.Random(0)  # noqa: S311  a bootstrap, and the same numbers each time
    spread = sorted(_shares(chance.choices(rows, k=len(rows)))[2] for _ in range(RESAMPLES))
    edge = RESAMPLES // 40  # 2.5 % on either side
    shares = (*_shares(rows), spread[edge], spread[RESAMPLES - edge])
    precision, recall, f1, low, high = (round(share, DECIMALS) for share in shares)
    _, gold, found = _total(rows)
    return Score(precision=precision, recall=recall, f1=f1, low=low, high=high, gold=gold, predicted=found)


def _total(rows: Sequence[Counts]) -> Counts:
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


def _shares(rows: Sequence[Counts]) -> tuple[float, float, float]:
    right, gold, predicted = _total(rows)
    precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
