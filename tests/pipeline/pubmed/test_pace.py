import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.places import cache_folder
from pipeline.pubmed import turns
from pipeline.pubmed.pace import AHEAD, Pace
from pipeline.pubmed.turns import Turns
from tests.eutils import Eutils, record
from tests.pipeline.pubmed.clients import client


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now
        self.slept: list[float] = []
        self.late: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds + (self.late.pop(0) if self.late else 0)


def pace(clock: Clock, per_second: float = 4, service: str = "host:1", key: str | None = None) -> Pace:
    return Pace(per_second, Turns(service, key), clock, clock.sleep)


def state(service: str = "host:1", key: str | None = None) -> Path:
    folder = cache_folder()
    assert folder
    return folder / "pace" / Turns(service, key).name


def test_turns_are_spaced_equally_with_a_margin() -> None:
    clock = Clock()
    assert all(pace(clock).wait() for _ in range(4))  # each a new client
    assert clock.slept == pytest.approx([0.275] * 3)


def test_who_is_late_takes_a_new_turn() -> None:
    clock = Clock()
    pace(clock).wait()
    clock.late = [0.2, 0.06, 0.04]  # a busy machine wakes it up that late
    assert pace(clock).wait()
    assert len(clock.slept) == 3
    assert float(state().read_text()) >= clock.now + 0.275 - 0.05  # the next one is no less than that away


@pytest.mark.parametrize(
    ("content", "longest"),
    [
        ("", 1.01),  # a kill in the middle of writing
        ("rubbish", 1.01),
        ("nan", 1.01),
        ("inf", 1.01),
        ("\x00\x00", 1.01),
        (repr(1000.0 + 10 * 86400), 1.01),  # written before the clock was set back
        (repr(1000.0 - 10 * 86400), 0.0),  # old
        (repr(1000.0 + 30), 30.01),  # others are waiting
    ],
)
def test_no_state_blocks_and_a_damaged_one_is_repaired(
    content: str, longest: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    file = state()
    file.write_text(content)
    assert pace(clock).wait()
    assert sum(clock.slept) <= longest
    assert float(file.read_text()) == pytest.approx(clock.now + 0.275)


def test_a_state_that_is_no_file_is_done_without(caplog: pytest.LogCaptureFixture) -> None:
    state().mkdir()
    clock = Clock()
    assert [pace(clock).wait() for _ in range(3)] == [True] * 3
    assert clock.slept == pytest.approx([0.275] * 2)  # the clients of a process still share it
    assert caplog.text.count("within this process only") == 1


def test_without_a_cache_folder(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    clock = Clock()
    assert [pace(clock, service="no-cache:1").wait() for _ in range(3)] == [True] * 3
    assert clock.slept == pytest.approx([0.275] * 2)
    assert caplog.text.count("within this process only") == 1


def test_a_lock_that_nobody_gives_back_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with filelock.FileLock(f"{state()}.lock", thread_local=False):
        found: list[bool] = []
        thread = threading.Thread(target=lambda: found.append(pace(Clock()).wait()))
        thread.start()
        thread.join(5)
    assert found == [True]


def test_hold_pushes_the_turn_of_all_back() -> None:
    clock = Clock()
    pace(clock).hold(4)
    assert pace(clock).wait()
    assert clock.slept == [4]


def test_hold_never_blocks_for_long() -> None:
    clock = Clock()
    pace(clock).hold(1e9)
    assert pace(clock).wait()
    assert sum(clock.slept) <= AHEAD


def test_a_turn_that_comes_too_late_is_not_taken() -> None:
    clock = Clock()
    pace(clock).hold(30)
    before = state().read_text()
    assert not pace(clock).wait(patience=5)
    assert clock.slept == []
    assert state().read_text() == before


def test_a_queue_that_is_full_is_waited_for() -> None:
    clock = Clock()
    one = pace(clock, per_second=0.1)
    for _ in range(5):
        one._turns.change(lambda free: one._taken(float("inf"), free))
    assert pace(clock, per_second=0.1).wait()
    assert clock.slept[0] == 1  # not a turn, a second look


def test_each_service_and_key_has_its_own_turns_and_the_key_is_nowhere() -> None:
    clock = Clock()
    for service, key in (("a:1", None), ("a:2", None), ("a:1", "s3cret"), ("a:1", "0ther")):
        assert pace(clock, service=service, key=key).wait()
    assert clock.slept == []
    files = list(state().parent.iterdir())
    assert len({file.name for file in files if file.suffix != ".lock"}) == 4
    assert not [file for file in files if "s3cret" in file.name + file.read_text()]


def test_what_nobody_used_for_a_day_is_deleted() -> None:
    pace(Clock(), service="old:1").wait()
    old = state("old:1")
    os.utime(old, (0, 0))
    Turns("new:1", None)
    assert not [file for file in old.parent.iterdir() if file.name.startswith("old")]


WORK = """
import sys, threading
from pipeline.pubmed import Client

def work():
    one = Client(url=sys.argv[1], per_second=20, timeout=5)
    for _ in range(4):
        one.fetch(["1"])

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def _work(url: str) -> None:
    sys.argv[1:] = [url]
    exec(WORK, {})


def fork(work: Callable[[], object]) -> int:
    """The id of a forked process that does the work and ends with 0, or 1 where it fails.

    Not of ``multiprocessing``: its processes also run what other libraries want done at the end of the parent.
    """
    if child := os.fork():
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def ended(child: int, seconds: float = 60) -> int:
    """The exit status of a forked process; it is killed where it takes too long."""
    until = time.monotonic() + seconds
    while (found := os.waitpid(child, os.WNOHANG)) == (0, 0):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)
    return os.waitstatus_to_exitcode(found[1])


def _forked(url: str) -> list[int]:
    return [ended(child) for child in [fork(lambda: _work(url)) for _ in range(3)]]


def _fresh(url: str) -> list[int]:
    processes = [subprocess.Popen([sys.executable, "-c", WORK, url]) for _ in range(3)]
    return [process.wait(60) for process in processes]


@pytest.mark.parametrize("run", [_forked, _fresh])
def test_processes_and_threads_together_keep_the_pace(run: Callable[[str], list[int]]) -> None:
    """Three processes with four threads, each with a client of its own, as seen by the service."""
    with Eutils({"1": record("1")}) as service:
        client(service, per_second=20).fetch(["1"])  # the parent has a connection and a turn of its own
        assert run(service.url) == [0] * 3
        assert len(service.requests) == 49
        assert service.busiest() <= 20


@pytest.mark.slow
def test_the_limit_of_ncbi_is_never_hit() -> None:
    with Eutils({"1": record("1")}, limited=True) as service:
        threads = [
            threading.Thread(target=lambda: client(service, per_second=None, timeout=5).fetch(["1"])) for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(service.requests) == 12  # none was refused and sent again
        assert service.busiest() <= 3


def test_a_client_may_be_used_on_both_sides_of_a_fork() -> None:
    """The child opens its own connections, also while a thread of the parent is in the middle of something."""
    with Eutils({"1": record("1"), "2": record("2")}) as service:
        one = client(service, per_second=100)
        one.fetch(["1"])
        with turns._lock:  # as a thread of the parent may hold it
            child = fork(lambda: [one.fetch(["2"]) for _ in range(5)])
        for _ in range(5):
            assert [article.pmid for article in one.fetch(["1"]).articles] == ["1"]
        assert ended(child) == 0
        assert [form["id"] for _, form in service.requests].count("2") == 5


def test_the_lock_within_a_process_is_free_after_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    with turns._lock:
        assert ended(fork(lambda: pace(Clock(), service="forked:1").wait()), 20) == 0
