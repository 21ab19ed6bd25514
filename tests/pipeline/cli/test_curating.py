"""claims check, review and propose as a curator types them."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import job
from pipeline.cli.app import execute
from pipeline.store import Store
from tests import curated

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLAIMDIFF_STORE", "CLAIMDIFF_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def paths(tmp_path: Path) -> curated.Paths:
    return curated.write(tmp_path)


# --- check ------------------------------------------------------------------------------------------------------------


def test_tables_without_a_problem(paths: curated.Paths, capsys: Capture) -> None:
    assert execute(["claims", "check", str(paths.claims)]) == 0
    assert capsys.readouterr() == ("", "3 claims and 0 reviews can be used; no problem.\n")


def test_the_packaged_tables_have_no_problem(capsys: Capture) -> None:
    assert execute(["claims", "check"]) == 0
    assert capsys.readouterr().out == ""


def test_each_problem_has_its_file_and_line(paths: curated.Paths, capsys: Capture) -> None:
    table = paths.claims / "000.csv"
    lines = table.read_text().splitlines()
    lines[1] = lines[1].replace("increase", "up").replace("3 g", "3 spoons")
    table.write_text("\n".join([*lines, "000-004,too few", lines[3]]) + "\n")
    _review(paths, claim_id="000-777", verdict="supported")
    _review(paths, claim_id="000-002", verdict="fine")
    assert execute(["claims", "check", str(paths.claims)]) == 1
    told = capsys.readouterr()
    assert [line.split(" ", 1)[0] for line in told.out.splitlines()] == [
        f"{paths.claims}/000.csv:2:",
        f"{paths.claims}/000.csv:2:",
        f"{paths.claims}/000.csv:5:",
        f"{paths.claims}/000.csv:6:",
        f"{paths.claims}/reviews.csv:3:",
        f"{paths.claims}/reviews.csv:2:",
    ]
    assert "'up' is none of increase" in told.out
    assert "3 spoons" in told.out
    assert "The id 000-003 is taken already at" in told.out
    assert "There is no claim 000-777 to review." in told.out
    assert told.err == "2 claims and 1 review can be used; 6 problems.\n"


def _review(paths: curated.Paths, **cells: str) -> None:
    from pipeline.reviews import COLUMNS

    table = paths.claims / "reviews.csv"
    fresh = not table.exists()
    row = dict.fromkeys(COLUMNS, "x") | {"pmid": "", "refs": "", "on": "2030-01-02", "seen_verdict": "supported"}
    with table.open("a", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        if fresh:
            writer.writeheader()
        writer.writerow(row | cells)


def test_a_table_that_cannot_be_read(paths: curated.Paths, capsys: Capture) -> None:
    (paths.claims / "001.csv").write_bytes(b"\xff\xfe")
    assert execute(["claims", "check", str(paths.claims)]) == 2
    assert capsys.readouterr().err.startswith(f"claimdiff: {paths.claims}/001.csv: The table is not UTF-8")


# --- review -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(paths: curated.Paths, tmp_path: Path) -> list[str]:
    """A run over the tables, and the options that name both."""
    _run(paths, tmp_path)
    return ["--claims", str(paths.claims), "--out", str(tmp_path / "runs")]


def _run(paths: curated.Paths, folder: Path) -> Path:
    claims, citations, articles = map(str, paths)
    request = job.Request(articles=articles, claims=claims, citations=citations, out=str(folder / "runs"))
    found = job.join([job.read_local(request)])
    tables = job.read_curated(claims, citations)
    result = job.assess(request, tables, found, [job.read(found.articles)], datetime.now(UTC))
    return Path(job.keep(result, request.out).folder)


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "assessments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


WHO = ["--by", "A. Reader", "--reason", '=HYPERLINK("x"), the arms\nwere swapped']


def test_a_verdict_is_overruled_and_the_next_run_shows_both(
    world: list[str], paths: curated.Paths, tmp_path: Path, capsys: Capture
) -> None:
    assert (
        execute(["claims", "review", "000-001", "--pmid", "90000001", "--verdict", "contradicted", *WHO, *world]) == 0
    )
    assert capsys.readouterr().out == (
        f"Overruled: 000-001, PMID 90000001 is contradicted, not supported.\nKept in {paths.claims}/reviews.csv\n"
    )
    folder = _run(paths, tmp_path)
    row, other = _rows(folder)[:2]
    assert (row["verdict"], row["review"], row["review_verdict"]) == ("supported", "overruled", "contradicted")
    assert (row["reviewed_by"], row["review_state"], row["review_stale_because"]) == ("A. Reader", "current", "")
    assert row["review_reason"] == '\'=HYPERLINK("x"), the arms were swapped'
    assert not any(value for name, value in other.items() if "review" in name)
    page = (folder / "report.html").read_text("utf-8")
    assert "Overruled by <bdi>A. Reader</bdi>" in page
    with Store(job.store_url(tmp_path / "runs")) as store:
        (kept,) = store.load(folder.name).reviews
    assert (kept.verdict, kept.seen_verdict) == ("contradicted", "supported")


def test_a_stale_review_is_shown_as_such(
    world: list[str], paths: curated.Paths, tmp_path: Path, capsys: Capture
) -> None:
    assert execute(["claims", "review", "000-001", "--verdict", "accept", *WHO, *world]) == 0
    assert "Accepted: 000-001, PMID 90000001 is supported." in capsys.readouterr().out
    before = _run(paths, tmp_path)
    paths.articles.write_text(paths.articles.read_text().replace("increased", "decreased"))
    after = _run(paths, tmp_path)
    row = _rows(after)[0]
    assert (row["verdict"], row["review_verdict"], row["review_state"]) == ("contradicted", "supported", "stale")
    assert row["review_stale_because"] == (
        "the article changed; the evidence changed; the program's verdict was supported"
    )
    assert "Look again, for since then: the article changed" in (after / "report.html").read_text("utf-8")
    assert execute(["diff", str(before), str(after), "--fail-on", "stale_review"]) == 1
    told = capsys.readouterr()
    assert "This review is stale: the article changed; the evidence changed" in told.out
    assert "stale_review: Verdict on 000-001 [1]" in told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["000-002", "--refs", "3", "--verdict", "accept"], "000-002, no article is unresolved_citation."),
        (["000-003", "--verdict", "supported"], "Overruled: 000-003, no article is supported, not uncited."),
        (["000-001", "--doi", "10.5555/LEUCINE", "--verdict", "accept"], "000-001, PMID 90000001 is supported."),
    ],
)
def test_any_verdict_can_be_reviewed(arguments: list[str], told: str, world: list[str], capsys: Capture) -> None:
    assert execute(["claims", "review", *arguments, *WHO, *world]) == 0
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["000-009", "--verdict", "accept"], "There is no claim '000-009' in run "),
        (
            ["000-002", "--verdict", "accept"],
            "2 of the 2 verdicts on claim 000-002 fit. It is judged by: --pmid",
        ),
        (["000-001", "--pmid", "5", "--verdict", "accept"], "None of the 1 verdicts on claim 000-001 fit"),
        (["000-001", "--verdict", "right"], "The verdict 'right' is none of accept, supported, "),
        (["000-001", "--verdict", "accept", "--by", " "], "--by is empty"),
        (["000-001", "--verdict", "accept", "--run", "NONE"], "There is no run 'NONE'"),
        (["000-001", "--verdict"], "Option '--verdict' requires an argument"),
    ],
)
def test_what_cannot_be_reviewed_is_one_sentence(
    arguments: list[str], told: str, world: list[str], paths: curated.Paths, capsys: Capture
) -> None:
    assert execute(["claims", "review", *WHO, *world, *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not (paths.claims / "reviews.csv").exists()


def test_a_claim_that_was_edited_since_the_run(world: list[str], paths: curated.Paths, capsys: Capture) -> None:
    table = paths.claims / "000.csv"
    table.write_text(table.read_text().replace("plasma insulin", "serum insulin"))
    assert execute(["claims", "review", "000-001", "--verdict", "accept", *WHO, *world]) == 2
    assert f"{table}:2: The claim 000-001 was edited since that run." in capsys.readouterr().err


# --- propose ----------------------------------------------------------------------------------------------------------


def test_claims_are_drafted_and_accepted(paths: curated.Paths, tmp_path: Path, capsys: Capture) -> None:
    document = tmp_path / "000-example.md"
    document.write_text("# Leucine\n\nLeucine at 3 g raises plasma insulin [1].\n\n=Leucine lowers pain.\n")
    drafts = tmp_path / "drafts.csv"
    arguments = ["claims", "propose", str(document), "--claims", str(paths.claims)]
    assert execute([*arguments, "--output", str(drafts)]) == 0
    assert capsys.readouterr() == ("", "2 drafts from 2 sentences of 000-example. Read each before you keep it.\n")
    with drafts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["target"], row["refs"]) for row in rows] == [
        ("000-004", "plasma insulin", "1"),
        ("000-005", "pain", ""),
    ]
    assert rows[1]["anchor"] == "'=Leucine lowers pain."
    (paths.claims / "000-drafts.csv").write_bytes(drafts.read_bytes())
    assert execute(["claims", "check", str(paths.claims)]) == 0
    assert execute(arguments) == 0
    assert "000-006" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.md", None, "does not exist"),
        ("000-empty.md", "", "holds no text"),
        ("notes.md", "Leucine raises insulin.", "Name the source, such as --source"),
    ],
)
def test_a_document_that_cannot_be_drafted(
    name: str, content: str | None, told: str, tmp_path: Path, capsys: Capture
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert execute(["claims", "propose", str(tmp_path / name)]) == 2
    assert told in capsys.readouterr().err
