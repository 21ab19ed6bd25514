"""The extractor beside co-occurrence, on the development data."""

from pathlib import Path

import pytest

from pipeline.evaluate import evaluate
from tests.benchmarks.extraction import by_cooccurrence, by_extractor, sets

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def test_findings_beside_cooccurrence(shared: Path) -> None:
    for name, language, expected, articles in sets(shared):
        plain, ours = (evaluate(expected, read(language, articles)) for read in (by_cooccurrence, by_extractor))
        for level in ("pair", "direction", "full"):
            assert ours[level].f1 > 2 * plain[level].f1, (name, level)
