"""Verdicts on the digests beside those that a person expects; ``python -m tests.benchmarks.verdicts`` prints them."""

import pytest

from pipeline.corpus import bundled
from pipeline.expected import Comparison, confusion
from tests.benchmarks.verdicts import calibration, lines, measured


@pytest.fixture(scope="module")
def digests() -> list[Comparison]:
    return measured("digest", bundled())


def test_most_verdicts_on_digests_are_right(digests: list[Comparison]) -> None:
    assert sum(one.right for one in digests) / len(digests) >= 0.8
    held = [one for one in digests if one.expected.held_aside]
    assert sum(one.right for one in held) / len(held) >= 0.8


def test_what_is_refuted_or_cannot_be_judged_is_never_supported(digests: list[Comparison]) -> None:
    assert not confusion(digests)["contradicted", "supported"]
    assert not [c for c in digests if c.expected.reason == "outside_model" and c.verdict.startswith("supported")]


def test_pairs_held_aside_are_numbers_only(digests: list[Comparison]) -> None:
    told = "\n".join([*lines("digest", digests), *calibration(digests)])
    wrong = [one for one in digests if not one.right]
    for one in wrong:
        assert (" ".join(one.expected.pair) in told) is not one.expected.held_aside
