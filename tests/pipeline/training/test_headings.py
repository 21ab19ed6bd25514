"""Structured abstracts become sentences with roles, without the headings."""

import pytest

from pipeline import nlp
from pipeline.medline import sections_of
from pipeline.schema import Article
from pipeline.training.headings import labelled

STRUCTURED = "AIM: To see. We looked. METHODS: Rats ate. RESULTS: Mass rose by 5%. No rat died. CONCLUSIONS: Rats grew."


def article(abstract: str) -> Article:
    title = "On rats."
    return Article(pmid="1", title=title, abstract=abstract, sections=sections_of(abstract, len(title) + 1))


def test_headings_are_taken_off() -> None:
    (found,) = labelled([article(STRUCTURED)], nlp.load())
    assert found.sentences == (
        "To see.",
        "We looked.",
        "Rats ate.",
        "Mass rose by 5%.",
        "No rat died.",
        "Rats grew.",
    )
    assert found.roles == ("aim", "aim", "method", "result", "result", "conclusion")


@pytest.mark.parametrize(
    "abstract", ["Rats ate. They grew.", "METHODS: Rats ate. RESULTS: They grew.", "We saw. " + STRUCTURED]
)
def test_others_are_left_out(abstract: str) -> None:
    assert not list(labelled([article(abstract)], nlp.load()))
