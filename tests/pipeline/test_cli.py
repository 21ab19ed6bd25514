"""The command line: what each subcommand writes, its exit status, and that errors are one plain sentence."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import job
from pipeline.cli.app import execute
from pipeline.schema import RunResult
from tests import builders, curated

COMMANDS = (
    "run",
    "schedule",
    "resolve",
    "fetch",
    "extract",
    "reconcile",
    "lint",
    "diff",
    "export",
    "report",
    "evaluate",
    "model",
    "claims",
)
SLOW_IMPORTS = ("spacy", "scispacy", "prefect", "pandas", "sqlalchemy", "numpy", "requests", "jinja2")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLAIMDIFF_STORE", "CLAIMDIFF_EMAIL", "NCBI_API_KEY", "CLAIMDIFF_EUTILS_URL", "CLAIMDIFF_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def paths(tmp_path: Path) -> curated.Paths:
    return curated.write(tmp_path)


@pytest.fixture
def tables(paths: curated.Paths) -> list[str]:
    return ["--claims", str(paths.claims), "--citations", str(paths.citations)]


def command(*arguments: str, **more: object) -> "subprocess.Popen[str]":
    """The command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,  # type: ignore[call-overload]
    )


# --- help, errors, signals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_has_help_with_an_example(name: str, capsys: Capture) -> None:
    assert execute([name, "--help"]) == 0
    assert f"Example: claimdiff {name}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_lists_all_subcommands(arguments: list[str], capsys: Capture) -> None:
    assert execute(arguments) == 0
    shown = capsys.readouterr().out
    assert all(f" {name} " in shown for name in COMMANDS)


def test_version(capsys: Capture) -> None:
    assert execute(["--version"]) == 0
    assert re.fullmatch(r"claimdiff \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]])
def test_help_imports_nothing_slow(arguments: list[str]) -> None:
    code = (
        "import sys; from pipeline.cli.app import execute; execute(sys.argv[1:]);"
        f"sys.stderr.write(' '.join(m for m in {SLOW_IMPORTS!r} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "No such command 'nothing'"),
        (["run", "--nothing"], "No such option"),
        (["run", "--offline", "--articles", "{articles}"], "--offline and --articles exclude each other"),
        (["run", "--articles", "{none}"], "does not exist"),
        (["run", "--articles", "{folder}"], "is a dir"),
        (["run", "--out", "{articles}"], "is a file"),
        (["run", "--claims", "{articles}"], "is a file"),
        (["run", "--processes", "0"], "--processes"),
        (["run", "--dose-tolerance", "2"], "--dose-tolerance"),
        (["run", "--converted-tolerance", "1"], "--converted-tolerance"),
        (["reconcile", "--evidence", "-", "--magnitude-tolerance", "-0.1"], "--magnitude-tolerance"),
        (["schedule", "--cron", "0 6 * * 1", "--body-mass", "0"], "--body-mass"),
        (["run", "--target-tolerance", "0"], "--target-tolerance"),
        (["reconcile", "--evidence", "-", "--fit-tolerance", "1.5"], "--fit-tolerance"),
        (["extract", "{articles}"], "Missing option '--output'"),
        (["extract", "{none}", "--output", "{folder}/out.jsonl"], "cannot be opened"),
        (["extract", "{folder}", "--output", "{folder}/out.jsonl"], "Is a directory"),
        (["extract", "{articles}", "--output", "{articles}"], "would replace the input"),
        (["extract", "{articles}", "--output", "{folder}"], "cannot be written: Is a directory"),
        (["extract", "{articles}", "--output", "."], "cannot be written: Is a directory"),
        (["extract", "{articles}", "--output", ""], "cannot be written: Is a directory"),
        (["extract", "{articles}", "--output", "{none}/out.jsonl"], "cannot be written: No such file"),
        (["extract", "{articles}", "--output", "/dev/full"], "cannot be written: No space left"),
        (["run", "--refresh", "--offline"], "--refresh and --offline exclude each other"),
        (["run", "--refresh", "--articles", "{articles}"], "--refresh and --articles exclude each other"),
        (["schedule", "--cron", "0 6 * * 1", "--refresh", "--offline"], "--refresh and --offline exclude each other"),
        (["fetch", "abc", "--output", "-"], "not a PMID"),
        (["fetch", "--query", " ", "--output", "-"], "The query is empty"),
        (["fetch", "--pmids", "{none}", "--output", "-"], "does not exist"),
        (["lint", "--claims", "{empty}"], "holds no claim table"),
        (["lint", "--citations", "{articles}"], "articles.jsonl"),
        (["reconcile", "--evidence", "{none}"], "cannot be read"),
        (["diff", "{none}", "{none}"], "There is no such run folder"),
        (["diff", "{folder}", "{folder}"], "cannot be read"),
        (["diff", "{folder}", "{folder}", "--fail-on", "contradictd"], "'contradictd' is nothing to fail on. Give one"),
        (["diff", "{folder}", "{folder}", "--fail-on", ""], "No name to fail on"),
        (["claims", "check", "{empty}"], "holds no claim table"),
        (["claims", "check", "{none}"], "does not exist"),
        (["claims", "review", "1", "--verdict", "accept", "--by", "A", "--reason", "x", "--out", "{none}"], "no store"),
        (["export", "NONE", "--out", "{folder}"], "There is no store of runs"),
        (["report", "NONE", "--out", "{none}"], "There is no store of runs"),
        (["report", "NONE", "--store", "mysql://host/runs"], "cannot be a store"),
        (["evaluate", "--gold", "{articles}", "--articles", "{articles}"], "articles.jsonl:1"),
        (["evaluate", "--gold", "{none}", "--articles", "{articles}"], "does not exist"),
        (["schedule"], "Missing option '--cron'"),
    ],
)
def test_an_error_is_one_plain_sentence(
    arguments: list[str], message: str, paths: curated.Paths, tmp_path: Path, capsys: Capture
) -> None:
    names = {"articles": paths.articles, "folder": tmp_path, "empty": tmp_path / "empty", "none": tmp_path / "none"}
    names["empty"].mkdir()
    assert execute([a.format(**names) for a in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    *progress, error = told.err.splitlines()  # counts come after a few seconds, on a busy machine
    assert error.startswith("claimdiff: ")
    assert not [line for line in progress if not line.startswith("Extracting")]
    assert message in error


def test_what_nobody_expected_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(job, "read_curated", lambda *_: 1 / 0)
    assert execute(["lint"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "ZeroDivisionError: division by zero" in told
    assert "--debug" in told


@pytest.mark.parametrize("arguments", [["--debug", "lint"], ["lint"]])
def test_debug_shows_where(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("CLAIMDIFF_DEBUG", "1" if len(arguments) == 1 else "")
    monkeypatch.setattr(job, "read_curated", lambda *_: 1 / 0)
    assert execute(arguments) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sent", "status", "told"), [("SIGINT", 130, "claimdiff: Interrupted.\n"), ("SIGTERM", 143, "")]
)
def test_signals(sent: str, status: int, told: str, tmp_path: Path) -> None:
    with command("extract", "-", "--output", str(tmp_path / "out.jsonl")) as process:
        assert process.stdin
        process.stdin.write(f"{json.dumps(curated.LEUCINE)}\n")
        process.stdin.flush()
        _until(lambda: any(tmp_path.iterdir()))  # it has begun to write
        process.send_signal(getattr(signal, sent))
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (status, told)
    assert not list(tmp_path.iterdir())


def _until(true: object) -> None:
    import time

    for _ in range(600):
        if true():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


def test_a_reader_that_goes_away() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "resolve", "--format", "csv"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


# --- one step each --------------------------------------------------------------------------------------------------


def test_resolve(tables: list[str], capsys: Capture) -> None:
    assert execute(["resolve", "--format", "csv", *tables]) == 0
    told = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(told.out, newline="")))
    assert [(r["ref"], r["status"], r["claims"], r["pmid"]) for r in rows] == [
        ("1", "verified", "1", "90000001"),
        ("2", "verified", "1", "90000002"),
        ("3", "unresolvable", "1", ""),
        ("4", "verified", "0", "90000004"),
    ]
    assert told.err == "1 unresolvable, 3 verified.\n"
    assert execute(["resolve", *tables]) == 0
    assert "Leucine and insulin" in capsys.readouterr().out


def test_rejected_rows_are_listed_and_change_the_status(
    paths: curated.Paths, tables: list[str], capsys: Capture
) -> None:
    with paths.citations.open("a") as file:
        file.write("000,5,,,,,,,,certain,\r\n")
    for name in ("resolve", "lint"):
        assert execute([name, *tables]) == 1
        assert f"Rejected (1):\n  {paths.citations}:6: " in capsys.readouterr().err


def test_a_reference_that_is_not_in_the_table_is_told(paths: curated.Paths, tables: list[str], capsys: Capture) -> None:
    lines = paths.citations.read_text().splitlines(keepends=True)
    paths.citations.write_text("".join(lines[:2]))
    assert execute(["resolve", *tables]) == 0
    assert "Reference 2 of 000-example is not in the citation table." in capsys.readouterr().err
    paths.citations.write_text(lines[0])
    assert execute(["resolve", *tables]) == 0
    assert capsys.readouterr().err.startswith("The citation table has no row.\nReference 1 of 000-example")


def test_a_cell_of_any_length_is_told_in_a_line_that_can_be_read(
    paths: curated.Paths, tables: list[str], capsys: Capture
) -> None:
    with paths.citations.open("a") as file:
        file.write(f"000,5,,,,,{'9' * 50_000},,,verified,\r\n")
    assert execute(["lint", *tables]) == 1
    told = capsys.readouterr().err.splitlines()[-1]
    assert len(told) < 1_500
    assert told.endswith("it must be one to eight digits and nothing else.")


def test_extract(paths: curated.Paths, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.jsonl"
    with paths.articles.open("a") as file:
        file.write('not json\n{"pmid": "3", "title": "Nothing"}\n{"title": "nobody"}\n')
    assert execute(["extract", str(paths.articles), "--output", str(out)]) == 1
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["pmid"] for line in lines] == ["90000001", "90000002", "3"]
    assert [t["target"] for t in lines[0]["tuples"]] == ["plasma insulin"]
    rejected = [json.loads(line) for line in (tmp_path / "out.rejected.jsonl").read_text().splitlines()]
    assert [r["line"] for r in rejected] == [3, 5]
    assert all(r["reason"] for r in rejected)
    assert "Rejected (2):" in capsys.readouterr().err


def test_extract_leaves_no_old_rejections(paths: curated.Paths, tmp_path: Path) -> None:
    (tmp_path / "out.rejected.jsonl").write_text("old")
    assert execute(["extract", str(paths.articles), "--output", str(tmp_path / "out.jsonl")]) == 0
    assert not (tmp_path / "out.rejected.jsonl").exists()


def test_extract_to_standard_output(paths: curated.Paths, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.jsonl"
    assert execute(["extract", str(paths.articles), "--output", str(out)]) == 0
    assert execute(["extract", str(paths.articles), "--output", "-"]) == 0
    assert capsys.readouterr().out == out.read_text("utf-8")


def test_extract_from_standard_input_with_more_processes(paths: curated.Paths, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert execute(["extract", str(paths.articles), "--output", str(one)]) == 0
    with command("extract", "-", "--output", str(two), "--processes", "2") as process:
        process.communicate(paths.articles.read_text(), timeout=120)
    assert process.returncode == 0
    assert one.read_bytes() == two.read_bytes()


def test_extract_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    assert execute(["extract", str(tmp_path / "empty.jsonl"), "--output", str(tmp_path / "out.jsonl")]) == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_interrupted_extraction_leaves_the_old_output(paths: curated.Paths, tmp_path: Path) -> None:
    out, broken = tmp_path / "out.jsonl", tmp_path / "broken.xml"
    out.write_text("old")
    broken.write_text("<PubmedArticleSet><PubmedArticle>")
    assert execute(["extract", str(broken), "--output", str(out)]) == 2
    assert out.read_text() == "old"
    assert {f.name for f in tmp_path.iterdir()} == {
        "claims",
        "citations.csv",
        "articles.jsonl",
        "out.jsonl",
        "broken.xml",
    }


def test_a_link_to_the_output_stays_a_link(paths: curated.Paths, tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    assert execute(["extract", str(paths.articles), "--output", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_text().count("\n") == 2


def test_reconcile_judges_extracted_evidence(
    paths: curated.Paths, tables: list[str], tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out.jsonl"
    assert execute(["extract", str(paths.articles), "--output", str(out)]) == 0
    capsys.readouterr()
    arguments = ["reconcile", "--evidence", str(out), "--articles", str(paths.articles), *tables]
    assert execute(arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [(r["claim_id"], r["refs"]) for r in rows] == [
        ("000-001", "1"),
        ("000-002", "2"),
        ("000-002", "3"),
        ("000-003", ""),
    ]
    assert rows[0]["verdict"] == "supported"
    assert execute([*arguments, "--format", "json", "--output", str(tmp_path / "out.json")]) == 0
    assert [r["verdict"] for r in json.loads((tmp_path / "out.json").read_text())] == [r["verdict"] for r in rows]


def test_articles_from_standard_input(paths: curated.Paths, tables: list[str], tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    arguments = ["reconcile", "--evidence", str(tmp_path / "none.jsonl"), "--articles", "-", *tables]
    with command(*arguments) as process:
        told, _ = process.communicate(paths.articles.read_text(), timeout=120)
    assert process.returncode == 0
    assert "not_in_abstract" in told


def test_lint_of_source_documents(tables: list[str], tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "000_document.md").write_text("# Leucine\n\nLeucine at 2 g/g raised insulin.[1]\n")
    arguments = ["lint", *tables, "--sources", str(tmp_path)]
    assert execute(arguments) == 0
    told = capsys.readouterr()
    assert "    000_document.md:3  " in told.out
    assert "Arithmetic: 2 g/g = 2000 g/kg = 200% of body mass" in told.out
    assert told.err.endswith(" findings in 3 claims and 1 document.\n")
    assert execute([*arguments, "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith(
        "rule,source,claim_id,place,message,arithmetic,section,anchor,other_claims"
    )


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_lint(form: str, tables: list[str], capsys: Capture) -> None:
    assert execute(["lint", "--format", form, *tables]) == 0
    told = capsys.readouterr()
    assert "000-003" in told.out
    assert told.err.endswith(" findings in 3 claims.\n")


# --- what came of runs ----------------------------------------------------------------------------------------------


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Two runs in one store and one folder; the second lost its verdict."""
    first = builders.result()
    second = builders.result(run=builders.run(id="second", inputs={"claims": {}}), assessments=())
    for result in (first, second):
        job.keep(result, str(tmp_path / "runs"))
    return tmp_path / "runs"


@pytest.fixture
def first() -> RunResult:
    return builders.result()


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown"])
def test_diff(form: str, runs: Path, first: RunResult, capsys: Capture) -> None:
    by_id = ["diff", first.run.id, "second", "--out", str(runs), "--format", form]
    assert execute(by_id) == 0
    told = capsys.readouterr().out
    assert "claim_removed" in told or "the claim was taken out" in told
    assert execute(["diff", str(runs / first.run.id), str(runs / "second"), "--format", form]) == 0
    assert capsys.readouterr().out == told


def test_diff_of_a_run_with_itself(runs: Path, capsys: Capture) -> None:
    assert execute(["diff", "second", "second", "--out", str(runs)]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"
    assert execute(["diff", "second", "second", "--out", str(runs), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("fail_on", "status", "told"),
    [
        ("contradicted,retracted", 0, ""),
        ("retracted, supported", 1, "Failing (2):\n  supported: Claim 000-001\n  supported: Verdict on 000-001 [1]\n"),
        ("any", 1, "Failing (2):\n  any: Claim 000-001\n  any: Verdict on 000-001 [1]\n"),
    ],
)
def test_diff_as_a_check(
    fail_on: str, status: int, told: str, runs: Path, first: RunResult, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "log.csv"
    arguments = ["diff", "second", first.run.id, "--out", str(runs), "--format", "csv", "--output", str(out)]
    assert execute([*arguments, "--fail-on", fail_on]) == status
    assert capsys.readouterr() == ("", told)
    assert [row["cause"] for row in csv.DictReader(out.open(newline=""))] == ["claim_added"] * 2  # verdict, state


def test_export_writes_the_folder_again(runs: Path, first: RunResult, capsys: Capture) -> None:
    folder = runs / first.run.id
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert execute(["export", first.run.id, "--out", str(runs)]) == 0
    assert capsys.readouterr().out == f"Run folder: {folder}\n"
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before


@pytest.mark.parametrize("table", ["evidence", "assessments", "novel", "watch", "citations", "lint", "rejected"])
def test_export_of_one_table(table: str, runs: Path, first: RunResult, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "table"
    arguments = ["export", str(runs / first.run.id), "--table", table, "--output", str(out)]
    assert execute([*arguments, "--format", "csv"]) == 0
    assert out.read_bytes() == (runs / first.run.id / f"{table}.csv").read_bytes()
    assert execute([*arguments, "--format", "json"]) == 0
    assert len(json.loads(out.read_text("utf-8"))) == len(job.export.rows(first, table))
    assert capsys.readouterr().out == ""


def test_report(runs: Path, first: RunResult, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "report.html"
    assert execute(["report", first.run.id, "--out", str(runs), "--output", str(out)]) == 0
    assert out.read_bytes() == (runs / first.run.id / "report.html").read_bytes()
    assert capsys.readouterr().out == f"Report: {out}\n"


@pytest.mark.parametrize("name", ["report", "export"])
def test_a_run_that_is_not_there(name: str, runs: Path, capsys: Capture) -> None:
    assert execute([name, "NONE", "--out", str(runs)]) == 2
    assert "There is no run 'NONE' in this store. The newest are: " in capsys.readouterr().err


@pytest.fixture
def gold(paths: curated.Paths, tmp_path: Path) -> list[str]:
    target = {"target": "plasma insulin", "direction": "increase", "doses": [{"value": 3, "unit": "g"}]}
    lines = [
        {"pmid": "90000001", "tuples": [{"amino_acid": "leucine", **target}]},
        {"pmid": "90000009", "tuples": [{"amino_acid": "leucine", **target}]},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return ["evaluate", "--gold", str(file), "--articles", str(paths.articles)]


def test_evaluate(gold: list[str], capsys: Capture) -> None:
    assert execute([*gold, "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert list(scores) == ["amino_acid", "dose", "pair", "direction", "full"]
    assert {(s["precision"], s["recall"]) for s in scores.values()} == {(1.0, 0.5)}
    assert execute(gold) == 0
    assert re.search(r"full +1\.000 +0\.500 +0\.667", capsys.readouterr().out)


def test_kinds_of_mistakes(gold: list[str], capsys: Capture) -> None:
    assert execute([*gold, "--mistakes"]) == 0
    assert re.search(r"missed +1 +1\.000 +1\.000\n", capsys.readouterr().out)
    assert execute([*gold, "--mistakes", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {m["kind"]: m["count"] for m in found if m["count"]} == {"missed": 1}


@pytest.mark.shared
def test_evaluate_gives_the_numbers_of_the_script(shared: Path, tmp_path: Path, capsys: Capture) -> None:
    gold, texts = shared / "gold" / "dev.jsonl", shared / "gold" / "dev_texts.jsonl"
    assert execute(["evaluate", "--gold", str(gold), "--articles", str(texts), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    out = tmp_path / "out.jsonl"
    assert execute(["extract", str(texts), "--output", str(out)]) == 0
    script = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(out), "--json"]
    assert json.loads(subprocess.run(script, capture_output=True, check=True).stdout) == ours
