"""Linking of the mentions that were grounded by hand; ``python -m tests.benchmarks.grounding`` prints the table."""

import json
from pathlib import Path

import pytest

from pipeline.grounding import THRESHOLD, linker
from pipeline.lexicon import Term, read
from tests.benchmarks.grounding import GOLD, Mention, Scores, by_key_words, by_search, mentions, score, table

ROWS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def test_the_gold_holds_places_and_ids_and_no_text() -> None:
    assert len(ROWS) >= 150
    assert {tuple(row) for row in ROWS} == {("pmid", "start", "end", "id")}
    places = [(int(row["pmid"]), row["start"], row["end"]) for row in ROWS]
    assert places == sorted(set(places))
    assert all(start < end for _, start, end in places)
    assert {row["id"] for row in ROWS} - {t.id for t in read("targets", Term)} == {None}


def test_scores_count_each_mention_once() -> None:
    gold = [Mention(text, wanted, {}) for text, wanted in (("a", "x:1"), ("b", "x:1"), ("c", "x:1"), ("d", None))]
    found = {"a": ("x:1", "exact"), "b": ("x:2", "similar")}
    total, ways = score(gold, lambda text, _: found.get(text))
    assert total == Scores(right=1, wrong=1, missed=1, none=1, concepts=3)
    assert (total.accuracy, total.precision, total.recall) == (0.5, 0.5, 1 / 3)
    assert ways == {"exact": Scores(1, 0, 0, 0, 3), "similar": Scores(0, 1, 0, 0, 3)}
    assert "similar" in table(gold, {"made up": lambda text, _: found.get(text)})


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[Mention]:
    return mentions(shared)


@pytest.mark.shared
def test_every_place_lies_in_a_target_of_the_gold(shared: Path) -> None:
    lines = (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    targets = {
        (row["pmid"], t["target_start"], t["target_end"]) for row in map(json.loads, lines) for t in row["tuples"]
    }
    assert {(row["pmid"], row["start"], row["end"]) for row in ROWS} == targets


@pytest.mark.shared
def test_search_finds_more_than_key_words_and_no_way_of_it_is_wrong(gold: list[Mention]) -> None:
    before, _ = score(gold, by_key_words)
    after, ways = score(gold, by_search(THRESHOLD))
    assert after.right > before.right
    assert after.accuracy >= 0.95
    assert all(way.precision >= 0.98 for way in ways.values())


@pytest.mark.shared
def test_the_threshold_loses_nothing_that_a_lower_one_finds(gold: list[Mention]) -> None:
    assert linker().threshold == THRESHOLD
    assert score(gold, by_search(THRESHOLD))[0].accuracy >= score(gold, by_search(THRESHOLD - 0.2))[0].accuracy
