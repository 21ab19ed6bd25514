"""What drafts of the four source documents are worth, against the claims curated from them by hand."""

from importlib import resources
from pathlib import Path

import pytest

from pipeline import claims
from tests.benchmarks import drafts

#: level → least precision and recall over all four documents
LEAST = {"sentence": (0.85, 0.75), "amino_acid": (0.65, 0.55), "pair": (0.35, 0.22), "direction": (0.28, 0.16)}


@pytest.fixture(scope="module")
def measured(shared: Path) -> list[drafts.Measured]:
    curated = claims.load().claims
    return [
        drafts.measure(document, [c for c in curated if c.source[:3] == document.name[:3]])
        for document in sorted((shared / "seeds").glob("0*.txt"))
    ]


@pytest.mark.shared
@pytest.mark.parametrize("level", LEAST)
def test_precision_and_recall(level: str, measured: list[drafts.Measured]) -> None:
    found = drafts.scores(measured)[level]
    precision, recall = LEAST[level]
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.shared
def test_every_claim_has_its_sentence_and_drafts_their_references(measured: list[drafts.Measured]) -> None:
    assert sum(one.lost for one in measured) == 0
    same, equal = (sum(one.cited[n] for one in measured) for n in (0, 1))
    assert same >= 0.9 * equal > 0


def test_the_readme_tells_how_it_was_measured() -> None:
    readme = (resources.files("annotations") / "README.md").read_text(encoding="utf-8")
    assert "python -m tests.benchmarks.drafts ../shared" in readme
