"""What an abstract gives, measures and withholds."""

from dataclasses import replace

import pytest

from pipeline.relations.study import exposure_context, measured, study, withheld
from pipeline.relations.words import Word
from tests.pipeline.relations.parsing import parse, text_of


def at(text: str) -> tuple[list[Word], int]:
    words = parse(text)
    return words, next(i for i, w in enumerate(words) if w.kind == "amino_acid")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA oxidation:measured", True),
        ("plasma:matrix leucine:AA", True),
        ("levels:measured of:prep leucine:AA", True),
        ("receptors:measured for:prep leucine:AA", True),
        ("plasma:matrix leucine:AA infusion:treatment", False),
        ("dietary:matrix leucine:AA", False),
        ("leucine:AA", False),
        ("leucine:AA supplementation:treatment", False),
    ],
)
def test_what_is_measured_is_not_given(text: str, expected: bool) -> None:
    words, i = at(text)
    assert measured(words, i, text_of(words)) is expected


@pytest.mark.parametrize("label", ["[1-13C]", "[3H]-", "13C-", "[U-14C]-L-"])
def test_a_tracer_is_measured(label: str) -> None:
    tracer = replace(parse("leucine:AA")[0], start=len(label), end=len(label) + 7)
    assert measured([tracer], 0, f"{label}leucine")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fed:given leucine:AA", True),
        ("leucine:AA supplementation:treatment", True),
        ("5=g:DOSE of:prep leucine:AA", True),
        ("supplementation:treatment with:prep leucine:AA", True),
        ("mice:group ate leucine:AA", False),
        ("leucine:AA", False),
    ],
)
def test_where_things_are_given(text: str, expected: bool) -> None:
    assert exposure_context(*at(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA deprivation:withheld", True),
        ("leucine:AA - free:withheld diet", True),
        ("lacking:withheld leucine:AA", True),
        ("absence:withheld of:prep leucine:AA", True),
        ("free:withheld leucine:AA", False),
        ("leucine:AA", False),
    ],
)
def test_what_is_withheld(text: str, expected: bool) -> None:
    assert withheld(*at(text)) is expected


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
