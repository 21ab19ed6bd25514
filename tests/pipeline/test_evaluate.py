"""Scores on invented tables, and the same numbers as the published scoring script on perturbed gold."""

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.evaluate import LEVELS, Finding, count, dose_key, evaluate, finding, matching, same_target

Fields = dict[str, Any]


def fields(**changes: Any) -> Fields:
    return {"amino_acid": "valine", "target": "body weight", "direction": "increase", **changes}


def dose(value: float, unit: str) -> Fields:
    return {"value": value, "unit": unit}


def place(start: int, end: int, target: str = "a b") -> Fields:
    return {"target": target, "target_start": start, "target_end": end}


@pytest.mark.parametrize(
    ("value", "unit", "key"),
    [
        (2, "g", ("g", 2.0)),
        (2000, "mg/day", ("g", 2.0)),
        (0.5, "kg", ("g", 500.0)),
        (3, "µg/dose", ("g", 3e-06)),
        (3, "μmol/kg/min", ("mol/kg/min", 3e-06)),
        (5, "mM", ("mol/l", 0.005)),
        (5, "mmol/L", ("mol/l", 0.005)),
        (1, "g / kg / d", ("g/kg", 1.0)),
        (60, "mg/kg/h", ("g/kg/min", 0.001)),
        (2, "% feed", ("%feed", 2.0)),
        (2, "%", ("%", 2.0)),
        (400, "IU", ("iu", 400.0)),
        (1.23456, "g", ("g", 1.23)),
        ("7", "ng/mL", ("g/l", 7e-06)),
    ],
)
def test_dose_key(value: float | str, unit: str, key: tuple[str, float]) -> None:
    assert dose_key(value, unit) == key


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ({"target": "body weight"}, {"target": "the body weights"}, True),
        ({"target": "body weight"}, {"target": "body length"}, False),
        ({"target": "weight gain of pups"}, {"target": "weight"}, False),
        ({"target": "weight", "target_also": ["growth"]}, {"target": "growth"}, True),
        ({"target": "weight"}, {"target": "growth", "target_also": ["weight"]}, False),
        (place(0, 10), place(5, 10, "x"), True),
        (place(0, 10), place(6, 10, "x"), False),
        (place(0, 10), {"target": "x"}, False),
        (place(0, 4), place(4, 8, "x"), False),
    ],
)
def test_targets_match_by_place_or_words(gold: Fields, predicted: Fields, same: bool) -> None:
    assert same_target(finding(fields(**gold)), finding(fields(**predicted))) is same


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, (1, 1, 1, 1)),
        ({"amino_acid": "Valine"}, (1, 1, 1, 1)),
        ({"amino_acid": "leucine"}, (0, 0, 0, 0)),
        ({"target": "length"}, (1, 0, 0, 0)),
        ({"direction": "decrease"}, (1, 1, 0, 0)),
        ({"exposure": "withheld"}, (1, 1, 0, 0)),
        ({"doses": [dose(1, "g")]}, (1, 1, 1, 0)),
        ({"doses": [dose(2000, "mg/day")]}, (1, 1, 1, 1)),
        ({"doses": []}, (1, 1, 1, 0)),
    ],
)
def test_each_level_asks_for_more(change: Fields, right: tuple[int, ...]) -> None:
    gold, predicted = finding(fields(doses=[dose(2, "g")])), finding(fields(**{"doses": [dose(2, "g")], **change}))
    assert tuple(count(level, [gold], [predicted])[0] for level in LEVELS if level != "dose") == right


def test_the_dose_level_counts_doses_of_an_abstract_once() -> None:
    gold = [finding(fields(doses=[dose(2, "g"), dose(4, "g")])), finding(fields(target="height", doses=[dose(2, "g")]))]
    predicted = [finding(fields(doses=[dose(4, "g"), dose(8, "g")])), finding(fields(amino_acid="leucine"))]
    assert count("dose", gold, predicted) == (1, 2, 2)


@pytest.mark.parametrize(
    ("edges", "size"),
    [
        ([], 0),
        ([[]], 0),
        ([[0], [0]], 1),
        ([[0, 1], [0]], 2),  # the first has to give way
        ([[0, 1], [0, 2], [0]], 3),
        ([[0], [0, 1], [1, 2], [2]], 3),
    ],
)
def test_matching(edges: list[list[int]], size: int) -> None:
    assert len(matching(edges)) == size


@given(st.lists(st.sets(st.integers(0, 4)), max_size=5))
def test_matching_is_the_largest(edges: list[set[int]]) -> None:
    def best(at: int, free: frozenset[int]) -> int:
        if at == len(edges):
            return 0
        return max([best(at + 1, free), *(1 + best(at + 1, free - {j}) for j in edges[at] & free)])

    assert len(matching([sorted(e) for e in edges])) == best(0, frozenset(range(5)))


def test_missing_abstracts_lose_recall_and_surplus_ones_are_ignored() -> None:
    one = finding(fields())
    score = evaluate({"1": [one], "2": [one]}, {"1": [one], "3": [one, one]})["pair"]
    assert (score.precision, score.recall, score.f1) == (1.0, 0.5, 0.6667)
    assert (score.gold, score.predicted) == (2, 1)
    assert 0 <= score.low <= score.f1 <= score.high <= 1


def test_abstracts_without_findings_score_nothing() -> None:
    score = evaluate({"1": []}, {})["full"]
    assert (score.precision, score.recall, score.f1, score.low, score.high) == (0, 0, 0, 0, 0)


def test_no_gold_is_an_error() -> None:
    with pytest.raises(InputError, match="no gold"):
        evaluate({}, {"1": [finding(fields())]})


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"amino_acid": None}, "malformed"),
        ({"target": None}, "malformed"),
        ({"target_start": "x", "target_end": 3}, "malformed"),
        ({"doses": [dose("a lot", "g")]}, "malformed"),  # type: ignore[arg-type]
        ({"doses": [{"value": 2}]}, "lacks 'unit'"),
        ({"doses": 7}, "malformed"),
    ],
)
def test_a_broken_tuple_is_an_error(broken: Fields, message: str) -> None:
    with pytest.raises(InputError, match=message):
        finding(fields(**broken))


@pytest.mark.parametrize("name", ["amino_acid", "target", "direction"])
def test_a_tuple_without_a_field_is_an_error(name: str) -> None:
    with pytest.raises(InputError, match=f"lacks '{name}'"):
        finding({k: v for k, v in fields().items() if k != name})


# --- the published script --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def script(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(tuples: list[Fields], chance: random.Random) -> list[Fields]:
    """Gold tuples as a fair extractor might get them: some lost, some doubled, each field wrong now and then."""
    wrong: list[Callable[[Fields], Fields]] = [
        lambda t: {"direction": "decrease"},
        lambda t: {"exposure": "withheld"},
        lambda t: {"target_start": t["target_start"] + 4, "target_end": t["target_end"] + 4},
        lambda t: {"target": t["target"].split()[-1], "target_start": None},
        lambda t: {"target": "of the " + t["target"].upper(), "target_end": None},
        lambda t: {"doses": t["doses"][:1]},
        lambda t: {"doses": [{**d, "value": d["value"] * 1000, "unit": "m" + d["unit"]} for d in t["doses"]]},
        lambda t: {"amino_acid": t["amino_acid"].title()},
        lambda t: {"amino_acid": "glycine"},
    ]
    found = []
    for fields_ in chance.choices(tuples, k=max(0, len(tuples) + chance.randint(-2, 2))) if tuples else []:
        changes = [change(fields_) for change in wrong if chance.random() < 0.1]
        found.append({k: v for part in ({**fields_}, *changes) for k, v in part.items()})
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev.jsonl", "more.jsonl"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_numbers_are_those_of_the_script(
    shared: Path, script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, name: str, seed: int,
) -> None:  # fmt: skip
    chance = random.Random(seed)
    gold = script.read(shared / "gold" / name)
    predicted = {pmid: perturbed(tuples, chance) for pmid, tuples in gold.items() if chance.random() < 0.9}
    file = tmp_path / "predicted.jsonl"
    file.write_text("".join(json.dumps({"pmid": p, "tuples": t}) + "\n" for p, t in predicted.items()))
    monkeypatch.setattr("sys.argv", ["score.py", str(shared / "gold" / name), str(file), "--json"])
    script.main()
    theirs = json.loads(capsys.readouterr().out)
    ours = evaluate(_findings(gold), _findings(predicted))
    assert {level: score.model_dump() for level, score in ours.items()} == theirs


def _findings(tuples: dict[str, list[Fields]]) -> dict[str, list[Finding]]:
    return {pmid: [finding(t) for t in found] for pmid, found in tuples.items()}
