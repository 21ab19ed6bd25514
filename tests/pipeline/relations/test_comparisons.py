"""The two sides of a comparison."""

import pytest

from pipeline.relations.comparisons import less_is_more, sides
from pipeline.relations.events import events
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("more with leucine than with valine", "more with leucine", "with valine"),
        ("more with leucine compared with placebo", "more with leucine", "with placebo"),
        ("more with leucine", "more with leucine", ""),
        ("", "", ""),
    ],
)
def test_sides(text: str, before: str, after: str) -> None:
    assert tuple(map(text_of, sides(parse(text)))) == (before, after)


@pytest.mark.parametrize(
    ("compared", "expected"),
    [
        ("with:prep 2=g:DOSE leucine:AA than:prep with:prep 5=g:DOSE", True),
        ("with:prep 5=g:DOSE leucine:AA than:prep with:prep 2=g:DOSE", False),
        ("with:prep 2=g:DOSE leucine:AA than:prep with:prep 5=mg:DOSE", False),
        ("in:prep 0.7L than:prep in:prep 1.1L", True),
        ("with:prep 2 % leucine:AA than:prep with:prep 3 %", True),
        ("in:prep the:det low leucine:AA group:group than:prep the:det high", True),
        ("in:prep the:det high leucine:AA group:group than:prep the:det low", False),
        ("at:prep 20 min than:prep at:prep 40 min after:prep leucine:AA", False),
    ],
)
def test_what_is_higher_with_less(compared: str, expected: bool) -> None:
    words = parse(f"mood was:aux higher:adj.increase {compared}")
    [event] = events(words)
    assert less_is_more(event) is expected
