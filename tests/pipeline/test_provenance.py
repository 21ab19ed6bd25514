"""What is recorded of a run."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline import provenance
from pipeline.schema import Run
from tests import builders

NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)


def record(started: datetime = NOON, **settings: object) -> Run:
    return provenance.record(started, settings=settings, inputs={}, counts={})


def test_a_run_is_named_by_its_start_and_content() -> None:
    run = record()
    assert re.fullmatch(r"20300102T120000Z-[0-9a-f]{8}", run.id)
    assert run.started == "2030-01-02T12:00:00Z"


def test_the_start_is_in_utc() -> None:
    assert record(NOON.astimezone(timezone(timedelta(hours=5)))).id == record().id


def test_runs_in_one_second_have_two_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {record().id, record(NOON + timedelta(microseconds=1)).id, record(dose=0.1).id}
    monkeypatch.setattr("os.getpid", lambda: 1)
    assert len(ids | {record().id}) == 4


def test_inputs_are_told_as_changes_reads_them() -> None:
    notices = (builders.notice("correction", "J Invent. 2020;1:2"), builders.notice("retraction", None, "8"))
    retracted, noticed = builders.article("7", retracted=True), builders.article("9", notices=notices)
    article, claim, citation = builders.article(), builders.claim(), builders.citation(3)
    inputs = provenance.inputs([claim], [citation], [article, retracted, noticed])
    assert inputs["claims"] == {claim.id: claim.digest}
    assert inputs["citations"] == {"000:3": citation.digest}
    assert inputs["articles"] == {article.id: article.digest, "pmid:7": _unretracted("7"), "pmid:9": noticed.digest}
    assert len(set(inputs["records"].values())) == 1
    assert inputs["retracted"] == {"pmid:7": "yes", "pmid:9": "yes"}
    assert inputs["notices"] == {"pmid:9": "retraction: PMID 8; correction: J Invent. 2020;1:2"}
    assert noticed.digest == noticed.model_copy(update={"notices": ()}).digest
    assert "units" in inputs["lexicons"]


def _unretracted(pmid: str) -> str:
    return builders.article(pmid).digest


def test_what_is_read_of_a_record_has_a_digest_of_its_own() -> None:
    one, other = builders.article(), builders.article(publication_types=("Review",))
    first, second = (provenance.inputs([], [], [article]) for article in (one, other))
    assert first["articles"] == second["articles"]
    assert first["records"] != second["records"]


def test_reviews_are_inputs() -> None:
    claim, article = builders.claim(), builders.article()
    made = builders.review(builders.assessment(claim, article))
    assert provenance.inputs([claim], [], [article], [made])["reviews"] == {"000-001 pmid:90000001": made.digest}


def test_versions() -> None:
    told = provenance.versions()
    assert set(told) == {"claimdiff", "code", "extractor", "model", "python", "scispacy", "spacy"}
    assert all(told.values())


def test_a_model_is_a_version_of_its_own(trained_folder: Path) -> None:
    told, other = provenance.versions(str(trained_folder)), provenance.versions()
    assert told["model"].startswith("en_invented_sm 1.2.3 ")
    rules, _, read_by = told["extractor"].partition(" + ")
    assert (rules, read_by) == (other["extractor"].partition(" + ")[0], "en_invented_sm 1.2.3")
    run = provenance.record(NOON, settings={}, inputs={}, counts={}, model=str(trained_folder))
    assert run.versions == told
