"""Examples: written and read, left out by half, and made of mentions and findings."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.evaluate import Finding
from pipeline.learned.tagger import AGENT, CONTROL, OTHER
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


AGENTS = [  # mentions, exposures, agents with findings, what examples there are: name and number of targets
    ({"zinc": [(0, 4)]}, (), ["zinc", "zinc"], [("zinc", 2)]),
    ({"zinc": [(0, 4)], "iron": [(6, 9)]}, (), ["zinc"], [("zinc", 1), ("iron", 0)]),
    ({"zinc": [(0, 4)], "iron": [(6, 9)]}, (), ["iron+zinc"], [("iron+zinc", 1)]),
    ({"a": [(0, 1)], "b": [(2, 3)], "c": [(4, 5), (6, 7)]}, ("B",), [], [("b", 0), ("c", 0)]),
    ({}, (), ["zinc"], []),
]


@pytest.mark.parametrize(("places", "exposures", "told", "expected"), AGENTS)
def test_agents(
    places: dict[str, list[tuple[int, int]]], exposures: tuple[str, ...], told: list[str], expected: object
) -> None:
    made = annotated.agents(places, exposures, [finding(name) for name in told])
    assert [(name, len(targets)) for name, targets in made] == expected


def test_a_finding_without_place_gives_no_target() -> None:
    assert list(annotated.agents({"zinc": [(0, 4)]}, (), [finding("zinc", None)])) == [("zinc", ())]


def test_some_others_are_taken_for_unknown() -> None:
    places = {f"substance {n}": [(n, n + 1)] for n in range(50)}
    known = annotated.known("1", "substance 7+substance 8", places)
    assert {"substance 7", "substance 8"} < set(known) < set(places)
    assert len(known) == pytest.approx(0.6 * 50, abs=8)


def test_what_is_shown_comes_back() -> None:
    shown = {(0, 4): AGENT, (6, 9): OTHER, (20, 21): CONTROL}
    assert Example(kind="gold", text="", targets=(), **annotated.by_mark(shown)).marks == shown
