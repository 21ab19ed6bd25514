from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.errors import InputError, ServiceError
from pipeline.pubmed import Cite, Fetched, pages
from tests.eutils import Eutils, many, record
from tests.pipeline.pubmed.clients import client

COUNT = 450


@pytest.fixture
def library() -> Iterator[Eutils]:
    with Eutils(many(COUNT)) as running:
        yield running


def accounted(fetched: list[Fetched]) -> list[str]:
    assert not [rejection for page in fetched for rejection in page.rejections]
    return sorted((str(article.pmid) for page in fetched for article in page.articles), key=int)


def programs(service: Eutils) -> list[str]:
    return [f"{program.partition('.')[0]}{' by id' if 'id' in form else ''}" for program, form in service.requests]


EVERY = [str(n) for n in range(1, COUNT + 1)]


def test_search_gives_pmids_in_the_order_of_esearch(library: Eutils) -> None:
    assert client(library).search("leucine", limit=3) == ("450", "449", "448")
    assert client(library).search("no such word at all") == ()
    assert library.requests[0][1]["sort"] == "relevance"


@pytest.mark.parametrize(("term", "limit"), [("", 20), ("  ", 20), ("leucine", 0), ("leucine", 10_000)])
def test_search_refuses_what_no_search_has(library: Eutils, term: str, limit: int) -> None:
    with pytest.raises(InputError):
        client(library).search(term, limit)
    assert library.requests == []


def test_all_hits_come_over_the_history_server(library: Eutils) -> None:
    found = list(client(library).search_all("leucine"))
    assert [len(page.articles) for page in found] == [200, 200, 50]
    assert accounted(found) == EVERY
    assert programs(library) == ["esearch", "efetch", "efetch", "efetch"]


def test_no_hits_are_no_pages(library: Eutils) -> None:
    assert list(client(library).search_all("nothing like it")) == []


@pytest.mark.parametrize(
    ("fault", "times", "after"),
    [
        ("500", 1, ["esearch", "efetch", "efetch", "efetch", "efetch"]),
        ("drop", 1, ["esearch", "efetch", "efetch by id", "efetch", "efetch"]),
        ("duplicate", 1, ["esearch", "efetch", "efetch", "efetch"]),
        ("cut", 2, ["esearch", "efetch", "efetch", "efetch by id", "efetch", "efetch"]),
        ("html", 3, ["esearch", "efetch", "efetch", "efetch by id", "efetch by id", "efetch", "efetch"]),
    ],
)
def test_each_page_is_held_against_the_search(library: Eutils, fault: Any, times: int, after: list[str]) -> None:
    library.fail(fault, times, "efetch.fcgi")
    assert accounted(list(client(library).search_all("leucine"))) == EVERY
    assert programs(library) == after


def test_a_record_that_is_gone_is_missing(library: Eutils) -> None:
    library.gone = {"7"}
    found = list(client(library).search_all("leucine"))
    assert [page.missing for page in found] == [(), (), ("7",)]
    assert accounted(found) == [pmid for pmid in EVERY if pmid != "7"]


def test_a_forgotten_search_is_made_anew(library: Eutils) -> None:
    found = []
    for page in client(library).search_all("leucine"):
        found.append(page)
        library.history.forget()
    assert accounted(found) == EVERY
    assert programs(library) == ["esearch", "efetch", "efetch", "esearch", "efetch", "efetch", "esearch", "efetch"]


def test_a_search_that_finds_others_when_made_anew_is_ended_by_pmid(library: Eutils) -> None:
    found = []
    for page in client(library).search_all("leucine"):
        found.append(page)
        library.history.forget()
        library.records["999"] = record("999", "A new study of leucine")
    assert accounted(found) == EVERY
    assert programs(library) == ["esearch", "efetch", "efetch", "esearch", "efetch by id", "efetch by id"]


def test_an_outage_in_the_middle_raises(library: Eutils) -> None:
    pages_ = client(library).search_all("leucine")
    next(pages_)
    library.fail("503", 99)
    with pytest.raises(ServiceError):
        next(pages_)


def test_more_than_a_search_can_give_is_sliced_by_date(library: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.pubmed.answers.MOST_HITS", 100)
    monkeypatch.setattr(pages, "MOST_HITS", 100)
    monkeypatch.setattr("tests.eutils.esearch.PUBMED_WINDOW", 100)
    assert accounted(list(client(library).search_all("leucine"))) == EVERY
    spans = {(form["mindate"], form["maxdate"]) for _, form in library.requests if "mindate" in form}
    assert ("1700/01/01", "1950/01/01") in spans


@pytest.mark.slow
def test_more_than_9999_hits() -> None:
    with Eutils(many(10_100)) as service:
        found = list(client(service, timeout=20, deadline=60).search_all("leucine"))
        assert accounted(found) == [str(n) for n in range(1, 10_101)]


@pytest.fixture
def cited() -> Iterator[Eutils]:
    same = {"year": 2001, "abbreviation": "J Invent Nutr", "volume": "5"}
    records = {
        "71": record("71", "First", authors=["Smith J"], pages="10-19", **same),  # type: ignore[arg-type]
        "72": record("72", "Second", authors=["Müller K"], pages="20-29", **same),  # type: ignore[arg-type]
        "73": record("73", "Third", authors=["Lee A"], pages="e300", **same),  # type: ignore[arg-type]
    }
    with Eutils(records) as running:
        yield running


def test_match(cited: Eutils) -> None:
    known = {"journal": "J Invent Nutr", "year": 2001}
    cites = [
        Cite(**known, volume="5", first_page="20"),  # type: ignore[arg-type]
        Cite(),
        Cite(**known),  # type: ignore[arg-type]  # three of them
        Cite(journal="J Never Was", year=2001),
        Cite(**known, author="Lee A"),  # type: ignore[arg-type]
        Cite(journal="J Invent|Nutr\r\nx", volume="5", first_page="10"),
    ]
    assert client(cited).match(cites) == ("72", None, None, None, "73", None)
    assert len(cited.requests) == 1


def test_match_in_batches(cited: Eutils) -> None:
    cites = [Cite(journal="J Invent Nutr", volume="5", first_page="10")] * 250
    assert client(cited).match(cites) == ("71",) * 250
    assert len(cited.requests) == 3


def test_match_asks_nothing_for_nothing(cited: Eutils) -> None:
    assert client(cited).match([]) == ()
    assert client(cited).match([Cite()]) == (None,)
    assert cited.requests == []


@pytest.mark.parametrize("cut", range(2, 40, 3))
def test_a_list_of_matches_that_is_cut_off_never_gives_part_of_a_pmid(
    cited: Eutils, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cited.answer

    def short(*given: Any) -> Any:
        status, body = real(*given)
        return status, body[:-cut]

    monkeypatch.setattr(cited, "answer", short)
    with pytest.raises(ServiceError, match="sent matches"):
        client(cited).match([Cite(journal="J Invent Nutr", volume="5", first_page="10")])
