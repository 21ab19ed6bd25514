"""Learn what sentences are for: ``python -m pipeline.training.roles ABSTRACTS [--without GOLD ...]``.

Multinomial logistic regression on ``learned.rhetoric``'s features of the sentences of structured abstracts, and counts
of which role follows which. Every fifth abstract (by hash of its PMID) is held out and scored; the table that is
written into ``pipeline/learned`` is learned from all of them, and carries those scores. One thread, two minutes.
"""

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import spacy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline import learned, nlp
from pipeline.corpus import read_articles
from pipeline.learned.linear import Floats, Linear, dumps, loads
from pipeline.learned.rhetoric import ROLES, TABLE, features, smoothed
from pipeline.schema import Article
from pipeline.training.headings import Labelled, labelled
from pipeline.tuples import read_findings

SELDOM = 30  # sentences that a feature must be seen in
STRENGTH = 0.1  # inverse of the regularisation, chosen on the held-out abstracts
DROPPED = (  # what abstracts without headings often lack: copies without these parts keep place from saying too much
    ("background",),
    ("aim",),
    ("background", "aim"),
    ("method",),
    ("aim", "method"),
    ("background", "aim", "method"),
    ("conclusion",),
)


def learn(abstracts: Sequence[Labelled]) -> str:
    """The table learned from ``abstracts``."""
    copies = [*abstracts, *shortened(abstracts)]
    rows = [(features(a.sentences[i], i, len(a.roles)), r) for a in copies for i, r in enumerate(a.roles) if r]
    seen = Counter(name for names, _ in rows for name in names)
    names = sorted(name for name, times in seen.items() if times >= SELDOM)
    places = {name: i for i, name in enumerate(names)}
    found = [[places[n] for n in row if n in places] for row, _ in rows]
    ends = numpy.cumsum([0, *map(len, found)])
    table = csr_matrix((numpy.ones(ends[-1]), numpy.concatenate(found), ends), shape=(len(found), len(names)))
    roles = numpy.array([ROLES.index(role) for _, role in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3, fit_intercept=False).fit(table, roles)
    return dumps(_settings(abstracts), names, model.coef_.T)


def shortened(abstracts: Iterable[Labelled]) -> Iterator[Labelled]:
    """A copy of each abstract without one or more of its parts, chosen by a fixed seed."""
    chance = random.Random(0)  # noqa: S311  the same copies each time
    for one in abstracts:
        drop = chance.choice(DROPPED)
        kept = [(s, r) for s, r in zip(one.sentences, one.roles, strict=True) if r not in drop]
        if len(kept) >= len(ROLES) // 2:
            yield Labelled(one.pmid, tuple(s for s, _ in kept), tuple(r for _, r in kept))


def _settings(abstracts: Sequence[Labelled]) -> dict[str, Any]:
    """Log shares of roles, of the first one, and of what follows what (one is added to each count)."""
    first, step = numpy.ones(len(ROLES)), numpy.ones((len(ROLES), len(ROLES)))
    frequent = numpy.ones(len(ROLES))
    for one in abstracts:
        ids = [ROLES.index(role) if role else None for role in one.roles]
        for i, now in enumerate(ids):
            if now is not None:
                frequent[now] += 1
                before = ids[i - 1] if i else None
                first[now] += i == 0
                if before is not None:
                    step[before, now] += 1
    shares = {"first": first, "frequent": frequent, "step": step}
    logs = {name: numpy.log(n / n.sum(axis=-1, keepdims=True)).round(3).tolist() for name, n in shares.items()}
    return {"classes": ROLES, "abstracts": len(abstracts), **logs}


def scores(abstracts: Sequence[Labelled], model: Linear) -> dict[str, Any]:
    """Accuracy, and precision and recall of each role, over the sentences of ``abstracts``."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in abstracts:
        found = _read(one, model)
        pairs.update((r, f) for r, f in zip(one.roles, found, strict=True) if r)
    right = {role: pairs[role, role] for role in ROLES}
    said = {role: sum(n for (_, f), n in pairs.items() if f == role) for role in ROLES}
    true = {role: sum(n for (r, _), n in pairs.items() if r == role) for role in ROLES}
    each = {r: [round(right[r] / said[r], 3), round(right[r] / true[r], 3)] for r in ROLES}
    return {"sentences": pairs.total(), "accuracy": round(sum(right.values()) / pairs.total(), 4), "roles": each}


def _read(one: Labelled, model: Linear) -> list[str]:
    items: Floats = numpy.array([model.scores(features(s, i, len(one.roles))) for i, s in enumerate(one.sentences)])
    return [ROLES[at] for at in smoothed(items, model.settings).argmax(axis=1)]


def make(abstracts: Sequence[Labelled]) -> str:
    """Hold out and score, then learn from all."""
    apart = [int(hashlib.sha256(a.pmid.encode()).hexdigest(), 16) % 5 == 0 for a in abstracts]
    trial = learn([a for a, out in zip(abstracts, apart, strict=True) if not out])
    held_out = scores([a for a, out in zip(abstracts, apart, strict=True) if out], loads(trial))
    final = loads(learn(abstracts))
    return dumps({**final.settings, "held_out": held_out}, list(final.rows), final.weights)


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m pipeline.training.roles", description="Learn roles of sentences.")
    options.add_argument("abstracts", help="articles, as claimdiff reads them")
    options.add_argument("--without", nargs="*", default=[], metavar="GOLD", help="leave the abstracts of these out")
    given = options.parse_args()
    left_out = {key for path in given.without for key in read_findings(path)}
    articles = (a for a in read_articles(given.abstracts) if isinstance(a, Article) and a.pmid not in left_out)
    splitter = spacy.blank("en")
    splitter.tokenizer = nlp.load().tokenizer
    splitter.add_pipe("sentences", source=nlp.load())
    Path(learned.__path__[0], TABLE).write_text(make(list(labelled(articles, splitter))), "utf-8")


if __name__ == "__main__":
    main()
