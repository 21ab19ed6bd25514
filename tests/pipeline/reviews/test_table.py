"""The table of reviews: what is read, what is rejected with its line, what is written."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import claims
from pipeline.errors import InputError
from pipeline.reviews import COLUMNS, FILE, add, load
from pipeline.schema import Review

GOOD = {
    "claim_id": "900-001",
    "pmid": "90000001",
    "doi": "10.5555/x",
    "refs": "3;14",
    "verdict": "contradicted",
    "by": "A. Reader",
    "on": "2030-01-02T03:04:05Z",
    "reason": "The arms were swapped.",
    "seen_verdict": "supported",
    "seen_claim": "clm-1",
    "seen_article": "art-1",
    "seen_evidence": "evd-1",
}


def one(**fields: object) -> Review:
    return Review.model_validate({**GOOD, "refs": (3, 14), "place": "new", **fields})


def write(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = COLUMNS) -> Path:
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_reads_a_full_row(tmp_path: Path) -> None:
    (read,), rejections = load(write(tmp_path, GOOD))
    assert read == one(place=f"{tmp_path}/{FILE}:2")
    assert rejections == ()


def test_without_a_table_there_are_no_reviews(tmp_path: Path) -> None:
    assert load(tmp_path) == ((), ())


def test_the_packaged_reviews_can_all_be_used() -> None:
    assert load().rejections == ()


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("claim_id", "", "The column claim_id is empty"),
        ("pmid", "PMID 3", "The pmid 'PMID 3' is no number"),
        ("refs", "3,4", "The reference '3,4' is no number"),
        ("verdict", "wrong", "The verdict 'wrong' is none of supported, "),
        ("verdict", "", "The column verdict is empty"),
        ("seen_verdict", "Supported", "The seen_verdict 'Supported' is none of"),
        ("by", " ", "The column by is empty"),
        ("on", "yesterday", "no ISO date such as 2030-01-02"),
        ("on", "2030-13-01", "no ISO date"),
        ("reason", "", "The column reason is empty"),
        ("seen_claim", "", "The column seen_claim is empty"),
        ("seen_evidence", "", "The column seen_evidence is empty"),
    ],
)
def test_rejects_a_bad_row_and_keeps_the_others(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    read, (rejection,) = load(write(tmp_path, GOOD, {**GOOD, column: cell}, GOOD))
    assert len(read) == 2
    assert rejection.place == f"{tmp_path}/{FILE}:3"
    assert reason in rejection.reason


def test_a_table_without_its_columns_raises(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape(f"{FILE}:1: The header lacks seen_claim")):
        load(write(tmp_path, GOOD, header=tuple(c for c in COLUMNS if c != "seen_claim")))


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    first, second = one(), one(pmid=None, doi=None, refs=(), seen_article=None, verdict="supported")
    for made in (first, second):
        assert add(made, tmp_path) == tmp_path / FILE
    assert [r.digest for r in load(tmp_path).reviews] == [first.digest, second.digest]


def test_adding_leaves_all_rows_and_columns_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, {**GOOD, "mine": "kept"}, {"claim_id": "broken"}, header=("mine", *reversed(COLUMNS)))
    before = (tmp_path / FILE).read_bytes().removesuffix(b"\r\n")  # as an editor may leave it
    (tmp_path / FILE).write_bytes(before)
    add(one(by="B. Reader"), tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(before + b"\r\n,evd-1,")
    read, rejections = load(tmp_path)
    assert [r.by for r in read] == ["A. Reader", "B. Reader"]
    assert len(rejections) == 1


HOSTILE = st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and max(text) < "\ud800")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
@pytest.mark.parametrize("start", ["=1+1", "@SUM(A1)", "-2", "'=x", ""])
def test_hostile_cells_are_escaped_and_come_back(tmp_path: Path, start: str, by: str, reason: str) -> None:
    (tmp_path / FILE).unlink(missing_ok=True)
    add(one(by=start + by, reason=start + reason), tmp_path)
    (read,), _ = load(tmp_path)
    assert [read.by, read.reason] == [" ".join((start + text).split()) for text in (by, reason)]
    with (tmp_path / FILE).open(encoding="utf-8", newline="") as file:
        cells = next(csv.DictReader(file))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells.values())


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The review cannot be kept: No such file"):
        add(one(), tmp_path / "none")


def test_reviews_are_no_claims(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no claim table"):
        claims.load(write(tmp_path, GOOD))
