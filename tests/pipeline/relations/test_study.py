"""What an abstract gives."""

from dataclasses import replace

import pytest

from pipeline.relations.study import Study, study
from pipeline.schema import Exposure
from tests.pipeline.relations.abstracts import context
from tests.pipeline.relations.parsing import parse, text_of


def test_the_main_exposures_come_first() -> None:
    title = parse("leucine:AA in:prep rats:group")
    first = parse("rats:group were:aux fed:given leucine:AA or:conj valine:AA")
    found = study([title, first], text_of(title))
    assert found.exposures == ["leucine", "valine"]
    assert study([], "") == study([title[:0]], "")


@pytest.mark.parametrize(
    ("abstract", "exposures"),
    [
        ("Rats were fed arginine or a glycine placebo. They got 5 g of arginine or 5 g of glycine.", ["arginine"]),
        ("Rats were fed arginine and a placebo (alanine).", ["arginine"]),
        ("Arginine was given with a premix (2 g starch, 5 mg lysine).", ["arginine"]),
        ("Rats ate 20 g creatine/day and arginine was infused.", ["arginine", "creatine"]),
    ],
)
def test_placebo_and_traces_are_no_exposure(abstract: str, exposures: list[str]) -> None:
    assert context(abstract).exposures == exposures


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


@pytest.mark.parametrize(
    ("exposure", "name", "expected"),
    [
        ({}, "leucine", "given"),
        ({"leucine": "withheld"}, "leucine", "withheld"),
        ({"leucine": "withheld"}, "leucine+valine", "given"),
        ({"leucine": "endogenous"}, "leucine", "given"),
    ],
)
def test_how_what_acts_came_in(exposure: dict[str, Exposure], name: str, expected: str) -> None:
    assert Study(exposure=exposure).how(name) == expected
