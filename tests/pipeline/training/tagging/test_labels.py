"""Labels of word pieces, and batches of windows."""

import random

import pytest

from pipeline.learned.tagger import AGENT, CLS, LABELS, LONGEST, SEP
from pipeline.training.tagging.examples import Example
from pipeline.training.tagging.labels import Window, batches, labelled, labels

PLACES = [(0, 4), (5, 9), (10, 14), (14, 16)]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([], ["O", "O", "O", "O"]),
        ([(5, 14, "increase")], ["O", "B-increase", "I-increase", "O"]),
        ([(0, 4, "decrease"), (12, 16, "no_change")], ["B-decrease", "O", "B-no_change", "I-no_change"]),
    ],
)
def test_labels(targets: list[tuple[int, int, str]], expected: list[str]) -> None:
    assert [LABELS[n] for n in labels(PLACES, targets)] == expected  # type: ignore[arg-type]


def test_an_agent_is_one_mark() -> None:
    [window] = labelled(
        Example(kind="gold", text="Zinc raised mood.", mentions=((0, 4),), targets=((12, 16, "increase"),))
    )
    assert (window.ids[0], window.ids[1], window.ids[-1]) == (CLS, AGENT, SEP)
    assert [LABELS[n] for n in window.labels] == ["O", "O", "O", "B-increase", "O", "O"]


def test_a_long_text_has_windows() -> None:
    made = list(labelled(Example(kind="gold", text="mood " * 700, mentions=(), targets=())))
    assert [len(w.ids) for w in made] == [LONGEST + 2, LONGEST + 2]


def test_batches_hold_all_and_not_too_much() -> None:
    items = [Window([1] * n, [0] * n) for n in (3, 50, 7, 90, 20, 20, 200)]
    made = batches(items, 100, random.Random(0))
    assert sorted(len(w.ids) for batch in made for w in batch) == sorted(len(w.ids) for w in items)
    assert all(len(b) == 1 or len(b) * max(len(w.ids) for w in b) <= 100 for b in made)
    assert made == batches(items, 100, random.Random(0))
