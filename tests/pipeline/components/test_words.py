"""From tokens to words: mentions, cues and doses, and that a dose's word has the dose's characters."""

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.components.words import Words
from pipeline.relations.words import Word

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


def words(text: str) -> list[Word]:
    [*_, last] = read(nlp.load()(f"A title\n{text}")).sentences
    return last


def test_a_mention_a_cue_and_a_dose_are_one_word_each() -> None:
    found = words("Zebrafish got 5 mg/kg of N-acetyl-L-cysteine in addition to water.")
    kinds = {w.text: w.kind for w in found}
    assert kinds["5 mg/kg"] == "dose"
    assert kinds["N-acetyl-L-cysteine"] == "amino_acid"
    assert kinds["Zebrafish"] == "system"
    assert kinds["in addition to"] == "token"


def test_words_know_where_they_stand() -> None:
    text = "Leucine (3 g) raised  insulin-like factors."
    found = words(text)
    whole = f"A title\n{text}"
    assert [whole[w.start : w.end] for w in found] == [w.text for w in found]
    assert [w.text for w in found if w.depth] == ["3 g"]
    assert {w.text for w in found if w.joined} >= {"-", "like"}


def test_categories_are_those_of_the_lexicon() -> None:
    raised = next(w for w in words("Leucine raised insulin markedly.") if w.text == "raised")
    assert raised.has("verb.increase")
    assert raised.has("verb")
    assert not raised.has("noun")


def test_capitals_are_names_and_no_function_words() -> None:
    by_text = {w.text: w for w in words("Leucine raised NO but not AT.")}
    assert not by_text["NO"].cats
    assert by_text["not"].has("neg")


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("Glycine raised reduced glutathione.", ["raised"]),
        ("Glycine reduced glutathione.", ["reduced"]),
        ("Glycine gave reduced weight.", ["reduced"]),
    ],
)
def test_a_redox_form_is_no_change(sentence: str, changes: list[str]) -> None:
    assert [w.text for w in words(sentence) if w.has("verb.increase", "verb.decrease")] == changes
