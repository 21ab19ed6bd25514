"""Sections of a document as articles to read: what is read, and where each character comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.drafts import passages
from pipeline.errors import InputError
from tests.pipeline.drafts.documents import document


def test_a_section_is_an_article_with_a_line_for_each_sentence() -> None:
    lead, sleep = passages(document())
    assert lead.article.abstract == "Glycine is a small amino acid."
    assert (sleep.section, sleep.article.kind) == ("2.1 Sleep", "document")
    assert sleep.article.title == "Glycine, a Guide: 2.1 Sleep"
    assert (sleep.article.abstract or "").split("\n") == [
        "Glycine at 3 g improves sleep quality, and it does not change heart rate.",
        "In a trial, glycine lowered body temperature.",
        "It is known that glycine reduces fatigue.",
        "Taurine at 2 g lowers blood pressure.",
        "Food Glycine raises collagen synthesis",
    ]


def test_each_place_leads_back_into_the_document() -> None:
    whole = document()
    for passage in passages(whole):
        text = passage.article.text
        for word in ("sleep quality", "heart rate", "body temperature", "fatigue", "2 g", "collagen"):
            if (at := text.find(word)) >= 0:
                start, end = passage.origin(at), passage.origin(at + len(word) - 1) + 1
                assert whole.text[start:end] == word
                sentence = passage.sentences[passage.sentence(at) or 0]
                assert sentence.start <= start < sentence.end


def test_the_heading_is_no_sentence() -> None:
    (_, sleep) = passages(document())
    assert sleep.sentence(0) is None
    with pytest.raises(IndexError):
        sleep.origin(3)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Glycine **raises** sleep.", "Glycine raises sleep."),
        ("Glycine raises_sleep and _mood_.", "Glycine raises_sleep and mood."),
        ("Glycine raises\nsleep quality a lot in all of the men that were ever studied at length.",
         "Glycine raises sleep quality a lot in all of the men that were ever studied at length."),
        ("Glycine <b>raises</b> sleep<br>well.", "Glycine raises sleepwell."),
        ("Glycine raises sleep [1, 3] , too.", "Glycine raises sleep, too."),
        ("**Q: Does glycine help?** A: Glycine raises sleep.", "Glycine raises sleep."),
        ("**Glycine** raises sleep.", "Glycine raises sleep."),
    ],
)  # fmt: skip
def test_markup_is_not_read(written: str, read: str) -> None:
    (passage,) = passages(document(written))
    assert passage.article.abstract == read


@given(st.text(min_size=1))
def test_any_document_can_be_taken_apart(text: str) -> None:
    try:
        whole = document(text)
    except (InputError, UnicodeEncodeError):
        return
    for passage in passages(whole):
        for n, sentence in enumerate(passage.sentences):
            assert all(sentence.start <= place < sentence.end for place in passage.places[n])
            begin = passage.begins[n]
            line = passage.article.text[begin : begin + len(passage.places[n])]
            assert "\n" not in line
            assert line.strip() == line
