import gzip
import pickle
import threading
from typing import Any

import pytest

from pipeline.errors import ServiceError, SettingsError
from pipeline.pubmed import Client, EuropePmc, caller, transport
from pipeline.pubmed.faults import UnusableError
from pipeline.schema import Article
from tests.eutils import Eutils
from tests.pipeline.pubmed.clients import client, europe_pmc

URLS = {"CLAIMDIFF_EUTILS_URL": "url", "CLAIMDIFF_IDCONV_URL": "idconv_url", "CLAIMDIFF_EUROPEPMC_URL": "europepmc_url"}


def test_identity_and_addresses_come_from_the_environment_and_are_not_shown(
    service: Eutils, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CLAIMDIFF_TOOL", "curation-desk")
    monkeypatch.setenv("CLAIMDIFF_EMAIL", "curator@example.org")
    monkeypatch.setenv("NCBI_API_KEY", "s3cret")
    for name, attribute in URLS.items():
        monkeypatch.setenv(name, getattr(service, attribute) + "/")
    caplog.set_level("DEBUG")
    service.fail("429")
    one, other = Client(backoff=0), EuropePmc()
    article = one.fetch(["11"]).articles[0]
    one.convert(["11"])
    other.abstract(article)
    assert [program for program, _ in service.requests] == ["efetch.fcgi"] * 2 + ["idconv"] + ["europepmc"]
    form = service.requests[0][1]
    assert {form["tool"], form["email"], form["api_key"]} == {"curation-desk", "curator@example.org", "s3cret"}
    everything = f"{one!r} {other!r} {vars(one)} {caller.Caller.of('claimdiff', None, None)!r} {caplog.text}"
    assert "s3cret" not in everything
    assert "curator@" not in everything
    assert "NCBI answered HTTP 429; trying again in" in caplog.text


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "ftp://example.org"},
        {"url": "nowhere"},
        {"url": "http://"},
        {"url": "http://example.org:port/"},
        {"url": "https://user:pass@example.org/"},
        {"url": "https://example.org/?api_key=1"},
        {"url": "http://example.org/eutils", "key": "s3cret"},
        {"idconv_url": "file:///etc/passwd"},
        {"timeout": 0},
        {"deadline": -1},
        {"tries": 0},
        {"backoff": -1},
        {"total": 0},
        {"per_second": -1},
        {"per_second": float("nan")},
        {"per_second": float("inf")},
        {"email": "two words@example.org"},
        {"key": "line\nfeed"},
    ],
)
def test_settings_out_of_range(settings: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        Client(**settings)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "http://127.0.0.1:1/", "key": "k"},
        {"url": "http://localhost/", "key": "k"},
        {"url": "http://example.org"},
    ],
)
def test_http_is_for_this_machine_or_for_those_without_a_key(settings: dict[str, Any]) -> None:
    assert Client(**settings).host


def test_an_email_is_asked_for_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for _ in range(2):
        Client()
    Client(email="curator@example.org")
    assert caplog.text.count("CLAIMDIFF_EMAIL") == 1


def test_errors_survive_pickling(service: Eutils) -> None:
    service.fail("cut", 9)
    with pytest.raises(UnusableError) as caught:
        client(service).fetch(["11"])
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_an_interrupt_passes_at_once(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    service.fail("500", 9)
    monkeypatch.setattr("tenacity.nap.time.sleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        client(service, backoff=1).fetch(["11"])
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [("2", 2, 2), ("0", 0, 0.1), ("999999", 60, 60), ("Wed, 01 Jan 2020 00:00:00 GMT", 0, 0.1), ("soon", 0, 0.1)],
)
def test_retry_after_is_respected_within_bounds(
    service: Eutils, monkeypatch: pytest.MonkeyPatch, value: str, least: float, most: float
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", slept.append)
    monkeypatch.setattr("pipeline.pubmed.pace.Pace.hold", lambda self, seconds: None)
    real = transport._retry_after
    monkeypatch.setattr(
        transport, "_retry_after", lambda answer: (answer.headers.__setitem__("Retry-After", value), real(answer))[1]
    )
    service.fail("503")
    assert client(service, deadline=600).fetch(["11"]).articles
    assert least <= slept[0] <= most


def test_too_many_requests_hold_everybody_back(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[float] = []
    monkeypatch.setattr("pipeline.pubmed.pace.Pace.hold", lambda self, seconds: held.append(seconds))
    service.fail("429")
    service.fail("500")
    client(service, backoff=0.01).fetch(["11"])
    assert len(held) == 1
    assert 0.005 <= held[0] <= 0.01


def test_a_bomb_of_gzip_is_bounded(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    monkeypatch.setattr(service, "answer", lambda *_: (200, bomb))
    monkeypatch.setattr(
        "tests.eutils.server.headers", lambda *_: {"Content-Encoding": "gzip", "Content-Length": str(len(bomb))}
    )
    monkeypatch.setattr("pipeline.pubmed.europepmc.ANSWER_LIMIT", 1_000_000)
    with pytest.raises(ServiceError, match="more than 1000000 bytes"):
        europe_pmc(service, tries=1).abstract(Article(pmid="11"))


def test_threads_may_share_a_client(service: Eutils) -> None:
    one, found = client(service, timeout=5), []
    threads = [threading.Thread(target=lambda: found.append(one.fetch(["11"]).articles[0].pmid)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["11"] * 8
