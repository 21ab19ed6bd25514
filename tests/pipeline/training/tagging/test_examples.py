"""Examples: written and read, left out by half, and made of mentions and findings."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.evaluate import Finding
from pipeline.training.tagging import annotated
from pipeline.training.tagging.examples import Example, half, read, without, write

ONE = Example(kind="gold", pmid="1", text="Zinc raised mood.", mentions=((0, 4),), targets=((12, 16, "increase"),))


def finding(agent: str, span: tuple[int, int] | None = (5, 9)) -> Finding:
    return Finding(
        amino_acid=agent, exposure="given", direction="decrease", targets=("pain",), span=span, doses=frozenset()
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert write([ONE, ONE], tmp_path / "some.jsonl") == 2
    assert list(read(tmp_path / "some.jsonl")) == [ONE, ONE]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        list(read(tmp_path / "bad.jsonl"))


def test_a_half_is_left_out_of_gold_alone() -> None:
    silver = ONE.model_copy(update={"kind": "silver"})
    assert without([ONE, silver], half("1")) == [silver]
    assert without([ONE, silver], 1 - half("1")) == without([ONE, silver], None) == [ONE, silver]


AGENTS = [  # mentions, exposures, agents with findings, what examples there are: mentions and number of targets
    ({"zinc": [(0, 4)]}, (), ["zinc", "zinc"], [(((0, 4),), 2)]),
    ({"zinc": [(0, 4)], "iron": [(6, 9)]}, (), ["zinc"], [(((0, 4),), 1), (((6, 9),), 0)]),
    ({"zinc": [(0, 4)], "iron": [(6, 9)]}, (), ["iron+zinc"], [(((0, 4), (6, 9)), 1)]),
    ({"a": [(0, 1)], "b": [(2, 3)], "c": [(4, 5), (6, 7)]}, ("B",), [], [(((2, 3),), 0), (((4, 5), (6, 7)), 0)]),
    ({}, (), ["zinc"], []),
]


@pytest.mark.parametrize(("places", "exposures", "told", "expected"), AGENTS)
def test_agents(
    places: dict[str, list[tuple[int, int]]], exposures: tuple[str, ...], told: list[str], expected: object
) -> None:
    made = annotated.agents(places, exposures, [finding(name) for name in told])
    assert [(found, len(targets)) for found, targets in made] == expected


def test_a_finding_without_place_gives_no_target() -> None:
    assert list(annotated.agents({"zinc": [(0, 4)]}, (), [finding("zinc", None)])) == [(((0, 4),), ())]
