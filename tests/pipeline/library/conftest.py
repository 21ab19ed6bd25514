"""A stand-in for the services, with nothing of the user's in the environment, and a clock that tests can set."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.library import Library
from pipeline.pubmed import Client, EuropePmc
from pipeline.store import Store
from tests.eutils import Eutils, record

Make = Callable[[], Library]


class Clock:
    """The time, which moves on by a second whenever somebody looks."""

    def __init__(self) -> None:
        self.time = datetime(2030, 1, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Eutils]:
    """Articles 1 to 3; number 3 has no abstract."""
    texts = {n: record(n, f"Paper {n}", f"Leucine was given to group {n}.") for n in ("1", "2")}
    with Eutils({**texts, "3": record("3", "Paper 3", doi="10.5555/three")}) as running:
        yield running


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)


@pytest.fixture
def make(store: Store, service: Eutils, clock: Clock) -> Make:
    """A new library on the store, as each process has its own."""

    def library() -> Library:
        client = Client(url=service.url, per_second=1000, tries=2, backoff=0)
        europe_pmc = EuropePmc(url=service.europepmc_url, per_second=1000, tries=1, backoff=0)
        return Library(store, client, europe_pmc, now=clock)

    return library
