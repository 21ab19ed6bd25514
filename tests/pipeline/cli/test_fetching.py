"""``claimdiff fetch``: what it writes, what it tells, and what it asks for, also after it was killed."""

import io
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import job
from pipeline.cli.app import execute
from pipeline.store import Shelf, Store
from tests import curated
from tests.eutils import Eutils, many, record

Capture = pytest.CaptureFixture[str]
SETTINGS = ("CLAIMDIFF_STORE", "CLAIMDIFF_EMAIL", "NCBI_API_KEY", "CLAIMDIFF_IDCONV_URL", "CLAIMDIFF_DEBUG")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Eutils]:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    texts = {pmid: record(pmid, f"Paper {pmid}", "Valine lowered glucose.") for pmid in ("90000001", "90000002")}
    with Eutils(texts) as running:
        monkeypatch.setenv("CLAIMDIFF_EUTILS_URL", running.url)
        monkeypatch.setenv("CLAIMDIFF_EUROPEPMC_URL", running.europepmc_url)
        yield running


def written(file: Path) -> list[str]:
    return [json.loads(line)["pmid"] for line in file.read_text("utf-8").splitlines()]


def asked(service: Eutils) -> list[str]:
    return [pmid for program, form in service.requests if program == "efetch.fcgi" for pmid in form["id"].split(",")]


def test_by_pmid(service: Eutils, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "out.jsonl"
    assert execute(["fetch", "90000002", "99", "90000001", "--output", str(file)]) == 1
    assert written(file) == ["90000002", "90000001"]
    assert capsys.readouterr().err == (
        "Articles: 2. PubMed was asked for 3 of 3 PMIDs.\nRejected (1):\n  PMID 99: PubMed has no record of PMID 99.\n"
    )
    assert [a.abstract for a in job.read_file(str(file)).articles] == ["Valine lowered glucose."] * 2
    assert execute(["fetch", "90000001", "--output", "-"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["pmid"] == "90000001"
    assert told.err == "Articles: 1. PubMed was asked for 0 of 1 PMIDs.\n"
    assert (tmp_path / "runs" / "claimdiff.db").is_file()


@pytest.mark.parametrize("source", ["pmids.txt", "-"])
def test_by_a_file(
    source: str, service: Eutils, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"\xef\xbb\xbf90000002\r\n\r\n  90000001 \r\nPMID\r\n99\r\n90000002\r\n\xff\r\n"
    Path("pmids.txt").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert execute(["fetch", "--pmids", source, "--output", "out.jsonl"]) == 1
    assert written(Path("out.jsonl")) == ["90000002", "90000001"]
    name = "stdin" if source == "-" else source
    assert capsys.readouterr().err.splitlines()[1:] == [
        "Rejected (3):",
        f"  {name}:4: not a PMID: 'PMID'.",
        f"  {name}:7: not a PMID: '\\ufffd'.",
        f"  {name}:5: PubMed has no record of PMID 99.",
    ]


def test_an_empty_file_asks_for_nothing(service: Eutils, capsys: Capture) -> None:
    Path("pmids.txt").write_text("\n")
    assert execute(["fetch", "--pmids", "pmids.txt", "--output", "out.jsonl"]) == 0
    assert Path("out.jsonl").read_bytes() == b""
    assert not service.requests


def test_by_query(service: Eutils, capsys: Capture) -> None:
    service.records.update(many(12))
    assert execute(["fetch", "--query", "leucine", "--output", "out.jsonl"]) == 0
    assert sorted(written(Path("out.jsonl")), key=int) == [str(n) for n in range(1, 13)]
    assert "Articles: 12.\n" in capsys.readouterr().err
    assert execute(["fetch", "--query", "nothing_has_this_word", "--output", "none.jsonl"]) == 0
    assert "PubMed finds nothing for this query.\nArticles: 0.\n" in capsys.readouterr().err


def test_what_the_claims_cite(service: Eutils, tmp_path: Path, capsys: Capture) -> None:
    paths = curated.write(tmp_path)
    tables = ["--claims", str(paths.claims), "--citations", str(paths.citations)]
    for _ in range(2):
        assert execute(["fetch", "--output", "-", *tables]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [json.loads(line)["pmid"] for line in lines] == ["90000001", "90000002"]
    assert len(asked(service)) == 2
    assert execute(["fetch", "--refresh", "--output", "-", *tables]) == 0
    assert len(asked(service)) == 4


def test_a_refresh_tells_what_changed(service: Eutils, capsys: Capture) -> None:
    service.records["90000003"] = record("90000003", "Paper 3", "Serine.")
    fetch = ["fetch", "90000001", "90000002", "90000003", "--output", "out.jsonl"]
    assert execute(fetch) == 0
    capsys.readouterr()
    notice = [("RetractionIn", "J Inv. 2030;1:2", "456")]
    service.records["90000001"] = record("90000001", "Paper 90000001", "Valine lowered glucose.", notices=notice)
    service.records["90000002"] = record("90000002", "Paper 90000002", "Valine raised glucose.")
    del service.records["90000003"]
    assert execute(fetch) == 0
    assert capsys.readouterr().err == "Articles: 3. PubMed was asked for 0 of 3 PMIDs.\n"
    assert execute([*fetch, "--refresh"]) == 1
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    assert capsys.readouterr().err.splitlines() == [
        f"PMID 90000001: retracted since the check of {day}: J Inv. 2030;1:2 (PMID 456)",
        f"PMID 90000002: its text changed since the check of {day}: abstract",
        f"PMID 90000003: no longer in PubMed since the check of {day}",
        "Articles: 2. PubMed was asked for 3 of 3 PMIDs.",
        "Rejected (1):",
        "  PMID 90000003: PubMed has no record of PMID 90000003.",
    ]
    assert execute([*fetch, "--refresh"]) == 1
    assert "since" not in capsys.readouterr().err


def test_an_outage_of_europe_pmc_goes_on(service: Eutils, capsys: Capture) -> None:
    service.records["90000003"] = record("90000003", "Paper 3")
    service.fail("400", program="europepmc")
    assert execute(["fetch", "90000001", "90000003", "--output", "out.jsonl"]) == 1
    assert written(Path("out.jsonl")) == ["90000001", "90000003"]
    assert "\n  pmid:90000003: PubMed has no abstract, and Europe PMC could not be asked" in capsys.readouterr().err


def test_an_outage(service: Eutils, capsys: Capture) -> None:
    service.fail("400")
    assert execute(["fetch", "90000001", "--output", "out.jsonl"]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert not Path("out.jsonl").exists()


# --- killed, and several at once ------------------------------------------------------------------------------------

NUMBER, BATCH = 10_000, 200
GONE = {str(n) for n in range(37, NUMBER, 1009)}  # PMIDs of the list that PubMed does not have


@pytest.fixture
def listed(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """10,000 PMIDs in a file; with a key, the pace is ten requests a second."""
    monkeypatch.setenv("NCBI_API_KEY", "invented")
    texts = many(NUMBER)
    service.records = {pmid: texts[pmid] for pmid in texts if pmid not in GONE}
    Path("pmids.txt").write_text("".join(f"{pmid}\n" for pmid in texts))
    return list(texts)


def start(output: str, store: str) -> "subprocess.Popen[str]":
    arguments = ["fetch", "--pmids", "pmids.txt", "--store", store, "--output", output]
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kept(store: str, pmids: list[str]) -> set[str]:
    with Store(store) as opened:
        return set(Shelf(opened).known(pmids))


@pytest.mark.slow
def test_a_killed_fetch_goes_on_where_it_was(service: Eutils, listed: list[str]) -> None:
    """Nothing that was kept is asked for again; only the batch in flight at the kill may be."""
    with start("out.jsonl", "killed.db") as process:
        while len(asked(service)) < NUMBER / 2:
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    before, done = set(asked(service)), kept("killed.db", listed)
    assert not Path("out.jsonl").exists()
    assert NUMBER / 2 - 2 * BATCH <= len(done) < NUMBER
    assert len(done) % BATCH == 0
    assert len(before - done) <= BATCH
    service.requests.clear()
    with start("out.jsonl", "killed.db") as process:
        _, told = process.communicate()
    assert process.returncode == 1, told
    again = set(asked(service))
    assert again == set(listed) - done
    assert len(again & before) <= BATCH
    assert f"Articles: {NUMBER - len(GONE):,}. PubMed was asked for {len(again):,} of 10,000 PMIDs.\n" in told
    with start("whole.jsonl", "whole.db") as process:
        _, told_of_whole = process.communicate()
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert written(Path("out.jsonl")) == [pmid for pmid in listed if pmid not in GONE]
    assert told.partition("Rejected")[2] == told_of_whole.partition("Rejected")[2] != ""


@pytest.mark.slow
def test_two_fetch_the_same_list_at_once(service: Eutils, listed: list[str]) -> None:
    both = [start(f"{name}.jsonl", "shared.db") for name in ("one", "two")]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [1, 1], told
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()
    assert written(Path("one.jsonl")) == [pmid for pmid in listed if pmid not in GONE]
    with Store("shared.db") as store:
        assert [one.kind for one in Shelf(store).history()] == ["first_seen"] * (NUMBER - len(GONE))
