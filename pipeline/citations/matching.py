"""How well an article fits what is known of a reference; pure, and each score says what it is made of.

A score is the weighted mean of the parts that are known, title, year, journal and first author, each in [0, 1]. The
title's part starts at 1 and loses ``COSTS`` for each difference of its words, so one word more, less or another
("leucine" for "isoleucine", "II" for "I") is too much in a title of any length, while a slip of the pen is not.

How the constants were set, by ``tests/benchmarks/test_citation_matching.py`` on 3,993 real titles with ten faults each,
held against their nearest titles with and without their own record (the table: ``corpus/README.md``): at THRESHOLD 0.91
precision is 0.9999 and recall 0.870 (0.98 for whole titles, 0.56 for titles with slips in 1 to 3 of 100 letters). Lower
thresholds cost little precision on real neighbours, but an equal title with another year, journal or author has up to
0.90, so 0.91 is the lowest that keeps these out; of 41,525 made-up twins that differ in one thing only, 3 pass.
IDENTIFIED is for records that an identifier led to: there a short title (0.90) is enough, and another word (0.83 at
most) or an unequal year with nothing else known (0.875) is not. Two records within MARGIN are not told apart.
"""

from collections.abc import Sequence
from types import MappingProxyType

from pipeline.citations import journals
from pipeline.citations.titles import read_title, vocabulary
from pipeline.citations.wanted import Wanted
from pipeline.citations.wording import TitleFit, compare
from pipeline.schema import Article, Record

WEIGHTS = MappingProxyType({"title": 0.7, "year": 0.1, "journal": 0.1, "author": 0.1})
THRESHOLD = 0.91
IDENTIFIED = 0.88
MARGIN = 0.04
YEAR_OFF_BY_ONE = 0.7
RESPONSE = 0.1
MEETING = 0.25


class Score(Record):
    """How well an article fits, its parts (None where either side is silent), and how the titles differ in words."""

    total: float
    title: float
    year: float | None = None
    journal: float | None = None
    author: float | None = None
    differences: tuple[str, ...] = ()

    @property
    def parts(self) -> str:
        """``title 1.00, year 0.70, journal -, author 1.00``."""
        named = {name: getattr(self, name) for name in WEIGHTS}
        return ", ".join(f"{name} {'-' if value is None else format(value, '.2f')}" for name, value in named.items())


class Match(Record):
    """The fitting articles, best first: one is the article, several cannot be told apart, none is below THRESHOLD."""

    fitting: tuple[Article, ...] = ()
    best: Article | None = None  # the best of all, also below the threshold
    score: Score | None = None  # that of the best


def score(wanted: Wanted, article: Article) -> Score:
    """How well the article fits; the total is 0 where either has no title."""
    title = _title(wanted.title or "", article)
    parts: dict[str, float | None] = {
        "title": title.part,
        "year": _year(wanted.year, article.year),
        "journal": journals.similarity(wanted.journal, article.journal),
        "author": journals.same_author(wanted.first_author, article.first_author),
    }
    known = {name: part for name, part in parts.items() if part is not None}
    mean = sum(WEIGHTS[name] * part for name, part in known.items()) / sum(WEIGHTS[name] for name in known)
    total = round(mean, 4) if title.part else 0.0
    rounded = {name: part if part is None else round(part, 4) for name, part in parts.items()}
    return Score.model_validate({**rounded, "total": total, "differences": title.differences})


def choose(wanted: Wanted, articles: Sequence[Article]) -> Match:
    """The articles that fit: the best one, and those within MARGIN of it."""
    scored = sorted(((score(wanted, article), article) for article in articles), key=lambda s: (-s[0].total, s[1].id))
    if not scored:
        return Match()
    top, best = scored[0]
    fitting = tuple(a for s, a in scored if top.total >= THRESHOLD and s.total > top.total - MARGIN)
    return Match(fitting=fitting, best=best, score=top)


def _title(given: str, article: Article) -> TitleFit:
    mine, theirs = read_title(given), read_title(article.title)
    fit = compare(mine, theirs)
    types = {name.casefold() for name in article.publication_types}
    cost, differences = 1 - fit.part, list(fit.differences)
    if types & vocabulary("notice type"):
        cost, differences = 1, [*differences, "it is a notice about an article"]
    elif types & vocabulary("response type"):
        cost, differences = cost + RESPONSE, [*differences, "it is a comment, letter or editorial"]
    if mine.meeting != (theirs.meeting or bool(types & vocabulary("abstract type"))):
        cost, differences = cost + MEETING, [*differences, "one is a meeting's abstract"]
    return TitleFit(max(0.0, 1 - cost), tuple(differences))


def _year(given: int | None, found: int | None) -> float | None:
    if given is None or found is None:
        return None
    return {0: 1.0, 1: YEAR_OFF_BY_ONE}.get(abs(given - found), 0.0)
