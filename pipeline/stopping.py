"""Being asked to stop, by Ctrl-C (SIGINT) or SIGTERM, and stopping: whatever runs at that moment, and leaving nothing.

What Python does by itself is not enough here. A library may swallow the exception (``ruamel.yaml`` has an ``except:``
around its imports), or answer it with requests to a server, which may be slow or gone. So a thread sees to it that the
exception is raised again every few seconds, and after ``LIMIT`` seconds it ends the process without asking anyone. And
there are moments at which an exception would leave something behind, such as that between the start of a process and
the first line that would end it: there signals are ``held``.
"""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from types import FrameType
from typing import NoReturn

INTERRUPTED, STOPPED = 130, 143
STATUS = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: STOPPED}  # as a shell tells them
AGAIN = 3.0  # seconds after which the exception is raised again
LIMIT = 20.0  # seconds after which the process ends anyhow
_asked: list[signal.Signals] = []  # signals that came, one for each time the exception was raised
_over = Event()


def listen() -> None:
    """Let SIGINT and SIGTERM stop this process, but not where it was started to ignore one, as shells start jobs.

    What asyncio then complains about is no news: up to Python 3.11 it logs a traceback for each connection that a
    server of streams still had, as Prefect's runner has one to each run.
    """
    logging.getLogger("asyncio").addFilter(_no_news)
    heard, told = os.pipe()
    for number in STATUS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _Stop(told))
    Thread(target=_insist, args=(heard,), daemon=True).start()


def asked() -> int | None:
    """The exit status that was asked for, if any: the first counts."""
    return STATUS[_asked[0]] if _asked else None


def over() -> None:
    """What was to be stopped has stopped: do not raise again."""
    _over.set()


@contextmanager
def held() -> Iterator[None]:
    """Signals that come while the body runs are answered after it. Only the main thread gets any."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda which, _: came.append(which)) for number in STATUS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for which in came:
            signal.raise_signal(which)


def _no_news(_record: logging.LogRecord) -> bool:
    return not _asked


class _Stop:
    """A handler of signals: raises what Python would. Takes no lock, which the interrupted code might hold."""

    def __init__(self, told: int) -> None:
        self._told = told

    def __call__(self, number: int, _frame: FrameType | None) -> NoReturn:
        _asked.append(signal.Signals(number))
        if len(_asked) == 1:
            os.write(self._told, b"!")
        if number == signal.SIGTERM:
            raise SystemExit(STOPPED)
        raise KeyboardInterrupt


def _insist(heard: int) -> None:
    os.read(heard, 1)
    number = _asked[0]
    for _ in range(int(LIMIT / AGAIN)):
        if _over.wait(AGAIN):
            return
        _send(number)
    if not _over.wait(AGAIN):
        os._exit(STATUS[number])


def _send(number: signal.Signals) -> None:
    """To the main thread, so that it also leaves a call to the system; Windows cannot do that."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main_thread().ident or 0, number)
    else:
        signal.raise_signal(number)
