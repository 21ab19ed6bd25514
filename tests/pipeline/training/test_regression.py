"""Tables from signs, and the tables that have not seen a fold."""

import json
from dataclasses import dataclass

from pipeline.learned.linear import loads
from pipeline.training.gold import fold
from pipeline.training.regression import table, unseen


@dataclass(frozen=True)
class One:
    key: str
    sign: str
    right: bool


GIVEN = [One(str(n), sign, sign == "good") for n in range(30) for sign in ("good", "bad")]


def learn(given: list[One]) -> str:
    return table([[one.sign] for one in given], [one.right for one in given], 1.0, {"size": len(given)})


def test_a_sign_of_what_is_right_weighs_more() -> None:
    found = loads(learn(GIVEN))
    assert found.scores(["good"])[0] > 0 > found.scores(["bad"])[0]
    assert found.settings == {"classes": [False, True], "size": len(GIVEN)}


def test_settings_may_name_the_classes() -> None:
    first = table([["a"], ["b"]], [True, False], 1.0, {"classes": ["right"]}).splitlines()[0]
    assert json.loads(first) == {"classes": ["right"]}


def test_no_table_has_seen_its_fold() -> None:
    folds = [fold(one.key) for one in GIVEN]
    assert {k: t.settings["size"] for k, t in unseen(GIVEN, learn).items()} == {
        k: len(GIVEN) - folds.count(k) for k in set(folds)
    }
