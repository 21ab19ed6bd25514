"""Sentence boundaries of abstracts."""

import pytest

from pipeline import nlp
from pipeline.components.sentences import LONGEST, LONGEST_BRACKET


def split(text: str) -> list[str]:
    doc = nlp.load().make_doc(text)
    return [sent.text.strip() for sent in nlp.load().get_pipe("sentences")(doc).sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["Rats ate less.", "Mice did not."],
        ["It fell (p < 0.05).", "It rose later."],
        ["They got 5 g.", "It fell."],
        ["They slept for 24 h.", "Then they ate."],
        ["Was it so?", "It was!", "So it was."],
        ["S6K1 was active.", "mTOR was not.", "eIF4E was."],
        ["It was given at 5 mg/kg b.w. per day.", "It fell."],
        ["As in Fig. 2 and by Smith et al. (1999), it rose.", "It fell."],
        ["RESULTS: It rose by 5.5%.", "CONCLUSION: Nothing."],
        ["It rose (mean 5. SD 2) in E. coli.", "Then it fell."],
    ],
)
def test_boundaries(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_title_without_full_stop_is_a_sentence() -> None:
    assert split("A title\nAn abstract.") == ["A title", "An abstract."]


def test_a_bracket_that_never_closes_swallows_no_more_than_its_length() -> None:
    text = "It rose (so they say. " + "It fell then. " * LONGEST_BRACKET
    assert len(split(text)) > LONGEST_BRACKET / 4


def test_what_runs_on_too_long_is_broken() -> None:
    assert max(len(s.split()) for s in split("leucine raised insulin and " * LONGEST)) <= LONGEST


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", ".", "...", "(", ")", "((((", "…", "\u202e", "😀."])
def test_odd_text_has_sentences_or_none(text: str) -> None:
    doc = nlp.load().get_pipe("sentences")(nlp.load().make_doc(text))
    assert "".join(sent.text_with_ws for sent in doc.sents) == text
