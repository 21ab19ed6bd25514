"""Kinds of mistakes: a gold and a predicted tuple, and what is told of them."""

from typing import Any

import pytest

from pipeline.evaluate import Finding, finding
from pipeline.mistakes import kinds, mistakes

TOLD: dict[str, Any] = {"amino_acid": "leucine", "target": "grip strength", "direction": "increase"}
GRAM: dict[str, Any] = {"doses": [{"value": 1, "unit": "g"}]}


def told(**changes: Any) -> Finding:
    return finding(TOLD | changes)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([told()], [told()], {"right": 1}),
        ([], [], {}),
        ([told(**GRAM)], [told()], {"dose": 1}),
        ([told(**GRAM)], [told(direction="no_change")], {"direction": 1}),
        ([told()], [told(exposure="withheld", direction="decrease")], {"exposure": 1}),
        ([told()], [told(amino_acid="valine")], {"amino_acid": 1}),
        (
            [told(target="x y z", target_start=0, target_end=5)],
            [told(target="z a b c", target_start=4, target_end=11)],
            {"target": 1},
        ),
        ([told()], [told(target="pulse")], {"missed": 1, "spurious": 1}),
        (
            [told(), told(target="pulse")],
            [told(target="pulse", amino_acid="valine"), told()],
            {"right": 1, "amino_acid": 1},
        ),
        ([told()], [told(**GRAM), told()], {"right": 1, "spurious": 1}),  # the better of two counts as its counterpart
    ],
)
def test_kinds(gold: list[Finding], predicted: list[Finding], expected: dict[str, int]) -> None:
    assert {kind: n for kind, n in kinds(gold, predicted).items() if n} == expected


def test_what_each_kind_costs() -> None:
    gold = {"1": [told(), told(target="pulse")], "2": [told(**GRAM)]}
    predicted = {"1": [told(), told(target="sleep")], "2": [told()], "3": [told()]}
    found = {m.kind: m for m in mistakes(gold, predicted)}
    assert {kind: m.count for kind, m in found.items() if m.count} == {"missed": 1, "spurious": 1, "dose": 1}
    now = 2 * 1 / (3 + 3)
    assert found["dose"].f1_without == round(2 * 2 / 6, 4)
    assert found["missed"].f1_without == round(2 * 2 / 7, 4)
    assert found["spurious"].f1_without == round(2 * 1 / 5, 4)
    assert found["dose"].share == round((4 / 6 - now) / (1 - now), 4)
    assert [m.kind for m in mistakes(gold, predicted)][:3] == ["dose", "missed", "spurious"]


def test_nothing_to_mend() -> None:
    assert all((m.count, m.share) == (0, 0) for m in mistakes({"1": [told()]}, {"1": [told()]}))
