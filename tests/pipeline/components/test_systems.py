"""Systems, and which of them a finding was made in."""

import json
from pathlib import Path

import pytest

from pipeline import nlp
from pipeline.components.systems import StudySystems
from tests.pipeline.components.mentions import mentions, read

AGREEMENT = 0.95  # measured 0.963 (258 of 268); a plain count of all mentions reaches 0.907


def test_systems_are_named_and_in_order() -> None:
    doc = read("Leucine was given to Wistar rats, mice and patients.")
    assert [(s.text, s.id_, s.label_) for s in doc.spans["systems"]] == [
        ("Wistar rats", "rat", "strain"),
        ("mice", "mouse", "species"),
        ("patients", "human", "population"),
    ]
    assert all(s.kb_id_.startswith("NCBITaxon:") for s in doc.spans["systems"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C2C12 myotubes", "cellosaurus:CVCL_0188"),
        ("COS-1 cells", "cellosaurus:CVCL_0223"),
        ("hepatocytes", "CL:0000182"),
        ("isolated hearts", "UBERON:0000948"),
        ("pancreatic islets", "UBERON:0000006"),
        ("elderly men", "NCBITaxon:9606"),
    ],
)
def test_ids(text: str, expected: str) -> None:
    doc = read(f"It was seen in {text}.")
    assert [s.kb_id_ for s in doc.spans["systems"]] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CAT rose", []),
        ("Cat food", [("Cat", "cat")]),
        ("EFFECT IN THE CAT BRAIN", [("CAT", "cat")]),  # a title in capitals
        ("MAN and SOD fell", []),
        ("RATS fell", [("RATS", "rat")]),
    ],
)
def test_a_short_word_in_capitals_is_an_abbreviation(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text, "systems") == expected


def where(text: str, sentence: str) -> str | None:
    """The system of the sentence in ``text`` that holds these words."""
    doc = read(text)
    sent = next(s for s in doc.sents if sentence in s.text)
    return StudySystems(doc).at(sent.start_char, sent.end_char)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rats drank. Thirst fell.", "rat"),
        ("Men and women rested. Thirst fell in lymphocytes.", "human"),
        ("Patients rested. Human hepatocytes grew. Cells were washed; the cells settled. Thirst fell.", "human"),
        ("Rat hepatocytes grew. Thirst fell.", "cell"),
        ("Mouse aortic endothelial cells grew. Thirst fell.", "cell"),
        ("Mice drank. Pigs drank. Pigs slept. Thirst fell in mice.", "mouse"),
        ("Guinea pigs drank. Thirst fell in the animals.", "guinea pig"),
        ("Animals drank. Thirst fell.", "animal"),
        ("A perfused heart beat. Thirst fell.", "tissue"),
        ("Thirst fell.", None),
    ],
)
def test_where_a_finding_was_made(text: str, expected: str | None) -> None:
    assert where(text, "Thirst fell") == expected


@pytest.mark.shared
def test_the_system_agrees_with_the_gold_tuples(shared: Path) -> None:
    texts = {a["pmid"]: a for a in _lines(shared / "gold" / "dev_texts.jsonl")}
    right = total = 0
    for row in _lines(shared / "gold" / "dev.jsonl"):
        article = texts[row["pmid"]]
        systems = StudySystems(nlp.load()(f"{article['title']}\n{article['abstract']}"))
        wanted = [t for t in row["tuples"] if t["system"]]
        total += len(wanted)
        right += sum(systems.at(t["evidence_start"], t["evidence_end"]) == t["system"] for t in wanted)
    assert total > 200
    assert right / total >= AGREEMENT


def _lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_without_an_amino_acid_neither_doses_nor_cues_are_sought() -> None:
    doc = nlp.load()("Rats got 5 mg/kg of metformin, which lowered glucose.")
    assert doc._.doses == []
    assert list(doc.spans["cues"]) == []
    assert doc._.findings == []


def test_doses_are_plain_json_with_exact_offsets() -> None:
    doc = nlp.load()("Rats got 5 mg/kg of leucine.")
    assert [doc.text[d["start"] : d["end"]] for d in doc._.doses] == ["5 mg/kg"]


def test_a_cue_has_a_span_for_each_of_its_categories() -> None:
    doc = nlp.load()("Leucine reduced thirst.")
    assert {c.label_ for c in doc.spans["cues"] if c.text == "reduced"} >= {"verb.decrease", "adj.decrease"}
