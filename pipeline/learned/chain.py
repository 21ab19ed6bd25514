"""Probabilities along a sequence: what each item seems to be by itself, and what follows what (forward–backward)."""

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]


def marginals(items: Floats, first: Floats, step: Floats) -> Floats:
    """Probability of each class for each item; rows add up to one.

    ``items`` holds a log score for each item (row) and class, ``first`` the log probability of the class that begins,
    ``step[a, b]`` that of ``b`` behind ``a``. Time grows with the number of items.
    """
    before, behind = _forward(items, first, step), numpy.zeros_like(items)
    for i in range(len(items) - 2, -1, -1):
        behind[i] = log_sum(step + (items[i + 1] + behind[i + 1])[None, :], 1)
    total = before + behind
    shares: Floats = numpy.exp(total - log_sum(total, 1)[:, None])
    return shares


def evidence(items: Floats, first: Floats, step: Floats) -> float:
    """The log of the summed scores of all ways through the sequence."""
    return float(log_sum(_forward(items, first, step)[-1], 0))


def _forward(items: Floats, first: Floats, step: Floats) -> Floats:
    before = numpy.zeros_like(items)
    for i in range(len(items)):
        before[i] = items[i] + (first if i == 0 else log_sum(before[i - 1][:, None] + step, 0))
    return before


def log_sum(values: Floats, axis: int) -> Floats:
    """The logarithm of the sum of exponentials along ``axis``."""
    top = values.max(axis=axis, keepdims=True)
    total: Floats = (top + numpy.log(numpy.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return total
