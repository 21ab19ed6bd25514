"""Which references are one article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.citations import group_refs, same_article
from pipeline.corpus import ArticleIndex
from pipeline.schema import Article, Citation


def cite(ref: int = 1, **fields: str) -> Citation:
    return Citation.model_validate({"source": "000-glycine", "ref": ref, "status": "probable", "place": "t:1"} | fields)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"pmid": "1"}, {"pmid": "1", "doi": "10.1000/a"}, True),
        ({"pmid": "1", "title": "A"}, {"pmid": "2", "title": "A"}, False),
        ({"doi": "10.1000/A"}, {"doi": "10.1000/a"}, True),
        ({"pmid": "1", "doi": "10.1000/a"}, {"doi": "10.1000/b", "title": "A"}, False),
        ({"pmcid": "PMC1"}, {"pmcid": "PMC1"}, True),
        ({"title": "Leucine: a signal?"}, {"title": "Leucine - A Signal"}, True),
        ({"pmid": "1", "title": "A"}, {"doi": "10.1000/a", "title": "a"}, True),
        ({"title": "?"}, {"title": "!"}, False),
        ({}, {}, False),
    ],
)
def test_same_article(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    assert same_article(cite(1, **one), cite(2, **other)) is same
    assert same_article(cite(2, **other), cite(1, **one)) is same


def test_references_to_one_article_are_one_group() -> None:
    rows = (cite(1, title="A"), cite(2), cite(3, pmid="9"), cite(4, title="a", pmid="9"), cite(5), cite(6, title="A"))
    assert [[c.ref for c in group] for group in group_refs(rows)] == [[1, 3, 4, 6], [2], [5]]


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["", "A", "B"])), max_size=8))
def test_grouping_loses_and_repeats_nothing(facts: list[tuple[str, str]]) -> None:
    rows = [cite(n, **{k: v for k, v in zip(("pmid", "title"), f, strict=True) if v}) for n, f in enumerate(facts, 1)]
    assert sorted(c.ref for group in group_refs(rows) for c in group) == [c.ref for c in rows]


def groups(*rows: Citation, articles: tuple[Article, ...] = ()) -> list[list[int]]:
    return [[c.ref for c in group] for group in group_refs(rows, ArticleIndex(articles))]


def test_a_title_alone_never_joins_two_pmids() -> None:
    rows = (cite(1, title="A", pmid="1"), cite(2, title="A"), cite(3, title="A", pmid="2"))
    assert groups(*rows) == [[1, 2], [3]]


def test_a_reference_that_names_two_identifiers_joins_those_that_name_one() -> None:
    rows = (cite(1, pmid="1"), cite(2, doi="10.1000/a"), cite(3, pmid="1", doi="10.1000/A"))
    assert groups(*rows) == [[1, 2, 3]]


def test_what_the_article_knows_counts_as_the_references_own() -> None:
    rows = (cite(1, pmid="1"), cite(2, doi="10.1000/a"))
    assert groups(*rows) == [[1], [2]]
    assert groups(*rows, articles=(Article(pmid="1", doi="10.1000/a"),)) == [[1, 2]]
