"""The main job as a flow, on a real Prefect server: same results, cached evidence, retried fetching, plain errors."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import job
from pipeline.errors import InputError, ServiceError
from tests import builders, curated
from tests.eutils import Eutils, record

pytestmark = pytest.mark.slow
NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def request_(tmp_path: Path) -> job.Request:
    claims, citations, articles = map(str, curated.write(tmp_path))
    return job.Request(articles=articles, claims=claims, citations=citations, out=str(tmp_path / "runs"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The size of each batch that is really read."""
    sizes: list[int] = []
    read = job.read

    def counting(articles: object, processes: int = 1, model: str = "bundled") -> object:
        batch = list(articles)  # type: ignore[call-overload]
        sizes.append(len(batch))
        return read(batch, processes, model)

    monkeypatch.setattr(job, "read", counting)
    return sizes


def test_the_flow_gives_what_the_steps_give(prefect_api: str, request_: job.Request) -> None:
    from flows.reconciliation import execute

    outcome = execute(request_, prefect_api)
    folder = Path(outcome.folder)
    assert folder == Path(request_.out) / outcome.run.id
    assert outcome.run.counts["supported"] == 1
    assert outcome.run.counts["contradicted"] == 1
    tables = job.read_curated(request_.claims, request_.citations)
    found = job.join([job.read_local(request_)])
    plain = job.keep(job.assess(request_, tables, found, [job.read(found.articles)], NOON), request_.out)
    for table in folder.glob("*.csv"):
        assert table.read_bytes() == (Path(plain.folder) / table.name).read_bytes()


def test_what_was_read_is_not_read_again(prefect_api: str, request_: job.Request, counted: list[int]) -> None:
    from flows.reconciliation import execute

    file = Path(request_.articles or "")
    file.write_text(file.read_text().replace("Eight men", "Nine men"))  # texts that no other test has
    first, second = execute(request_, prefect_api), execute(request_, prefect_api)
    assert counted == [2]
    assert first.run.counts == second.run.counts
    file.write_text(file.read_text().replace("Nine men", "Ten men"))
    execute(request_, prefect_api)
    assert counted == [2, 2]


def test_a_damaged_cache_is_read_as_none(
    prefect_api: str, request_: job.Request, counted: list[int], tmp_path: Path
) -> None:
    from prefect.settings import PREFECT_LOCAL_STORAGE_PATH, temporary_settings

    from flows.reconciliation import execute

    with temporary_settings({PREFECT_LOCAL_STORAGE_PATH: tmp_path / "results"}):
        first = execute(request_, prefect_api)
        (entry,) = [f for f in (tmp_path / "results").iterdir() if f.name.startswith("read-")]
        for damaged in (entry.read_bytes()[:100], b"", b"\x00\xff"):
            entry.write_bytes(damaged)
            assert execute(request_, prefect_api).run.counts == first.run.counts
    assert counted == [2] * 4


def test_errors_come_out_as_they_are(prefect_api: str, request_: job.Request, tmp_path: Path) -> None:
    from flows.reconciliation import execute

    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no claim table"):
        execute(request_.model_copy(update={"claims": str(tmp_path / "empty")}), prefect_api)
    assert not [f for f in Path(request_.out).iterdir() if f.is_dir()]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eutils]:
    texts = {pmid: record(pmid, "A paper", f"Glycine lowered sleep latency in {pmid} rats.") for pmid in ("90000001",)}
    with Eutils(texts) as running:
        monkeypatch.setenv("CLAIMDIFF_EUTILS_URL", running.url)
        monkeypatch.setenv("CLAIMDIFF_EUROPEPMC_URL", running.europepmc_url)
        monkeypatch.delenv("NCBI_API_KEY", raising=False)
        yield running


def test_articles_from_pubmed(prefect_api: str, request_: job.Request, service: Eutils) -> None:
    from flows.reconciliation import execute

    outcome = execute(request_.model_copy(update={"articles": None}), prefect_api)
    assert outcome.run.counts["articles"] == 1
    assert [r.reason for r in outcome.rejections] == ["PubMed has no record of PMID 90000002."]
    assert [form["id"] for _, form in service.requests if "90000001" in form["id"]] == ["90000001,90000002"]
    assert outcome.run.counts["references_conflict"] == 2
    service.requests.clear()
    again = execute(request_.model_copy(update={"articles": None}), prefect_api)
    assert (again.run.counts, again.rejections) == (outcome.run.counts, outcome.rejections)
    assert {form["id"] for _, form in service.requests} == {"90000002"}  # looked up anew: PubMed may have it by now


def test_what_changed_at_pubmed_is_the_cause_of_what_changed_between_runs(
    prefect_api: str, request_: job.Request, service: Eutils, caplog: pytest.LogCaptureFixture
) -> None:
    from flows.reconciliation import execute
    from pipeline import changes
    from pipeline.export import read_snapshot

    leucine = ("90000001", "Leucine and insulin", "Eight men took 3 g of leucine. Leucine increased plasma insulin.")
    valine = ("90000002", "Valine and glucose", "Valine decreased plasma glucose in rats.")
    service.records = {"90000001": record(*leucine), "90000002": record(*valine)}
    online = request_.model_copy(update={"articles": None})
    first = execute(online, prefect_api)
    service.records["90000001"] = record(*leucine[:2], "Leucine decreased plasma insulin in eight men.")
    service.records["90000002"] = record(*valine, notices=[("RetractionIn", "J Inv. 2030;1:2", "456")])
    unaware = execute(online, prefect_api)
    caplog.set_level("INFO", "claimdiff")
    aware = execute(online.model_copy(update={"refresh": True}), prefect_api)
    one, two, three = (read_snapshot(Path(run.folder)) for run in (first, unaware, aware))
    assert changes.compare(one, two) == ()
    found = {(c.what, c.row.get("pmid")): c.cause for c in changes.compare(one, three)}
    assert found["assessment", "90000001"] == found["evidence", "90000001"] == "text_changed"
    assert found["assessment", "90000002"] == "retraction"
    assert [m for m in caplog.messages if m.startswith("PMID")] == [
        f"PMID 90000001: its text changed since the check of {datetime.now(UTC):%Y-%m-%d}: abstract",
        f"PMID 90000002: retracted since the check of {datetime.now(UTC):%Y-%m-%d}: J Inv. 2030;1:2 (PMID 456)",
    ]


@pytest.mark.parametrize(
    ("error", "deployment", "tries"),
    [
        (ServiceError("The service is down."), "somebody's", 3),
        (ServiceError("The service is down."), None, 1),
        (InputError("This is wrong."), "somebody's", 1),
        (ZeroDivisionError(), "somebody's", 1),
    ],
)
def test_only_outages_of_scheduled_runs_are_tried_again(
    error: Exception, deployment: str | None, tries: int, prefect_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect import flow
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows import reconciliation

    calls = []

    def fails(*_: object) -> None:
        calls.append(1)
        raise error

    @flow
    def fetching() -> None:
        reconciliation.fetch.with_options(retry_delay_seconds=0)(job.Request(), (builders.citation(),), NOON)

    monkeypatch.setattr(job, "fetch", fails)
    if deployment:
        monkeypatch.setenv("PREFECT__RUNTIME__DEPLOYMENT__ID", deployment)
    with temporary_settings({PREFECT_API_URL: prefect_api}), pytest.raises(type(error)):
        fetching()
    assert len(calls) == tries
