"""A retraction on its way from PubMed's record to what a curator sees: tables, report, diff, last words of a run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import export, job
from pipeline.changes import as_text, compare
from pipeline.cli.running import _tell
from pipeline.report import render
from pipeline.schema import RunResult
from tests import curated
from tests.eutils import article_set, record

NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)
Links = tuple[tuple[str, str, str | None], ...]
SOURCE = "J Invent. 2021 Feb;151(2):455"
RETRACTED: Links = (("RetractionIn", SOURCE, "91"),)
REPUBLISHED: Links = (("RetractedandRepublishedIn", SOURCE, "91"),)
CONCERN: Links = (("ExpressionOfConcernIn", "J Invent. 2020;9:1", None),)
ERRATUM: Links = (("ErratumIn", "J Invent 1999;1:2", None), ("CommentIn", "J Invent. 1999;1:3", "7"))


def run(folder: Path, links: Links, *types: str) -> RunResult:
    """A run over the curated world, where PubMed's record of the first article has these links and types."""
    paths = curated.write(folder)
    one, other = curated.LEUCINE, curated.VALINE
    first = record(one["pmid"], one["title"], one["abstract"], one["doi"], notices=links, publication_types=types)
    articles = folder / "articles.xml"
    articles.write_bytes(article_set(first, record(other["pmid"], other["title"], other["abstract"])))
    request = job.Request(articles=str(articles), claims=str(paths.claims), citations=str(paths.citations))
    found = job.join([job.read_local(request)])
    tables = job.read_curated(request.claims, request.citations)
    return job.assess(request, tables, found, [job.read(found.articles)], NOON)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    return run(tmp_path_factory.mktemp("plain"), ())


@pytest.mark.parametrize(
    ("links", "types", "retracted", "notices", "words", "cause"),
    [
        (
            RETRACTED,
            ("Retracted Publication",),
            "true",
            f"retraction: {SOURCE} (PMID 91)",
            "the article was retracted in 2021 (PMID 91), and the verdict is what the text says all the same.",
            "retraction",
        ),
        (
            (),
            ("Retracted Publication",),
            "true",
            "",
            "the article was retracted (no notice is linked), and the verdict is what the text says all the same.",
            "retraction",
        ),
        (
            REPUBLISHED,
            (),
            "true",
            f"republication: {SOURCE} (PMID 91)",
            "the article was retracted, and the verdict is what the text says all the same;"
            " the article was republished in 2021 (PMID 91).",
            "retraction",
        ),
        (
            CONCERN,
            (),
            "false",
            "expression of concern: J Invent. 2020;9:1",
            "the article drew an expression of concern in 2020 (J Invent. 2020;9:1).",
            "notice_changed",
        ),
        (
            ERRATUM,
            (),
            "false",
            "correction: J Invent 1999;1:2",
            "the article was corrected in 1999 (J Invent 1999;1:2).",
            "notice_changed",
        ),
    ],
)
def test_from_the_record_to_the_curator(
    plain: RunResult,
    tmp_path: Path,
    links: Links,
    types: tuple[str, ...],
    retracted: str,
    notices: str,
    words: str,
    cause: str,
) -> None:
    result = run(tmp_path, links, *types)
    rows = {
        name: [r for r in export.rows(result, name) if r["pmid"] == "90000001"]
        for name in ("assessments", "evidence", "citations")
    }
    for row in [*rows["assessments"], *rows["evidence"], *rows["citations"]]:
        assert (export.text_of(row["retracted"]), row["notices"] or "") == (retracted, notices)
    (row,) = rows["assessments"]
    assert str(row["reason"]).endswith(words)
    assert row["verdict"] == "supported"
    (claim,) = [r for r in export.rows(result, "claims") if r["claim_id"] == row["claim_id"]]
    assert claim["state"] == ("not_supported" if retracted == "true" else "supported")
    assert [e.id for e in result.evidence] == [e.id for e in plain.evidence]
    assert ('class="withdrawn"' in render(result)) == (retracted == "true")
    changes = compare(export.snapshot(plain), export.snapshot(result))
    assert {(c.what, c.kind, c.cause) for c in changes} == {
        ("assessment", "changed", cause),
        ("evidence", "changed", cause),
        *([("claim", "changed", "retraction")] if retracted == "true" else []),  # it supports no longer
    }
    assert all(notices in (c.detail or "") for c in changes if c.what != "claim")
    assert "because the text" not in as_text(changes)


@pytest.mark.parametrize(
    ("links", "last"),
    [
        ((), None),
        (CONCERN, None),
        (RETRACTED, "1 claim rests on a retracted article: see the columns retracted and notices of assessments.csv."),
    ],
)
def test_a_run_ends_by_telling_how_many_claims(
    links: Links, last: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = run(tmp_path, links)
    assert result.run.counts["claims_on_retracted_articles"] == (1 if last else 0)
    _tell(job.Outcome(folder="runs/one", run=result.run, rejections=()))
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if "retracted" in line] == ([last] if last else [])
