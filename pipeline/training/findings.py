"""Learn how sure a finding is: ``python -m pipeline.training.findings GOLD[,LEXICON] ...``.

LEXICON is of what stands in the amino acids' place; ``pipeline.training.gold`` says what a gold file is.
Logistic regression on the signs of what the rules find, right or wrong by the gold. The threshold and the reliability
come from five-fold cross-validation over abstracts; the table that is written is learned from all. One thread, a
minute.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from pathlib import Path
from typing import Any

import numpy

from pipeline import learned
from pipeline.evaluate import Finding, count, dose_key
from pipeline.learned import tagger
from pipeline.relations.scoring import TABLE, TAGGED_TABLE, by_rules, confidence, kept
from pipeline.training.gold import annotated, document, fold, language, names, split
from pipeline.training.regression import table, unseen
from pipeline.training.tagging.examples import half

STRENGTH = 0.1  # inverse of the regularisation, chosen by cross-validation
THRESHOLDS = tuple(n / 100 for n in range(0, 60, 5))
OWN = 3  # how often an abstract on amino acids counts beside one on other substances: 2, 3 and 6 gave like F1
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)


@dataclass(frozen=True, slots=True)
class Read:
    """An abstract: what the gold has, what the rules found, and the signs of each of these."""

    key: str
    gold: tuple[Finding, ...]
    found: tuple[Finding, ...]
    signs: tuple[tuple[str, ...], ...]
    own: bool = False  # about amino acids

    def names(self) -> list[str | None]:
        """The agents of the findings, as ``kept`` wants them."""
        return [f.amino_acid if by_rules(s) else None for f, s in zip(self.found, self.signs, strict=True)]

    def right(self) -> list[bool]:
        """Which findings agree with one of the gold in all but doses."""
        return [any(count("direction", [g], [f])[0] for g in self.gold) for f in self.found]


def read(gold: str, lexicon: str | None = None, model: Path | None = None) -> Iterator[Read]:
    """The abstracts of a gold file, read without a threshold.

    ``model``: a tagger that was trained without half 0 of the abstracts. Only these are read, with this one; without it
    the rules read alone.
    """
    reader = language(lexicon, threshold=0.0, tagger=model is not None)
    tagger.use(model.read_bytes() if model else None)
    named = names(gold)
    for pmid, article, right in annotated(gold, reader):
        if model and half(pmid):
            continue
        doc = reader(document(article, reader))
        told = doc._.findings
        found = tuple(_finding(doc.text, doc._.doses, f) for f in told)
        own = lexicon is None and pmid not in named
        yield Read(pmid, right, found, tuple(tuple(f["signs"]) for f in told), own)


def _finding(text: str, doses: Sequence[dict[str, Any]], told: dict[str, Any]) -> Finding:
    amounts = [doses[i]["amount"] for i in told["doses"]]
    return Finding(
        amino_acid=told["amino_acid"],
        exposure=told["exposure"],
        direction=told["direction"],
        targets=(text[slice(*told["target"])],),
        span=told["target"],
        doses=frozenset(dose_key(a[end], a["unit"]) for a in amounts for end in ("low", "high")),
    )


def learn(abstracts: Sequence[Read], settings: dict[str, Any] | None = None) -> str:
    """The table learned from ``abstracts``."""
    weighed = [a for a in abstracts for _ in range(OWN if a.own else 1)]
    right = [r for a in weighed for r in a.right()]
    return table((s for a in weighed for s in a.signs), right, STRENGTH, {"classes": ["right"], **(settings or {})})


def cross_validated(abstracts: Sequence[Read]) -> list[list[float]]:
    """The confidence of each finding of each abstract, by a model that has not seen the abstract."""
    models = unseen(abstracts, learn)
    return [[confidence(s, models[fold(a.key)]) for s in a.signs] for a in abstracts]


def scores(abstracts: Sequence[Read], sure: Sequence[Sequence[float]], least: float) -> dict[str, float]:
    """F1 at both levels, of the findings that stay where they must be so sure."""
    stay = [kept(a.names(), s, least) for a, s in zip(abstracts, sure, strict=True)]
    result = {}
    for level in ("direction", "full"):
        rows = [count(level, a.gold, list(compress(a.found, s))) for a, s in zip(abstracts, stay, strict=True)]
        right, gold, found = (sum(column) for column in zip(*rows, strict=True))
        result[level] = round(2 * right / max(gold + found, 1), 4)
    return result


def reliability(abstracts: Sequence[Read], sure: Sequence[Sequence[float]]) -> list[dict[str, float]]:
    """For each band of confidence: how many findings, their mean confidence, the share that is right."""
    pairs = [(c, r) for a, s in zip(abstracts, sure, strict=True) for c, r in zip(s, a.right(), strict=True)]
    bands = []
    for low, high in pairwise(BANDS):
        if band := [(c, r) for c, r in pairs if low <= c < high]:
            mean, right = numpy.mean(band, axis=0).round(3).tolist()
            bands.append({"from": low, "findings": len(band), "confidence": mean, "right": right})
    return bands


def make(abstracts: Sequence[Read]) -> str:
    """Cross-validate, then learn from all; the settings tell threshold, scores and reliability."""
    sure = cross_validated(abstracts)
    by = {least: scores(abstracts, sure, least) for least in THRESHOLDS}
    best = max(by, key=lambda least: sum(by[least].values()))
    told = {"abstracts": len(abstracts), "threshold": best, "all": by[0.0], "kept": by[best]}
    return learn(abstracts, {**told, "reliability": reliability(abstracts, sure)})


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m pipeline.training.findings", description="Learn confidence.")
    options.add_argument("gold", nargs="+", metavar="GOLD[,LEXICON]", help="annotations, with their texts beside them")
    options.add_argument("--tagger", type=Path, help="a model trained without half 0, the half that is read then")
    given = options.parse_args()
    abstracts = [one for pair in given.gold for one in read(*split(pair), given.tagger)]
    Path(learned.__path__[0], TAGGED_TABLE if given.tagger else TABLE).write_text(make(abstracts), "utf-8")


if __name__ == "__main__":
    main()
