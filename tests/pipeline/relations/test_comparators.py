"""What the controls got."""

import pytest

from pipeline.relations.comparators import comparator, comparators
from tests.pipeline.relations.parsing import mention, parse

ROWS = [
    ("glycine:AA placebo", True),
    ("glycine:AA ( PLA )", True),
    ("placebo ( glycine:AA )", True),
    ("placebo ( 5=g:DOSE of:prep glycine:AA )", True),
    ("placebo : glycine:AA", True),
    ("placebo or:conj glycine:AA", False),
    ("placebo glycine:AA", False),
    ("glycine:AA (", False),
    ("glycine:AA", False),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_given_as_placebo(text: str, expected: bool) -> None:
    words, at = mention(text)
    assert comparator(words, at) is expected
    assert comparators([[], words]) == ({"glycine"} if expected else set())


def test_what_the_title_names_is_no_placebo() -> None:
    assert not comparators([parse("glycine:AA in:prep rats"), parse("glycine:AA placebo")])
    assert not comparators([])
