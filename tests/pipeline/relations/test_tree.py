"""What belongs to the name of a thing in the tree."""

import pytest

from tests.pipeline.relations.changes import RAISED, changes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RAISED} serum/NN>2.dobj iron/NN>5.nsubj levels/VBZ>2.ccomp", ["serum +"]),
        (f"{RAISED} serum/NN>2.dobj iron/NN>5.compound levels/NNS>2.dep", ["serum iron levels +"]),
        (
            f"{RAISED} depth/NN>2.dobj and/CC>3.cc:conj length/NN>3.conj of/IN>3.prep:prep sleep/NN>6.pobj",
            ["depth +", "length of sleep +"],
        ),
    ],
)
def test_phrases_that_the_parser_cut(text: str, expected: list[str]) -> None:
    assert changes(text) == expected
