"""What speaks for the role of a sentence."""

from importlib import resources

import pytest

from pipeline.learned.rhetoric import ROLES, TABLE, features, probabilities


@pytest.mark.parametrize(
    ("sentence", "place", "count", "expected"),
    [
        ("Weight fell by 12.5% (p < 0.05).", 3, 10, {"weight fell", "0:weight", "0 %", "statistics", "tenth:3"}),
        ("We were surprised in 1998.", 0, 4, {"verb:were", "verb:were *sed", "0000", "from the start:0", "tenth:0"}),
        ("No change.", 8, 9, {"verb:none", "from the end:1", "tenth:8", "length:0"}),
        ("…", 0, 1, {"always", "verb:none", "length:0", "tenth:0", "from the start:0", "from the end:1"}),
    ],
)
def test_features(sentence: str, place: int, count: int, expected: set[str]) -> None:
    assert expected <= set(features(sentence, place, count))


def test_probabilities_add_up() -> None:
    found = probabilities(["We studied rats.", "Insulin rose (p < 0.05).", "This suggests a use."])
    assert [list(p) for p in found] == [list(ROLES)] * 3
    assert [sum(p.values()) for p in found] == pytest.approx([1.0] * 3)
    assert probabilities([]) == []


def test_the_table_is_small_and_holds_no_more_than_two_words_in_a_row() -> None:
    text = (resources.files("pipeline.learned") / TABLE).read_text("utf-8")
    assert len(text.encode()) < 1_000_000
    names = [line.split("\t")[0] for line in text.splitlines()[1:]]
    assert names == sorted(set(names))
    assert not [n for n in names if len(n.split()) > 3 or (len(n.split()) == 3 and not n.startswith("from the "))]
