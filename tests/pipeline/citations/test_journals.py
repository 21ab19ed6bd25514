"""Journals and authors, compared."""

import pytest

from pipeline.citations.journals import family_name, same_author, similarity


@pytest.mark.parametrize(
    ("given", "found", "low", "high"),
    [
        ("J Nutr", "The Journal of nutrition", 1, 1),
        ("The Journal of Nutrition", "J Nutr", 1, 1),
        ("BMJ", "BMJ (Clinical research ed.)", 1, 1),
        ("Science", "Science (New York, N.Y.)", 1, 1),
        ("PNAS", "Proceedings of the National Academy of Sciences of the United States of America", 1, 1),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences of the United States", 0.8, 1),
        ("Mamm Genome", "Mammalian genome : official journal of the International Mammalian Genome Society", 1, 1),
        ("Am J Physiol Endocrinol Metab", "American journal of physiology. Endocrinology and metabolism", 1, 1),
        ("Am J Physiol Endocrinol Metab", "American journal of physiology. Cell physiology", 0.5, 0.7),
        ("Nature", "Nature medicine", 0.5, 0.7),
        ("J Nutr", "Lancet (London, England)", 0, 0),
    ],
)
def test_journals(given: str, found: str, low: float, high: float) -> None:
    assert low <= (similarity(given, found) or 0) <= high


@pytest.mark.parametrize(("given", "found"), [(None, "J Nutr"), ("J Nutr", None), ("", "J Nutr"), ("...", "J Nutr")])
def test_an_unknown_journal_says_nothing(given: str | None, found: str | None) -> None:
    assert similarity(given, found) is None


@pytest.mark.parametrize(
    ("given", "found", "part"),
    [
        ("Doi M", "Doi M", 1),
        ("Doi", "Doi MA", 1),
        ("M. A. Doi", "Doi M", 1),
        ("van Someren, K. A.", "van Someren KA", 1),
        ("Someren KA", "van Someren KA", 0.8),
        ("Müller T", "Muller T", 1),
        ("Tremblay F", "Trembley F", 0.8),
        ("Doi M", "Dou M", 0),
        (None, "Doi M", None),
        ("Doi M", None, None),
    ],
)
def test_authors(given: str | None, found: str | None, part: float | None) -> None:
    assert same_author(given, found) == part


def test_a_family_name_is_never_taken_for_initials() -> None:
    assert family_name("LI") == "li"
    assert family_name("") == ""
