"""Which tokens words and doses are cut into, and that a dose's word has the dose's characters."""

import pytest
import spacy
from spacy.util import registry

from pipeline import nlp
from pipeline.components.tokenizer import CACHE, create_tokenizer
from pipeline.components.words import Words

DOSES = (
    "300 mg·kg-1·d-1",
    "300 mg·kg⁻¹·d⁻¹",
    "1.5g·kg−1",
    "50 µmol/L",
    "0.3g/kg",
    "2 g.kg(-1)",
    "2 g.kg(-1).d(-1)",
    "0.45 g.kg-1.day-1",
    "200 mg·kg⁻¹",
    "10-3 M",
    "10(-3) M",
    "10^-3 M",
    "10⁻³ M",
    "5 mM",
    "500μM",
    "5mmol·L-1",
    "1 mmol.l-1",
    "1-3 g/d",
    "0.5-2 mM",
    "100mg/kg/day",
    "20 mg/kg",
    "5g",
    "5-g",
    "2 g/100 g",
    "10 mg kg(-1) d(-1)",
    "2,000 mg",
    "6 g (0.08 g/kg)",
    "~5 g",
    "+5 g",
    ">3 g",
    "3x1 g",
    "3 x 1 g",
    "3×1 g",
    "2g×3",
)
FRAMES = ("Rats got leucine at {} and grew.", "Rats got leucine ({}) and grew.", "Growth rose with leucine, {}.")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("dose", DOSES)
def test_the_word_of_a_dose_is_the_dose(dose: str, frame: str) -> None:
    doc = nlp.load()(frame.format(dose))
    places = sorted((d["start"], d["end"]) for d in doc._.doses)
    words = [w for s in doc.sents for w in Words(doc).of(s) if w.kind == "dose"]
    assert places
    assert [(w.start, w.end) for w in words] == places
    assert [w.text for w in words] == [doc.text[slice(*place)] for place in places]
    assert all(d["text"] == doc.text[d["start"] : d["end"]] for d in doc._.doses)
    assert len([*doc.sents]) == 1


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
