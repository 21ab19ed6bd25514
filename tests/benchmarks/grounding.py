"""Linking of the target mentions that were grounded by hand, beside grounding by equal key words alone.

``python -m tests.benchmarks.grounding ../shared`` prints the tables; the unit is one mention (a place in an abstract).
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline import nlp
from pipeline.corpus import read_articles
from pipeline.grounding import Linker, linker
from pipeline.grounding.phrases import expanded
from pipeline.grounding.similar import Similar
from pipeline.keywords import key_words
from pipeline.lexicon import Term, read
from pipeline.schema import Article

GOLD = Path(__file__).resolve().parents[2] / "annotations" / "gold" / "grounding.jsonl"
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Long = Mapping[str, str]
Method = Callable[[str, Long], tuple[str, str] | None]  # mention, long forms → id, way


class Mention(NamedTuple):
    """A mention with the concept that a person gave it, or None, and the short forms of its abstract."""

    text: str
    id: str | None
    long_forms: Long


class Scores(NamedTuple):
    """How many mentions got the right link, a wrong one, none though they have a concept, none as they should.

    ``concepts`` are the mentions that have a concept.
    """

    right: int
    wrong: int
    missed: int
    none: int
    concepts: int

    @property
    def accuracy(self) -> float:
        """Right and rightly none, of all."""
        return (self.right + self.none) / max(1, self.right + self.wrong + self.missed + self.none)

    @property
    def precision(self) -> float:
        """Right, of the links made."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right, of the mentions with a concept."""
        return self.right / max(1, self.concepts)


def mentions(shared: Path) -> list[Mention]:
    """All mentions of the gold, with their words."""
    texts = {a.pmid: a for a in _articles(shared)}
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    long_forms = {pmid: _long_forms(texts[pmid]) for pmid in dict.fromkeys(row["pmid"] for row in rows)}
    return [Mention(texts[r["pmid"]].text[r["start"] : r["end"]], r["id"], long_forms[r["pmid"]]) for r in rows]


def _articles(shared: Path) -> Iterator[Article]:
    for item in read_articles(str(shared / "gold" / "dev_texts.jsonl")):
        if isinstance(item, Article):
            yield item


def _long_forms(article: Article) -> dict[str, str]:
    language = nlp.load()
    with language.select_pipes(enable=["sentences", "abbreviations"]):
        doc = language(article.text)
    return {a["short_text"]: a["long_text"] for a in doc._.abbreviations}


def by_key_words(mention: str, _: Long) -> tuple[str, str] | None:
    """The first concept with the same key words: how targets were grounded before there was a search."""
    found = _first_by_words().get(key_words(mention))
    return (found, "key words") if found else None


@cache
def _first_by_words() -> dict[frozenset[str], str]:
    table: dict[frozenset[str], str] = {}
    for term in read("targets", Term):
        table.setdefault(key_words(term.term), term.id or "")
    return table


def by_search(threshold: float) -> Method:
    """Our search with this threshold for similar wordings."""
    search = Linker(read("targets", Term), threshold=threshold)

    def method(mention: str, long_forms: Long) -> tuple[str, str] | None:
        link = search.link(mention, long_forms)
        return (link.id, link.way) if link else None

    return method


def by_likeness(threshold: float) -> Method:
    """The wording with the highest cosine above this threshold, whatever differs: search without guards."""
    similar = Similar(linker().wordings.written)

    def method(mention: str, long_forms: Long) -> tuple[str, str] | None:
        near = similar.nearest(expanded(mention, long_forms), threshold)
        return (near[0][0].id, "unguarded") if near else None

    return method


def score(gold: list[Mention], method: Method) -> tuple[Scores, dict[str, Scores]]:
    """Scores of all mentions, and of those that each way linked."""
    outcomes: Counter[str] = Counter()
    ways: dict[str, Counter[str]] = {}
    for mention in gold:
        link = method(mention.text, mention.long_forms)
        outcome = _outcome(mention.id, link and link[0])
        outcomes[outcome] += 1
        if link:
            ways.setdefault(link[1], Counter())[outcome] += 1
    concepts = sum(mention.id is not None for mention in gold)
    return _scores(outcomes, concepts), {way: _scores(counts, concepts) for way, counts in sorted(ways.items())}


def _outcome(wanted: str | None, found: str | None) -> str:
    if found is None:
        return "missed" if wanted else "none"
    return "right" if found == wanted else "wrong"


def _scores(counts: Mapping[str, int], concepts: int) -> Scores:
    return Scores(
        counts.get("right", 0), counts.get("wrong", 0), counts.get("missed", 0), counts.get("none", 0), concepts
    )


def table(gold: list[Mention], methods: Mapping[str, Method]) -> str:
    """Each method in a row, and below it each way of it."""
    lines = [f"{'':22}{'right':>7}{'wrong':>7}{'missed':>8}{'none':>6}{'acc.':>8}{'prec.':>8}{'recall':>8}"]
    for name, method in methods.items():
        total, ways = score(gold, method)
        counts = f"{total.right:7}{total.wrong:7}{total.missed:8}{total.none:6}"
        lines.append(f"{name:22}{counts}{total.accuracy:8.3f}{total.precision:8.3f}{total.recall:8.3f}")
        lines += [f"  {way:20}{one.right:7}{one.wrong:7}{'':22}{one.precision:8.3f}" for way, one in ways.items()]
    return "\n".join(lines)


def main(shared: Path) -> None:
    """Print the table."""
    gold = mentions(shared)
    methods: dict[str, Method] = {"key words only": by_key_words}
    methods |= {f"search, above {threshold}": by_search(threshold) for threshold in THRESHOLDS}
    methods |= {f"no guards, above {threshold}": by_likeness(threshold) for threshold in THRESHOLDS}
    concepts = sum(mention.id is not None for mention in gold)
    sys.stdout.write(f"{len(gold)} mentions, {concepts} with a concept\n{table(gold, methods)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
