"""What the client does about each fault of the services.

``fetch(["11", "22"])`` is called with three tries for each request while the fault happens so many times. "Asked" are
the requests that the service saw: the PMIDs of each. Silence is borne for 0.3 s where a fault is silent, and an answer
that trickles in for one second, half of its deadline.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.errors import ServiceError
from pipeline.pubmed import Cite, batches, transport
from pipeline.schema import Article
from tests.eutils import FAULTS, Eutils, Fault, record
from tests.pipeline.pubmed.clients import IMPATIENT, client, europe_pmc

BOTH = "11,22"
NO_ANSWER = "gave no usable answer in 3 tries: it "
NO_SET = "sent what is no whole set of PubMed records"


@dataclass(frozen=True)
class Row:
    fault: Fault
    times: int
    asked: tuple[str, ...]
    articles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    error: str | None = None  # part of the message

    def __str__(self) -> str:
        return f"{self.fault}-{self.times}"


def once(fault: Fault) -> Row:
    """It passes: asked again, nothing is lost."""
    return Row(fault, 1, (BOTH, BOTH), articles=("11", "22"))


def outage(fault: Fault, what: str) -> Row:
    """It lasts and no record can be the cause: given up."""
    return Row(fault, 3, (BOTH,) * 3, error=NO_ANSWER + what)


def unusable(fault: Fault, what: str) -> Row:
    """It lasts, and a record may be the cause: each half is tried twice; as both fail, no record is blamed."""
    return Row(fault, 99, (BOTH,) * 3 + ("11",) * 2 + ("22",) * 2, error=NO_ANSWER + what)


def refused(fault: Fault) -> Row:
    """Asking again is of no use."""
    return Row(fault, 1, (BOTH,), error=f"refused the request (HTTP {fault}). Check CLAIMDIFF_EUTILS_URL")


TABLE = [
    refused("400"),
    refused("302"),
    *map(once, ("429", "500", "502", "503", "slow", "trickle", "hangup", "reset")),
    *map(once, ("truncated", "cut", "html", "json", "empty", "garbage", "huge", "wrong_id")),
    outage("429", "answered HTTP 429"),
    outage("502", "answered HTTP 502"),
    outage("503", "answered HTTP 503"),
    outage("slow", "was silent for 0.3 s"),
    outage("hangup", "could not be reached: the connection failed (ConnectionError)"),
    outage("reset", "could not be reached: the connection failed (ConnectionError)"),
    Row("trickle", 9, (BOTH, BOTH), error="gave no usable answer in 2 tries: it did not finish its answer in time"),
    unusable("500", "answered HTTP 500"),
    unusable("truncated", "broke off its answer"),
    unusable("garbage", "broke off its answer"),
    unusable("cut", NO_SET),
    unusable("html", NO_SET),
    unusable("json", NO_SET),
    unusable("empty", NO_SET),
    unusable("huge", "sent more than 1000000 bytes"),
    unusable("wrong_id", "sent PMID 33 when asked for PMID 11, 22"),
    Row("drop", 1, (BOTH, "11"), articles=("11", "22")),
    Row("drop", 2, (BOTH, "11"), articles=("22",), missing=("11",)),
    Row("gone", 1, (BOTH, "11"), articles=("22",), missing=("11",)),
    Row("duplicate", 1, (BOTH,), articles=("11", "22")),
]


@pytest.fixture(autouse=True)
def _small_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    real = transport.Transport.__init__
    monkeypatch.setattr(transport.Transport, "__init__", lambda self, *given: real(self, *given[:3], 1_000_000))


def test_every_fault_is_in_the_table() -> None:
    assert {row.fault for row in TABLE} == set(FAULTS)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_the_client_did(service: Eutils, row: Row) -> None:
    service.fail(row.fault, row.times)
    impatient = client(service, **IMPATIENT.get(row.fault, {}))
    if row.error is None:
        fetched = impatient.fetch(["11", "22"])
        assert tuple(article.pmid for article in fetched.articles) == row.articles
        assert (fetched.missing, fetched.rejections) == (row.missing, ())
    else:
        with pytest.raises(ServiceError) as caught:
            impatient.fetch(["11", "22"])
        assert row.error in str(caught.value)
        assert str(caught.value).startswith("127.0.0.1 ")
        assert caught.value.exit_status == 3
    assert tuple(form["id"] for _, form in service.requests) == row.asked


CALLS: dict[str, Callable[..., Any]] = {
    "esearch.fcgi": lambda service, **more: client(service, **more).find_pmid("10.1234/unknown"),
    "ecitmatch.cgi": lambda service, **more: client(service, **more).match([Cite(journal="J Unknown", year=2001)]),
    "idconv": lambda service, **more: client(service, **more).convert(["44"]),
    "europepmc": lambda service, **more: europe_pmc(service, **more).abstract(Article(pmid="44", title="Unknown")),
}
LASTING = [fault for fault in FAULTS if fault not in {"wrong_id", "drop", "gone", "duplicate"}]


@pytest.mark.parametrize("program", CALLS)
@pytest.mark.parametrize("fault", [fault for fault in LASTING if fault != "trickle"])
def test_an_outage_is_never_an_unknown_paper(service: Eutils, program: str, fault: Fault) -> None:
    service.fail(fault, 99, program)
    with pytest.raises(ServiceError):
        CALLS[program](service, **IMPATIENT.get(fault, {}))


@pytest.mark.parametrize("program", CALLS)
@pytest.mark.parametrize("fault", [fault for fault in LASTING if fault not in {"400", "302", "trickle", "slow"}])
def test_a_fault_that_passes_changes_nothing(service: Eutils, program: str, fault: Fault) -> None:
    undisturbed = CALLS[program](service)
    asked = len(service.requests)
    service.fail(fault, 1, program)
    assert CALLS[program](service) == undisturbed
    assert len(service.requests) == 2 * asked + 1


class Poisoned(Eutils):
    """Breaks every answer that holds one of some records."""

    poison: frozenset[str] = frozenset()

    def answer(self, program: str, form: Any, fault: Any) -> Any:
        status, body = super().answer(program, form, fault)
        asked = set(form.get("id", "").split(","))
        return (status, body[: len(body) // 2]) if program == "efetch.fcgi" and asked & self.poison else (status, body)


@pytest.mark.parametrize(
    ("count", "poison", "most"),
    [
        (200, {"7"}, 35),
        (200, {"1", "200"}, 65),
        (450, {"150", "151", "440"}, 110),
        (5, {"1", "2", "4", "5"}, 40),
    ],
)
def test_records_that_spoil_their_batch_are_found_and_the_others_come(count: int, poison: set[str], most: int) -> None:
    with Poisoned({str(n): record(str(n)) for n in range(1, count + 1)}) as service:
        service.poison = frozenset(poison)
        fetched = client(service).fetch(map(str, range(1, count + 1)))
        assert {article.pmid for article in fetched.articles} == set(map(str, range(1, count + 1))) - poison
        assert [rejection.place for rejection in fetched.rejections] == [f"PMID {n}" for n in sorted(poison, key=int)]
        assert fetched.rejections[0].reason.endswith(f"alone, the service {NO_SET}")
        assert fetched.missing == ()
        assert len(service.requests) <= most


def test_a_record_alone_is_blamed_only_if_the_service_answers_otherwise() -> None:
    numbers = [str(n) for n in range(1, batches.BATCH + 2)]
    with Poisoned({n: record(n) for n in numbers}) as service:
        service.poison = frozenset(numbers[-1:])
        with pytest.raises(ServiceError, match="no whole set"):
            client(service).fetch(numbers[-1:])
        fetched = client(service).fetch(numbers)  # alone in the second batch, and the first one came
        assert [rejection.place for rejection in fetched.rejections] == [f"PMID {numbers[-1]}"]
        assert service.requests[-1][1]["id"] == "1"  # what came before, asked for to see if the service answers


def test_an_outage_in_the_middle_is_not_taken_for_spoilt_records() -> None:
    numbers = [str(n) for n in range(1, 2 * batches.BATCH + 1)]
    with Eutils({n: record(n) for n in numbers}) as service:
        one = client(service)
        one.fetch(numbers[:10])
        service.fail("html", 9999)
        with pytest.raises(ServiceError, match="no whole set"):
            one.fetch(numbers)
        assert len(service.requests) < 60
