"""What is measured and given in a phrase, and how an amino acid comes in by a whole abstract."""

from dataclasses import replace

import pytest

from pipeline.relations.exposures import exposure_context, exposures, measured
from tests.pipeline.relations.parsing import mention, parse, text_of


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
    words, i = mention(text)
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
    assert exposure_context(*mention(text)) is expected


@pytest.mark.parametrize(
    ("title", "first", "expected"),
    [
        ("mice:group", "leucine:AA - free:withheld diet:treatment", {"leucine": "withheld"}),
        ("mice:group", "plasma:matrix leucine:AA and:conj leucine:AA", {"leucine": "endogenous"}),
        ("mice:group", "leucine:AA uptake:measured", {}),
        ("mice:group", "leucine:AA deprivation:withheld or:conj leucine:AA infusion:treatment", {}),
        ("leucine:AA restriction:withheld", "1=%:DOSE leucine:AA", {"leucine": "withheld"}),
        ("mice:group", "leucine:AA restriction:withheld or:conj 1=%:DOSE leucine:AA", {}),
    ],
)
def test_what_is_never_given(title: str, first: str, expected: dict[str, str]) -> None:
    sentences = [parse(title), parse(first)]
    assert exposures(sentences, text_of(sentences[0]), frozenset()) == expected
