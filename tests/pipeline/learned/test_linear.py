"""Tables of weights, written and read."""

import numpy
import pytest

from pipeline.learned.linear import dumps, loads

TABLE = '{"classes": ["up", "down"]}\nfell\t-50\t125\nrose\t200\t-100\n'


@pytest.mark.parametrize(
    ("features", "expected"),
    [(["rose"], [2.0, -1.0]), (["rose", "fell"], [1.5, 0.25]), (["unknown"], [0.0, 0.0]), ([], [0.0, 0.0])],
)
def test_scores_add_up(features: list[str], expected: list[float]) -> None:
    assert loads(TABLE).scores(features).tolist() == expected


def test_what_is_written_is_in_order_and_without_idle_weights() -> None:
    weights = numpy.array([[2.0, -1.0], [0.004, 0.0], [-0.5, 1.251]])
    assert dumps({"classes": ["up", "down"]}, ["rose", "stayed", "fell"], weights) == TABLE
