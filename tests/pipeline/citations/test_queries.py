"""What PubMed is asked for a title."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.citations.queries import queries
from pipeline.citations.titles import read_title

TITLE = "Leucine and β-alanine (not valine) improve the insulin-stimulated uptake of glucose during sleep in rats"


def test_words_are_joined_and_what_pubmed_ignores_is_left_out() -> None:
    strict, loose = queries(read_title(TITLE))
    assert strict.split(" AND ")[0] == "stimulated[Title]"
    asked = ["alanine", "glucose", "improve", "insulin", "leucine", "not", "sleep", "stimulated", "uptake", "valine"]
    assert sorted(re.findall(r"(\w+)\[Title\]", strict)) == asked
    assert loose.count(" OR ") == 1
    assert sorted(re.findall(r"\w+\[Title\]", loose)) == sorted(re.findall(r"\w+\[Title\]", strict))


@pytest.mark.parametrize(
    ("title", "number"),
    [("", 0), ("Of the and in", 0), ("Leucine", 1), ("Leucine and insulin", 1), (TITLE, 2)],
)
def test_short_titles_have_no_loose_query(title: str, number: int) -> None:
    assert len(queries(read_title(title))) == number


def test_the_last_word_of_a_long_title_may_be_half_a_word() -> None:
    assert "skel" not in queries(read_title("Leucine improves uptake glucose ageing skel"))[0]


@given(st.text(max_size=300))
def test_no_text_makes_a_query_that_pubmed_cannot_read(text: str) -> None:
    for query in queries(read_title(text)):
        assert re.fullmatch(r"[a-z0-9\[\]()TitleANDOR ]+", query)
        assert query.count("(") == query.count(")")


def test_a_word_of_any_length_makes_no_query_of_any_length() -> None:
    assert queries(read_title("x" * 100_000)) == ()
    assert all(len(query) < 1000 for query in queries(read_title("leucine " + "abc" * 12 + " valine" * 50_000)))
