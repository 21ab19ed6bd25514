"""Which magnitude of a sentence belongs to which target."""

import pytest

from pipeline.relations.sizes import size_of
from pipeline.units import find_magnitudes


def size(text: str, target: str, cue: str, *others: str) -> str | None:
    def place(phrase: str) -> tuple[int, int]:
        return text.index(phrase), text.index(phrase) + len(phrase)

    found = size_of(text, place(target), place(cue), [place(t) for t in (target, *others)], find_magnitudes(text))
    return str(found) if found else None


@pytest.mark.parametrize(
    ("text", "target", "cue", "others", "expected"),
    [
        ("It raised workload (by 5%) and speed (by 7%).", "workload", "raised", ["speed"], "5%"),
        ("It raised workload (by 5%) and speed (by 7%).", "speed", "raised", ["workload"], "7%"),
        ("It raised workload and cut the time by 3%.", "workload", "raised", ["time"], None),
        ("It raised workload and cut the time by 3%.", "time", "cut", ["workload"], "3%"),
        ("It raised workload and speed by 4%.", "workload", "raised", ["speed"], "4%"),
        ("Speed was 22% higher than before, and mass 9% lower.", "Speed", "higher", [], "22%"),
        ("Speed rose by 8% in one group and by 9% in the other.", "Speed", "rose", [], "8%"),
        ("It raised speed by 18% and 22%.", "speed", "raised", [], None),
        ("Fever (14%) and cough (3%) fell.", "Fever", "fell", ["cough"], None),
        ("It raised speed.", "speed", "raised", [], None),
    ],
)
def test_sizes(text: str, target: str, cue: str, others: list[str], expected: str | None) -> None:
    assert size(text, target, cue, *others) == expected
