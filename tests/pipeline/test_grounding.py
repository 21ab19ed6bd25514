"""Target phrases and the concepts they name."""

import pytest

from pipeline.grounding import ground
from pipeline.keywords import key_words
from pipeline.lexicon import Term, read


@pytest.mark.parametrize("phrase", ["blood pressure", "Blood  Pressure", "the blood pressure", "blood pressures"])
def test_the_same_words_are_the_same_concept(phrase: str) -> None:
    name, curie = ground(phrase)
    assert curie
    assert (name, curie) == ground("blood pressure")


def test_what_is_no_concept_keeps_its_words() -> None:
    assert ground("Flow of  Invented\nBile") == ("flow of invented bile", None)
    assert ground("") == ("", None)


def test_every_term_is_grounded() -> None:
    names = {t.name for t in read("targets", Term)}
    assert all(ground(t.term)[0] in names for t in read("targets", Term) if key_words(t.term))
