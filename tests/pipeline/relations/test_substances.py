"""Words that may name another substance, and those that a dose belongs to."""

import pytest

from pipeline.relations.substances import dosable, dosed, substance
from tests.pipeline.relations.parsing import parse


@pytest.mark.parametrize(
    ("text", "names", "beside_a_dose"),
    [
        ("metformin", True, True),
        ("glucose:better.low", True, True),
        ("exercised", True, False),
        ("tds", True, False),
        ("mg", True, False),
        ("rats:group", False, False),
        ("leucine:AA", False, False),
        ("x", False, False),
        ("12", False, False),
    ],
)
def test_words_for_substances(text: str, names: bool, beside_a_dose: bool) -> None:
    [word] = parse(text)
    assert substance(word) is names
    assert dosable(word) is beside_a_dose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rats:group got:given metformin ( 5=mg:DOSE ) and:conj leucine:AA", {"metformin"}),
        ("rats:group got:given metformin dose:treatment ( 5=mg:DOSE )", {"metformin"}),
        ("rats:group got:given metformin 5=mg:DOSE", {"metformin"}),
        ("rats:group got:given 5=mM:DOSE of:prep Glucose", {"glucose"}),
        ("rats:group got:given 5=mM:DOSE Glucose", {"glucose"}),
        ("rats:group got:given leucine:AA ( 5=mg:DOSE )", set()),
        ("rats:group got:given metformin", set()),
    ],
)
def test_substances_with_a_dose(text: str, expected: set[str]) -> None:
    assert dosed([[], parse(text)]) == expected
    assert dosed([parse(text)]) == set()
