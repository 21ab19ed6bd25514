"""Training a tiny random model; needs what the dependency group ``train`` installs."""

from importlib import resources
from pathlib import Path

import pytest

from pipeline.errors import InputError, ModelError
from pipeline.learned.tagger import LABELS
from pipeline.training.tagging import fit
from pipeline.training.tagging.examples import Example
from pipeline.training.tagging.export import export
from pipeline.training.tagging.labels import labelled

EXAMPLE = Example(kind="gold", text="Zinc raised mood.", mentions=((0, 4),), targets=((12, 16, "increase"),))


@pytest.mark.parametrize(("done", "share"), [(0, 0.0), (3, 0.485), (6, 0.94), (50, 0.5), (100, 0.02)])
def test_pace(done: int, share: float) -> None:
    assert fit.pace(done, 100) == pytest.approx(share)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match=r"needs no_such_module.*--group train"):
        fit.needed("no_such_module.part")


def test_another_vocabulary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("word")
    with pytest.raises(InputError, match="not the tagger's"):
        fit.vocabulary(tmp_path)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with a tiny model of random weights."""
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    config = transformers.BertConfig(
        hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8, vocab_size=30522
    )
    transformers.BertModel(config).save_pretrained(tmp_path)
    ours = resources.files("pipeline.learned") / "tagger" / "vocab.txt"
    (tmp_path / "vocab.txt").write_text(ours.read_text("utf-8"), "utf-8")
    return tmp_path


def test_what_is_shown_is_learned_and_written(base: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    model = fit.start(base)
    before = model.get_input_embeddings().weight.clone()
    fit.train(model, [EXAMPLE] * 8, fit.Course(epochs=60, rate=3e-2, pieces=30), "Test")
    assert model.get_input_embeddings().weight.equal(before)
    [window] = labelled(EXAMPLE)
    torch = fit.needed("torch")
    model.eval()
    with torch.no_grad():
        found = model(input_ids=torch.tensor([window.ids])).logits[0].argmax(-1).tolist()
    assert LABELS[found[3]] == "B-increase"
    assert export(model, tmp_path / "model.onnx", [window]) > 0.5
    assert (tmp_path / "model.onnx").stat().st_size > 0


def test_a_folder_without_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    with pytest.raises(InputError, match="no base model"):
        fit.start(tmp_path)
