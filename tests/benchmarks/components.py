"""Which component of the extractor takes which share of the time: ``python -m tests.benchmarks.components ARTICLES``.

The tagger's transformer runs within ``findings`` and is told apart. In a run abstracts that name no amino acid are
neither parsed nor tagged; here all components read all texts.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from pipeline import nlp
from pipeline.components import tagging
from pipeline.corpus import read_articles
from pipeline.learned.tagger import Tags
from pipeline.learned.wordpieces import Place
from pipeline.schema import Article
from pipeline.training.gold import document

WARM = 3  # articles that are read before the clock starts


def shares(articles: list[Article]) -> dict[str, float]:
    """The share of each component, largest first."""
    language = nlp.load()
    spent: Counter[str] = Counter()
    plain = tagging.tag

    def timed(text: str, marks: dict[Place, int]) -> Tags:
        begun = perf_counter()
        tags = plain(text, marks)
        spent["findings: transformer"] += perf_counter() - begun
        return tags

    for article in articles[:WARM]:
        language(document(article, language))
    tagging.tag = timed
    try:
        for article in articles:
            doc = document(article, language)
            for name, component in language.pipeline:
                begun = perf_counter()
                doc = component(doc)
                spent[name] += perf_counter() - begun
    finally:
        tagging.tag = plain
    spent["findings"] -= spent["findings: transformer"]
    return {name: time / spent.total() for name, time in spent.most_common()}


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.components", description=__doc__)
    options.add_argument("articles", type=Path, metavar="ARTICLES")
    given = options.parse_args().articles
    for name, share in shares([a for a in read_articles(given) if isinstance(a, Article)]).items():
        sys.stdout.write(f"{name:<24} {share:.3f}\n")


if __name__ == "__main__":
    main()
