"""From word pieces and their probabilities to targets; the trained model itself is measured in tests/benchmarks."""

from itertools import pairwise

import numpy
import pytest

from pipeline.learned import tagger
from pipeline.learned.tagger import AGENT, CONTROL, LABELS, LONGEST, OTHER, SHARED, Tags, pieces, tag, windows

TEXT = "Zinc raised serum ferritin, not mood."
WORDS = {"Zinc": "O", "raised": "O", "serum": "O", "ferritin": "O", ",": "O", "not": "O", "mood": "O", ".": "O"}


def tags(labels: dict[str, str], share: float = 0.9) -> Tags:
    """Tags of TEXT where each word has this label with the probability ``share``, and else the others alike."""
    places = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in WORDS]
    rows = numpy.full((len(WORDS), len(LABELS)), (1 - share) / (len(LABELS) - 1))
    for i, word in enumerate(WORDS):
        rows[i, LABELS.index(labels.get(word, "O"))] = share
    return Tags(TEXT, places, rows)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({}, []),
        ({"ferritin": "B-increase"}, [("ferritin", "increase")]),
        ({"serum": "B-increase", "ferritin": "I-increase"}, [("serum ferritin", "increase")]),
        ({"serum": "I-increase", "ferritin": "I-increase"}, [("serum ferritin", "increase")]),
        ({"serum": "B-decrease", "ferritin": "B-decrease"}, [("serum", "decrease"), ("ferritin", "decrease")]),
        ({"ferritin": "B-increase", "mood": "B-no_change"}, [("ferritin", "increase"), ("mood", "no_change")]),
        ({".": "B-no_change"}, [(".", "no_change")]),
    ],
)
def test_runs_of_labels_are_targets(labels: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(TEXT[t.start : t.end], t.direction) for t in tags(labels).targets(0.5)] == expected


def test_a_word_is_never_cut() -> None:
    found = Tags(
        "hyperglycaemia", [(0, 5), (5, 14)], numpy.array([[0.1, 0.9, 0, 0, 0, 0, 0], [0.9, 0.1, 0, 0, 0, 0, 0]])
    )
    assert [(t.start, t.end) for t in found.targets(0.5)] == [(0, 14)]


def test_any_place_can_be_asked_about() -> None:
    found = tags({"mood": "B-no_change"}).over(TEXT.index("mood"), TEXT.index("mood") + 4)
    assert found.probability == pytest.approx(1 - 0.1 / 6)
    assert found.direction == "no_change"
    assert sum(found.shares) == pytest.approx(1)
    assert tags({}).over(len(TEXT) + 5, len(TEXT) + 9).probability == 0  # no piece stands there


def test_mentions_become_one_mark() -> None:
    ids, places = pieces(TEXT, {(0, 4): AGENT})
    assert ids[0] == AGENT and places[0] == (0, 4)
    assert "".join(TEXT[s:e] for s, e in places) == TEXT.replace(" ", "")
    assert AGENT not in pieces(TEXT, {})[0]
    other, _ = pieces("Iron" + TEXT[4:], {(0, 4): AGENT})
    assert other == ids  # it does not see what the agent is called
    assert pieces(TEXT, {(0, 4): OTHER, (28, 31): CONTROL})[0] != ids


@pytest.mark.parametrize("length", [0, 1, LONGEST, LONGEST + 1, 3 * LONGEST])
def test_windows_cover_all(length: int) -> None:
    found = list(windows(length))
    assert found[0][0] == 0 and found[-1][1] == length
    assert all(end - start <= LONGEST for start, end in found)
    assert all(later[0] <= one[1] - SHARED or later[1] == length for one, later in pairwise(found))


def test_the_same_text_gives_the_same_probabilities() -> None:
    one, two = tag(TEXT, {(0, 4): AGENT}), tag(TEXT, {(0, 4): AGENT})
    assert numpy.array_equal(one.labels, two.labels)
    assert numpy.allclose(one.labels.sum(axis=1), 1)


@pytest.mark.parametrize("text", ["", " ", "\x00\x07", "🙂" * 50, "\u202eabc", "," * 3000, "a" * 5000])
def test_odd_texts_are_read(text: str) -> None:
    assert all(len(text) >= t.end > t.start >= 0 for t in tag(text, {}).targets(0.0))


def test_another_model_can_be_used_for_a_while() -> None:
    with pytest.raises(Exception, match=r"(?i)protobuf|model"):
        try:
            tagger.use(b"no model")
            tag(TEXT, {})
        finally:
            tagger.use(None)
    assert tag(TEXT, {}).labels.shape[1] == len(LABELS)
