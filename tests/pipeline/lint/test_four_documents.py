"""Every true problem that was found by reading the four source documents, and how many alarms are false.

The lists were made by reading: rule, line of the document, claim, and the numbers it is about. Needs ../shared.
"""

import re
from pathlib import Path

import pytest

from pipeline import citations, claims
from pipeline.lint import lint
from pipeline.schema import Finding
from pipeline.sources import read_sources

# rule, document, line, first claim, words of the message or arithmetic
TRUE = [
    ("no_reference_list", "000", 15, None, "23 numbers"),
    ("impossible_unit", "000", 52, "000-054", "135% of body mass"),
    ("unit_disagrees", "000", 52, "000-054", "1000 × 1.35 g/kg"),
    ("values_disagree", "000", 52, "000-054", "4352 / 3000 µmol/L = 1.45"),
    ("equivalent_disagrees", "000", 56, "000-058", "72 mg/kg × 68.04 kg = 4.9 g"),
    ("equivalent_disagrees", "000", 78, "000-077", "73 mg/kg × 68.04 kg = 4.96 g"),
    ("equivalent_disagrees", "000", 89, "000-087", "12.094 g is for 166 kg"),
    ("parts_disagree", "000", 78, "000-076", "97.7%, not 78%"),
    ("shares_disagree", "000", 78, "000-076", "98% − 78% = 20 points"),
    ("dose_credited_elsewhere", "000", 52, "000-055", "0.45 g/kg is credited to reference 3"),
    ("dose_credited_elsewhere", "000", 62, "000-064", "0.45 g/kg is credited to reference 4"),
    ("dose_credited_elsewhere", "000", 78, "000-077", "0.45 g/kg is credited to references 3 and 4"),
    ("opposite_directions", "000", 33, "000-002", "leucine: glucose uptake falls"),
    ("opposite_directions", "000", 33, "000-003", "valine: glucose uptake falls"),
    ("opposite_directions", "000", 36, "000-020", "isoleucine: mTOR activity rises"),
    ("documents_disagree", "000", 33, "000-006", "isoleucine: glucose uptake rises"),
    ("documents_disagree", "000", 42, "000-029", "isoleucine: Akt activity does not change"),
    ("documents_disagree", "000", 42, "000-030", "isoleucine: mTOR activity does not change"),
    ("documents_disagree", "000", 42, "000-032", "isoleucine: insulin signaling rises"),
    ("repeated_paper", "001", 18, "001-001", "References 1 and 2 "),
    ("opposite_directions", "001", 22, "001-013", "leucine: insulin signaling falls"),
    ("no_citations", "002", 1, None, "cites nothing"),
    ("mojibake", "002", 68, None, "Windows-1252"),
    ("repeated_paper", "003", 23, "003-003", "References 3 and 5 "),
    ("repeated_paper", "003", 32, "003-012", "References 12, 13 and 14 "),
    ("repeated_paper", "003", 34, "003-018", "References 15 and 16 "),
    ("repeated_paper", "003", 71, "003-049", "References 24 and 25 "),
    ("repeated_paper", "003", 100, "003-055", "References 29, 30 and 32 "),
    ("repeated_paper", "003", 148, None, "References 39 and 40 "),
    ("opposite_directions", "003", 162, "003-066", "leucine: muscle wasting does not change"),
]
NAMELESS = {
    "000": {1, 11, *range(14, 20)},
    "001": {4, 5, 7, 8, 10, 11, 13, *range(20, 25), 26},
    "003": {1, 2, *range(6, 11), 21, 22, 28, 31, 33, 34, *range(36, 39), *range(42, 46)},
}


@pytest.fixture(scope="module")
def read(shared: Path) -> tuple[Finding, ...]:
    return lint(claims.load().claims, citations.load().citations, read_sources(shared / "seeds"))


def is_told(finding: Finding, rule: str, document: str, line: int, claim: str | None, words: str) -> bool:
    return (
        (finding.rule, finding.claim_id) == (rule, claim)
        and finding.source.startswith(document)
        and finding.place.endswith(f":{line}")
        and words in f"{finding.message} {finding.arithmetic}"
    )


@pytest.mark.parametrize("true", TRUE)
def test_finds_each_true_problem(read: tuple[Finding, ...], true: tuple[str, str, int, str | None, str]) -> None:
    assert sum(is_told(finding, *true) for finding in read) == 1


def test_one_paper_does_not_show_a_change_and_none(read: tuple[Finding, ...]) -> None:
    (leucine,) = [f for f in read if f.rule == "opposite_directions" and f.claim_id == "000-002"]
    assert "000-041" in leucine.others
    assert "does not change in 000-041 (glucose consumption, at 1 mmol/L, [3]; line 49)" in leucine.message


def test_finds_each_reference_without_identity(read: tuple[Finding, ...]) -> None:
    told: dict[str, set[int]] = {}
    for finding in read:
        if finding.rule == "unidentified_reference":
            number = re.match(r"Reference (\d+) ", finding.message)
            assert number
            told.setdefault(finding.source[:3], set()).add(int(number[1]))
    assert told == NAMELESS


def test_finds_each_uncited_claim(read: tuple[Finding, ...]) -> None:
    found = [f.claim_id for f in read if f.rule == "uncited_claim"]
    assert sorted(filter(None, found)) == sorted(c.id for c in claims.load().claims if not c.refs)
    assert len(found) > 100


def test_fewer_than_one_in_five_alarms_is_false(read: tuple[Finding, ...]) -> None:
    listed = {"uncited_claim", "unidentified_reference"}  # each is true: the tests above compare them one by one
    alarms = [f for f in read if f.rule not in listed]
    false = [f for f in alarms if not any(is_told(f, *true) for true in TRUE)]
    assert len(false) < len(alarms) / 5


def test_without_the_documents_the_claims_show_most_of_it() -> None:
    found = {(f.rule, f.claim_id) for f in lint(claims.load().claims, citations.load().citations)}
    by_reading = {"no_reference_list", "no_citations", "mojibake"}
    true = {(rule, claim) for rule, _, _, claim, _ in TRUE if claim and rule not in by_reading}
    assert true - found == {("equivalent_disagrees", "000-087"), ("values_disagree", "000-054")}
