"""A parser keeps to our sentences, whatever it has learnt."""

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import nlp
from pipeline.components.sentences import KEY
from pipeline.components.trees import Trees

TEXTS = (
    "An invented trial of L-arg. vs. saline\nRESULTS: Rats got leucine (2 g/kg b.w.), p < 0.05. Growth rose. It did!",
    "Leucine",
    "",
    "\n",
    "One. Two? Three (four. five) six. " * 9,
    "Title\n" + "word " * 900 + "end.",
)


@pytest.fixture(scope="module")
def language(trained_folder: Path) -> Language:
    return nlp.build(model=str(trained_folder))


@pytest.mark.parametrize("weights", ["trained", 1, 2, 3, 4, 5])
@pytest.mark.parametrize("text", TEXTS)
def test_a_parser_keeps_to_our_boundaries(text: str, weights: str | int, language: Language) -> None:
    model = language.get_pipe("parser").model  # type: ignore[attr-defined]
    learnt = model.to_bytes()
    if weights != "trained":
        _shake(model, int(weights))
    doc, plain = language(text), nlp.load()(text)
    model.from_bytes(learnt)
    assert [s.start for s in doc.sents] == [s.start for s in plain.sents] == [s.start for s in doc.spans[KEY]]
    assert doc.has_annotation("DEP") or not len(doc)
    assert all(token.head.sent.start == token.sent.start for token in doc)
    assert [t.text for t in doc] == [t.text for t in plain]


def _shake(model: Any, seed: int) -> None:
    """Give a parser weights by chance."""
    chance = numpy.random.RandomState(seed)
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                before = node.get_param(name)
                node.set_param(name, chance.randn(*before.shape).astype(before.dtype))


def test_the_biggest_tree_takes_the_others() -> None:
    words = ["Rats", "grew", "fast", ".", "So", "there", "."]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        heads=[1, 1, 2, 2, 4, 4, 6],
        deps=["a", "ROOT", "ROOT", "b", "c", "d", "e"],
    )
    doc.spans[KEY] = [doc[:4], doc[4:]]
    assert [t.head.i for t in Trees()(doc)] == [1, 1, 1, 2, 4, 4, 4]
    assert [t.dep_ for t in doc] == ["a", "ROOT", "dep", "b", "c", "d", "dep"]
    assert [s.start for s in doc.sents] == [0, 4]


def test_without_a_parser_there_is_nothing_to_do() -> None:
    doc = nlp.load()(TEXTS[0])
    before = doc.to_bytes()
    assert Trees()(doc).to_bytes() == before


def test_a_model_gives_tags_heads_and_entities_and_nothing_else_changes(language: Language) -> None:
    doc, plain = language(TEXTS[0]), nlp.load()(TEXTS[0])
    assert all(t.tag_ and t.dep_ for t in doc)
    assert doc._.doses == plain._.doses
    for name in ("amino_acids", "systems", "cues"):
        assert [(s.start, s.end, s.label_, s.id_) for s in doc.spans[name]] == [
            (s.start, s.end, s.label_, s.id_) for s in plain.spans[name]
        ]
