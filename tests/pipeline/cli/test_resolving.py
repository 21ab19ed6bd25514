"""``claimdiff resolve``: the table, what NCBI says about it, what a curator accepts."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.app import execute
from tests import curated
from tests.eutils import Eutils, record

Capture = pytest.CaptureFixture[str]
FOUND = "Threonine and the walking speed of invented elderly swimmers"


@pytest.fixture
def paths(tmp_path: Path) -> curated.Paths:
    made = curated.write(tmp_path)
    with made.citations.open("a", encoding="utf-8") as file:
        file.write(f"000,5,{FOUND},,,,,,,probable,\r\n")
    return made


@pytest.fixture
def tables(paths: curated.Paths) -> list[str]:
    return ["--claims", str(paths.claims), "--citations", str(paths.citations)]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eutils]:
    records = {
        "90000001": record("90000001", "Leucine and insulin"),
        "90000002": record("90000002", "Something else altogether about valine"),
        "90000005": record("90000005", f"{FOUND}.", doi="10.5555/threonine", year=2015),
    }
    with Eutils(records) as running:
        monkeypatch.setenv("CLAIMDIFF_EUTILS_URL", running.url)
        monkeypatch.setenv("CLAIMDIFF_IDCONV_URL", running.idconv_url)
        yield running


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_without_options_nobody_is_asked(tables: list[str], capsys: Capture, service: Eutils) -> None:
    assert execute(["resolve", *tables]) == 0
    told = capsys.readouterr()
    assert FOUND in told.out
    assert told.err == "1 probable, 1 unresolvable, 3 verified.\n1 without a PMID could be looked up (--look-up).\n"
    assert service.requests == []


def test_a_look_up_tells_what_it_found_against_the_table(tables: list[str], capsys: Capture, service: Eutils) -> None:
    assert execute(["resolve", "--look-up", *tables]) == 0
    told = capsys.readouterr().out
    assert "000 5: proposed, PMID 90000005, score 1.000, title search" in told
    assert "000 2: conflict, PMID 90000002" in told
    assert "000 4: conflict" in told
    assert told.rstrip().endswith("Looked up: 1 agrees, 2 conflict, 1 proposed, 1 site only.")
    after = told[told.index("000 2: conflict") :]
    assert max(map(len, after.splitlines())) <= 120


def test_proposals_are_accepted_into_a_new_table(
    paths: curated.Paths, tables: list[str], tmp_path: Path, service: Eutils, capsys: Capture
) -> None:
    before = paths.citations.read_bytes()
    proposals, target = tmp_path / "proposals.csv", tmp_path / "new.csv"
    assert execute(["resolve", "--look-up", "--output-proposals", str(proposals), *tables]) == 0
    text = proposals.read_text(encoding="utf-8")
    proposals.write_text(text.replace("000,5,proposed,,", "000,5,proposed,yes,"), encoding="utf-8")
    accepting = ["--citations", str(paths.citations), "--accept", str(proposals), "--output", str(target)]
    assert execute(["resolve", *accepting]) == 0
    assert capsys.readouterr().err.endswith("1 rows completed, 0 rows added.\n")
    assert {row["ref"]: row["pmid"] for row in rows(target.read_text())}["5"] == "90000005"
    assert paths.citations.read_bytes() == before
    asked = len(service.requests)
    assert execute(["resolve", "--claims", str(paths.claims), "--citations", str(target)]) == 0
    assert "could be looked up" not in capsys.readouterr().err
    assert len(service.requests) == asked


@pytest.mark.parametrize("format_", ["text", "csv", "json"])
def test_an_outage_takes_nothing_from_the_table(
    tables: list[str], service: Eutils, capsys: Capture, format_: str
) -> None:
    service.fail("400", times=9)
    assert execute(["resolve", "--look-up", "--format", format_, *tables]) == 3
    told = capsys.readouterr()
    assert FOUND in told.out
    assert "refused the request" in told.err
    assert format_ != "json" or json.loads(told.out)["proposals"] is None


def test_csv_has_what_was_found_beside_the_table(tables: list[str], service: Eutils, capsys: Capture) -> None:
    assert execute(["resolve", "--look-up", "--format", "csv", *tables]) == 0
    found = rows(capsys.readouterr().out)
    assert [(r["ref"], r["pmid"], r["outcome"], r["found_pmid"]) for r in found] == [
        ("1", "90000001", "agrees", "90000001"),
        ("2", "90000002", "conflict", "90000002"),
        ("3", "", "site_only", ""),
        ("4", "90000004", "conflict", ""),
        ("5", "", "proposed", "90000005"),
    ]


def test_json_is_one_document(tables: list[str], service: Eutils, capsys: Capture) -> None:
    assert execute(["resolve", "--format", "json", *tables]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (len(plain["citations"]), plain["proposals"], plain["findings"]) == (5, None, [])
    assert execute(["resolve", "--look-up", "--format", "json", *tables]) == 0
    assert len(json.loads(capsys.readouterr().out)["proposals"]) == 5


def test_a_source_document_adds_its_references_and_findings(
    tables: list[str], tmp_path: Path, service: Eutils, capsys: Capture
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    entries = "\n".join(f"- {n}. {title} [example.org]" for n, title in ((1, "Leucine and insulin"), (7, FOUND)))
    guide = f"A guide\n\nLeucine does something in rats [1] and more [9].\n\nReferences\n\n{entries}\n"
    (folder / "000_guide.txt").write_text(guide, encoding="utf-8")
    (folder / "README.md").write_text("No document.\n", encoding="utf-8")
    assert execute(["resolve", "--sources", str(folder), "--look-up", *tables]) == 0
    told = capsys.readouterr().out
    assert "[dangling_marker]" in told
    assert "000-guide 7: proposed, PMID 90000005" in told
    assert "README" not in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--accept", "{table}"], "--accept and --output belong together"),
        (["--output", "x.csv"], "--accept and --output belong together"),
        (["--accept", "{table}", "--output", "x.csv", "--look-up"], "exclude each other"),
        (["--output-proposals", "x.csv"], "needs --look-up"),
        (["--sources", "{empty}"], "no source document"),
        (["--accept", "{table}", "--output", "-"], "lacks"),
    ],
)
def test_wrong_use_is_one_sentence(
    paths: curated.Paths, tables: list[str], tmp_path: Path, arguments: list[str], message: str, capsys: Capture
) -> None:
    (tmp_path / "empty").mkdir()
    filled = [a.format(table=paths.citations, empty=tmp_path / "empty") for a in arguments]
    assert execute(["resolve", *tables, *filled]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
