"""Which tokens words and doses are cut into."""

import pytest
import spacy
from spacy.util import registry

from pipeline import nlp
from pipeline.components.tokenizer import CACHE, create_tokenizer


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("branched-chain", "branched - chain"),
        ("g/kg/d", "g / kg / d"),
        ("(ACh)-induced", "( ACh ) - induced"),
        ("glutamine+zinc", "glutamine + zinc"),
        ("Ca2+ influx", "Ca2 + influx"),
        ("at 5 mM.", "at 5 mM ."),
        ("at 50 µmol/L.", "at 50 µmol / L ."),
        ("given 5 g.", "given 5 g ."),
        ("in Fig. 2", "in Fig. 2"),
        ("Smith et al. saw", "Smith et al. saw"),
        ("effect, no.", "effect , no ."),
        ("for 30 sec.", "for 30 sec ."),
        ("leucine vs. valine", "leucine vs. valine"),
        ("p<0.05", "p<0.05"),
        ("about ~5 g", "about ~ 5 g"),
        ("3×1 g", "3 × 1 g"),
        ("", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    doc = nlp.load().make_doc(text)
    assert doc.text == text
    assert " ".join(t.text for t in doc) == tokens


def test_it_is_published_for_configs() -> None:
    assert registry.tokenizers.get("claimdiff.Tokenizer.v1") is create_tokenizer
    assert nlp.load().config["nlp"]["tokenizer"]["@tokenizers"] == "claimdiff.Tokenizer.v1"
    assert nlp.load().tokenizer.max_cache_size == CACHE  # type: ignore[attr-defined]


def test_scispacys_rules_keep_hyphenated_words_whole() -> None:
    blank = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "claimdiff.Tokenizer.v1"}}})
    other = {"nlp": {"tokenizer": {"@tokenizers": "claimdiff.Tokenizer.v1", "rules": "scispacy", "cache": 7}}}
    whole = spacy.blank("en", config=other)
    assert [t.text for t in blank("IL-6-induced")] == ["IL-6", "-", "induced"]
    assert [t.text for t in whole("IL-6-induced")] == ["IL-6-induced"]
    assert whole.tokenizer.max_cache_size == 7  # type: ignore[attr-defined]


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(ValueError, match="rules"):
        spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "claimdiff.Tokenizer.v1", "rules": "other"}}})
