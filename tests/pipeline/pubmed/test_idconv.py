import json
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.errors import InputError, ServiceError
from pipeline.pubmed import Identity
from tests.eutils import Eutils, record
from tests.pipeline.pubmed.clients import client

FIRST = Identity(pmid="51", pmcid="PMC510", doi="10.1234/One")
SECOND = Identity(pmid="52", pmcid="PMC520")


@pytest.fixture
def archive() -> Iterator[Eutils]:
    records = {
        "51": record("51", "One", doi="10.1234/One", pmcid="PMC510"),
        "52": record("52", "Two", pmcid="PMC520"),
        "53": record("53", "Three, not in the archive", doi="10.1234/three"),
    }
    with Eutils(records) as running:
        yield running


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("51", FIRST),
        ("00051", FIRST),
        ("PMC510", FIRST),
        ("pmc510", FIRST),
        ("PMC510.2", FIRST),  # a version
        ("10.1234/one", FIRST),
        ("https://doi.org/10.1234/ONE", FIRST),
        ("PMC520", SECOND),  # no DOI
        ("53", None),
        ("PMC9", None),
        ("10.1234/a,b", None),  # cannot be asked for
    ],
)
def test_one(archive: Eutils, asked: str, found: Identity | None) -> None:
    got = client(archive).convert([asked])
    same = {asked: found.model_copy(update={"doi": found.doi and found.doi.lower()})} if found else {}
    assert {k: v.model_copy(update={"doi": v.doi and v.doi.lower()}) for k, v in got.items()} == same


def test_ids_of_all_kinds_under_the_names_they_were_asked_by(archive: Eutils) -> None:
    got = client(archive).convert(["PMC520", "51", "53", "10.1234/ONE", "51"])
    assert list(got) == ["PMC520", "51", "10.1234/ONE"]
    assert {one: identity.pmid for one, identity in got.items()} == {"PMC520": "52", "51": "51", "10.1234/ONE": "51"}
    assert [form["idtype"] for _, form in archive.requests] == ["pmid", "pmcid", "doi"]  # one kind in a request


def test_at_most_200_in_a_request(archive: Eutils) -> None:
    client(archive).convert([str(n) for n in range(1, 451)])
    assert [form["ids"].count(",") + 1 for _, form in archive.requests] == [200, 200, 50]


def test_long_ids_make_more_requests(archive: Eutils) -> None:
    client(archive).convert([f"10.1234/{'x' * 300}{n}" for n in range(30)])
    assert max(len(form["ids"]) for _, form in archive.requests) < 4200


@pytest.mark.parametrize("bad", ["", "0", "valine", "PMC", "11.1234/x"])
def test_what_is_no_id_is_not_sent(archive: Eutils, bad: str) -> None:
    with pytest.raises(InputError, match="neither PMID, PMCID nor DOI"):
        client(archive).convert(["51", bad])
    assert archive.requests == []


def test_an_id_that_the_service_refuses_does_not_spoil_the_others(
    archive: Eutils, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = archive.answer

    def strict(program: str, form: Any, fault: Any) -> Any:
        refusal = {"status": "error", "errors": [{"message": "All values must be DOIs.", "code": "invalid_dois"}]}
        return (400, json.dumps(refusal).encode()) if "strange" in form["ids"] else real(program, form, fault)

    monkeypatch.setattr(archive, "answer", strict)
    assert list(client(archive).convert(["10.1234/strange", "10.1234/one", "10.1234/x"])) == ["10.1234/one"]


@pytest.mark.parametrize(
    "records",
    [
        None,
        "x",
        [1],
        [{"requested-id": "52", "pmid": 52}],  # not asked for
        [{"requested-id": "51", "pmid": 52, "pmcid": "PMC520"}],  # of another article
    ],
)
def test_an_answer_that_fits_nothing_raises(archive: Eutils, monkeypatch: pytest.MonkeyPatch, records: Any) -> None:
    monkeypatch.setattr(archive, "answer", lambda *_: (200, json.dumps({"records": records}).encode()))
    with pytest.raises(ServiceError):
        client(archive).convert(["51"])


def test_an_id_left_out_is_asked_for_once_more(archive: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = archive.answer, [0]

    def forgetful(program: str, form: Any, fault: Any) -> Any:
        calls[0] += 1
        return (200, b'{"status": "ok", "records": []}') if calls[0] == 1 else real(program, form, fault)

    monkeypatch.setattr(archive, "answer", forgetful)
    assert list(client(archive).convert(["51", "52"])) == ["51", "52"]
    assert calls == [2]


def test_nobody_is_named_in_an_address(archive: Eutils) -> None:
    client(archive, email="curator@example.org", key="s3cret").convert(["51"])
    assert set(archive.requests[0][1]) == {"ids", "idtype", "format", "versions", "tool"}


@pytest.mark.parametrize(
    ("own_doi", "pmid"),
    [(None, "60"), ("10.1234/LOST", "60"), ("10.1234/other", None)],
)
def test_the_converter_is_the_second_way_from_doi_to_pmid(own_doi: str | None, pmid: str | None) -> None:
    converted = json.dumps({"records": [{"requested-id": "10.1234/lost", "pmid": 60, "pmcid": "PMC600"}]}).encode()

    class Converting(Eutils):
        def answer(self, program: str, form: Any, fault: Any) -> Any:
            return (200, converted) if program == "idconv" else super().answer(program, form, fault)

    with Converting({"60": record("60", doi=own_doi)}, dois={"10.1234/lost": []}) as service:
        assert client(service).find_pmid("10.1234/lost") == pmid
        service.requests.clear()
        assert client(service, idconv_url=None).find_pmid("10.1234/lost") is None  # NCBI's is not asked for a stand-in
        assert [program for program, _ in service.requests] == ["esearch.fcgi"]
