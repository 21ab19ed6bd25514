"""Places of substances by name, and those of an agent."""

import pytest

from pipeline import nlp
from pipeline.components.mentions import by_name, marks, of_agent
from pipeline.learned.tagger import AGENT, CONTROL, OTHER

TEXT = "Leucine and BCAA.\nRats ate leucine, then arginine."
PLACES = {"arginine": [(20, 28)], "lysine": [(3, 9), (40, 46)], "arginine+lysine": [(50, 60)]}


def test_mentions_by_name() -> None:
    found = by_name(nlp.load()(TEXT))
    told = {name: [TEXT[start:end] for start, end in places] for name, places in found.items()}
    assert told == {"leucine": ["Leucine", "leucine"], "bcaa": ["BCAA"], "arginine": ["arginine"]}


@pytest.mark.parametrize(
    ("name", "places", "expected"),
    [
        ("lysine", PLACES, [(3, 9), (40, 46)]),
        ("lysine+arginine", PLACES, [(3, 9), (20, 28), (40, 46)]),
        ("arginine+lysine", PLACES, [(50, 60)]),  # a mixture with a name of its own
        ("valine", PLACES, []),
    ],
)
def test_mentions_of_an_agent(
    name: str, places: dict[str, list[tuple[int, int]]], expected: list[tuple[int, int]]
) -> None:
    assert of_agent(name, places) == expected


def test_what_the_tagger_is_shown() -> None:
    places = {"arginine": [(0, 8)], "lysine": [(10, 16)], "valine": [(20, 26)]}
    arms = {(30, 31): frozenset({"lysine"}), (32, 33): frozenset({"valine"}), (34, 35): frozenset[str]()}
    assert marks("arginine+lysine", places, arms) == {
        (0, 8): AGENT,
        (10, 16): AGENT,
        (20, 26): OTHER,
        (30, 31): AGENT,
        (32, 33): OTHER,
        (34, 35): CONTROL,
    }
