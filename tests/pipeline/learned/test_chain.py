"""Probabilities along a sequence, against all paths counted one by one."""

from itertools import pairwise, product

import numpy
import pytest

from pipeline.learned.chain import Floats, log_sum, marginals


def by_paths(items: Floats, first: Floats, step: Floats) -> Floats:
    shares = numpy.zeros_like(items)
    for path in product(range(items.shape[1]), repeat=len(items)):
        score = first[path[0]] + sum(items[i, c] for i, c in enumerate(path))
        score += sum(step[a, b] for a, b in pairwise(path))
        for i, c in enumerate(path):
            shares[i, c] += numpy.exp(score)
    return shares / shares.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(("length", "classes"), [(1, 2), (2, 3), (5, 3)])
def test_marginals_are_those_of_all_paths(length: int, classes: int) -> None:
    chance = numpy.random.default_rng(length)
    items, first = chance.normal(size=(length, classes)), chance.normal(size=classes)
    step = chance.normal(size=(classes, classes))
    assert marginals(items, first, step) == pytest.approx(by_paths(items, first, step))


def test_far_scores_do_not_overflow() -> None:
    assert log_sum(numpy.array([[1e4, 0.0], [-1e4, -1e4]]), 1) == pytest.approx([1e4, -1e4 + numpy.log(2)])
