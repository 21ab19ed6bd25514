"""Learning directions from a few invented targets."""

from pipeline.learned.linear import loads
from pipeline.relations.toward import likeliest
from pipeline.training.directions import Example, accuracy, learn

SIGNS = {"increase": "before: rise", "decrease": "before: fall", "no_change": "before: same"}
GIVEN = [Example(str(n), ("always", sign), d) for n in range(40) for d, sign in SIGNS.items()]


def test_what_is_shown_is_learned() -> None:
    table = loads(learn(GIVEN, {"targets": len(GIVEN)}))
    assert {d: likeliest(table, ("always", sign)) for d, sign in SIGNS.items()} == {d: d for d in SIGNS}
    assert table.settings["targets"] == 120


def test_accuracy_is_that_on_abstracts_not_seen() -> None:
    assert accuracy(GIVEN) == 1.0
    assert accuracy([Example(str(n), ("always",), d) for n in range(40) for d in SIGNS]) < 0.6


def test_rare_signs_have_no_weight() -> None:
    assert "seldom" not in learn([*GIVEN, Example("x", ("seldom",), "increase")])
