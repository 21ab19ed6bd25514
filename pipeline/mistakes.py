"""What kind of mistake each lost or spurious tuple is, and what F1 would be without it. Pure.

Gold and predicted tuples of an abstract that are not the same are paired once, by the first of these rules that fits;
``share`` of a kind is the part of all F1 that is missing which it alone costs:

==============  ========================================================================================
kind            a gold and a predicted tuple that agree in all but
==============  ========================================================================================
``dose``        the set of doses
``direction``   the direction (and perhaps the doses)
``exposure``    the exposure (and perhaps direction and doses)
``amino_acid``  the amino acid: the same target is told of another one
``target``      the target, whose places in the text only touch
``missed``      a gold tuple that has no counterpart
``spurious``    a predicted tuple that has no counterpart
==============  ========================================================================================
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pipeline.evaluate import Finding, matching, same_target
from pipeline.schema import Record

Rule = Callable[[Finding, Finding], bool]


class Mistakes(Record):
    """One kind: how many, F1 (level ``full``) if just these were right, and its share of the missing F1."""

    kind: str
    count: int
    f1_without: float
    share: float


def _same(*fields: str) -> Rule:
    return lambda g, p: all(getattr(g, f) == getattr(p, f) for f in fields) and same_target(g, p)


def _touching(gold: Finding, predicted: Finding) -> bool:
    if gold.amino_acid != predicted.amino_acid or not (gold.span and predicted.span):
        return False
    return max(gold.span[0], predicted.span[0]) < min(gold.span[1], predicted.span[1])


RIGHT = "right"
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        RIGHT: _same("amino_acid", "exposure", "direction", "doses"),
        "dose": _same("amino_acid", "exposure", "direction"),
        "direction": _same("amino_acid", "exposure"),
        "exposure": _same("amino_acid"),
        "amino_acid": _same(),
        "target": _touching,
    }
)
KINDS = (*list(RULES)[1:], "missed", "spurious")


def kinds(gold: Sequence[Finding], predicted: Sequence[Finding]) -> Counter[str]:
    """How many tuples of one abstract are right, and how many mistakes of each kind there are."""
    counts: Counter[str] = Counter()
    mine, theirs = list(gold), list(predicted)
    for kind, rule in RULES.items():
        pairs = matching([[at for at, p in enumerate(theirs) if rule(g, p)] for g in mine])
        counts[kind] += len(pairs)
        mine = [g for at, g in enumerate(mine) if at not in pairs]
        taken = set(pairs.values())
        theirs = [p for at, p in enumerate(theirs) if at not in taken]
    return counts + Counter(missed=len(mine), spurious=len(theirs))


def mistakes(gold: Mapping[str, Sequence[Finding]], predicted: Mapping[str, Sequence[Finding]]) -> list[Mistakes]:
    """The kinds of mistakes over all abstracts of ``gold``, those that cost most first."""
    counts = sum((kinds(g, predicted.get(key, ())) for key, g in gold.items()), Counter[str]())
    golds = sum(map(len, gold.values()))
    found = sum(len(predicted.get(key, ())) for key in gold)
    now = _f1(counts[RIGHT], golds, found)
    made = []
    for kind in KINDS:
        n = counts[kind]
        right = counts[RIGHT] + (n if kind != "spurious" else 0)
        changed = {"missed": n, "spurious": -n}.get(kind, 0)
        without = _f1(right, golds, found + changed)
        share = (without - now) / (1 - now) if now < 1 else 0.0
        made.append(Mistakes(kind=kind, count=n, f1_without=round(without, 4), share=round(share, 4)))
    return sorted(made, key=lambda m: (-m.share, m.kind))


def _f1(right: int, gold: int, found: int) -> float:
    return 2 * right / (gold + found) if right else 0.0
