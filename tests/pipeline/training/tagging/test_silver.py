"""Names in invented titles, and which findings about them are used."""

import pytest

from pipeline.schema import Article
from pipeline.training.tagging import silver, titles

TITLES = [
    ("Effects of zinc on sleep", "Zinc helps. We gave zinc.", {"zinc"}),
    ("Effects of zinc on sleep", "Zinc helps.", set()),
    ("Melatonin improves sleep in adults", "Melatonin was given; melatonin helped.", {"melatonin"}),
    ("Exercise improves sleep", "Exercise is free. Exercise helps.", set()),
    ("Sleep after dexamethasone", "Dexamethasone or not: dexamethasone kept them awake.", {"dexamethasone"}),
]


@pytest.mark.parametrize(("title", "abstract", "expected"), TITLES)
def test_names(title: str, abstract: str, expected: set[str]) -> None:
    assert titles.names([Article(pmid="1", title=title, abstract=abstract)]) == expected


@pytest.mark.parametrize(
    ("phrase", "name"), [("oral Zinc treatment", "zinc"), ("the effects of", ""), ("zinc,", "zinc")]
)
def test_trimmed(phrase: str, name: str) -> None:
    assert titles.trimmed(phrase) == name


@pytest.mark.parametrize(
    ("numbers", "used"),
    [({"a": 2}, []), ({"a": 3}, ["a"]), ({"a": 1, "b": 2}, ["b"]), ({"a": 2, "b": 3, "c": 4}, ["c", "b"])],
)
def test_agents(numbers: dict[str, int], used: list[str]) -> None:
    findings = {name: [(n, n + 1, "increase") for n in range(number)] for name, number in numbers.items()}
    assert [name for name, _ in silver.agents(findings)] == used  # type: ignore[arg-type]
