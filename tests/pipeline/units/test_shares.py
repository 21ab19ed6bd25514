"""Which percentages beside a substance are doses of it."""

import pytest

from pipeline.units.expressions import expressions
from pipeline.units.grammar import match_unit
from pipeline.units.shares import is_quality, is_supplied, of_substance


@pytest.mark.parametrize(
    ("text", "supplied"),
    [
        ("rats were fed 2% leucine", True),
        ("mice received either 0.03% leucine or placebo", True),
        ("mice fed 130% of the required leucine", False),
        ("leucine with 20% heavier hearts", False),
        ("fed 40% of their needs", False),
    ],
)
def test_is_supplied(text: str, supplied: bool) -> None:
    [found, *_] = expressions(text, match_unit)
    assert is_supplied(text, found) is supplied


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("growth fell with 2.5% leucine", True),
        ("pigs were fed 0.4% of leucine", True),
        ("pigs were fed 0.4% of digestible leucine", True),
        ("supplementation with leucine (1%)", True),
        ("a leucine-supplemented (2.5%) diet", True),
        ("mice were fed a leucine diet (4%)", True),
        ("mice were fed a leucine-containing diet (4%)", True),
        ("a diet rich in leucine (4%)", True),
        ("0.4% leucine was added to the diet", True),
        ("a 0.4% leucine supplement was eaten", True),
        ("leucine at 0.9%", True),
        ("on the diet, 70% of leucine-fed mice survived", False),
        ("20% of leucine was found again", False),
        ("fed with 20% leucine loss", False),
        ("the drug lowered leucine (20%)", False),
        ("a mixture (70% leucine, 20% valine)", False),
    ],
)
def test_of_substance(text: str, dose: bool) -> None:
    at = text.index("leucine")
    [found, *_] = expressions(text, match_unit)
    assert of_substance(text, found, [(at, at + len("leucine"))]) is dose


@pytest.mark.parametrize(("word", "quality"), [("digestible", True), ("crystalline", True), ("leucine", False)])
def test_is_quality(word: str, quality: bool) -> None:
    assert is_quality(word) is quality
