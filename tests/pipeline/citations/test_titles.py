"""Titles as people copy them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.citations.titles import read_title

PLAIN = ("leucine", "and", "the", "rat", "liver")


@pytest.mark.parametrize(
    "text",
    [
        "Leucine and the rat liver.",
        "LEUCINE AND THE RAT LIVER",
        "Leucine and the rat liver - PubMed",
        "Leucine and the rat liver | example.org",
        "Leucine and the rat liver – Europe PMC – PubMed",
        "Leucine and the rat liver (Review)",
        "[PDF] Leucine and the rat liver",
        "[Leucine and the rat liver].",
        "[Leucine and the rat liver (author's transl)]",
        "<i>Leucine</i> and the rat liver",
        "  Leucine\n and the rat-liver  ",
    ],
)
def test_the_words_are_those_of_the_title(text: str) -> None:
    assert read_title(text).words == PLAIN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NF-κB and β-alanine", ("nf", "kappab", "and", "beta", "alanine")),
        ("Müller cells", ("muller", "cells")),
        ("Intake - a matter of taste", ("intake", "a", "matter", "of", "taste")),
        ("Leucine (a trial)", ("leucine", "a", "trial")),
        ("", ()),
        ("…", ()),
    ],
)
def test_what_belongs_to_the_title_stays(text: str, words: tuple[str, ...]) -> None:
    assert read_title(text).words == words


def test_cut_subtitle_and_meeting_are_seen() -> None:
    assert read_title("Leucine and the ... - PubMed").cut
    assert read_title("Leucine and sleep: a trial").main == 3
    assert read_title("Leucine and sleep.").main == 0
    assert read_title("Leucine and sleep [abstract]").meeting


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    title = read_title(text)
    assert all(word and word == word.casefold() for word in title.words)
    assert 0 <= title.main <= len(title.words)
