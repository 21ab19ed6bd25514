"""How far long work is: library code logs it, the command line shows it, as a bar on a terminal and as lines otherwise.

Nothing here is shown unless ``shown`` is entered: the records go to the logger ``claimdiff`` (steps as INFO, counts as
DEBUG), which a service may collect in its own way.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

LOG = logging.getLogger("claimdiff")
EVERY = 5.0  # seconds between two lines of counts
Item = TypeVar("Item")


def say(text: str) -> None:
    """A step is done, or begins."""
    LOG.info(text)


def track(items: Iterable[Item], text: str, total: int | None = None) -> Iterator[Item]:
    """Yield the items and count those that are done with; ``total`` is their number where it is known."""
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        LOG.debug(text, extra={"done": done, "total": total})
    LOG.debug(text, extra={"done": done, "total": done})


@contextmanager
def shown(console: "Console") -> Iterator[None]:
    """Show what the logger gets while the body runs."""
    before = LOG.level, LOG.propagate
    with _bar(console) if console.is_terminal else _lines(console) as handler:
        LOG.addHandler(handler)
        LOG.setLevel(logging.DEBUG)
        LOG.propagate = False
        try:
            yield
        finally:
            LOG.removeHandler(handler)
            LOG.level, LOG.propagate = before


class _Handler(logging.Handler):
    """Hands steps and counts of the records to two functions."""

    def __init__(self, step: Callable[[str], None], count: Callable[[str, int, int | None], None]) -> None:
        super().__init__()
        self._step, self._count = step, count

    def emit(self, record: logging.LogRecord) -> None:
        if hasattr(record, "done"):
            self._count(record.getMessage(), record.done, getattr(record, "total", None))
        elif record.levelno >= logging.INFO:
            self._step(record.getMessage())


@contextmanager
def _lines(console: "Console", clock: Callable[[], float] = time.monotonic) -> Iterator[_Handler]:
    """One line for each step, and for counts at most one every few seconds."""
    last = clock()

    def step(text: str) -> None:
        console.out(text, highlight=False)

    def count(text: str, done: int, total: int | None) -> None:
        nonlocal last
        if done and clock() - last >= EVERY:
            last = clock()
            step(f"{text}: {done:,}" + (f" of {total:,}" if total else ""))

    yield _Handler(step, count)


@contextmanager
def _bar(console: "Console") -> Iterator[_Handler]:
    """A bar for each thing that is counted; steps scroll by above it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bars:
        tasks = {"": bars.add_task("Working", total=None)}

        def step(text: str) -> None:
            console.print(text, markup=False, highlight=False)
            bars.update(tasks[""], description=text.split(".")[0][:60])

        def count(text: str, done: int, total: int | None) -> None:
            if text not in tasks:
                tasks[text] = bars.add_task(text, total=total)
            bars.update(tasks[text], completed=done, total=total)

        yield _Handler(step, count)
