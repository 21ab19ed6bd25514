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

from pipeline import learned
from pipeline.components.reading import Reading, read
from pipeline.evaluate import Finding
from pipeline.relations.toward import TABLE, likeliest, signs
from pipeline.relations.words import overlap
from pipeline.training.gold import annotated, document, fold, split, words_only
from pipeline.training.regression import table, unseen

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
    often = [[sign for sign in one.signs if times[sign] >= LEAST] for one in given]
    return table(often, [one.direction for one in given], STRENGTH, settings or {})


def accuracy(given: Sequence[Example]) -> float:
    """The share of right directions, each judged by a table that has not seen its abstract."""
    tables = unseen(given, learn)
    right = [likeliest(tables[fold(e.key)], e.signs) == e.direction for e in given]
    return round(float(numpy.mean(right)), 3)


def _examples(gold: str, lexicon: str | None) -> Iterator[Example]:
    reader = words_only(lexicon)
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
