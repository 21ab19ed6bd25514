"""The steps of the main job on a small curated world: what goes in, what comes out, what cannot be used."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline import job
from pipeline.errors import InputError, ModelError, ServiceError, StoreError
from pipeline.pubmed import Client, EuropePmc
from pipeline.schema import MAX_CHARS, Article, Citation, RunResult
from pipeline.store import Store
from tests import builders, curated
from tests.eutils import Eutils, record

NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)
Fetch = Callable[..., job.Articles]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLAIMDIFF_STORE", "CLAIMDIFF_EMAIL", "NCBI_API_KEY", "CLAIMDIFF_EUTILS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def paths(tmp_path: Path) -> curated.Paths:
    return curated.write(tmp_path)


@pytest.fixture
def request_(paths: curated.Paths, tmp_path: Path) -> job.Request:
    claims, citations, articles = map(str, paths)
    return job.Request(articles=articles, claims=claims, citations=citations, out=str(tmp_path / "runs"))


@pytest.fixture
def tables(request_: job.Request) -> job.Curated:
    return job.read_curated(request_.claims, request_.citations)


def whole(request: job.Request, started: datetime = NOON) -> RunResult:
    curated_ = job.read_curated(request.claims, request.citations)
    found = job.join([job.read_local(request)])
    return job.assess(request, curated_, found, [job.read(found.articles)], started)


@pytest.mark.parametrize(
    "fields", [{"offline": True, "articles": "a.jsonl"}, {"processes": 0}, {"processes": 1000}, {"unknown": 1}]
)
def test_a_request_that_makes_no_sense(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        job.Request.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "origin"), [({}, "pubmed"), ({"offline": True}, "bundled"), ({"articles": "a.jsonl"}, "file")]
)
def test_where_articles_come_from(fields: dict[str, object], origin: str) -> None:
    assert job.Request.model_validate(fields).origin == origin


def test_a_place_for_the_results_is_made(tmp_path: Path) -> None:
    job.prepare(job.Request(out=str(tmp_path / "deep" / "runs")))
    assert [f.name for f in (tmp_path / "deep" / "runs").iterdir()] == ["claimdiff.db"]


def test_results_that_cannot_be_kept_are_an_error_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"file: Nothing can be written here: .*--out"):
        job.prepare(job.Request(out=str(tmp_path / "file")))


def test_a_store_that_cannot_be_used_is_an_error_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMDIFF_STORE", str(tmp_path))
    with pytest.raises(StoreError):
        job.prepare(job.Request(out=str(tmp_path)))


def test_the_store_lies_beside_the_runs_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert job.store_url("runs") == str(Path("runs/claimdiff.db"))
    monkeypatch.setenv("CLAIMDIFF_STORE", "postgresql://someone:secret@host/runs")
    assert job.store_url("runs") == "postgresql://someone:secret@host/runs"


def test_the_packaged_tables_are_whole() -> None:
    packaged = job.read_curated()
    assert packaged.claims
    assert packaged.citations
    assert not packaged.rejections


def test_rows_that_cannot_be_used_are_listed(paths: curated.Paths) -> None:
    with paths.citations.open("a") as file:
        file.write("000,5,,,,,,,,certain,\r\n")
    found = job.read_curated(str(paths.claims), str(paths.citations))
    assert [r.place for r in found.rejections] == [f"{paths.citations}:6"]


def test_the_bundled_articles_need_no_network() -> None:
    found = job.read_local(job.Request(offline=True))
    assert found.articles
    assert not found.rejections


def test_records_of_a_file_that_cannot_be_used_are_listed(paths: curated.Paths) -> None:
    with paths.articles.open("a") as file:
        file.write("{}\n")
    found = job.read_local(job.Request(articles=str(paths.articles)))
    assert [a.pmid for a in found.articles] == ["90000001", "90000002"]
    assert [r.place for r in found.rejections] == [f"{paths.articles}:3"]


# --- fetching -------------------------------------------------------------------------------------------------------


@pytest.fixture
def service() -> Iterator[Eutils]:
    texts = {
        "90000001": record("90000001", "Leucine and insulin", "Leucine increased insulin."),
        "90000007": record("90000007", "Known by DOI", "Glycine increased sleep.", doi="10.5555/seven"),
    }
    with Eutils(texts, dois={"10.5555/seven": ["90000007"]}) as running:
        yield running


def cited(ref: int, **fields: str | None) -> Citation:
    return builders.citation(ref, **{"pmid": None, "doi": None, "place": f"citations.csv:{ref}", **fields})


def test_only_cited_references_with_an_identifier_are_asked_for(request_: job.Request, tables: job.Curated) -> None:
    online = request_.model_copy(update={"articles": None})
    assert [[c.ref for c in batch] for batch in job.to_fetch(online, tables)] == [[1, 2]]
    assert job.to_fetch(request_, tables) == []
    assert job.to_fetch(job.Request(offline=True), tables) == []


@pytest.fixture
def fetch(service: Eutils, tmp_path: Path) -> Fetch:
    """``job.fetch`` on a new store, asking the stand-in; ``refresh`` asks again for all that was fetched before."""

    def fetched(*wanted: Citation, refresh: bool = False, tries: int = 2) -> job.Articles:
        client = Client(url=service.url, idconv_url=service.idconv_url, per_second=1000, tries=tries, backoff=0)
        europe_pmc = EuropePmc(url=service.europepmc_url, per_second=1000, tries=1)
        request = job.Request(out=str(tmp_path / "runs"), refresh=refresh)
        return job.fetch(request, wanted, datetime.now(UTC), client, europe_pmc)

    return fetched


def test_articles_come_by_pmid_and_by_doi(fetch: Fetch) -> None:
    found = fetch(cited(1, pmid="90000001"), cited(2, doi="10.5555/seven"))
    assert [a.pmid for a in found.articles] == ["90000001", "90000007"]
    assert not found.rejections


def test_what_pubmed_does_not_have_is_listed_at_its_row(fetch: Fetch) -> None:
    found = fetch(cited(1, pmid="90000001"), cited(2, pmid="0099"), cited(3, doi="10.5555/unknown"))
    assert [(r.place, r.reason) for r in found.rejections] == [
        ("citations.csv:2", "PubMed has no record of PMID 99."),
        ("citations.csv:3", "PubMed has no record of DOI 10.5555/unknown."),
    ]


@pytest.mark.parametrize("fields", [{"pmid": "PMC12"}, {"doi": "no doi"}, {"doi": '10.5555/"quoted"'}])
def test_an_identifier_that_is_none_costs_no_other_article(fields: dict[str, str], fetch: Fetch) -> None:
    found = fetch(cited(1, pmid="90000001"), cited(2, **fields))
    assert [a.pmid for a in found.articles] == ["90000001"]
    assert [(r.place, r.reason.startswith("not a")) for r in found.rejections] == [("citations.csv:2", True)]


def test_an_outage_is_never_an_empty_result(service: Eutils, fetch: Fetch) -> None:
    service.fail("500", times=9)
    with pytest.raises(ServiceError):
        fetch(cited(1, pmid="90000001"))


def test_an_article_is_fetched_once_unless_a_run_refreshes(service: Eutils, fetch: Fetch) -> None:
    for refresh, asked in ((False, 1), (False, 1), (True, 2)):
        fetch(cited(1, pmid="90000001"), refresh=refresh)
        assert len(service.requests) == asked


def test_a_second_try_of_one_run_asks_for_nothing_again(service: Eutils, tmp_path: Path) -> None:
    request = job.Request(out=str(tmp_path / "runs"), refresh=True)
    started = datetime.now(UTC)
    for _ in range(2):
        job.fetch(request, [cited(1, pmid="90000001")], started, Client(url=service.url, per_second=1000))
    assert len(service.requests) == 1


# --- looking references up --------------------------------------------------------------------------------------------


def test_a_look_up_proposes_and_tells_what_contradicts_the_table(
    request_: job.Request, tables: job.Curated, service: Eutils
) -> None:
    client = Client(url=service.url, idconv_url=service.idconv_url, per_second=1000, tries=2, backoff=0)
    online = request_.model_copy(update={"articles": None})
    one = Article(pmid="90000001", title="Leucine and insulin")
    found = job.look_up(online, tables, job.Articles(articles=(one,)), client)
    assert [(p.ref, p.outcome) for p in found] == [(1, "agrees"), (2, "conflict"), (3, "site_only")]
    assert {form["id"] for _, form in service.requests} == {"90000002"}
    result = job.assess(online, tables, job.Articles(articles=(one,)), [], NOON, found)
    assert result.proposals == found
    assert {name: n for name, n in result.run.counts.items() if name.startswith("references_")} == {
        "references_agrees": 1,
        "references_conflict": 1,
        "references_site_only": 1,
    }


def test_nothing_is_looked_up_where_articles_come_from_elsewhere(request_: job.Request, tables: job.Curated) -> None:
    assert job.look_up(request_, tables, job.Articles()) == ()
    assert job.look_up(job.Request(offline=True), tables, job.Articles()) == ()


# --- reading and judging --------------------------------------------------------------------------------------------


def test_an_article_is_read_once() -> None:
    one, digest = builders.article(), builders.article(kind="digest")
    found = job.join([job.Articles(articles=(digest, one)), job.Articles(articles=(one,))])
    assert found.articles == (one,)
    assert len(found.rejections) == 1


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (1, [1]), (200, [200]), (401, [200, 200, 1])])
def test_batches(number: int, sizes: list[int]) -> None:
    articles = [builders.article(str(n)) for n in range(1, number + 1)]
    batches = job.batches(articles)
    assert [len(b) for b in batches] == sizes
    assert [a for b in batches for a in b] == articles


def test_the_whole_job(request_: job.Request) -> None:
    result = whole(request_)
    verdicts = {(a.claim.id, a.refs): a.verdict for a in result.assessments}
    assert verdicts == {
        ("000-001", (1,)): "supported",
        ("000-002", (2,)): "contradicted",
        ("000-002", (3,)): "unresolved_citation",
        ("000-003", ()): "uncited",
    }
    assert result.run.counts["assessments"] == 4
    assert result.run.counts["contradicted"] == 1
    assert result.run.settings["articles_from"] == "file"
    assert result.findings


def test_a_watching_run_reads_what_the_store_keeps_besides(request_: job.Request, service: Eutils) -> None:
    service.records["90000009"] = record("90000009", "Leucine and insulin again", "Leucine decreased plasma insulin.")
    client = Client(url=service.url, per_second=1000)
    job.fetch(request_, [cited(9, pmid="90000009"), cited(1, pmid="90000001")], NOON, client)
    found = job.join([job.read_local(request_)])
    assert job.with_kept(request_, found) == found
    watching = request_.model_copy(update={"watch": True})
    kept = job.with_kept(watching, found)
    assert [a.pmid for a in kept.articles] == ["90000001", "90000002", "90000009"]
    assert kept.articles[:2] == found.articles
    tables = job.read_curated(request_.claims, request_.citations)
    result = job.assess(watching, tables, kept, [job.read(kept.articles)], NOON)
    assert [(a.claim.id, a.pmid, a.verdict) for a in result.watched] == [("000-001", "90000009", "contradicted")]
    assert [(a.claim.id, a.verdict) for a in result.assessments] == [
        (a.claim.id, a.verdict) for a in whole(request_).assessments
    ]
    with Store(job.store_url(request_.out)) as store:
        store.save(result)
        assert store.load(result.run.id) == result


def test_the_sources_are_linted_where_they_are_given(request_: job.Request, tmp_path: Path) -> None:
    (tmp_path / "000_document.md").write_text("# Leucine\n\nLeucine at 2 g/g raised insulin.[1]\n")
    tables = job.read_curated(request_.claims, request_.citations, str(tmp_path / "000_document.md"))
    result = job.assess(request_, tables, job.Articles(), [], NOON)
    assert "impossible_unit" in {f.rule for f in result.findings}
    assert set(result.run.inputs["sources"]) == {"000-document"}


def test_the_same_input_gives_the_same_tables(request_: job.Request) -> None:
    folders = [Path(job.keep(whole(request_, NOON + timedelta(n)), request_.out).folder) for n in range(2)]
    one, other = ({f.name: f.read_bytes() for f in folder.glob("*.csv")} for folder in folders)
    assert one
    assert one == other


def test_what_is_kept_can_be_loaded_again(request_: job.Request) -> None:
    result = whole(request_)
    outcome = job.keep(result, request_.out)
    with Store(job.store_url(request_.out)) as store:
        assert store.load(result.run.id) == result
    assert outcome.run == result.run
    assert json.loads((Path(outcome.folder) / "run.json").read_text())["id"] == result.run.id


def test_runs_at_the_same_time_are_all_kept(request_: job.Request) -> None:
    results = [whole(request_, NOON + timedelta(microseconds=n)) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda r: job.keep(r, request_.out).folder, results))
    with Store(job.store_url(request_.out)) as store:
        assert {r.id for r in store.runs()} == {Path(f).name for f in folders}
    assert len(set(folders)) == 8


def test_rejected_rows_stay_with_the_result(paths: curated.Paths, request_: job.Request) -> None:
    with paths.articles.open("a") as file:
        file.write("not json\n")
    outcome = job.keep(whole(request_), request_.out)
    assert [r.place for r in outcome.rejections] == [f"{paths.articles}:3"]
    assert (Path(outcome.folder) / "rejected.csv").read_text().count(str(paths.articles)) == 1


def test_nothing_to_read_is_a_run_too(paths: curated.Paths, request_: job.Request) -> None:
    paths.articles.write_text("")
    result = whole(request_)
    assert {a.verdict for a in result.assessments} <= {"unresolved_citation", "no_abstract", "uncited"}
    assert len(result.assessments) == 4


@pytest.mark.parametrize(
    "change", [{"abstract": "Another text."}, {"pmid": "5"}, {"publication_types": ("Review",)}, {"retracted": True}]
)
def test_cached_evidence_is_of_the_same_articles(change: dict[str, object]) -> None:
    one = builders.article()
    other = Article.model_validate({**one.model_dump(), **change})
    assert job.reading_key([one]) == job.reading_key([one])
    assert job.reading_key([one]) != job.reading_key([other])
    assert job.reading_key([one, other]) != job.reading_key([other, one])


def test_cached_evidence_is_of_the_same_model(trained_folder: Path) -> None:
    assert job.reading_key([builders.article()]) != job.reading_key([builders.article()], str(trained_folder))


def test_a_model_that_is_missing_is_told_before_the_work(request_: job.Request) -> None:
    with pytest.raises(ModelError, match="not installed"):
        job.prepare(request_.model_copy(update={"model": "en_core_sci_sm"}))
    assert not Path(request_.out).exists()


def test_cached_evidence_is_of_the_same_software(monkeypatch: pytest.MonkeyPatch) -> None:
    before = job.reading_key([builders.article()])
    monkeypatch.setattr("pipeline.provenance.versions", lambda _: {"code": "other"})
    assert job.reading_key([builders.article()]) != before


def test_an_article_that_cannot_be_read_costs_no_other(request_: job.Request, tables: job.Curated) -> None:
    unread = Article(pmid="7", title="Leucine", abstract="x" * (MAX_CHARS + 1))
    other = Article(pmid="8", title="Mice", abstract="Leucine raised protein synthesis in mice.")
    found = job.Articles(articles=(unread, other))
    read = job.read(found.articles)
    result = job.assess(request_, tables, found, [read], NOON)
    assert [r.place for r in read.rejections] == ["pmid:7"]
    assert {e.article for e in result.evidence} == {"pmid:8"}
    assert [a.id for a in result.articles] == ["pmid:8"]  # so that no claim is said not to be in what nobody read
    assert read.rejections[0] in result.rejections
