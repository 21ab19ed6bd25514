"""What ``claimdiff run`` and ``claimdiff schedule`` make of their options."""

from pathlib import Path

import pytest

from pipeline.cli.running import _refreshes


@pytest.mark.parametrize(
    ("offline", "articles", "refresh", "expected"),
    [
        (False, None, None, True),
        (False, None, True, True),
        (False, None, False, False),
        (True, None, None, False),
        (False, Path("articles.jsonl"), None, False),
    ],
)
def test_a_schedule_asks_pubmed_anew(
    offline: bool, articles: Path | None, refresh: bool | None, expected: bool
) -> None:
    assert _refreshes(offline, articles, refresh) is expected
