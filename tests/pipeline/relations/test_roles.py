"""What sentences are for."""

import pytest

from pipeline.relations.roles import roles, statements

NONE: frozenset[str] = frozenset()


def cues(*names: str) -> list[frozenset[str]]:
    return [frozenset({f"role.{n}"} if n else set()) for n in names]


@pytest.mark.parametrize(
    ("seen", "categories", "expected"),
    [
        (cues("", "", ""), [None, "METHODS", "RESULTS"], ["title", "method", "result"]),
        (cues("", "result", ""), [None, "BACKGROUND", "CONCLUSIONS"], ["title", "background", "conclusion"]),
        (cues("", "aim", ""), [None, "OBJECTIVE", None], ["title", "aim", "result"]),
        (cues("", "", "aim", "", ""), [None] * 5, ["title", "background", "aim", "result", "result"]),
        (cues("", "", "", ""), [None] * 4, ["title", "result", "result", "result"]),
        (
            cues("", "aim", "method", "result", "conclusion"),
            [None] * 5,
            ["title", "aim", "method", "result", "conclusion"],
        ),
        (cues("", "background", "result"), [None] * 3, ["title", "background", "result"]),
        ([], [], []),
        ([NONE], [None], ["title"]),
    ],
)
def test_roles(seen: list[frozenset[str]], categories: list[str | None], expected: list[str]) -> None:
    assert roles(seen, categories) == expected


def test_in_statements_every_sentence_counts_but_the_heading() -> None:
    assert statements(3) == ["background", "result", "result"]
    assert statements(0) == []
