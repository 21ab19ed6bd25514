"""What sentences are for."""

import pytest

from pipeline.relations.roles import Rhetoric, roles

TITLE = "Leucine and muscle protein synthesis in old rats."
BACKGROUND = "Muscle mass is lost with age, and the causes are poorly understood."
AIM = "The aim of this study was to investigate whether leucine restores protein synthesis."
METHOD = "Twenty rats were randomly assigned to receive leucine (5% of diet) or a control diet for 4 weeks."
RESULT = "Protein synthesis was significantly higher in the leucine group than in controls (p < 0.01)."
CONCLUSION = "In conclusion, these findings suggest that leucine may be a useful therapy in ageing."


@pytest.mark.parametrize(
    ("sentences", "categories", "expected"),
    [
        ([TITLE, METHOD, METHOD], [None, "METHODS", "RESULTS"], ["title", "method", "result"]),
        ([TITLE, RESULT, RESULT], [None, "BACKGROUND", "CONCLUSIONS"], ["title", "background", "conclusion"]),
        ([TITLE, AIM, RESULT], [None, "OBJECTIVE", None], ["title", "aim", "result"]),
        (
            [TITLE, AIM, METHOD, RESULT, CONCLUSION],
            [None] * 5,
            ["title", "aim", "method", "result", "conclusion"],
        ),
        ([TITLE, METHOD, RESULT, RESULT], [None] * 4, ["title", "method", "result", "result"]),
        ([TITLE, BACKGROUND, RESULT, CONCLUSION], [None] * 4, ["title", "background", "result", "conclusion"]),
        ([TITLE], [None], ["title"]),
        ([], [], []),
    ],
)
def test_roles(sentences: list[str], categories: list[str | None], expected: list[str]) -> None:
    assert [r.role for r in roles(sentences, categories)] == expected


def test_headings_are_sure() -> None:
    assert roles([TITLE, BACKGROUND, RESULT], [None, "RESULTS", "METHODS"])[1:] == [
        Rhetoric("result", 1.0),
        Rhetoric("method", 0.0),
    ]


def test_results_hold_findings_and_methods_hardly() -> None:
    _, method, result = roles([TITLE, METHOD, RESULT], [None] * 3)
    assert method.holding < 0.1 < 0.9 < result.holding
