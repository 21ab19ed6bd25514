"""``claimdiff run`` as users have it: a process of its own that needs no server and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests import curated
from tests.eutils import Eutils

pytestmark = pytest.mark.slow
FILES = {"evidence.csv", "assessments.csv", "novel.csv", "citations.csv", "lint.csv", "report.html", "run.json"}


@pytest.fixture(autouse=True)
def _environment(prefect_api: str, warm_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "temporary").mkdir()
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "CLAIMDIFF_STORE", "CLAIMDIFF_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "run", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_offline_runs_at_the_same_time(tmp_path: Path) -> None:
    both = [start(tmp_path, "--offline") for _ in range(2)]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    folders = [Path(out.rpartition("Run folder: ")[2].strip()) for out, _ in told]
    assert len(set(folders)) == 2
    one, other = (tmp_path / folder for folder in folders)
    assert {f.name for f in one.iterdir()} >= FILES
    assert all((other / f.name).read_bytes() == f.read_bytes() for f in one.glob("*.csv"))
    counts = json.loads((one / "run.json").read_text())["counts"]
    for out, err in told:
        assert f"All {counts['assessments']}" in " ".join(out.split())
        assert "Supported" in out
        assert f"Have {counts['articles']} articles." in err.splitlines()
    assert {p.name for p in tmp_path.iterdir()} == {"runs", "temporary"}
    assert not list((tmp_path / "temporary").iterdir())


def test_what_was_rejected_is_listed(tmp_path: Path) -> None:
    claims, citations, articles = curated.write(tmp_path)
    with articles.open("a") as file:
        file.write("not json\n")
    arguments = ["--articles", str(articles), "--claims", str(claims), "--citations", str(citations)]
    with start(tmp_path, *arguments, "--out", "deep/runs") as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 1, err
    assert f"Rejected (1):\n  {articles}:3: not JSON" in err
    (folder,) = [f for f in (tmp_path / "deep" / "runs").iterdir() if f.is_dir()]
    assert f"Run folder: deep/runs/{folder.name}\n" in out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--articles", "{folder}/broken.xml"], 2, "broken.xml"),
        (["--claims", "{folder}/temporary"], 2, "holds no claim table"),
        (["--offline", "--store", "{folder}"], 2, "cannot be used"),
        ([], 3, "refused the request"),
    ],
)
def test_an_error_is_one_plain_sentence(
    arguments: list[str], status: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.xml").write_text("<PubmedArticleSet><PubmedArticle>")
    with Eutils() as service:
        service.fail("400", times=9)
        monkeypatch.setenv("CLAIMDIFF_EUTILS_URL", service.url)
        with start(tmp_path, *(a.format(folder=tmp_path) for a in arguments)) as process:
            out, err = process.communicate(timeout=300)
    told = [line for line in err.splitlines() if line.startswith("claimdiff: ")]
    assert (process.returncode, out, len(told)) == (status, "", 1), err
    assert message in told[0]
    assert "Traceback" not in err
    assert not list((tmp_path / "temporary").iterdir())


def descendants(pid: int) -> set[int]:
    """The processes under one, as Linux lists them; none where it has ended, or on another system."""
    try:
        children = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return set()
    return {*children, *(d for c in children for d in descendants(c))}


def end(process: "subprocess.Popen[str]", sent: str) -> tuple[str, str]:
    """Send the signal; what the process still writes, once it has ended and nothing that it started is left."""
    below = descendants(process.pid)
    process.send_signal(getattr(signal, sent))
    try:
        told = process.communicate(timeout=60)
    except subprocess.TimeoutExpired as error:
        left = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in below if Path(f"/proc/{pid}").exists()}
        state = "runs on" if process.poll() is None else f"ended with {process.returncode}, but its pipes are open"
        process.kill()
        raise AssertionError(f"it {state}; left are {left}; it wrote {error.stderr!r}") from error
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
    return told


STOPS = pytest.mark.parametrize(
    ("sent", "status", "last"), [("SIGINT", 130, ["claimdiff: Interrupted."]), ("SIGTERM", 143, [])]
)


@pytest.mark.parametrize("later", [0.0, 1.0, 2.0, None], ids=["at once", "after 1 s", "after 2 s", "in the flow"])
@STOPS
def test_a_run_that_is_stopped_leaves_nothing(
    sent: str, status: int, last: list[str], later: float | None, tmp_path: Path
) -> None:
    with start(tmp_path, "--offline") as process:
        assert process.stderr
        while not any((tmp_path / "temporary").iterdir()):
            time.sleep(0.01)
        if later is None:
            assert process.stderr.readline().startswith("Read ")
        else:
            time.sleep(later)
        out, err = end(process, sent)
    assert (process.returncode, out) == (status, ""), err
    assert [line for line in err.splitlines() if not line.startswith(("Read", "Have", "Found"))] == last
    assert not list((tmp_path / "temporary").iterdir())


def test_an_interrupt_needs_no_answer_of_the_server(tmp_path: Path) -> None:
    """Prefect tells the server of an interrupt, again and again, and at the end waits until it has sent all events."""
    with start(tmp_path, "--offline") as process:
        assert process.stderr
        assert process.stderr.readline().startswith("Read ")
        (server,) = descendants(process.pid)
        os.kill(server, signal.SIGSTOP)
        _, err = end(process, "SIGINT")
    assert process.returncode == 130
    assert err.splitlines()[-1] == "claimdiff: Interrupted."
    assert not list((tmp_path / "temporary").iterdir())
