"""Learn directions from words: ``python -m pipeline.training.directions GOLD[,LEXICON] ...``.

Multinomial logistic regression on the signs of ``pipeline.relations.toward`` at the targets of the gold. The accuracy in the
settings comes from five-fold cross-validation over abstracts; the table is learned from all. One thread, minutes.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline import learned
from pipeline.components.reading import Reading
from pipeline.evaluate import Finding
from pipeline.learned.linear import dumps, loads
from pipeline.relations.events import events
from pipeline.relations.toward import TABLE, direction, signs
from pipeline.relations.words import outside_brackets, overlap
from pipeline.training.annotated import fold, read_annotated, split

LEAST = 5  # targets that must have a sign
STRENGTH = 0.05  # inverse of the regularisation, chosen by cross-validation


@dataclass(frozen=True, slots=True)
class Example:
    """A target of the gold: its abstract, its signs and its direction."""

    key: str
    signs: tuple[str, ...]
    direction: str


def examples(key: str, reading: Reading, gold: Sequence[Finding]) -> Iterator[Example]:
    """The targets of one abstract."""
    for finding in gold:
        place = finding.span
        words = next((s for s in reading.sentences if place and s and overlap((s[0].start, s[-1].end), place)), [])
        inside = [i for i, w in enumerate(words) if place and overlap((w.start, w.end), place)]
        if inside:
            found = signs(words, inside[0], inside[-1] + 1, events(outside_brackets(words)))
            yield Example(key, tuple(found), finding.direction)


def learn(given: Sequence[Example], settings: dict[str, Any] | None = None) -> str:
    """The table learned from ``given``."""
    times = Counter(sign for one in given for sign in one.signs)
    turned = DictVectorizer()
    table = turned.fit_transform([{s: 1.0 for s in one.signs if times[s] >= LEAST} for one in given])
    model = LogisticRegression(C=STRENGTH, max_iter=1000, fit_intercept=False).fit(table, [e.direction for e in given])
    told = {"classes": model.classes_.tolist(), **(settings or {})}
    return dumps(told, list(turned.get_feature_names_out()), model.coef_.T)


def accuracy(given: Sequence[Example]) -> float:
    """The share of right directions, each judged by a table that has not seen its abstract."""
    tables = {k: loads(learn([e for e in given if fold(e.key) != k])) for k in {fold(e.key) for e in given}}
    right = [
        tables[fold(e.key)].settings["classes"][int(tables[fold(e.key)].scores(e.signs).argmax())] == e.direction
        for e in given
    ]
    return round(float(numpy.mean(right)), 3)


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m pipeline.training.directions", description="Learn directions.")
    options.add_argument("gold", nargs="+", metavar="GOLD[,LEXICON]", help="annotations, with their texts beside them")
    given = [
        example
        for pair in options.parse_args().gold
        for key, reading, gold in read_annotated(*split(pair))
        for example in examples(key, reading, gold)
    ]
    settings = {"targets": len(given), "accuracy": accuracy(given)}
    Path(learned.__path__[0], TABLE).write_text(learn(given, settings), "utf-8")


if __name__ == "__main__":
    main()
