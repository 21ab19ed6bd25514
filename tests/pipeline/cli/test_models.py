"""``claimdiff model``, and ``--model`` of the commands that read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.app import execute
from tests import curated

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.parametrize("name", ["show", "save"])
def test_help_has_an_example(name: str, capsys: Capture) -> None:
    assert execute(["model", name, "--help"]) == 0
    assert f"Example: claimdiff model {name}" in capsys.readouterr().out


def test_show(trained_folder: Path, capsys: Capture) -> None:
    assert execute(["model", "show", "--model", str(trained_folder)]) == 0
    told = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert told["Name and version"] == "en_invented_sm 1.2.3"
    assert told["Components"] == "tok2vec, tagger, parser, ner"
    assert told["Folder"] == str(trained_folder)


def test_show_the_default(capsys: Capture) -> None:
    assert execute(["model", "show"]) == 0
    assert capsys.readouterr().out.startswith("Model: bundled\nName and version: ")


@pytest.mark.slow
@pytest.mark.parametrize("given", ["bundled", "trained"])
def test_what_a_saved_model_extracts_is_the_same_to_the_byte(
    given: str, trained_folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    articles = str(curated.write(tmp_path).articles)
    saved, source = tmp_path / "saved", "bundled" if given == "bundled" else str(trained_folder)
    assert execute(["model", "save", str(saved), "--model", source]) == 0
    assert capsys.readouterr().out == f"Saved: {saved}\n"
    written = []
    for model, processes in ((source, "1"), (str(saved), "1"), (str(saved), "2")):
        target = tmp_path / f"{len(written)}.jsonl"
        arguments = ["--output", str(target), "--model", model, "--processes", processes]
        assert execute(["extract", articles, *arguments]) == 0
        written.append(target.read_bytes())
    assert written[0] == written[1] == written[2]
    found = [t["extractor"].partition(" + ")[2] for line in written[0].splitlines() for t in json.loads(line)["tuples"]]
    assert set(found) <= {"en_claimdiff_parser 1.0.0" if given == "bundled" else "en_invented_sm 1.2.3"}
    assert found or given == "trained"  # trained for a moment, it reads hardly anything


def test_nothing_is_saved_over(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("kept")
    assert execute(["model", "save", str(tmp_path)]) == 2
    assert "Something is here already. Name a new or an empty folder." in capsys.readouterr().err
    assert [f.name for f in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--offline", "--out", "runs"],
        ["schedule", "--cron", "0 6 * * 1", "--out", "runs"],
        ["extract", "articles.jsonl", "--output", "out.jsonl"],
        ["evaluate", "--gold", "articles.jsonl", "--articles", "articles.jsonl"],
        ["model", "show"],
        ["model", "save", "saved"],
    ],
    ids=lambda a: " ".join(a[:2]),
)
def test_a_model_that_is_not_installed_is_told_before_any_work(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("")
    code = (
        "import sys; from pipeline.cli.app import execute; status = execute(sys.argv[1:]);"
        "assert not {'spacy', 'prefect'} & set(sys.modules); sys.exit(status)"
    )
    command = [sys.executable, "-c", code, *arguments, "--model", "en_core_sci_md"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    assert run.stderr.startswith(
        "claimdiff: The model 'en_core_sci_md' is not installed. Install it with: pip install "
    )
    assert run.stderr.count("\n") == 1
    assert [f.name for f in tmp_path.iterdir()] == ["articles.jsonl"]
