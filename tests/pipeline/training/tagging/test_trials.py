"""Prompts and quotations of invented trials."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.training.tagging import trials

PLACES = [
    ("Mean fasting glucose fell in the zinc arm.", "fasting glucose", "fasting glucose"),
    ("The score for pain at rest was lower.", "Pain (0-10) at rest", "pain at rest"),
    ("Infections were fewer.", "rate of infection", "Infections"),
    ("Sleep was longer.", "quality of life", None),
    ("Sleep was longer.", "change in score", None),
]
LABELS = [
    ("significantly increased", "increase"),
    ("significantly decreased", "decrease"),
    ("no significant difference", "no_change"),
]
PROMPT = {"Outcome": "fasting glucose", "Intervention": "zinc", "Comparator": "placebo"}


@pytest.mark.parametrize(("text", "phrase", "expected"), PLACES)
def test_place(text: str, phrase: str, expected: str | None) -> None:
    found = trials.place(text, phrase)
    assert (text[slice(*found)] if found else None) == expected


@pytest.mark.parametrize(("label", "expected"), LABELS)
def test_direction(label: str, expected: str) -> None:
    assert trials.direction(label) == expected


def answer(text: str, label: str = "significantly decreased", valid: str = "True") -> dict[str, str]:
    return {"PromptID": "7", "Valid Label": valid, "Label": label, "Annotations": text}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Fasting glucose fell with zinc.", ["AGENT", "zinc"]),
        ("Fasting glucose fell in the first arm.", ["AGENT"]),
    ],
)
def test_an_answer_becomes_an_example(text: str, mentions: list[str]) -> None:
    [made] = trials.made({"7": PROMPT}, [answer(text)])
    assert [made.text[slice(*place)] for place in made.mentions] == mentions
    assert [(made.text[s:e], way) for s, e, way in made.targets] == [("Fasting glucose", "decrease")]
    assert ("(zinc)" in made.text) == (len(mentions) == 1)


@pytest.mark.parametrize(
    "answers",
    [
        [answer("Fasting glucose fell with zinc.", valid="False")],
        [answer("Glucose fell.")],
        [answer("Fasting glucose 5.1 5.2 5.3 4.9 4.8 4.7 6.1")],
        [answer("Fasting glucose fell with zinc."), answer("Fasting glucose fell with zinc.", "no difference")],
    ],
    ids=["invalid", "short", "table", "two answers"],
)
def test_what_is_not_used(answers: list[dict[str, str]]) -> None:
    assert list(trials.made({"7": PROMPT}, answers)) == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"prompts_merged\.csv"):
        list(trials.examples(tmp_path))
