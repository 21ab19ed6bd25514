"""What an abstract gives."""

from dataclasses import replace

import pytest

from pipeline.relations.study import study
from tests.pipeline.relations.parsing import parse, text_of


def test_the_main_exposures_come_first() -> None:
    title = parse("leucine:AA in:prep rats:group")
    first = parse("rats:group were:aux fed:given leucine:AA or:conj valine:AA")
    found = study([title, first], text_of(title))
    assert found.exposures == ["leucine", "valine"]
    assert study([], "") == study([title[:0]], "")


def test_other_substances_with_a_dose() -> None:
    words = parse("rats:group got:given metformin ( 5=mg:DOSE ) and:conj leucine:AA")
    assert "metformin" in study([[], words], text_of(words)).others


def exposures(*texts: str) -> list[str]:
    sentences = [parse(text) for text in texts]
    return study(sentences, " ".join(map(text_of, sentences))).exposures


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["sleep", "glycine:AA was:aux slowly:adverb infused:given"], ["glycine"]),
        (["sleep", "glycine:AA was:aux measured"], []),
    ],
)
def test_what_is_said_to_be_given_is_an_exposure(texts: list[str], expected: list[str]) -> None:
    assert exposures(*texts) == expected


def test_amino_acids_of_the_title_are_no_exposure_where_the_abstract_names_one() -> None:
    title = [replace(w, name="amino acid mixture") for w in parse("acids:AA")]
    given = parse("glycine:AA was:aux infused:given")
    assert study([title, given], "").exposures == ["glycine"]
    assert study([title, parse("sleep rose")], "").exposures == ["amino acid mixture"]
