"""Stopping: an interrupt that something swallowed comes again, one that would leave something behind waits."""

import signal
import subprocess
import sys
import threading

import pytest

from pipeline import stopping

SWALLOWING = """
import sys, time
from pipeline import stopping
stopping.AGAIN, stopping.LIMIT = 0.3, {limit}
stopping.listen()
swallowed = 0
while swallowed < {times}:
    try:
        sys.stdout.write("ready\\n"); sys.stdout.flush()
        time.sleep(60)
    except BaseException:
        swallowed += 1
stopping.over()
time.sleep(0.5)
sys.exit(f"{{swallowed}} {{stopping.asked()}}")
"""


@pytest.mark.parametrize(
    ("sent", "times", "limit", "status", "told"),
    [
        (signal.SIGINT, 3, 60, 1, "3 130"),
        (signal.SIGTERM, 3, 60, 1, "3 143"),
        (signal.SIGINT, 999, 1, 130, ""),
        (signal.SIGTERM, 999, 1, 143, ""),
    ],
)
def test_what_was_swallowed_comes_again_until_it_is_over(
    sent: int, times: int, limit: float, status: int, told: str
) -> None:
    code = SWALLOWING.format(times=times, limit=limit)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (status, told)


def test_a_process_that_ignores_interrupts_goes_on_ignoring_them() -> None:
    code = (
        "import signal, sys; from pipeline import stopping; signal.signal(signal.SIGINT, signal.SIG_IGN);"
        "stopping.listen(); signal.raise_signal(signal.SIGINT); sys.exit(str(stopping.asked()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr == "None\n"


SERVING = """
import asyncio, signal
from pipeline import stopping

async def answer(reader, writer):
    signal.raise_signal(signal.SIGINT)
    await reader.read(1)

async def main():
    server = await asyncio.start_server(answer, "127.0.0.1")
    await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(60)

stopping.listen()
try:
    asyncio.run(main())
except KeyboardInterrupt:
    stopping.over()
"""


def test_connections_that_an_interrupt_cuts_leave_no_traceback() -> None:
    ended = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_an_interrupt_waits_while_it_is_held() -> None:
    before = {number: signal.getsignal(number) for number in stopping.STATUS}
    done = False
    with pytest.raises(KeyboardInterrupt), stopping.held():
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
    assert {number: signal.getsignal(number) for number in stopping.STATUS} == before


def test_other_threads_hold_nothing() -> None:
    def work() -> None:
        with stopping.held():
            seen.append(signal.getsignal(signal.SIGINT))

    seen: list[object] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]
