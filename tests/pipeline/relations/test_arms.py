"""The names of arms, and what each got."""

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.relations.arms import arm_places
from tests.pipeline.relations.abstracts import context


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Rats got leucine (LEU) or saline (SAL). LEU ate less than SAL.", {"leu": {"leucine"}, "sal": set()}),
        ("Group A got leucine; group B got saline.", {"a": {"leucine"}, "b": set()}),
        ("They took leucine 3 g (Group L, n = 9) or aspirin 5 mg (Group P, n = 9).", {"l": {"leucine"}, "p": set()}),
        ("L1 group: leucine infusion, C1 group: saline infusion.", {"l1": {"leucine"}, "c1": set()}),
        (
            "They received a drink with leucine, vitamin D and oil (NUTRITION) or water (SHAM). NUTRITION, SHAM.",
            {"nutrition": {"leucine"}, "sham": set()},
        ),
        ("Rats fed arginine were split: an experimental group (EG; n = 9). EG grew.", {"eg": {"arginine"}}),
        ("They took creatine (CRE; 5 g creatine/day). CRE ran.", {"cre": {"creatine"}}),
        ("Body mass (BM) was measured. BM rose with leucine.", {}),
    ],
)
def test_names(abstract: str, expected: dict[str, set[str]]) -> None:
    assert {name: set(given) for name, given in context(abstract).arms.items()} == expected


def test_where_arms_are_named() -> None:
    text = "Leucine in rats.\nGroup A got leucine; group B got saline. Group A ran; a rat of group B slept."
    reading = read(nlp.load()(text))
    found = arm_places(reading.sentences, reading.context.arms)
    assert [(text[start:end], set(given)) for (start, end), given in found.items()] == [
        ("A", {"leucine"}),
        ("B", set()),
        ("A", {"leucine"}),
        ("B", set()),
    ]
