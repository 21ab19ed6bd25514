"""What is measured, given and withheld, in a phrase and in an abstract."""

from dataclasses import replace

import pytest

from pipeline.relations.exposures import exposure_context, exposures, measured, withheld, withheld_forms
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
        ("lacking:withheld leucine:AA and:conj valine:AA", True),
        ("leucine:AA and:conj valine:AA deprivation:withheld", True),
        ("leucine:AA ( Leu ) deprivation:withheld", True),
        ("leucine:AA was:aux omitted:withheld", True),
        ("taken=off:withheld leucine:AA", True),
        ("low leucine:AA diet:treatment", True),
        ("low leucine:AA", False),
        ("intake was:aux restricted:withheld , leucine:AA", False),
        ("selenium - deficient:withheld rats:group ate leucine:AA", False),
        ("free:withheld leucine:AA", False),
        ("with:prep or:conj without:withheld leucine:AA", False),
        ("deprivation:withheld or:conj leucine:AA", False),
        ("leucine:AA", False),
    ],
)
def test_what_is_withheld(text: str, expected: bool) -> None:
    assert withheld(*at(text)) is expected


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("methionine:AA restriction:withheld ( MR:AA ) was:aux studied", {"MR"}),
        ("methionine:AA - restricted:withheld diet:treatment ( MRD:AA )", {"MRD"}),
        ("low - methionine:AA diet:treatment ( LMD:AA )", {"LMD"}),
        ("restriction:withheld of:prep methionine:AA ( MET:AA )", set()),
        ("methionine:AA diet:treatment ( MD:AA )", set()),
        ("methionine:AA ( MET:AA ) restriction:withheld", set()),
    ],
)
def test_short_forms_of_withholding(text: str, expected: set[str]) -> None:
    words = [replace(w, name=w.name and "methionine") for w in parse(text)]
    assert withheld_forms([words]) == expected
