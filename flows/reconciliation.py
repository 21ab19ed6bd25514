"""The main job as a flow: each task is one function of ``pipeline.job``.

Fetching goes in batches; in a scheduled run a batch that fails is tried again after a minute and after ten, while a run
that somebody waits for fails once the client has given up (it repeats each request itself). What a failed try had
fetched is in the store, and is not asked for again. The evidence of a batch of
articles is cached for a month under a key of their texts and of all software that reads them, across runs and
processes; a damaged cache entry is read as none. PREFECT_TASKS_REFRESH_CACHE=true reads everything anew.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.context import TaskRunContext
from prefect.events.clients import NullEventsClient
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from pipeline import job
from pipeline.errors import ServiceError
from pipeline.progress import track
from pipeline.schema import Article, Citation, Proposal

DEFAULTS = job.Request()


def _outage_unattended(_task: Any, _run: Any, state: Any) -> bool:
    return runtime.deployment.id is not None and isinstance(state.result(raise_on_failure=False), ServiceError)


def _reading_key(_context: TaskRunContext, parameters: dict[str, Any]) -> str:
    return job.reading_key(parameters["articles"], parameters["model"])


@task(cache_policy=NO_CACHE)
def prepare(request: job.Request) -> None:
    """Make sure that results can be kept."""
    job.prepare(request)


@task(cache_policy=NO_CACHE)
def read_curated(request: job.Request) -> job.Curated:
    """Claims, citations and source documents."""
    return job.read_curated(request.claims, request.citations, request.sources)


@task(cache_policy=NO_CACHE)
def read_local(request: job.Request) -> job.Articles:
    """The articles that need no network."""
    return job.read_local(request)


@task(cache_policy=NO_CACHE)
def with_kept(request: job.Request, found: job.Articles) -> job.Articles:
    """These articles, and what a watching run reads besides."""
    return job.with_kept(request, found)


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[60, 600], retry_condition_fn=_outage_unattended)
def look_up(request: job.Request, curated: job.Curated, found: job.Articles) -> tuple[Proposal, ...]:
    """What PubMed says about the references."""
    return job.look_up(request, curated, found)


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[60, 600], retry_condition_fn=_outage_unattended)
def fetch(request: job.Request, wanted: Sequence[Citation], started: datetime) -> job.Articles:
    """One batch from the library or PubMed."""
    return job.fetch(request, wanted, started)


@task(
    persist_result=True,
    result_serializer="json",
    cache_key_fn=_reading_key,
    cache_expiration=timedelta(days=30),
)
def read(articles: Iterable[Article], processes: int, model: str) -> job.Extracted:
    """The findings of one batch of articles."""
    return job.read(articles, processes, model)


@task(cache_policy=NO_CACHE)
def conclude(
    request: job.Request,
    curated: job.Curated,
    found: job.Articles,
    read: list[job.Extracted],
    started: datetime,
    proposals: tuple[Proposal, ...],
) -> job.Outcome:
    """Verdicts, kept in the store and as a folder."""
    return job.keep(job.assess(request, curated, found, read, started, proposals), request.out)


@flow(name="claimdiff")
def reconcile_claims(request: job.Request = DEFAULTS) -> job.Outcome:
    """Resolve the claims' citations, get the abstracts, extract, reconcile, store, export."""
    started = datetime.now(UTC)
    prepare(request)
    curated = read_curated(request)
    wanted = job.to_fetch(request, curated)
    fetched = [fetch(request, batch, started) for batch in track(wanted, "Fetching batches", len(wanted))]
    found = job.join([read_local(request), *fetched])
    proposals = look_up(request, curated, found)
    found = with_kept(request, found)
    batches = job.batches(found.articles)
    extracted = [
        read(batch, request.processes, request.model) for batch in track(batches, "Reading batches", len(batches))
    ]
    return conclude(request, curated, found, extracted, started, proposals)


def execute(request: job.Request, url: str, *, recorded: bool = True) -> job.Outcome:
    """Run the flow once against the Prefect API at ``url``; what a task raises comes out as it is.

    Without the heartbeat, whose thread would hold up the end for a second. Without events where nobody can look at them
    (``recorded``): Prefect sends them behind the run, and the end of the process waits for them, for minutes where the
    server has ended before.
    """
    if not recorded:
        EventsWorker.set_client_override(NullEventsClient)
    try:
        with temporary_settings({PREFECT_API_URL: url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            return reconcile_claims(request)
    finally:
        EventsWorker.set_client_override(None)
