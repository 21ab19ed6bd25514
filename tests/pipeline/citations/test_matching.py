"""Which articles fit a reference, and which only look like it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.citations.matching import THRESHOLD, WEIGHTS, choose, score
from pipeline.schema import Article
from tests.pipeline.citations.references import found, wanted

TITLE = "Leucine raises the uptake of glucose by the skeletal muscles of ageing rats"
FACTS = {"year": 2004, "journal": "J Nutr", "first_author": "Invented A"}
RECORD = {"year": 2004, "journal": "The Journal of nutrition", "first_author": "Invented AB"}


@pytest.mark.parametrize(
    "given_",
    [
        TITLE,
        f"{TITLE.upper()}.",
        f"{TITLE} - PubMed",
        f"{TITLE} (Review)",
        f"{TITLE[:58]}...",
        f"{TITLE[:60]} … - PMC",
        TITLE.replace("glucose", "gluocse"),
        TITLE.replace("the uptake", "uptake"),
        TITLE.replace("skeletal muscles", "skeletal-muscles"),
    ],
)
def test_a_title_alone_is_enough(given_: str) -> None:
    assert score(wanted(given_), found(TITLE)).total >= THRESHOLD


@pytest.mark.parametrize("given_", ["Gai", "G alpha i", "Galphai", "G-αi"])
def test_greek_letters_are_written_in_many_ways(given_: str) -> None:
    title = "Leucine needs the Gαi protein of invented liver cells"
    assert score(wanted(title.replace("Gαi", given_)), found(title)).total >= THRESHOLD


@pytest.mark.parametrize(
    ("given_", "title"),
    [
        (TITLE, TITLE.replace("Leucine", "Isoleucine")),
        (f"{TITLE}: during sleep", f"{TITLE}: after sleep"),
        (f"{TITLE}: TGFα", f"{TITLE}: TGFβ"),
        (TITLE, TITLE.replace("rats", "humans")),
        (TITLE, TITLE.replace("rats", "mice")),
        (TITLE, TITLE.replace("raises", "lowers")),
        (TITLE, TITLE.replace("raises", "does not raise")),
        (TITLE, f"{TITLE}: a reply"),
        (TITLE, f"Reply to: {TITLE}"),
        (TITLE, f"Erratum: {TITLE}"),
        (TITLE, f"Retraction: {TITLE}"),
        (TITLE, f"Comment on: {TITLE}"),
        (TITLE, f"{TITLE}. Part II"),
        (f"{TITLE}. Part I", f"{TITLE}. Part II"),
        (f"{TITLE}. I. Doses", f"{TITLE}. II. Doses"),
        (f"{TITLE} with insulin", f"{TITLE} without insulin"),
        (f"{TITLE} (vitamin A)", f"{TITLE} (vitamin B)"),
        (f"{TITLE}: mTORC1", f"{TITLE}: mTORC2"),
        (f"{TITLE}: hyperglycemia", f"{TITLE}: hypoglycemia"),
        (f"{TITLE}: in vitro", f"{TITLE}: in vivo"),
        ("Effects of insulin on fasting men and women", "Effects of inulin on fasting men and women"),
        (f"{TITLE} of both sexes", TITLE),
        ("The uptake of glucose by the skeletal muscles of ageing rats", TITLE),
    ],
)
def test_near_twins_do_not_match_though_all_else_agrees(given_: str, title: str) -> None:
    fit = score(wanted(given_, **FACTS), found(title, **RECORD))
    assert fit.total < THRESHOLD
    assert fit.differences


@pytest.mark.parametrize(
    ("known", "record", "fits"),
    [
        ({}, {}, True),
        ({"year": 2004}, {"year": 2005}, True),
        ({"year": 2004}, {"year": 2006}, False),
        (FACTS, RECORD | {"year": 1999}, False),
        (FACTS, RECORD | {"journal": "Lancet (London, England)"}, False),
        (FACTS, RECORD | {"first_author": "Other B"}, False),
        (FACTS, RECORD, True),
        ({}, {"publication_types": ("Published Erratum",)}, False),
        ({}, {"publication_types": ("Retraction of Publication",)}, False),
        (FACTS, RECORD | {"publication_types": ("Published Erratum", "Journal Article")}, False),
        (FACTS, RECORD | {"publication_types": ("Meeting Abstract",)}, False),
        ({}, {"publication_types": ("Comment",)}, False),
        (FACTS, RECORD | {"publication_types": ("Comment",)}, True),
    ],
)
def test_a_title_is_not_everything(known: dict[str, Any], record: dict[str, Any], fits: bool) -> None:
    assert (score(wanted(TITLE, **known), found(TITLE, **record)).total >= THRESHOLD) is fits


@pytest.mark.parametrize(
    ("given_", "title"),
    [
        ("Amino acids", "Amino acids"),  # many may bear it
        (TITLE, f"{TITLE}: a crossover trial of three doses"),  # a subtitle is left out
        (TITLE, f"{TITLE} and mice"),  # stops short between two words
    ],
)
def test_some_titles_need_more_to_go_by(given_: str, title: str) -> None:
    assert score(wanted(given_), found(title)).total < THRESHOLD
    assert score(wanted(given_, **FACTS), found(title, **RECORD)).total >= THRESHOLD


def test_a_meetings_abstract_matches_its_like_only() -> None:
    talk = found(TITLE, publication_types=("Meeting Abstract",))
    assert score(wanted(f"{TITLE} (abstract)"), talk).total >= THRESHOLD
    assert score(wanted(f"{TITLE} (abstract)"), found(TITLE)).total < THRESHOLD


def test_the_score_says_what_it_is_made_of() -> None:
    fit = score(wanted(TITLE.replace("Leucine", "Valine"), year=2003), found(TITLE, **RECORD))
    assert fit.parts == "title 0.75, year 0.70, journal -, author -"
    assert fit.differences == ("valine for leucine",)
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_the_best_is_chosen_and_equals_are_not_told_apart() -> None:
    first, second = found(TITLE, pmid="2", year=2004), found(TITLE, pmid="1", year=2009)
    other = found(TITLE.replace("rats", "men"), pmid="3")
    both = choose(wanted(TITLE), [other, first, second])
    assert [a.pmid for a in both.fitting] == ["1", "2"]
    dated = choose(wanted(TITLE, year=2004), [other, second, first])
    assert [a.pmid for a in dated.fitting] == ["2"]
    none = choose(wanted(TITLE), [other])
    assert (none.fitting, none.best) == ((), other)
    assert choose(wanted(TITLE), []).best is None


@given(st.text(max_size=80), st.text(max_size=80), st.none() | st.integers(1900, 2030))
def test_any_two_titles_have_a_score(one: str, other: str, year: int | None) -> None:
    fit = score(wanted(one, year=year), Article(pmid="1", title=other, year=2000))
    assert 0 <= fit.total <= 1
    assert score(wanted(one, year=year), Article(pmid="1", title=other, year=2000)) == fit
