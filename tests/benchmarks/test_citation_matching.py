"""Precision and recall of matching references to articles, on real titles with the faults that references have.

Each reference is made from a real record: its title as it is, in lower case, cut off, without its subtitle, with slips
of the pen, with the year off by one, the journal abbreviated or the author missing. It is held against the most
similar titles of all records twice: with its own record among them (it must be found), and without (nothing may be
found: "the paper is not in PubMed, another with a similar title is"). Both count alike. Every fifth record is taken;
all of them with

    CLAIMDIFF_ALL_RECORDS=1 pytest tests/benchmarks/test_citation_matching.py
"""

import gzip
import json
import math
import os
import random
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from pipeline.citations import load, references
from pipeline.citations.matching import MARGIN, THRESHOLD, score
from pipeline.citations.titles import content, read_title
from pipeline.citations.wanted import Wanted
from pipeline.medline import read_xml
from pipeline.schema import Article

pytestmark = [pytest.mark.shared, pytest.mark.slow]
TITLES_ONLY = 2000  # of the abstracts, which have no year, journal and author, a sample of this size
STEP = 1 if os.environ.get("CLAIMDIFF_ALL_RECORDS") else 5
NEIGHBOURS = 8  # most similar titles that each reference is held against
THRESHOLDS = (0.70, 0.75, 0.80, 0.85, 0.88, 0.90, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Library(NamedTuple):
    """All records, and which of them are turned into references."""

    articles: list[Article]
    abbreviations: dict[str, str]  # journal by PMID
    postings: dict[str, list[int]]  # places of the articles whose titles have a word
    chosen: list[int]


class Trial(NamedTuple):
    """One reference: the scores of its own record and of its neighbours, best first."""

    kind: str
    own: float
    others: tuple[float, ...]


@pytest.fixture(scope="module")
def library(shared: Path) -> Library:
    articles: dict[str, Article] = {}
    abbreviations: dict[str, str] = {}
    with tarfile.open(shared / "corpora" / "pubmed_xml.tar.xz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".xml") and (file := archive.extractfile(member)):
                data = file.read()
                for article in read_xml(BytesIO(data), member.name):
                    if isinstance(article, Article):
                        articles[article.pmid or ""] = article
                        abbreviations[article.pmid or ""] = _first(data, ".//MedlineTA")
    full = len(articles)
    with gzip.open(shared / "corpora" / "abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["title"] and row["pmid"] not in articles:
                articles[row["pmid"]] = Article(pmid=row["pmid"], title=row["title"])
    every = [article for article in articles.values() if article.title]
    postings: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(every):
        for word in set(content(read_title(article.title).words)):
            postings[word].append(at)
    rest = random.Random(7).sample(range(full, len(every)), min(TITLES_ONLY, len(every) - full))
    return Library(every, abbreviations, postings, [*range(full), *sorted(rest)][::STEP])


def _first(data: bytes, path: str) -> str:
    return etree.fromstring(data).findtext(path) or ""


# --- references with faults -------------------------------------------------------------------------------------------


def _cut(title: str, chance: random.Random) -> str:
    return title[: chance.randint(60, 100)].rstrip()


def _slips(title: str, chance: random.Random) -> str:
    """Letters wrong, lost, doubled or swapped: 1 to 3 in a hundred."""
    letters = list(title)
    rate = chance.uniform(0.01, 0.03)
    for at in range(len(letters)):
        if letters[at].isalpha() and chance.random() < rate:
            how = chance.randrange(4)
            letters[at] = (chance.choice(LETTERS), "", letters[at] * 2, letters[at])[how]
            if how == 3 and at + 1 < len(letters):
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _no_subtitle(title: str) -> str:
    return title.partition(": ")[0]


Fault = Callable[[dict[str, Any], random.Random], dict[str, Any]]
FAULTS: dict[str, Fault] = {
    "as it is": lambda f, c: f,
    "only the title": lambda f, c: {"title": f["title"]},
    "lower case, - PubMed": lambda f, c: {"title": f"{f['title'].lower().rstrip('.')} - PubMed"},
    "cut, with year": lambda f, c: {"title": _cut(f["title"], c), "year": f["year"]},
    "cut, marked": lambda f, c: {"title": f"{_cut(f['title'], c)}..."},
    "no subtitle, all else": lambda f, c: {**f, "title": _no_subtitle(f["title"])},
    "slips, only the title": lambda f, c: {"title": _slips(f["title"], c)},
    "slips, all else": lambda f, c: {**f, "title": _slips(f["title"], c)},
    "year off by one": lambda f, c: {**f, "year": f["year"] and f["year"] + c.choice((-1, 1))},
    "no author": lambda f, c: {**f, "first_author": None},
}


def _reference(facts: dict[str, Any]) -> Wanted:
    return Wanted.model_validate({"source": "000", "ref": 1, "place": "t:1", **facts})


def _facts(article: Article, library: Library) -> dict[str, Any]:
    journal = library.abbreviations.get(article.pmid or "") or None
    return {"title": article.title, "year": article.year, "first_author": article.first_author, "journal": journal}


def _neighbours(library: Library, title: str) -> list[int]:
    """The places of the most similar titles: by the words that they have in common, rare ones counting more."""
    weights: Counter[int] = Counter()
    for word in set(content(read_title(title).words)):
        found = library.postings.get(word, [])
        if len(found) <= 2000:
            for at in found:
                weights[at] += math.log(len(library.articles) / len(found))  # type: ignore[assignment]
    ranked = sorted(
        weights.items(), key=lambda pair: (-pair[1] / math.sqrt(5 + len(_words(library, pair[0]))), pair[0])
    )
    return [at for at, _ in ranked[: NEIGHBOURS + 1]]


def _words(library: Library, at: int) -> Sequence[str]:
    return _title_words(library.articles[at].title)


@cache
def _title_words(title: str) -> Sequence[str]:
    return read_title(title).words


# --- other articles that look like the one that is meant --------------------------------------------------------------

SWAPS = {
    "rats": "mice",
    "rat": "human",
    "human": "murine",
    "women": "men",
    "male": "female",
    "increases": "decreases",
    "increased": "decreased",
    "activation": "inhibition",
    "acute": "chronic",
    "vitro": "vivo",
    "with": "without",
    "agonist": "antagonist",
    "alpha": "beta",
    "leucine": "isoleucine",
    "lysine": "glycine",
    "glutamine": "glutamate",
    "insulin": "inulin",
    "intracellular": "extracellular",
    "hyperglycemia": "hypoglycemia",
    "children": "adults",
    "protein": "lipid",
}
Twin = Callable[[Article, random.Random], Article | None]


def _swapped(article: Article, chance: random.Random) -> Article | None:
    words = article.title.split(" ")
    places = [at for at, word in enumerate(words) if word.lower() in SWAPS]
    if not places:
        return None
    at = chance.choice(places)
    return _renamed(article, " ".join([*words[:at], SWAPS[words[at].lower()], *words[at + 1 :]]))


def _renumbered(article: Article, chance: random.Random) -> Article | None:
    places = [at for at, letter in enumerate(article.title) if letter in "0123456789"]
    if not places:
        return None
    at = chance.choice(places)
    return _renamed(article, f"{article.title[:at]}{(int(article.title[at]) + 1) % 10}{article.title[at + 1 :]}")


def _without_a_word(article: Article, chance: random.Random) -> Article:
    words = article.title.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()] or [0]
    at = chance.choice(long)
    return _renamed(article, " ".join([*words[:at], *words[at + 1 :]]))


def _renamed(article: Article, title: str) -> Article:
    return article.model_copy(update={"title": title})


def _other_year(article: Article, chance: random.Random) -> Article | None:
    return article.year and article.model_copy(update={"year": article.year + chance.choice((-5, -2, 2, 9))})  # type: ignore[return-value]


TWINS: dict[str, Twin] = {
    "another word": _swapped,
    "another number": _renumbered,
    "a word less": _without_a_word,
    "a word more": lambda a, c: _renamed(a, f"Dietary {a.title}"),
    "Part II": lambda a, c: _renamed(a, f"{a.title.rstrip('.')}. Part II."),
    "a reply": lambda a, c: _renamed(a, f"{a.title.rstrip('.')}: a reply."),
    "Erratum:": lambda a, c: _renamed(a, f"Erratum: {a.title}"),
    "Comment on": lambda a, c: _renamed(a, f"Comment on {a.title}"),
    "an erratum by type": lambda a, c: a.model_copy(update={"publication_types": ("Published Erratum",)}),
    "a retraction by type": lambda a, c: a.model_copy(update={"publication_types": ("Retraction of Publication",)}),
    "a meeting's abstract": lambda a, c: a.model_copy(update={"publication_types": ("Meeting Abstract",)}),
    "another year": _other_year,
}


@pytest.fixture(scope="module")
def trials(library: Library) -> list[Trial]:
    chance = random.Random(1)
    made = []
    for own in library.chosen:
        article = library.articles[own]
        near = [at for at in _neighbours(library, article.title) if at != own][:NEIGHBOURS]
        for kind, fault in FAULTS.items():
            wanted = _reference(fault(_facts(article, library), chance))
            others = sorted((score(wanted, library.articles[at]).total for at in near), reverse=True)
            made.append(Trial(kind, score(wanted, article).total, tuple(others)))
    return made


class Counts(NamedTuple):
    """Outcomes of trials at one threshold."""

    right: int
    wrong: int
    ambiguous: int
    trials: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.trials


def counted(trials: Sequence[Trial], threshold: float, margin: float = MARGIN) -> Counts:
    """What comes of the trials: with the own record among the candidates, then without it."""
    right = wrong = ambiguous = 0
    for trial in trials:
        best = max(trial.own, *trial.others, 0)
        near = [s for s in (trial.own, *trial.others) if best >= threshold and s > best - margin]
        right += len(near) == 1 and trial.own == best
        wrong += len(near) == 1 and trial.own != best
        ambiguous += len(near) > 1
        alone = [s for s in trial.others if s >= threshold and s > trial.others[0] - margin]
        wrong += len(alone) == 1
    return Counts(right, wrong, ambiguous, len(trials))


def test_precision_and_recall_against_the_threshold(trials: list[Trial], capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"{len(trials):,} references, margin {MARGIN}", "", "threshold  precision  recall  wrong  ambiguous"]
    lines += [f"{threshold:9.2f}  {_line(counted(trials, threshold))}" for threshold in THRESHOLDS]
    lines += ["", f"at {THRESHOLD}:                  precision  recall  wrong  ambiguous"]
    lines += [f"{kind:24}  {_line(counted([t for t in trials if t.kind == kind], THRESHOLD))}" for kind in FAULTS]
    _tell(capsys, "\n".join(lines))
    chosen = counted(trials, THRESHOLD)
    assert chosen.precision >= 0.999
    assert chosen.recall >= 0.85


def _line(counts: Counts) -> str:
    return f"{counts.precision:9.5f}  {counts.recall:6.4f}  {counts.wrong:5}  {counts.ambiguous:9}"


def test_twins_are_told_apart(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """A made-up other article that differs in one thing only; all else that is known of the reference agrees."""
    chance = random.Random(2)
    wrong: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for own in library.chosen:
        article = library.articles[own]
        wanted = _reference(_facts(article, library))
        for kind, make in TWINS.items():
            if twin := make(article, chance):
                asked[kind] += 1
                wrong[kind] += score(wanted, twin).total >= THRESHOLD
    lines = [f"{kind:24}  {asked[kind]:6,}  {wrong[kind]:5}" for kind in TWINS]
    _tell(capsys, "\n".join(["twin                       asked  wrong", *lines]))
    assert wrong.total() <= asked.total() / 1000


def _tell(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")


def test_the_rows_of_the_table_are_told_apart() -> None:
    """Each verified row against every other article of the table: only its own fits."""
    rows = [c for c in load().citations if c.status == "verified"]
    known = [
        Article(pmid=c.pmid, doi=c.doi, title=c.title or "", year=c.year, first_author=c.first_author) for c in rows
    ]
    for wanted, row in zip(references(rows), sorted(rows, key=lambda c: (c.source, c.ref)), strict=True):
        fitting = {a.title for a in known if score(wanted, a).total >= THRESHOLD}
        assert fitting == {row.title}
