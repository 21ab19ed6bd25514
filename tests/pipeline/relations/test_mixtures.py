"""What a mixture holds, and what it is called."""

import pytest

from pipeline.relations.mixtures import in_mixture, mixture_name, mixtures
from tests.pipeline.relations.parsing import parse


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"leucine", "glycine"}, "glycine+leucine"),
        ({"leucine", "isoleucine", "valine"}, "bcaa"),
        ({"leucine", "isoleucine", "valine", "bcaa"}, "bcaa"),
        ({"leucine", "bcaa"}, "bcaa"),
        ({"arginine", "leucine", "bcaa"}, "arginine+bcaa"),
    ],
)
def test_mixture_names(members: set[str], expected: str) -> None:
    assert mixture_name(frozenset(members)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:det drink containing:contains leucine:AA ( 3=g:DOSE ) and:conj valine:AA", [{"leucine", "valine"}]),
        ("a:det drink containing:contains leucine:AA", []),
        ("a:det drink containing:contains leucine:AA was:aux given:given with:prep valine:AA", []),
        ("leucine:AA and:conj valine:AA", []),
    ],
)
def test_what_one_preparation_holds(text: str, expected: list[set[str]]) -> None:
    assert mixtures(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mixture:mixture of:prep leucine:AA , glycine:AA and:conj valine:AA", True),
        ("effects of:prep leucine:AA and:conj valine:AA", False),
        ("mixture:mixture of:prep leucine:AA raised valine:AA", False),
        ("valine:AA", False),
    ],
)
def test_members_of_a_mixture(text: str, expected: bool) -> None:
    words = parse(text)
    assert in_mixture(words, len(words) - 1) is expected
