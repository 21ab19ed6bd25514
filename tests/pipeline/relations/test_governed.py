"""What a change is about, where a parser hangs it elsewhere."""

import pytest

from tests.pipeline.relations.changes import RAISED, changes

COMMA = ",/,>2.punct"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{RAISED} mood/NN>2.dobj {COMMA} sleep/NN>2.npadvmod and/CC>2.cc:conj iron/NN>2.dep",
            "mood +, sleep +, iron +",
        ),
        (f"{RAISED} mood/NN>2.dobj and/CC>2.cc:conj men/NNS>6.nsubj slept/VBD>2.conj:verb", "mood +"),
        (f"{RAISED} mood/NN>2.dobj and/CC>2.cc:conj lower/JJR>6.amod:adj.decrease iron/NN>2.dep", "mood +, iron -"),
    ],
)
def test_members_that_hang_elsewhere(text: str, expected: str) -> None:
    assert ", ".join(changes(text)) == expected
