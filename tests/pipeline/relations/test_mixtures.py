"""What a mixture is called."""

import pytest

from pipeline.relations.mixtures import mixture_name


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
