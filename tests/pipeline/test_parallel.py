"""Work spread over processes comes back in order, and so do its errors."""

from collections.abc import Iterator
from functools import partial
from operator import neg, truediv

import pytest

from pipeline.parallel import AHEAD, ordered


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("items", [[], [1], list(range(50))])
def test_results_come_in_the_order_of_the_items(items: list[int], processes: int) -> None:
    assert list(ordered(neg, items, processes)) == [-i for i in items]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_comes_out_as_it_is(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(ordered(partial(truediv, 1), [1, 0], processes))


def test_no_more_items_are_taken_than_can_be_worked_on() -> None:
    taken = []

    def items() -> Iterator[int]:
        for i in range(1000):
            taken.append(i)
            yield i

    assert next(ordered(neg, items(), 2)) == 0
    assert len(taken) <= AHEAD * 2 + 2
