"""What one sentence says of its agents, of others by the way, and of what the sentence before said."""

import pytest

from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["Leucine, but not valine, raised bile flow."], ["leucine: bile flow +", "valine: bile flow ="]),
        (["Glycine raised bile flow in men but not in women."], ["glycine: bile flow +", "glycine: bile flow ="]),
        (["Leucine raised bile flow, but valine did not."], ["leucine: bile flow +", "valine: bile flow ="]),
        (
            ["RESULTS: Taurine lowered heart rate.", "The same was true for pulse pressure."],
            ["taurine: heart rate -", "taurine: pulse pressure -"],
        ),
    ],
)
def test_what_is_told_of_others_and_as_before(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected


@pytest.mark.parametrize("sentence", ["Leucine increased after leucine.", "Plasma leucine rose."])
def test_an_amino_acid_alone_is_no_target_of_itself(sentence: str) -> None:
    assert lines(sentence) == []
