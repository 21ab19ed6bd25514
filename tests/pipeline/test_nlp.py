"""The ready Language: one for a process, sound, and the same after a way through the disk."""

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy
import pytest
import spacy
from spacy.tokens import Doc, DocBin

from pipeline import nlp
from pipeline.components.lexical import LexiconComponent
from pipeline.errors import InputError, ModelError
from pipeline.schema import MAX_CHARS
from tests import trained

TEXT = (
    "An invented trial of branched-chain amino acids\n"
    "Rats got branched-chain amino acids (BCAA, 2 g/kg) or saline. BCAA raised bile flow but not appetite. "
    "The rise in pulse was prevented by taurine. Serum glycine was inversely associated with body fat."
)


def test_loaded_once() -> None:
    assert nlp.load() is nlp.load()


def test_no_component_misses_what_it_needs(models: str) -> None:
    analysis = nlp.load(models).analyze_pipes()
    assert not any(analysis["problems"].values())
    ours = [name for name in nlp.load(models).pipe_names if nlp.load(models).get_pipe_meta(name).factory[:5] == "claim"]
    assert all(analysis["summary"][name]["assigns"] for name in ours)


def test_a_build_is_fresh_and_takes_overrides() -> None:
    fresh = nlp.build({"nlp.batch_size": 7})
    assert fresh is not nlp.load()
    assert fresh.batch_size == 7
    assert fresh.max_length == MAX_CHARS
    assert fresh(TEXT)._.findings == nlp.load()(TEXT)._.findings


def test_every_lexicon_is_loaded() -> None:
    components = [c for _, c in nlp.load().pipeline if isinstance(c, LexiconComponent)]
    assert components
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


# --- with and without a trained pipeline ------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["bundled", "trained"])
def models(request: pytest.FixtureRequest) -> str:
    """The name of each kind of model."""
    return "bundled" if request.param == "bundled" else str(request.getfixturevalue("trained_folder"))


def found(docs: Iterable[Doc]) -> str:
    """All that components wrote, as text."""
    return json.dumps(
        [
            [doc._.findings, doc._.doses, doc._.abbreviations, [(t.text, t.tag_, t.dep_, t.head.i) for t in doc]]
            + [
                [(name, s.start, s.end, s.label_, s.kb_id_, s.id_) for s in doc.spans[name]]
                for name in sorted(doc.spans)
            ]
            for doc in docs
        ]
    )


def test_a_trained_pipeline_comes_behind_the_amino_acids(trained_folder: Path) -> None:
    language = nlp.build(model=str(trained_folder))
    added = ["tok2vec", "tagger", "parser", "ner", "trees"]
    assert language.pipe_names[:8] == ["sentences", "abbreviations", "amino_acids", *added]
    assert language.meta["claimdiff"] == {"model": "en_invented_sm 1.2.3"}
    doc = language("Rats drank taurine.")
    assert [t.tag_ for t in doc] == ["NNS", "VBD", "NN", "."]
    assert doc.has_annotation("DEP") and doc.has_annotation("ENT_IOB")


def test_only_what_names_an_amino_acid_is_parsed(trained_folder: Path) -> None:
    language = nlp.build(model=str(trained_folder))
    texts = ["Rats drank leucine.", "Growth rose quickly.", TEXT]
    read = nlp.read(language, map(language.make_doc, texts))
    assert [doc.has_annotation("DEP") for doc in read] == [True, False, True]
    assert found([read[0], read[2]]) == found([language(texts[0]), language(TEXT)])
    assert read[1]._.findings == language(texts[1])._.findings == []


def test_an_endless_text_is_read_without_the_parser(trained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language = nlp.build(model=str(trained_folder))
    monkeypatch.setattr(nlp, "MAX_PARSED", 3)
    (doc,) = nlp.read(language, [language.make_doc("Leucine raised plasma insulin.")])
    assert not doc.has_annotation("DEP")
    assert [f["direction"] for f in doc._.findings] == ["increase"]


def test_an_installed_package_is_taken_by_its_name(
    trained_wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained.install(trained_wheel, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert found([nlp.build(model=trained.NAME)(TEXT)]) == found(
        [nlp.build(model=str(trained_wheel.parent / "saved"))(TEXT)]
    )


def test_vectors_of_a_trained_pipeline_stay(tmp_path: Path) -> None:
    source = trained.pipeline(steps=0)
    source.vocab.set_vector("leucine", numpy.array([1, 2, 3], dtype="f"))
    source.to_disk(tmp_path / "source")
    nlp.save(tmp_path / "saved", str(tmp_path / "source"))
    assert spacy.load(tmp_path / "saved").vocab["leucine"].vector.tolist() == [1.0, 2.0, 3.0]


def test_our_tokenizer_reads_whatever_the_model_has(tmp_path: Path) -> None:
    source = trained.pipeline(steps=0)
    source.tokenizer.infix_finditer = None  # type: ignore[attr-defined]
    source.to_disk(tmp_path / "source")
    words = [t.text for t in nlp.build(model=str(tmp_path / "source"))("IL-6-induced")]
    assert words == [t.text for t in nlp.load()("IL-6-induced")] == ["IL-6", "-", "induced"]


def test_weights_that_cannot_be_read(trained_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(trained_folder, tmp_path / "broken")
    (tmp_path / "broken" / "parser" / "model").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="cannot be loaded"):
        nlp.build(model=str(tmp_path / "broken"))


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(models: str) -> None:
    language = nlp.load(models)
    texts = [TEXT, "", "Leucine raised growth.", TEXT.upper()] * 20
    assert found(language.pipe(texts, n_process=2)) == found(language.pipe(texts))


def test_documents_survive_pickling(models: str) -> None:
    language = nlp.load(models)
    doc = language(TEXT)
    assert found([pickle.loads(pickle.dumps(doc))]) == found([doc])
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    assert found(DocBin().from_bytes(kept).get_docs(language.vocab)) == found([doc])


# --- saved ------------------------------------------------------------------------------------------------------------

READ = (
    "import json, sys, spacy; doc = spacy.load(sys.argv[1])(sys.argv[2]); print(json.dumps(doc._.findings));"
    "assert 'pipeline.nlp' not in sys.modules and 'pipeline.extract' not in sys.modules"
)


def read_elsewhere(folder: str, current: Path) -> subprocess.CompletedProcess[str]:
    """The findings of ``TEXT`` in a process that imports spaCy and nothing else, in another current directory."""
    command = [sys.executable, "-c", READ, folder, TEXT]
    return subprocess.run(command, capture_output=True, text=True, cwd=current, check=False)


@pytest.fixture(scope="module")
def saved(models: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "deep" / "saved"
    nlp.save(folder, models)
    return folder


@pytest.mark.slow
def test_a_saved_pipeline_finds_the_same_where_nothing_of_ours_is_imported(
    saved: Path, models: str, tmp_path: Path
) -> None:
    shutil.copytree(saved, tmp_path / "elsewhere" / "copy")
    run = read_elsewhere("copy", tmp_path / "elsewhere")
    assert run.returncode == 0, run.stderr
    assert run.stdout == json.dumps(nlp.load(models)(TEXT)._.findings) + "\n"


def test_a_saved_pipeline_is_a_model_too(saved: Path, models: str) -> None:
    again = nlp.build(model=str(saved))
    assert again.pipe_names == nlp.load(models).pipe_names
    assert found([again(TEXT)]) == found([nlp.load(models)(TEXT)])
    assert not any(again.analyze_pipes()["problems"].values())
    assert (again.meta["claimdiff"], again.max_length) == (nlp.load(models).meta["claimdiff"], MAX_CHARS)


def test_saving_twice_gives_the_same_bytes(saved: Path, models: str, tmp_path: Path) -> None:
    nlp.save(tmp_path / "again", models)
    files = sorted(f.relative_to(saved) for f in saved.rglob("*") if f.is_file())
    assert files == sorted(f.relative_to(tmp_path / "again") for f in (tmp_path / "again").rglob("*") if f.is_file())
    assert [f for f in files if (saved / f).read_bytes() != (tmp_path / "again" / f).read_bytes()] == []


def test_a_changed_lexicon_does_not_change_a_saved_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp.save(tmp_path / "saved")
    expected = found([nlp.load()(TEXT)])
    monkeypatch.setattr("pipeline.lexicon._parse", lambda *_: pytest.fail("the package was read"))
    assert found([spacy.load(tmp_path / "saved")(TEXT)]) == expected


def test_other_rules_do_not_read_with_a_saved_pipeline(tmp_path: Path) -> None:
    nlp.save(tmp_path / "saved")
    rules = tmp_path / "saved" / "findings" / "rules.json"
    rules.write_text(json.dumps({"claimdiff": "0.0.9", "rules": "0123456789abcdef"}))
    with pytest.raises(ModelError, match=r"saved with other rules \(claimdiff 0\.0\.9\).*claimdiff model save"):
        spacy.load(tmp_path / "saved")
    with pytest.raises(ModelError, match="saved with other rules"):
        nlp.build(model=str(tmp_path / "saved"))


def test_saving_into_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    nlp.save(tmp_path / "empty")
    assert (tmp_path / "empty" / "config.cfg").is_file()
    assert [f.name for f in tmp_path.iterdir()] == ["empty"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "folder", "link"):
        with pytest.raises(InputError, match="Something is here already"):
            nlp.save(tmp_path / name)
    with pytest.raises(InputError, match="cannot be saved here"):
        nlp.save(tmp_path / "file" / "below")
    assert (tmp_path / "file").read_text() == (tmp_path / "folder" / "file").read_text() == "kept"
    assert {f.name for f in tmp_path.iterdir()} == {"file", "folder", "link"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)])
def test_half_a_pipeline_is_not_left(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("pipeline.components.findings.Findings.to_disk", fail)
    with pytest.raises(InputError if isinstance(error, OSError) else type(error)):
        nlp.save(tmp_path / "saved")
    assert not list(tmp_path.iterdir())
