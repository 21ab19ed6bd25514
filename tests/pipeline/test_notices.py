"""Notices in words: their order, when they were published, and how they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notices import GRAVITY, SEPARATOR, cell, events, is_retracted, notices, told, year
from pipeline.schema import Article, Notice
from tests.builders import article, notice

RETRACTION = notice("retraction", "J Invent. 2021 Feb;151(2):455", "123")
CONCERN = notice("expression_of_concern", "J Invent. 2019;9:1", "99")
CORRECTION = notice("correction", "J Invent 1995 Dec 1;270(48):2038")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("J Invent. 2021 Feb;151(2):455", 2021),
        ("J Invent 1995 Dec 1;270(48):2038", 1995),
        ("J Invent. 2020 Apr. doi: 10.5555/1999-x", 2020),
        ("J Invent. 2021 Mar 3:", 2021),
        ("Periodontol 2000. 1998 Dec;17:1", 1998),
        ("Periodontol 2000 1993;1:7", 1993),
        ("J Invent (1985). 2003 May;94(5):2000-7", 2003),
        ("J Invent. 1998 Dec-1999 Jan;4(12):3", 1998),
        ("J Invent;2001:5", None),
        ("J Invent. 12021;1", None),
        ("", None),
        (None, None),
    ],
)
def test_the_year_of_a_notice(source: str | None, found: int | None) -> None:
    assert year(notice("retraction", source)) == found


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (RETRACTION, "retraction: J Invent. 2021 Feb;151(2):455 (PMID 123)"),
        (notice("partial_retraction", None, "7"), "partial retraction: PMID 7"),
        (notice("expression_of_concern"), "expression of concern"),
        (notice("correction", "J Invent 2001;\n 3(1): 2; ", ""), "correction: J Invent 2001;3(1): 2"),
    ],
)
def test_a_notice_in_words(one: Notice, words: str) -> None:
    assert told(one) == words


def test_the_gravest_come_first_and_each_once() -> None:
    given_ = (CORRECTION, notice("update"), CONCERN, notice("republication"), RETRACTION, CONCERN)
    kinds = [n.kind for n in notices(article(notices=given_))]
    assert kinds == ["retraction", "expression_of_concern", "correction", "republication", "update"]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (article(), ()),
        (None, ()),
        (article(retracted=True), ("was retracted (no notice is linked)",)),
        (article(retracted=True, notices=(RETRACTION,)), ("was retracted in 2021 (PMID 123)",)),
        (
            article(retracted=True, notices=(notice("republication", "J Invent. 2022;1:1", "5"), RETRACTION)),
            ("was retracted in 2021 (PMID 123)", "was republished in 2022 (PMID 5)"),
        ),
        (
            article(retracted=True, notices=(notice("republication", "J Invent. 2022;1:1", "5"),)),
            ("was retracted", "was republished in 2022 (PMID 5)"),
        ),
        (article(notices=(notice("update"),)), ("was updated",)),
        (article(notices=(CORRECTION,)), ("was corrected in 1995 (J Invent 1995 Dec 1;270(48):2038)",)),
        (article(notices=(CONCERN,)), ("drew an expression of concern in 2019 (PMID 99)",)),
        (
            article(notices=tuple(notice("correction", f"J. {y};1", str(y)) for y in range(2005, 2000, -1))),
            ("was corrected in 2001 (PMID 2001), in 2002 (PMID 2002), in 2003 (PMID 2003) and 2 more",),
        ),
        (
            article(retracted=True, notices=(notice("partial_retraction", "x" * 200),)),
            ("was retracted (no notice is linked)", f"was retracted in part ({'x' * 79}…)"),
        ),
    ],
)
def test_what_happened_to_an_article(one: Article | None, words: tuple[str, ...]) -> None:
    assert events(one) == words


def test_a_retraction_that_only_the_evidence_tells() -> None:
    assert events(None, retracted=True) == events(article(), retracted=True) == ("was retracted (no notice is linked)",)
    assert events(article(notices=(RETRACTION,)), retracted=True) == ("was retracted in 2021 (PMID 123)",)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (article(), False),
        (None, False),
        (article(retracted=True), True),
        (article(notices=(RETRACTION,)), True),
        (article(notices=(CONCERN, notice("partial_retraction"))), False),
    ],
)
def test_retracted_by_flag_or_by_notice(one: Article | None, *, expected: bool) -> None:
    assert is_retracted(one) is expected


NOTICES = st.lists(
    st.builds(notice, st.sampled_from(GRAVITY), st.none() | st.text("a2021 ;.:\n"), st.none() | st.text("1; "))
)


@given(NOTICES)
def test_a_cell_comes_apart_again(some: list[Notice]) -> None:
    one = article(notices=tuple(some))
    whole = cell(one)
    assert (whole is None) == (not some)
    assert (whole or "").split(SEPARATOR) == list(dict.fromkeys(told(n) for n in notices(one))) or not some
    assert cell(article(notices=tuple(reversed(some)))) == whole
