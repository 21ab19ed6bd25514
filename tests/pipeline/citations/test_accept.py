"""A new citation table with what a curator accepted: empty cells are filled, nothing else is touched."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from pipeline import export
from pipeline.citations import COLUMNS, load, proposal_rows, proposals
from pipeline.citations.accept import AcceptedTable, accept
from pipeline.errors import InputError
from pipeline.schema import Proposal

DAY = date(2030, 1, 2)
TABLE = [
    {"seed": "000", "ref": "1", "title": "Leucine and sleep", "status": "probable", "note": "By hand.", "mine": "kept"},
    {"seed": "000", "ref": "3", "title": "Valine, and rest", "pmid": "33", "status": "probable"},
    {"seed": "000", "ref": "4", "status": "unresolvable", "note": "A shop."},
]


def proposal(ref: int, **fields: object) -> Proposal:
    base = {
        "source": "000-first",
        "ref": ref,
        "place": "t:1",
        "listed": True,
        "given": "Leucine and sleep",
        "outcome": "proposed",
        "method": "title_search",
        "score": 0.98,
        "parts": "title 0.98",
        "pmid": "77",
        "doi": "10.5555/x",
        "title": "Leucine and sleep.",
        "year": 2010,
        "journal": "Journal of Invented Results",
        "author": "Nobody N",
        "reason": "It fits.",
    }
    return Proposal.model_validate(base | fields)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "citations.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*COLUMNS, "mine"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(TABLE)
    return path


def write(folder: Path, *given: Proposal, accept_: str = "yes") -> Path:
    path = folder / "proposals.csv"
    rows = [row | {"accept": accept_} for row in proposal_rows(given)]
    path.write_bytes(export.csv_text(proposals.PROPOSED, rows).encode())
    return path


def cells(made: AcceptedTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.text, newline="")))


def test_an_accepted_proposal_fills_empty_cells_only(table: Path, tmp_path: Path) -> None:
    made = accept(table, write(tmp_path, proposal(1)), DAY)
    first, *others = cells(made)
    assert (made.completed, made.added) == (1, 0)
    assert {name: first[name] for name in TABLE[0]} == TABLE[0]
    assert (first["pmid"], first["doi"], first["year"], first["first_author"]) == (
        "77",
        "10.5555/x",
        "2010",
        "Nobody N",
    )
    assert (first["decided_by"], first["decided_on"]) == ("title_search", "2030-01-02")
    assert first["accepted"] == "Accepted on 2030-01-02: title search, score 0.980 (title 0.98)."
    assert [{k: v for k, v in row.items() if v} for row in others] == TABLE[1:]


def test_what_is_made_can_be_loaded_and_accepting_twice_changes_nothing(table: Path, tmp_path: Path) -> None:
    accepted = write(tmp_path, proposal(1), proposal(2))
    made = accept(table, accepted, DAY)
    table.write_text(made.text, encoding="utf-8")
    found = load(table)
    assert found.rejections == ()
    assert [(c.ref, c.pmid, c.status) for c in found.citations] == [
        (1, "77", "probable"),
        (2, "77", "verified"),
        (3, "33", "probable"),
        (4, None, "unresolvable"),
    ]
    assert accept(table, accepted, date(2031, 1, 1)) == AcceptedTable(made.text, 0, 0)


def test_a_row_for_a_new_reference_says_where_it_is_from(table: Path, tmp_path: Path) -> None:
    made = accept(table, write(tmp_path, proposal(2, score=None, parts=None, method="text_identifier")), DAY)
    new = cells(made)[1]
    assert (made.completed, made.added) == (0, 1)
    assert (new["seed"], new["ref"], new["source"], new["status"]) == ("000", "2", "000-first", "probable")
    assert new["note"] == "Accepted on 2030-01-02: text identifier, no title to compare."


@pytest.mark.parametrize("answer", ["", "no", "N"])
def test_only_what_was_accepted_is_taken(table: Path, tmp_path: Path, answer: str) -> None:
    made = accept(table, write(tmp_path, proposal(1), proposal(2), accept_=answer), DAY)
    assert (made.completed, made.added) == (0, 0)
    assert [{k: v for k, v in row.items() if v} for row in cells(made)] == TABLE


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (proposal(3), "The pmid is 77, but the table has 33"),
        (proposal(4), "The table calls this reference unresolvable"),
        (proposal(1, outcome="ambiguous"), "has nothing to accept"),
        (proposal(1, outcome="conflict"), "has nothing to accept"),
        (proposal(2, source="guide"), "The row would not be valid: The seed is 'guide'"),
        (proposal(2, pmid="x"), "The row would not be valid"),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_its_line(
    table: Path, tmp_path: Path, given: Proposal, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        accept(table, write(tmp_path, given), DAY)
    assert caught.value.place == f"{tmp_path / 'proposals.csv'}:2"


def test_an_answer_that_is_neither_yes_nor_no_is_refused(table: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="perhaps"):
        accept(table, write(tmp_path, proposal(1), accept_="perhaps"), DAY)


def test_tables_that_cannot_be_read_are_refused(table: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks"):
        accept(table, table, DAY)
    table.write_text(table.read_text() + "000,5\n")
    with pytest.raises(InputError, match="2 cells"):
        accept(table, write(tmp_path, proposal(1)), DAY)


def test_a_title_that_a_spreadsheet_would_run_comes_back_as_it_was(table: Path, tmp_path: Path) -> None:
    made = accept(table, write(tmp_path, proposal(2, title="-Leucine and =sleep")), DAY)
    assert cells(made)[1]["title"] == "'-Leucine and =sleep"
    path = tmp_path / "again.csv"
    path.write_text(made.text, encoding="utf-8", newline="")
    assert load(path).citations[1].title == "-Leucine and =sleep"


def test_the_packaged_table_survives_as_it_is(tmp_path: Path) -> None:
    made = accept(None, write(tmp_path, proposal(1), accept_=""), DAY)
    path = tmp_path / "again.csv"
    path.write_text(made.text, encoding="utf-8", newline="")
    assert [c.digest for c in load(path).citations] == [c.digest for c in load().citations]


def test_proposals_are_flat_sorted_and_wait_for_an_answer() -> None:
    rows = proposal_rows([proposal(10), proposal(2), proposal(1, source="000-a", score=None)])
    assert [(r["source"], r["ref"], r["accept"]) for r in rows] == [
        ("000-a", "1", ""),
        ("000-first", "2", ""),
        ("000-first", "10", ""),
    ]
    assert all(tuple(row) == proposals.PROPOSED for row in rows)
    assert (rows[0]["score"], rows[1]["score"]) == ("", "0.980")
