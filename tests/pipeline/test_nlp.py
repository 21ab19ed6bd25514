"""The ready Language: one for a process, sound, and the same after a way through the disk."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import nlp
from pipeline.components.lexical import LexiconComponent
from pipeline.schema import MAX_CHARS

TEXT = (
    "An invented trial of branched-chain amino acids\n"
    "Rats got branched-chain amino acids (BCAA, 2 g/kg) or saline. BCAA raised bile flow but not appetite. "
    "The rise in pulse was prevented by taurine. Serum glycine was inversely associated with body fat."
)


def test_loaded_once() -> None:
    assert nlp.load() is nlp.load()


def test_no_component_misses_what_it_needs() -> None:
    assert not any(nlp.load().analyze_pipes()["problems"].values())


def test_a_build_is_fresh_and_takes_overrides() -> None:
    fresh = nlp.build({"nlp.batch_size": 7})
    assert fresh is not nlp.load()
    assert fresh.batch_size == 7
    assert fresh.max_length == MAX_CHARS
    assert fresh(TEXT)._.findings == nlp.load()(TEXT)._.findings


def test_every_lexicon_is_loaded() -> None:
    components = [c for _, c in nlp.load().pipeline if isinstance(c, LexiconComponent)]
    assert len(components) == 4
    assert all(c.rows for c in components)


def test_findings_are_plain_json() -> None:
    doc = nlp.load()(TEXT)
    assert len(doc._.findings) == 4
    assert json.loads(json.dumps([doc._.findings, doc._.doses, doc._.abbreviations, doc._.sections]))


def test_reading_a_document_twice_changes_nothing() -> None:
    first = nlp.load()(TEXT)
    assert nlp.load()(TEXT)._.findings == first._.findings == nlp.load()(first)._.findings


def test_bytes_hold_what_was_found() -> None:
    doc = nlp.load()(TEXT)
    again = type(doc)(nlp.load().vocab).from_bytes(doc.to_bytes())
    assert [s.id_ for s in again.spans["amino_acids"]] == [s.id_ for s in doc.spans["amino_acids"]]
    assert json.dumps(again._.findings) == json.dumps(doc._.findings)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("saved") / "pipeline"
    nlp.load().to_disk(folder)
    yield folder


@pytest.mark.slow
def test_a_saved_pipeline_finds_the_same_where_nothing_of_ours_is_imported(saved: Path, tmp_path: Path) -> None:
    program = (
        "import json, sys, spacy; doc = spacy.load(sys.argv[1])(sys.argv[2]); print(json.dumps(doc._.findings));"
        "assert 'pipeline.nlp' not in sys.modules and 'pipeline.extract' not in sys.modules"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(saved), TEXT], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == json.loads(json.dumps(nlp.load()(TEXT)._.findings))


@pytest.mark.slow
def test_saving_twice_gives_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    nlp.load().to_disk(tmp_path / "again")
    files = sorted(f.relative_to(saved) for f in saved.rglob("*") if f.is_file() and f.parent.name != "vocab")
    assert files
    assert all((saved / f).read_bytes() == (tmp_path / "again" / f).read_bytes() for f in files)
