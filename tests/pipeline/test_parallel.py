"""Work spread over processes comes back in order, and so do its errors."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from operator import neg, truediv
from pathlib import Path

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


def test_what_is_given_up_ends_no_process_of_others() -> None:
    first = ordered(neg, range(99), 2)
    assert next(first) == 0
    second = ordered(neg, range(99), 2)
    assert next(second) == 0
    first.close()  # type: ignore[attr-defined]  # a generator
    assert list(second) == [-i for i in range(1, 99)]


WORKING = """
import os, sys, time
from pipeline.parallel import ordered

def work(i):
    sys.stdout.write(f"{os.getpid()}\\n")
    sys.stdout.flush()
    time.sleep(600)

if __name__ == "__main__":
    try:
        list(ordered(work, range(9), 2))
    except KeyboardInterrupt:
        sys.exit("interrupted")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "everyone", "told"),
    [(signal.SIGKILL, False, None), (signal.SIGINT, False, "interrupted\n"), (signal.SIGINT, True, "interrupted\n")],
    ids=["killed", "interrupted", "interrupted at a terminal, which tells all"],
)
def test_no_process_outlives_the_one_that_started_it(
    sent: int, everyone: bool, told: str | None, tmp_path: Path
) -> None:
    (script := tmp_path / "working.py").write_text(WORKING)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        workers = {int(process.stdout.readline()) for _ in range(2)}
        os.killpg(process.pid, sent) if everyone else process.send_signal(sent)
        _, err = process.communicate(timeout=60)  # which ends when no process holds the pipes any more
    assert len(workers) == 2
    assert told is None or err == told
