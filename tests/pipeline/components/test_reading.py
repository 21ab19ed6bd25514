"""What a document tells: roles, doses and targets of its sentences."""

from pathlib import Path

import pytest

from pipeline import nlp
from pipeline.components.reading import read
from tests import trained


def test_links_and_doses_are_found_by_name() -> None:
    reading = read(nlp.load()("A title\nMen got leucine (3 g) and valine (2 g). Leucine raised mood."))
    assert [reading.doses[i]["text"] for i in reading.doses_of("leucine", 2)] == ["3 g"]
    assert [reading.doses[i]["text"] for i in reading.doses_of("leucine+valine", 2)] == ["3 g", "2 g"]
    assert reading.doses_of("glycine", 2) == []
    assert reading.curies["leucine"].startswith("CHEBI:")


def test_sections_give_roles() -> None:
    doc = nlp.load().make_doc("A title\nLeucine was given. Leucine raised mood.")
    doc._.sections = [
        {"label": "METHODS", "category": "METHODS", "start": 8, "end": 26},
        {"label": "RESULTS", "category": "RESULTS", "start": 27, "end": 47},
    ]
    assert [r.role for r in read(nlp.load()(doc)).roles] == ["title", "method", "result"]


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        (("O", "O", "B-TEST", "I-TEST", "I-TEST", "L-TEST", "O"), "performance on walking tests"),
        (("O", "O", "O", "O", "O", "O", "U-DOT"), "performance"),
    ],
)
def test_a_model_names_things_by_its_own_entities(entities: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    tags = ("NN", "VBD", "NN", "IN", "NN", "NNS", ".")
    relations = ("nsubj", "ROOT", "dobj", "prep", "compound", "pobj", "punct")
    sentence = ("Leucine raised performance on walking tests .", tags, (1, 1, 1, 2, 5, 3, 1), relations, entities)
    trained.pipeline(sentences=[sentence], steps=100).to_disk(tmp_path / "model")
    rules = nlp.build({"components.findings.tagger": False}, str(tmp_path / "model"))
    doc = rules("\nLeucine raised performance on walking tests.")
    assert [doc.text[slice(*f["target"])] for f in doc._.findings] == [expected]


@pytest.mark.parametrize(
    ("methods", "result", "expected"),
    [
        ("A trial of leucine 1.8 g versus placebo.", "Mood rose.", ["1.8 g"]),
        ("A trial of leucine 300 micrograms/day or placebo.", "Mood rose.", ["300 micrograms/day"]),
        (
            "Men were randomised to leucine 40 IU per week (LL group) or placebo (PP group).",
            "Mood rose.",
            ["40 IU per week"],
        ),
        ("They joined a double-blind trial of 0.25 g/day leucine or placebo.", "Mood rose.", ["0.25 g/day"]),
        ("Mice drank different concentrations of leucine (0, 0.1 and 0.7 mg/ml).", "Mood rose.", ["0.1", "0.7 mg/ml"]),
        ("Rats got leucine (10 and 30 mg/kg).", "Mood rose at the highest dose.", ["30 mg/kg"]),
        ("Rats got leucine (10 and 30 mg/kg).", "Mood rose at the low dose.", ["10"]),
        ("Rats got leucine (10 and 30 mg/kg).", "Mood rose.", ["10", "30 mg/kg"]),
    ],
)
def test_doses_of_a_result(methods: str, result: str, expected: list[str]) -> None:
    doc = nlp.load()(f"Leucine and mood.\n{methods} {result}")
    reading = read(doc)
    found = [doc._.doses[i] for i in reading.doses_of("leucine", len(reading.sentences) - 1)]
    assert [d["text"] for d in found] == expected
