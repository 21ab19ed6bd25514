"""Drafts of claims from an invented document."""

import pytest

from pipeline import claims
from pipeline.drafts import propose, references
from pipeline.errors import SettingsError
from pipeline.schema import Claim
from tests import builders
from tests.pipeline.drafts.documents import TEXT, document

FIELDS = ("anchor", "amino_acid", "target", "direction", "doses", "refs")


def said(text: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in FIELDS) for row in propose(document(text)).rows]


def test_a_document_is_drafted_sentence_by_sentence() -> None:
    assert said(TEXT) == [
        ("Glycine at 3 g improves", "glycine", "sleep quality", "increase", "3 g", "1;2"),
        ("Glycine at 3 g improves", "glycine", "heart rate", "no_change", "3 g", "4"),
        ("In a trial, glycine lowered", "glycine", "body temperature", "decrease", "", ""),
        ("It is known that glycine", "glycine", "fatigue", "decrease", "", "3"),
        ("Taurine at 2 g lowers", "taurine", "blood pressure", "decrease", "2 g", ""),
        ("Food Glycine raises collagen synthesis", "glycine", "collagen synthesis", "increase", "", ""),
    ]


def test_every_draft_is_a_row_of_a_claim_table() -> None:
    found = propose(document())
    assert (found.source, found.sentences) == ("905-glycine-a-guide", 6)
    assert [row["id"] for row in found.rows] == [f"905-00{n}" for n in range(1, 7)]
    for row in found.rows:
        assert tuple(row) == claims.COLUMNS
        (claim,) = claims.read_row({column: cell or None for column, cell in row.items()}, "drafts.csv:2")
        assert isinstance(claim, Claim)
        assert claim.section == "2.1 Sleep"


@pytest.mark.parametrize(
    ("sentence", "dose_text", "doses"),
    [
        ("Glycine at 0.5-1.5 g/kg reduces pain.", "0.5-1.5 g/kg", "0.5-1.5 g/kg"),
        ("Glycine at 500 mg daily lowers pain.", "500 mg daily", "500 mg/day"),
        ("Glycine at 2 mM reduces pain.", "2 mM", "2 mmol/L"),
        ("Glycine lowers pain by 12%.", "", ""),
    ],
)
def test_doses_are_spelled_as_tables_spell_them(sentence: str, dose_text: str, doses: str) -> None:
    (row,) = propose(document(sentence)).rows
    assert (row["dose_text"], row["doses"]) == (dose_text, doses)
    assert isinstance(claims.read_row({c: cell or None for c, cell in row.items()}, "x:1")[0], Claim)


def test_hedges_and_sizes_are_told() -> None:
    (row,) = propose(document("Glycine may reduce pain by 12%.")).rows
    assert (row["part"], row["magnitude"]) == ("hedged", "12 %")
    assert "line 1" in row["note"]


UNSAID = "This cascade lowers body temperature."


@pytest.mark.parametrize(
    ("text", "amino_acids"),
    [
        (f"# Glycine, a Guide\n\n## Sleep\n\n{UNSAID}", ["glycine"]),
        (f"# Uptake of Glycine\n\n## Sleep\n\n{UNSAID}", ["glycine"]),
        (f"# Uptake of Glycine\n\n## Valine beside it\n\n{UNSAID}", ["valine"]),
        (f"# Glycine + Taurine\n\n{UNSAID}", ["glycine+taurine"]),
        (f"# A Guide\n\n## Sleep\n\n{UNSAID}", []),
        (f"# Glycine, a Guide\n\n## Protocol 2\n\n{UNSAID}", []),
        (f"# Glycine, a Guide\n\n## Cooling of mice\n\nMaterials:\n\n- Ice\n\n{UNSAID}", []),
        ("# Glycine, a Guide\n\n## Methods\n\nGlycine lowers body temperature.", ["glycine"]),
    ],
)
def test_what_names_no_amino_acid_is_of_that_of_the_heading(text: str, amino_acids: list[str]) -> None:
    assert [row["amino_acid"] for row in propose(document(text)).rows] == amino_acids


@pytest.mark.parametrize(
    ("word", "refs"),
    [("pain", (1,)), ("sleep", (2, 3)), ("mood", (4, 5, 6)), ("thirst", (4, 5, 6)), ("fever", ())],
)
def test_a_number_belongs_to_the_part_it_stands_at(word: str, refs: tuple[int, ...]) -> None:
    text = "It lowers pain [1], raises sleep [[2]](#ref2)[[3]](#ref3) and mood and thirst [4-6], but fever stays."
    whole = document(text)
    assert references(whole, whole.sentences[0], whole.text.index(word)) == refs


def test_ids_go_on_behind_those_that_are_taken() -> None:
    known = [builders.claim("905-041", source="905-curated"), builders.claim("000-099")]
    found = propose(document(), known)
    assert (found.source, found.rows[0]["id"]) == ("905-curated", "905-042")


@pytest.mark.parametrize(
    ("name", "source", "told"),
    [
        ("glycine.md", None, "begins with no three digits"),
        ("90-glycine.md", None, "begins with no three digits"),
        ("905-glycine.md", "glycine", "'glycine' is no three digits and slug"),
    ],
)
def test_a_document_needs_a_source(name: str, source: str | None, told: str) -> None:
    with pytest.raises(SettingsError, match=f"{told}.*--source 004-glutamine"):
        propose(document(name=name), source=source)


def test_a_source_can_be_given() -> None:
    assert propose(document(name="glycine.md"), source="906-sleep").rows[0]["id"] == "906-001"


def test_a_document_that_claims_nothing() -> None:
    assert propose(document("The sky is blue.")).rows == []
