"""What is withheld, and short forms of withholding it."""

from dataclasses import replace

import pytest

from pipeline.relations.withholding import withheld, withheld_forms
from tests.pipeline.relations.parsing import mention, parse


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
    assert withheld(*mention(text)) is expected


def test_a_short_form_stands_for_withholding() -> None:
    assert withheld(parse("MR:AA lowered mood"), 0, {"MR"})


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
