"""The table of expected verdicts: its rules, and what it counts."""

from pathlib import Path

import pytest

from pipeline import citations, claims, expected
from pipeline.citations import CitationTable
from pipeline.corpus import ArticleIndex
from pipeline.expected import COLUMNS, Comparison, Expected, compare, confusion, reliability
from pipeline.reconcile.cited import cited
from tests.statements import GIVEN, PMID, assess, claim, finding

ROW = f"000-001,{PMID},,abstract,supported,same,yes,reader 1,2026-11-28"


def rows(folder: Path, *lines: str) -> tuple[tuple[Expected, ...], list[str]]:
    table = folder / "verdicts.csv"
    table.write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf-8")
    found, rejected = expected.load(table)
    return found, [r.reason for r in rejected]


def test_the_table_keeps_its_rules_and_names_pairs_that_exist() -> None:
    found, rejected = expected.load()
    assert not rejected
    assert [(*r.pair[:1], r.pmid or "", r.doi or "", r.text) for r in found] == sorted(
        (*r.pair[:1], r.pmid or "", r.doi or "", r.text) for r in found
    )
    by_id = {c.id: c for c in claims.load().claims}
    table, index = CitationTable(citations.load().citations), ArticleIndex(())
    for row in found:
        papers = [one.citation for one in cited(by_id[row.claim_id], table, index) if one.citation]
        assert any((p.pmid or p.doi) == (row.pmid or row.doi) for p in papers), row.place


def test_about_a_third_is_held_aside() -> None:
    found, _ = expected.load()
    pairs = {row.pair: row.held_aside for row in found}
    assert 0.25 < sum(pairs.values()) / len(pairs) < 0.42


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (ROW.replace("supported", "likely"), "verdict: Input should be 'supported'"),
        (ROW.replace("same", "so"), "reason: Input should be 'same'"),
        (ROW.replace(PMID, ""), "The row names no article"),
        (ROW.replace("abstract", "title"), "text: Input should be 'abstract' or 'digest'"),
        (ROW.replace(",yes", ","), "sure: Input should be 'yes' or 'no'"),
    ],
)
def test_a_row_that_breaks_a_rule_is_told(tmp_path: Path, line: str, reason: str) -> None:
    found, rejected = rows(tmp_path, line)
    assert found == ()
    assert [reason in told for told in rejected] == [True]


def test_a_pair_stands_once_for_each_text(tmp_path: Path) -> None:
    found, rejected = rows(tmp_path, ROW, ROW.replace("abstract", "digest"), ROW)
    assert [row.text for row in found] == ["abstract", "digest"]
    assert "stand at" in rejected[0]


def test_verdicts_are_set_beside_those_of_a_run(tmp_path: Path) -> None:
    (row, other), _ = rows(tmp_path, ROW, ROW.replace("000-001", "000-002"))
    found = assess(claim(GIVEN), finding(GIVEN))
    missed = assess(claim(GIVEN, "3 g"), finding(GIVEN, "At 9 g."))
    assert compare([row, other], [found], "abstract") == [Comparison(row, found), Comparison(other, None)]
    assert compare([row], [found], "digest") == []
    assert [(c.right, c.grounded) for c in (Comparison(row, found), Comparison(row, missed))] == [
        (True, True),
        (False, False),
    ]
    told = confusion([Comparison(row, found), Comparison(row, missed), Comparison(other, None)])
    assert told == {
        ("supported", "supported"): 1,
        ("supported", "supported_dose_differs"): 1,
        ("supported", "none"): 1,
    }


def test_reliability_counts_verdicts_that_rest_on_findings(tmp_path: Path) -> None:
    (row,), _ = rows(tmp_path, ROW)
    sure, unsure = (assess(claim(GIVEN), finding(GIVEN, confidence=value)) for value in (0.9, 0.2))
    wrong, silent = assess(claim(GIVEN, "3 g"), finding(GIVEN, "At 9 g.")), assess(claim(GIVEN))
    compared = [Comparison(row, one) for one in (sure, unsure, wrong, silent, None)]
    assert reliability(compared, (0.0, 0.5)) == [(0.0, 1, 1), (0.5, 2, 1)]
