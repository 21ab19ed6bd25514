"""The server that a run starts for itself: it comes, it goes, and it never stays behind."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import server
from pipeline.errors import ServiceError


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.delenv("PREFECT_HOME", raising=False)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]


@pytest.fixture
def warm(prefect_api: str, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with a migrated database; no server of anyone else."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    return warm_cache


@pytest.mark.slow
def test_a_server_lives_as_long_as_the_body(warm: Path) -> None:
    before = dict(os.environ)
    with server.api() as api:
        assert isinstance(api, server.OwnApi)
        assert api.url.startswith("http://127.0.0.1:")
        assert os.environ["PREFECT_API_URL"] == api.url
        assert os.environ["DO_NOT_TRACK"] == "1"
        api.ready()
        server.Api(api.url).ready()  # asks it
    assert dict(os.environ) == before
    assert gone(api.process.pid)
    assert not api.home.exists()
    with pytest.raises(ServiceError, match="does not answer"):
        server.Api(api.url).ready()


@pytest.mark.slow
def test_a_migrated_database_is_kept_until_it_is_broken(
    warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = (warm / "claimdiff").glob("prefect-*.db")
    with sqlite3.connect(kept) as database:
        assert database.execute("SELECT count(*) FROM flow_run").fetchone() == (0,)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    broken = tmp_path / "claimdiff" / kept.name
    broken.parent.mkdir()
    broken.write_bytes(b"this is no database" * 100)
    with pytest.raises(ServiceError, match="cannot be started"), server.api() as api:
        api.ready()
    assert not broken.exists()


@pytest.mark.slow
def test_a_server_ends_when_its_user_is_killed(warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code = (
        "import sys, time; from flows import server\n"
        "with server.api() as api:\n"
        "    api.ready(); sys.stdout.write(f'{api.process.pid}\\n'); sys.stdout.flush(); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout
        pid = int(user.stdout.readline())
        user.send_signal(signal.SIGKILL)
    for _ in range(300):
        if gone(pid):
            return
        time.sleep(0.1)
    raise AssertionError("the server stayed behind")


def test_a_server_that_cannot_start_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'first line' >&2\necho 'RuntimeError: no luck' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(ServiceError, match=r"cannot be started \(RuntimeError: no luck\)") as caught, server.api():
        pass
    assert caught.value.exit_status == 3


def test_a_server_that_stays_silent_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    silent = tmp_path / "python"
    silent.write_text("#!/bin/sh\nexec sleep 600\n")
    silent.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(silent))
    monkeypatch.setattr(server, "START_LIMIT", 0.2)
    with pytest.raises(ServiceError, match="cannot be started"), server.api():
        pass


def test_a_server_of_the_user_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with server.api() as api:
        assert not isinstance(api, server.OwnApi)
        with pytest.raises(ServiceError, match=r"http://127.0.0.1:9/api: The Prefect server does not answer"):
            api.ready()


@pytest.mark.parametrize("given", [None, "example.org", "example.org,10.0.0.1"])
def test_a_proxy_is_kept_away_from_the_loopback(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    if given:
        monkeypatch.setenv("no_proxy", given)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with server.api():
        assert os.environ["NO_PROXY"] == os.environ["no_proxy"] == (f"{given},127.0.0.1" if given else "127.0.0.1")
    assert os.environ.get("no_proxy") == given


def test_no_place_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(server, "TemporaryDirectory", fails)
    with pytest.raises(ServiceError, match="needs a temporary folder: No usable"), server.api():
        pass
