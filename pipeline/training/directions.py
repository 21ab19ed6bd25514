"""Learn directions from words: ``python -m pipeline.training.directions GOLD[,LEXICON] ...``.

Multinomial logistic regression on the signs of ``pipeline.relations.toward`` at the targets of the gold. The accuracy
in the settings comes from five-fold cross-validation over abstracts; the table is learned from all. One thread,
minutes.
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
from pipeline.components.reading import Reading, read
from pipeline.evaluate import Finding
from pipeline.learned.linear import dumps, loads
from pipeline.relations.toward import TABLE, likeliest, signs
from pipeline.relations.words import overlap
from pipeline.training.gold import annotated, document, fold, language, split

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
        place = finding.span or (0, 0)
        for n, words in enumerate(reading.sentences):
            inside = [i for i, w in enumerate(words) if overlap((w.start, w.end), place)]
            if not inside:
                continue
            found = signs(words, inside[0], inside[-1] + 1, reading.events(n))
            yield Example(key, tuple(found), finding.direction)
            break


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
    right = [likeliest(tables[fold(e.key)], e.signs) == e.direction for e in given]
    return round(float(numpy.mean(right)), 3)


def _examples(gold: str, lexicon: str | None) -> Iterator[Example]:
    reader = language(lexicon, tagger=False)
    for one in annotated(gold, reader):
        yield from examples(one.pmid, read(reader(document(one.article, reader))), one.findings)


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m pipeline.training.directions", description="Learn directions.")
    options.add_argument("gold", nargs="+", metavar="GOLD[,LEXICON]", help="annotations, with their texts beside them")
    given = [example for pair in options.parse_args().gold for example in _examples(*split(pair))]
    settings = {"targets": len(given), "accuracy": accuracy(given)}
    Path(learned.__path__[0], TABLE).write_text(learn(given, settings), "utf-8")


if __name__ == "__main__":
    main()
