"""Work spread over processes: results in the order of the items, memory flat whatever their number."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

AHEAD = 2  # items in work or waiting, for each process
Item = TypeVar("Item")
Result = TypeVar("Result")


def ordered(work: Callable[[Item], Result], items: Iterable[Item], processes: int) -> Iterator[Result]:
    """``map(work, items)`` on ``processes`` processes; with one, in this process.

    ``work`` and the items must be picklable. Processes are spawned, not forked: forking a process that has threads, as
    Prefect's do, can hang. They end with this process, however that ends, and leave Ctrl-C to it.
    """
    if processes == 1:
        yield from map(work, items)
        return
    started: set[BaseProcess] = set()
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            with _deaf_to_interrupts(), _noted(started):
                waiting.append(pool.submit(work, item))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        for process in started:
            process.terminate()  # whatever they still read, nobody wants it
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that the body starts never get SIGINT; this one gets what came meanwhile after it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _noted(started: set[BaseProcess]) -> Iterator[None]:
    """Add the processes that the body starts: those of others must not be ended with them."""
    before = active_children()
    try:
        yield
    finally:
        started.update(set(active_children()).difference(before))


def _end_with_parent() -> None:
    """Watch the process that started this one: a pool's own queue never ends, as each worker holds both its ends."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
