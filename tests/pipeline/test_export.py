"""Run folders: what the files hold, byte for byte, and the way back."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import csv_table, export
from pipeline.changes import compare
from pipeline.errors import InputError, SettingsError
from pipeline.schema import Amount, Dose, RunResult
from tests import builders

FILES = {
    "assessments.csv",
    "citations.csv",
    "claims.csv",
    "evidence.csv",
    "lint.csv",
    "novel.csv",
    "watch.csv",
    "proposals.csv",
    "rejected.csv",
    "report.html",
    "run.json",
}
CONTRACT = (
    *("claim_id", "source", "section", "anchor", "amino_acid", "exposure", "target", "direction", "dose", "refs"),
    *("pmid", "doi", "verdict", "reason_code", "reason", "evidence_ids", "confidence"),
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return export.write_folder(builders.result(), tmp_path)


def test_a_run_folder_has_all_files(folder: Path, tmp_path: Path) -> None:
    assert folder == tmp_path / builders.run().id
    assert {file.name for file in folder.iterdir()} == FILES
    assert list(tmp_path.iterdir()) == [folder]


def test_assessments_begin_with_the_columns_of_the_contract() -> None:
    assert export.columns("assessments")[: len(CONTRACT)] == CONTRACT


def test_an_assessment_in_its_columns(folder: Path) -> None:
    (row,) = read(folder / "assessments.csv")
    said = builders.result().evidence[0]
    expected = {
        "claim_id": "000-001",
        "amino_acid": "leucine",
        "exposure": "given",
        "direction": "increase",
        "dose": "3 g",
        "refs": "1",
        "pmid": "90000001",
        "verdict": "supported",
        "evidence_ids": said.id,
        "confidence": "0.9",
        "retracted": "false",
        "read": "abstract",
        "title": "An invented trial",
        "system": "",
        "part": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_evidence_in_its_columns(folder: Path) -> None:
    rows = {row["id"]: row for row in read(folder / "evidence.csv")}
    row = rows[builders.result().evidence[0].id]
    text = builders.result().articles[0].text
    assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"] == builders.FINDING
    assert text[int(row["target_start"]) : int(row["target_end"])] == "plasma insulin"
    expected = {"doses": "3 g", "dose_normalized": "3000 mg", "magnitude": "21.5%", "read": "abstract"}
    assert {name: row[name] for name in expected} == expected


def test_novel_findings_stand_in_the_order_of_the_run_with_their_relevance(tmp_path: Path) -> None:
    first, second = builders.result().evidence
    rows = read(export.write_folder(builders.result(novel=(second, first)), tmp_path) / "novel.csv")
    assert [row["id"] for row in rows] == [second.id, first.id]
    assert rows[0]["relevance"] == "0 claims on the same amino acid; cited article; stated; in humans; confidence 0.9"


def test_what_is_watched_has_a_table_of_its_own(tmp_path: Path) -> None:
    claim, paper = builders.claim(), builders.article("90000009", retracted=True)
    other = builders.assessment(claim, paper, refs=(), verdict="contradicted", retracted=True)
    rows = read(export.write_folder(builders.result(articles=(paper,), watched=(other,)), tmp_path) / "watch.csv")
    told = {"claim_id": claim.id, "pmid": "90000009", "verdict": "contradicted", "retracted": "true"}
    assert [{name: row[name] for name in told} for row in rows] == [told]
    assert "refs" not in rows[0]


def test_doses_of_one_cell_stay_aligned() -> None:
    amounts = [
        Amount(low=1, high=2, unit="g/kg"),
        Amount(low=5, high=5, unit="cups"),
        Amount(low=9, high=9, unit="mg/kg"),
    ]
    doses = tuple(Dose(amount=a, text=str(a), start=0, end=1) for a in amounts)
    found = builders.evidence(builders.article(), doses=doses, system="rat")
    (row,) = export.rows(builders.result(evidence=(found,)), "evidence")
    assert row["dose_normalized"] == "1000–2000 mg/kg; ; 9 mg/kg"
    assert row["human_equivalent_mg_per_kg"] == "324.3; ; 1.459"


def test_citations_tell_what_was_read(tmp_path: Path) -> None:
    result = builders.large()
    rows = read(export.write_folder(result, tmp_path) / "citations.csv")
    assert {row["read"] for row in rows} == {"abstract", "digest", "none"}
    assert sum(int(row["claims"]) for row in rows) == sum(len(claim.refs) for claim in result.claims)


NOTICES = (
    builders.notice("correction", "=HYPERLINK(1); J. 2020;1:2"),
    builders.notice("expression_of_concern", None, "44"),
    builders.notice("retraction", "J Invent. 2021;3:4", "55"),
)
TOLD = "retraction: J Invent. 2021;3:4 (PMID 55); expression of concern: PMID 44; correction: =HYPERLINK(1);J. 2020;1:2"


@pytest.mark.parametrize("name", ["assessments", "evidence", "novel", "citations"])
def test_notices_belong_to_the_article(name: str, tmp_path: Path) -> None:
    noticed = builders.result().articles[0].model_copy(update={"notices": NOTICES})
    plain = read(export.write_folder(builders.result(), tmp_path) / f"{name}.csv")
    told = read(export.write_folder(builders.result(articles=(noticed,)), tmp_path) / f"{name}.csv")
    assert {row["notices"] for row in plain} == {""}
    assert {row["notices"] for row in told} == {TOLD}
    others = [{k: v for k, v in row.items() if k not in {"notices", "retracted"}} for row in told]
    assert others == [{k: v for k, v in row.items() if k not in {"notices", "retracted"}} for row in plain]


def test_a_finding_of_an_article_that_the_run_does_not_hold() -> None:
    (row, *_) = export.rows(builders.result(articles=()), "evidence")
    assert (row["notices"], row["retracted"]) == (None, False)


def test_notices_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    notices = (builders.notice("update", "\t=cmd", "=1+1"), builders.notice("correction", "@x"))
    noticed = builders.result().articles[0].model_copy(update={"notices": notices})
    folder = export.write_folder(builders.result(articles=(noticed,)), tmp_path)
    cells = [c for file in folder.glob("*.csv") for row in read(file) for c in row.values()]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read(folder / "assessments.csv")[0]["notices"] == "correction: @x; update: =cmd (PMID =1+1)"


def test_lint_rejections_and_novel(folder: Path) -> None:
    assert read(folder / "lint.csv")[0]["arithmetic"].startswith("3 g ÷ 70 kg")
    assert read(folder / "rejected.csv") == [
        {"place": "articles.jsonl:7", "reason": "The record has neither pmid nor doi."}
    ]
    assert [row["amino_acid"] for row in read(folder / "novel.csv")] == ["valine"]


def test_run_json_holds_the_run(folder: Path) -> None:
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert facts == builders.run().model_dump(mode="json")
    assert {"versions", "settings", "inputs", "counts", "duration_seconds"} <= set(facts)


def test_lines_end_as_rfc_4180_says(folder: Path) -> None:
    for file in folder.glob("*.csv"):
        data = file.read_bytes()
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")
        assert not data.startswith(b"\xef\xbb\xbf")


def test_an_empty_run_has_headers_only(tmp_path: Path) -> None:
    fields = (
        "claims",
        "citations",
        "articles",
        "evidence",
        "assessments",
        "novel",
        "findings",
        "rejections",
        "proposals",
    )
    folder = export.write_folder(builders.result(**dict.fromkeys(fields, ())), tmp_path)
    for name in export.TABLES:
        assert (folder / f"{name}.csv").read_text(encoding="utf-8").strip() == ",".join(export.columns(name))


def test_two_runs_over_the_same_input_give_the_same_csvs(tmp_path: Path) -> None:
    other = builders.run(id="other", started="2031-05-05T05:05:05+00:00", duration_seconds=3.25)
    one, two = builders.large(), builders.large().model_copy(update={"run": other})
    two = two.model_copy(update={"evidence": two.evidence[::-1], "articles": two.articles[::-1]})
    first, second = export.write_folder(one, tmp_path), export.write_folder(two, tmp_path)
    for name in export.TABLES:
        assert (first / f"{name}.csv").read_bytes() == (second / f"{name}.csv").read_bytes()


def test_python_s_hash_seed_changes_nothing() -> None:
    script = (
        "import hashlib; from pipeline import export; from tests import builders\n"
        "print([hashlib.sha256(w(builders.large()).encode()).hexdigest() for w in export.WRITERS.values()])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=Path(builders.__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("leucine", "leucine"),
        ("=1+1", "'=1+1"),
        ("+49 1", "'+49 1"),
        ("-NH2 uptake", "'-NH2 uptake"),
        ("@cmd", "'@cmd"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (-1.5, "-1.5"),
        (-3, "-3"),
        (True, "true"),
        (False, "false"),
        (0.1 + 0.2, "0.30000000000000004"),
        (2.0, "2"),
        (1e-7, "1e-07"),
    ],
)
def test_cells(cell: export.Cell, written: str) -> None:
    assert export.escaped(cell) == written


@given(st.text(alphabet=st.sampled_from("='\"+-@ \t\r\n＝a\u200b")) | st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert csv_table.unescaped(export.escaped(text)) == text
    assert not export.escaped(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_reads_back(cells: list[str]) -> None:
    text = export.csv_text(["a"], [{"a": cell} for cell in cells])
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    assert [csv_table.unescaped(row[0]) if row else "" for row in found] == cells


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back(value: float) -> None:
    assert float(export.escaped(value)) == value


def test_a_half_pair_does_not_stop_the_export(tmp_path: Path) -> None:
    result = builders.result(rejections=(builders.result().rejections[0].model_copy(update={"reason": "x\ud800"}),))
    assert read(export.write_folder(result, tmp_path) / "rejected.csv")[0]["reason"] == "x?"


def test_exporting_again_replaces_files_and_keeps_others(folder: Path, tmp_path: Path) -> None:
    (folder / "my notes.txt").write_text("keep me")
    (folder / "lint.csv").write_text("damaged")
    export.write_folder(builders.result(), tmp_path)
    assert {file.name for file in folder.iterdir()} == FILES | {"my notes.txt"}
    assert read(folder / "lint.csv")


def test_an_interrupted_export_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: RunResult) -> str:
        raise KeyboardInterrupt

    monkeypatch.setitem(export.WRITERS, "report.html", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export.write_folder(builders.result(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "a/b", "../up", ".hidden", "a\0b", "nul\n"])
def test_a_run_id_that_is_no_folder_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot name a folder"):
        export.write_folder(builders.result(run=builders.run(id=name)), tmp_path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        export.write_folder(builders.result(), tmp_path / "file")


def test_a_file_in_the_folder_s_place(tmp_path: Path) -> None:
    (tmp_path / builders.run().id).touch()
    with pytest.raises(InputError, match="cannot be written"):
        export.write_folder(builders.result(), tmp_path)


@pytest.mark.parametrize("name", list(export.TABLES))
def test_frames(name: str) -> None:
    frame = export.frame(builders.large(), name)
    assert tuple(frame.columns) == export.columns(name)
    assert len(frame) == len(export.rows(builders.large(), name))
    empty = export.frame(builders.result(evidence=(), novel=(), findings=(), rejections=(), citations=()), name)
    assert tuple(empty.columns) == export.columns(name)


def test_frames_keep_types() -> None:
    frame = export.frame(builders.large(), "evidence")
    assert frame["confidence"].dtype == float
    assert frame["retracted"].dtype == bool
    assert frame["sentence_start"].dtype == int


def test_a_snapshot_is_the_same_from_memory_and_from_disk(tmp_path: Path) -> None:
    odd = builders.claim("=SUM(A1)", anchor='-5 "and" more, or\nless')
    judged = builders.assessment(odd, None, verdict="uncited", reason="+ nothing")
    result = builders.large()
    result = result.model_copy(update={"assessments": (*result.assessments, judged)})
    read_back = export.read_snapshot(export.write_folder(result, tmp_path))
    assert read_back == export.snapshot(result)
    assert read_back.assessments["=SUM(A1)", "1"]["anchor"] == odd.anchor
    assert read_back.run == result.run
    assert len(read_back.assessments) == len(result.assessments)
    assert set(read_back.evidence) == {e.id for e in result.evidence}
    assert set(read_back.claims or ()) == {a.claim.id for a in result.assessments}


def test_a_folder_of_an_earlier_version_has_no_notices(folder: Path) -> None:
    for name in ("assessments", "evidence"):
        rows = read(folder / f"{name}.csv")
        header = [column for column in rows[0] if column != "notices"]
        (folder / f"{name}.csv").write_text(export.csv_text(header, rows), encoding="utf-8", newline="")
    assert compare(export.read_snapshot(folder), export.snapshot(builders.result())) == ()


def test_a_folder_of_an_earlier_version_has_no_claims(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    assert export.read_snapshot(folder).claims is None
    assert compare(export.read_snapshot(folder), export.snapshot(builders.result())) == ()


def test_a_very_long_cell_reads_back(tmp_path: Path) -> None:
    long = builders.article(sentences=("Leucine raised plasma insulin " + "and more " * 50_000,))
    found = builders.evidence(long, long.abstract or "")
    snapshot = export.read_snapshot(export.write_folder(builders.result(evidence=(found,)), tmp_path))
    assert snapshot.evidence[found.id]["sentence"] == found.sentence


def _delete(folder: Path) -> None:
    (folder / "evidence.csv").unlink()


def _other_table(folder: Path) -> None:
    (folder / "evidence.csv").write_text("a,b\n1,2\n")


def _short_row(folder: Path) -> None:
    with (folder / "assessments.csv").open("a") as file:
        file.write("only,three,cells\r\n")


def _broken_quote(folder: Path) -> None:
    with (folder / "assessments.csv").open("a") as file:
        file.write('"never closed')


def _not_text(folder: Path) -> None:
    (folder / "assessments.csv").write_bytes(b"\xff\xfe\x00")


def _no_run(folder: Path) -> None:
    (folder / "run.json").write_text("[1, 2")


def _empty(folder: Path) -> None:
    (folder / "assessments.csv").write_text("")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_delete, r"evidence\.csv: The file cannot be read: No such file"),
        (_other_table, r"evidence\.csv:1: The table has no column 'id'"),
        (_short_row, r"assessments\.csv:3: The row has 3 cells"),
        (_broken_quote, r"assessments\.csv:\d+: The table is broken"),
        (_not_text, r"assessments\.csv: The file is not UTF-8"),
        (_no_run, r"run\.json: This is not a run's run\.json"),
        (_empty, r"assessments\.csv:1: The table has no column 'claim_id'"),
    ],
)
def test_a_damaged_folder_is_named(folder: Path, damage: Callable[[Path], None], message: str) -> None:
    damage(folder)
    with pytest.raises(InputError, match=message):
        export.read_snapshot(folder)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no such run folder"):
        export.read_snapshot(tmp_path / "nowhere")
