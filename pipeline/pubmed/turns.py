"""The next free turn at a service, shared by all threads and processes of a user on this machine.

A file in the cache folder holds it, as seconds of the wall clock, guarded by a lock beside it. Where the file cannot be
used, the turns are shared within the process only. The key is in neither name nor file, only a digest of it.
"""

import hashlib
import math
import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from pipeline.places import cache_folder
from pipeline.progress import LOG

PATIENCE = 10.0  # seconds for the lock, which is held for less than a millisecond; a stopped process may hold it
STALE = 86400.0  # seconds after which the files of a service that nobody uses are deleted
Result = TypeVar("Result")
Step = Callable[[float | None], tuple[Result, float]]  # next free turn → result, next free turn

_alone: dict[str, float] = {}  # the turns that are shared within this process only
_lock = threading.Lock()
_warned = threading.Event()


def _after_fork() -> None:
    """A thread of the parent may hold the lock, and does not exist in the child."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class Turns:
    """The turns at one service (``host:port``) for one key, which is what NCBI counts by."""

    def __init__(self, service: str, key: str | None) -> None:
        plain = re.sub(r"[^a-z0-9.-]", "_", service.lower())[:80]
        mark = hashlib.sha256(f"{service}\n{key or ''}".encode()).hexdigest()[:16]
        self.name = f"{plain}_{mark}"
        self._file = _place(self.name)

    def change(self, step: "Step[Result]") -> Result:
        """Let ``step`` see and replace the next free turn, while nobody else does. None: it is not known.

        A content that is no number counts as a turn that was taken a moment ago.
        """
        if self._file is not None:
            try:
                with FileLock(f"{self._file}.lock").acquire(timeout=PATIENCE, poll_interval=0.005):
                    result, following = step(_read(self._file))
                    self._file.write_text(repr(following), "ascii")
                    return result
            except (OSError, NotImplementedError) as error:  # also a lock that nobody gives back
                self._file = None
                _warn(type(error).__name__)
        with _lock:
            result, _alone[self.name] = step(_alone.get(self.name))
            return result


def _place(name: str) -> Path | None:
    cache = cache_folder()
    if cache is None:
        _warn("no cache folder")
        return None
    folder = cache / "pace"
    try:
        folder.mkdir(exist_ok=True)
        _tidy(folder)
    except OSError as error:
        _warn(type(error).__name__)
        return None
    return folder / name


def _tidy(folder: Path) -> None:
    """Delete what nobody has used for a day."""
    oldest = time.time() - STALE
    for file in folder.iterdir():
        with suppress(OSError):
            if file.suffix != ".lock" and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
                Path(f"{file}.lock").unlink(missing_ok=True)


def _read(file: Path) -> float | None:
    try:
        turn = float(file.read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        return time.time() + 1
    return turn if math.isfinite(turn) else time.time() + 1


def _warn(why: str) -> None:
    if not _warned.is_set():
        _warned.set()
        LOG.warning(
            f"The pace of requests is kept within this process only, as the cache folder cannot be used ({why}); "
            "do not run several at once."
        )
