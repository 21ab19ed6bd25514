"""What an amount is in."""

import pytest

from pipeline.units import find_doses


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("2% of the diet", "diet"),
        ("2% glycine in drinking water", "water"),
        ("5% (w/v)", "solution"),
        ("5% (w/w)", "by weight"),
        ("0.9% NaCl", "solution"),
        ("10 g/kg diet", "diet"),
        ("10 g/kg feed", "diet"),
        ("a diet containing 10 g/kg", "diet"),
        ("drinking water (2 g/L)", "water"),
        ("5 mM leucine in the medium", "medium"),
        ("medium containing 5 mM leucine", "medium"),
        ("10 g/kg", None),
        ("a protein diet (4 g/kg/day)", None),
        ("a high-fat diet and then 10 g/kg", None),
    ],
)
def test_medium(text: str, medium: str | None) -> None:
    assert find_doses(text)[0].medium == medium
