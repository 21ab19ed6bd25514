import random
from pathlib import Path

import pytest

from pipeline.errors import InputError, ServiceError
from tests.eutils import FAULTS, Eutils, Fault, article_set, record
from tests.pipeline.pubmed.clients import client


def test_fetch_gives_articles_missing_and_rejected_in_the_order_asked(service: Eutils) -> None:
    fetched = client(service).fetch(["22", "44", "11", "33", "22"])
    assert [a.pmid for a in fetched.articles] == ["22", "11"]
    assert fetched.articles[0].title == "Glycine & sleep"
    assert fetched.missing == ("44",)
    assert [r.reason for r in fetched.rejections] == ["PMID 33 has neither title nor abstract"]


def test_a_pmid_that_is_left_out_is_asked_for_once_more(service: Eutils) -> None:
    service.fail("drop")
    fetched = client(service).fetch(["11", "22"])
    assert [a.pmid for a in fetched.articles] == ["11", "22"]
    assert fetched.missing == ()
    assert [form["id"] for _, form in service.requests] == ["11,22", "11"]


def test_nothing_is_asked_for_nothing(service: Eutils) -> None:
    assert client(service).fetch([]).missing == ()
    assert service.requests == []


def test_leading_zeros_do_not_hide_a_record(service: Eutils) -> None:
    assert [a.pmid for a in client(service).fetch(["00011"]).articles] == ["11"]


def test_batches_hold_200(service: Eutils) -> None:
    service.records = {str(n): record(str(n)) for n in range(1, 452)}
    fetched = client(service).fetch(str(n) for n in range(1, 452))
    assert len(fetched.articles) == 451
    assert [len(form["id"].split(",")) for _, form in service.requests] == [200, 200, 51]


@pytest.mark.parametrize(("fault", "status"), [("400", 400), ("302", 302)])
def test_a_refusal_is_not_repeated_and_shows_no_key(service: Eutils, fault: Fault, status: int) -> None:
    service.fail(fault)
    with pytest.raises(ServiceError, match=f"HTTP {status}") as caught:
        client(service, key="s3cret").fetch(["11"])
    assert len(service.requests) == 1
    assert "s3cret" not in str(caught.value) + repr(caught.value.__cause__)


def test_the_deadline_ends_the_repetitions(service: Eutils) -> None:
    service.fail("500", times=5)
    with pytest.raises(ServiceError, match="in 1 tries"):
        client(service, tries=5, backoff=100, deadline=1).fetch(["11"])


def test_the_second_batch_failing_gives_no_partial_result(service: Eutils) -> None:
    service.records = {str(n): record(str(n)) for n in range(1, 301)}
    service.fail("drop")  # the first batch comes, if incomplete
    service.fail("503")
    with pytest.raises(ServiceError):
        client(service, tries=1).fetch(map(str, range(1, 301)))
    assert len(service.requests) == 2


def test_a_service_that_is_not_there(service: Eutils) -> None:
    gone = client(service)
    service.__exit__()
    with pytest.raises(ServiceError, match="the connection failed"):
        gone.fetch(["11"])


def test_an_empty_id_list_is_an_answer(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = b"<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>"
    monkeypatch.setattr(service, "answer", lambda *_: (400, sentence))
    assert client(service).fetch(["99"]).missing == ("99",)


@pytest.mark.parametrize("bad", ["", "0", "12a", "PMC12", "1,2", "-1", "١٢"])
def test_what_is_no_pmid_is_not_sent(service: Eutils, bad: str) -> None:
    with pytest.raises(InputError, match="not a PMID"):
        client(service).fetch([bad])
    assert service.requests == []


@pytest.mark.parametrize(
    ("doi", "pmid"),
    [
        ("10.1234/VALINE.11", "11"),  # of two hits the one that carries the DOI
        ("https://doi.org/10.1234/valine.11", "11"),
        ("10.1234/unknown", None),
        ("10.1234/part", None),  # a hit that does not carry it
    ],
)
def test_find_pmid(service: Eutils, doi: str, pmid: str | None) -> None:
    assert client(service).find_pmid(doi) == pmid
    assert service.requests[0][1]["term"].endswith('"[AID]')


@pytest.mark.parametrize("bad", ["", "not a doi", '10.1234/x" OR "sleep'])
def test_find_pmid_refuses_what_is_no_doi(service: Eutils, bad: str) -> None:
    with pytest.raises(InputError, match="not a DOI"):
        client(service).find_pmid(bad)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"esearchresult": {"ERROR": "no"}}', b'{"esearchresult": {"idlist": ["x"]}}', b"<html/>"],
)
def test_an_outage_of_esearch_is_never_an_unknown_doi(
    service: Eutils, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr(service, "answer", lambda *_: (200, body))
    with pytest.raises(ServiceError):
        client(service).find_pmid("10.1234/valine.11")


def test_the_total_deadline_ends_a_fetch(service: Eutils) -> None:
    service.records = {str(n): record(str(n)) for n in range(1, 601)}
    with pytest.raises(ServiceError, match=r"600 records within 1e-09 s|before the deadline"):
        client(service, total=1e-9).fetch(map(str, range(1, 601)))
    assert len(service.requests) <= 1


def test_of_several_versions_the_highest_counts(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = [record("11", f"Version {n}", version=n) for n in (2, 3, 1)]
    monkeypatch.setattr(service, "answer", lambda *_: (200, article_set(*versions)))
    assert [a.title for a in client(service).fetch(["11"]).articles] == ["Version 3"]


def test_a_record_without_a_pmid_is_the_only_one_that_is_left(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    body = article_set("<PubmedArticle><MedlineCitation/></PubmedArticle>", record("22"))
    monkeypatch.setattr(service, "answer", lambda *_: (200, body))
    fetched = client(service).fetch(["11", "22"])
    assert [r.reason for r in fetched.rejections] == ["a record without a PMID"]
    assert fetched.missing == ()


ARCHIVE = "corpora/pubmed_xml.tar.xz"


@pytest.mark.shared
def test_real_records_come_through_unchanged(shared: Path) -> None:
    with Eutils.from_archive(shared / ARCHIVE, 250) as service:
        fetched = client(service).fetch([*service.records, "1"])
        assert fetched.missing == ("1",)
        assert [a.pmid for a in fetched.articles] == list(service.records)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_all_real_records_come_through_any_mixture_of_passing_faults(shared: Path, seed: int) -> None:
    chance = random.Random(seed)
    passing = [fault for fault in FAULTS if fault not in {"400", "302", "slow", "trickle", "huge", "gone"}]
    with Eutils.from_archive(shared / ARCHIVE) as service:
        absent = [str(n) for n in range(1, 30)]
        undisturbed = client(service).fetch([*service.records, *absent])
        for fault in chance.choices(passing, k=20):
            service.fail(fault)
        fetched = client(service, tries=21).fetch([*service.records, *absent])
        assert (fetched.articles, fetched.missing) == (undisturbed.articles, tuple(absent))
        assert len(fetched.articles) + len(fetched.rejections) == len(service.records)
