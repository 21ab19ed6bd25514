"""The Prefect server of one run or one schedule: started beside it, stopped with it, nothing to set up.

Where PREFECT_API_URL is set, that server is used and nothing is started. Otherwise a process of its own (``flows.api``)
keeps its database in a temporary folder, so that runs at the same time never meet; what a run found is kept by
``pipeline.store``. This module imports no Prefect: that takes seconds, in which the server can start.

Measured with Prefect 3.8.8 on two cores, wall seconds of ``claimdiff run --offline`` (34 articles, evidence cached),
median of five: 8, and 14 the first time, when the database is migrated. On the server that Prefect itself would start
the same flow takes 14 and 21: that server starts after the imports, and is imported by the flow's process as well.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from flows import cache
from pipeline.errors import ServiceError
from pipeline.stopping import held

START_LIMIT = 120.0  # seconds
STOP_LIMIT = 10.0
LOG = "server.log"
DATABASE = "prefect.db"  # the name that Prefect gives it in PREFECT_HOME
HINT = "Set PREFECT_API_URL to use a Prefect server that runs already."


@dataclass
class Api:
    """A Prefect API: where it answers, and whether it does."""

    url: str
    recorded = True  # whether anyone can look at what it records of a run

    def ready(self) -> None:
        """Return when it answers. Raises ServiceError where it does not."""
        from prefect.client.orchestration import get_client
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: self.url}), get_client(sync_client=True) as client:
            if (error := client.api_healthcheck()) is not None:
                raise ServiceError(f"The Prefect server does not answer ({error}).", place=self.url)


@dataclass
class OwnApi(Api):
    """The API of a server that this process started."""

    process: subprocess.Popen[str]
    home: Path
    recorded = False

    def ready(self) -> None:
        """Return when the server has said that it answers. Raises ServiceError where it ended or took too long."""
        if _line(self.process) != "ready":
            cache.forget()
            raise _failed(self.home)
        cache.keep(self.home / DATABASE)


@contextmanager
def api(*, services: bool = False) -> Iterator[Api]:
    """The API that flows talk to while the body runs; ``services`` adds the scheduler. Wait with ``ready``.

    Prefect reads its settings when it is imported: do that inside. Raises ServiceError where no server can be started.
    """
    with _environment(**_common(), PREFECT_LOGGING_LEVEL="INFO" if services else "CRITICAL"):
        if url := os.environ.get("PREFECT_API_URL"):
            yield Api(url)
            return
        with _home() as home, _environment(PREFECT_HOME=str(home)), _process(home, services=services) as process:
            if not (port := _line(process)).isdecimal():
                raise _failed(home)
            url = f"http://127.0.0.1:{port}/api"
            with _environment(PREFECT_API_URL=url):
                yield OwnApi(url, process, home)


def _common() -> dict[str, str]:
    """Environment for server and flows alike: no telemetry, results in the cache, and the loopback past any proxy."""
    direct = ",".join(filter(None, (os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), "127.0.0.1")))
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "NO_PROXY": direct,
        "no_proxy": direct,
        **cache.results(),
    }


@contextmanager
def _home() -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(prefix="claimdiff-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ServiceError(f"Prefect needs a temporary folder: {error.strerror}.", hint="Set TMPDIR.") from error
    try:
        cache.restore(Path(folder.name) / DATABASE)
        yield Path(folder.name)
    finally:
        with held():
            folder.cleanup()


@contextmanager
def _process(home: Path, *, services: bool) -> Iterator[subprocess.Popen[str]]:
    """The server in a session of its own: an interrupt from the keyboard reaches only the flow, which then ends it."""
    command = [sys.executable, "-m", "flows.api", *(["--services"] if services else [])]
    process = None
    try:
        with (home / LOG).open("wb") as log, held():
            process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
            )
        yield process
    finally:
        if process is not None:
            _stop(process, STOP_LIMIT if services else 0)


def _stop(process: subprocess.Popen[str], limit: float) -> None:
    """End it by ending its input, and by force after ``limit`` seconds; 0 where nothing that it holds is missed."""
    try:
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=limit)
    finally:
        with held():
            process.kill()
            process.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    """The next line that the server writes; empty where it ended or stayed silent too long."""
    assert process.stdout is not None  # noqa: S101  it was started with a pipe
    limit = Timer(START_LIMIT, process.kill)
    limit.daemon = True  # an interrupt while it starts must not keep the interpreter until the limit
    try:
        limit.start()
        return process.stdout.readline().strip()
    finally:
        limit.cancel()


def _failed(home: Path) -> ServiceError:
    lines = (home / LOG).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    reason = lines[-1] if lines else "it said nothing"
    return ServiceError(f"Prefect's server cannot be started ({reason}).", hint=HINT)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
