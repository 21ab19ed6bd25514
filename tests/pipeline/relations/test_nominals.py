"""Nouns of change in parsed sentences."""

import pytest

from tests.pipeline.relations.changes import LEUCINE, changes

RISE = "rise/NN>{}:noun.increase+pure in/IN>{}.prep:prep mood/NN>{}.pobj"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEUCINE} showed/VBD>0.ROOT:verb.cause {RISE.format('2.dobj', 3, 4)}", ["mood +"]),
        (f"{LEUCINE} prevented/VBD>0.ROOT:verb.decrease {RISE.format('2.dobj', 3, 4)}", ["mood -"]),
        (
            f"{RISE.format('5.nsubjpass', 1, 2)} was=not/VBD>5.auxpass:neg+aux seen/VBN>0.ROOT:verb.seen",
            ["mood ="],
        ),
        (
            f"{RISE.format('5.nsubjpass', 1, 2)} was/VBD>5.auxpass:aux prevented/VBN>0.ROOT:verb.decrease",
            ["mood -"],
        ),
        (
            "no/DT>2.det:neg change/NN>4.nsubjpass:noun.change+pure was/VBD>4.auxpass:aux seen/VBN>0.ROOT:verb.seen "
            "in/IN>4.prep:prep mood/NN>5.pobj",
            ["mood ="],
        ),
        (
            "no/DT>2.det:neg change/NN>3.nsubj:noun.change+pure was/VBD>0.ROOT:aux in/IN>3.prep:prep "
            "groups/NNS>4.pobj:group in/IN>5.prep:prep mood/NN>6.pobj",
            ["mood ="],
        ),
        (
            "mood/NN>2.nsubj showed/VBD>0.ROOT:verb.cause no/DT>4.det:neg difference/NN>2.dobj:noun.change+pure",
            ["mood ="],
        ),
        ("a/DT>2.det:det change/NN>3.nsubj:noun.change+pure was/VBD>0.ROOT:aux in/IN>3.prep:prep mood/NN>4.pobj", []),
    ],
)
def test_nouns(text: str, expected: list[str]) -> None:
    assert changes(text) == expected
