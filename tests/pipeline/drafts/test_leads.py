"""Sentences that a curator should read though the rules find nothing in them."""

import pytest

from pipeline import claims
from pipeline.drafts import propose
from pipeline.drafts.leads import lead, subject
from pipeline.schema import Claim
from tests.pipeline.drafts.documents import document


@pytest.mark.parametrize(
    ("text", "amino_acid", "target", "direction"),
    [
        ("Glycine is a potent stimulator of insulin secretion.", "glycine", "insulin secretion", "increase"),
        ("Taurine is a weak inhibitor of mTORC1.", "taurine", "mTORC1", "decrease"),
        ("It is essential for muscle protein synthesis.", "valine", "muscle protein synthesis", "increase"),
        ("Glycine and taurine are involved in fat oxidation.", "glycine+taurine", "fat oxidation", "increase"),
        ("Serine phosphorylation of IRS-1 lowers its activity.", "valine", "IRS-1", "decrease"),
        ("In women, BCAA oxidation: 20 % reduction.", "bcaa", "BCAA oxidation", "decrease"),
        ("Fatigue and, after glycine, unchanged plasma glucose.", "glycine", "plasma glucose", "no_change"),
    ],
)
def test_a_target_beside_a_word_of_change(text: str, amino_acid: str, target: str, direction: str) -> None:
    found = lead(text, "valine")
    assert found is not None
    assert (found.amino_acid, text[slice(*found.target)], found.direction) == (amino_acid, target, direction)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Glycine and plasma glucose were studied.", "glycine"),
        ("Glycine increased in many ways.", "glycine"),
        ("It is essential for muscle protein synthesis.", None),
        ("Figure 2: Reduced plasma glucose after glycine.", "glycine"),
        ("Muscle growth is a word.", "glycine"),
        ("", "glycine"),
    ],
)
def test_no_lead(text: str, topic: str | None) -> None:
    assert lead(text, topic) is None


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("L-Glycine + L-Taurine: A Guide", "glycine+taurine"),
        ("Glycine, taurine, and valine", "glycine+taurine+valine"),
        ("Glycine against valine", "glycine"),
        ("Threonine kinases", None),
        ("Sleep", None),
    ],
)
def test_whom_a_heading_is_about(heading: str, found: str | None) -> None:
    assert subject(heading) == found


def test_a_lead_is_a_row_that_says_what_it_is_in_the_order_of_the_document() -> None:
    text = "# Glycine\n\n## Sleep\n\nIt is crucial for sleep quality [2].\nGlycine lowers body temperature.\n"
    lead_, draft = propose(document(text)).rows
    assert tuple(lead_) == claims.COLUMNS
    assert [lead_[name] for name in ("id", "section", "anchor", "amino_acid", "target", "direction", "refs")] == [
        "905-001", "Sleep", "It is crucial for sleep", "glycine", "sleep quality", "increase", "2"
    ]  # fmt: skip
    assert lead_["amino_acid_id"] == draft["amino_acid_id"] != ""
    assert lead_["note"] == "lead, line 5: amino acid, target and direction are guesses; read the sentence"
    assert isinstance(claims.read_row({c: cell or None for c, cell in lead_.items()}, "x:2")[0], Claim)
    assert draft["target"] == "body temperature"


def test_a_section_of_methods_gives_no_leads() -> None:
    assert propose(document("# Glycine\n\n## Assays\n\nIt is crucial for sleep quality.\n")).rows == []
