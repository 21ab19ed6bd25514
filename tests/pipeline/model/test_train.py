"""The whole recipe on archives that are too small to learn from: documents, training, scores, a model that loads."""

from pathlib import Path

import pytest
import spacy

from pipeline.model import corpus, train
from tests.pipeline.model.rows import archive, lines

SENTENCES = (
    ("Leucine/NN/2/nsubj", "raised/VBD/0/root", "plasma/NN/4/nn", "insulin/NN/2/dobj", "././2/punct"),
    ("Old/JJ/2/amod", "mice/NNS/3/nsubj", "ate/VBD/0/root", "less/JJR/3/dobj", "././3/punct"),
)


@pytest.mark.slow
def test_the_whole_recipe(tmp_path: Path) -> None:
    text = "\n".join(["# newpar", *(row for words in SENTENCES for row in lines(*words, lemma=True))])
    archive(tmp_path / corpus.CRAFT, {f"conllu/{n:02}.conllu": text for n in range(64)})
    archive(tmp_path / corpus.GENIA, {f"stanford/{n}.conllu.stanford": text for n in ("dev", "test")})
    few = {"training.max_epochs": 2, "training.eval_frequency": 5, "components.parser.min_action_freq": 1}
    found = train.make(tmp_path, tmp_path / "out", overrides={**few, "components.lemmatizer.min_tree_freq": 1})
    assert set(found) == {"craft_test", "genia_test"}
    assert all(0 <= score <= 1 for part in found.values() for score in part.values())
    assert found["craft_test"]["raw_token_f"] == 1
    packed = spacy.load(tmp_path / "out" / "bundled")
    assert packed.pipe_names == ["tok2vec", "tagger", "parser", "lemmatizer"]
    assert packed("Leucine raised insulin.").has_annotation("DEP")
    assert packed.meta["performance"] == found
