"""The library against a real server, on SQLite and PostgreSQL: what is asked for, what is kept, what is noticed."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from pipeline.errors import InputError, ServiceError, StoreError
from pipeline.library import BATCH, Library
from pipeline.pubmed import Fetched
from pipeline.schema import Article, Rejection
from pipeline.store import Noticed, Shelf, Store
from tests.eutils import Eutils, many, record
from tests.pipeline.library.conftest import Clock, Make

EMPTY = "<PubmedArticle><MedlineCitation><PMID>9</PMID><Article/></MedlineCitation></PubmedArticle>"


def asked(service: Eutils, program: str = "efetch.fcgi") -> list[list[str]]:
    return [form["id"].split(",") for name, form in service.requests if name == program]


def history(store: Store) -> list[tuple[str, str]]:
    return [(one.pmid, one.kind) for one in Shelf(store).history()]


def pmids(found: Fetched) -> list[str | None]:
    return [article.pmid for article in found.articles]


# --- what is asked for ----------------------------------------------------------------------------------------------


def test_what_is_known_is_not_asked_for_again(make: Make, service: Eutils) -> None:
    first = make().get(["2", "1", "2"])
    assert pmids(first) == ["2", "1"]
    assert make().get(["1", "2"]).articles == tuple(reversed(first.articles))
    assert asked(service) == [["2", "1"]]


def test_only_what_is_unknown_is_asked_for(make: Make, service: Eutils) -> None:
    make().get(["1"])
    service.requests.clear()
    assert pmids(make().get(["2", "0001", "3"])) == ["2", "1", "3"]
    assert asked(service) == [["2", "3"]]


def test_a_refresh_asks_once(make: Make, service: Eutils, clock: Clock) -> None:
    make().get(["1", "2"])
    since = clock()
    make().get(["1"], since)
    service.requests.clear()
    assert pmids(make().get(["1", "2"], since)) == ["1", "2"]  # as when a task of the same run is tried again
    assert asked(service) == [["2"]]


@pytest.mark.parametrize(("age", "again"), [(timedelta(hours=23), False), (timedelta(days=1), True)])
def test_what_is_missing_is_believed_for_a_day(
    age: timedelta, again: bool, make: Make, service: Eutils, clock: Clock
) -> None:
    assert make().get(["7", "1"]).missing == ("7",)
    service.requests.clear()
    service.records["7"] = record("7", "New", "Valine.")
    clock.time += age
    assert pmids(make().get(["7", "1"])) == (["7", "1"] if again else ["1"])
    assert asked(service) == ([["7"]] if again else [])


@pytest.mark.parametrize("given", [["x"], ["1", ""], ["12345678901"]])
def test_something_that_is_no_pmid(given: list[str], make: Make, service: Eutils) -> None:
    with pytest.raises(InputError, match="not a PMID"):
        make().get(given)
    assert not service.requests


def test_nothing(make: Make, service: Eutils) -> None:
    assert make().get([]) == Fetched(articles=(), missing=())
    assert not service.requests


def test_what_was_never_fetched_cannot_be_read(make: Make) -> None:
    with pytest.raises(StoreError, match="PMID 1 is not in the library"):
        list(make().parts(["1"]))


# --- batches --------------------------------------------------------------------------------------------------------


def test_each_batch_is_kept_before_the_next_is_asked_for(make: Make, service: Eutils, store: Store) -> None:
    service.records.update(many(3 * BATCH))
    service.fail("400", program="efetch.fcgi")
    wanted = [str(n) for n in range(1, 3 * BATCH + 1)]
    with pytest.raises(ServiceError):
        make().get(wanted)
    assert Shelf(store).known(wanted) == {}
    seen: list[int] = []
    real = service.take

    def outage(program: str, form: dict[str, str]) -> str | None:
        seen.append(len(Shelf(store).known(wanted)))
        return "400" if len(seen) == 3 else real(program, form)

    service.take = outage  # type: ignore[method-assign, assignment]
    with pytest.raises(ServiceError):
        make().get(wanted)
    assert seen == [0, BATCH, 2 * BATCH]
    service.take = real  # type: ignore[method-assign]
    service.requests.clear()
    assert pmids(make().get(wanted)) == wanted
    assert asked(service) == [wanted[2 * BATCH :]]


def test_threads_on_one_list(make: Make, service: Eutils, store: Store) -> None:
    from concurrent.futures import ThreadPoolExecutor

    service.records.update(many(5 * BATCH))
    wanted = [str(n) for n in range(1, 5 * BATCH + 1)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: make().get(wanted), range(4)))
    assert {r.articles for r in results} == {results[0].articles}
    assert pmids(results[0]) == wanted
    assert sorted(history(store)) == sorted((pmid, "first_seen") for pmid in wanted)


# --- what became of each PMID ---------------------------------------------------------------------------------------


def test_every_pmid_is_accounted_for(make: Make, service: Eutils) -> None:
    service.records["9"] = EMPTY
    for _ in range(2):
        found = make().get(["9", "1", "7"])
        assert (pmids(found), found.missing) == (["1"], ("7",))
        assert found.rejections == (Rejection(place="pmid:9", reason="PMID 9 has neither title nor abstract"),)
    assert [batch for batch in asked(service) if "9" in batch] == [["9", "1", "7"]]


class Careless:
    """A client that forgets to account for what it was asked."""

    host = "example.org"

    def fetch(self, pmids: object) -> Fetched:
        return Fetched(articles=(), missing=())

    def find_pmid(self, doi: str) -> str | None:
        return None

    def search_all(self, term: str) -> Iterator[Fetched]:
        yield from ()


def test_an_answer_that_does_not_account_for_all_is_an_outage(store: Store, make: Make) -> None:
    with pytest.raises(ServiceError, match="does not account"):
        Library(store, Careless()).get(["1"])
    assert Shelf(store).known(["1"]) == {}


def test_a_query(make: Make, service: Eutils, store: Store) -> None:
    service.records.update(many(30, first=100))
    found, rejections = make().search("leucine")
    assert set(found) >= {str(n) for n in range(100, 130)}
    assert rejections == ()
    service.requests.clear()
    assert pmids(make().get(found)) == list(found)
    assert not service.requests


# --- what is noticed ------------------------------------------------------------------------------------------------


def noticed(store: Store) -> list[Noticed]:
    return [one for one in Shelf(store).history() if one.kind != "first_seen"]


def test_an_unchanged_article_changes_nothing_but_the_date(
    make: Make, store: Store, clock: Clock, service: Eutils
) -> None:
    make().get(["1"])
    before = Shelf(store).known(["1"])["1"]
    make().get(["1"], clock())
    after = Shelf(store).known(["1"])["1"]
    assert after.last_checked > before.last_checked
    assert after.model_copy(update={"last_checked": before.last_checked}) == before
    assert not noticed(store)


RETRACTED = record("1", "Paper 1", "Leucine was given to group 1.", notices=[("RetractionIn", "J Inv. 2030;1", "456")])


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (record("1", "Paper 1", "Leucine was taken."), ["text_changed"]),
        (RETRACTED, ["retracted"]),
        (record("1", "Paper 1", "Leucine was given to group 1.", mesh=["Leucine"]), ["record_changed"]),
        (None, ["became_missing"]),
        (EMPTY.replace("9", "1"), ["became_unusable"]),
    ],
)
def test_a_change_is_noticed_once_and_its_return_too(
    after: str | None, kinds: list[str], make: Make, store: Store, clock: Clock, service: Eutils
) -> None:
    before = make().get(["1"])
    was = service.records.pop("1")
    if after:
        service.records["1"] = after
    for _ in range(2):
        make().get(["1"], clock())
    assert [one.kind for one in noticed(store)] == kinds
    service.records["1"] = was
    assert make().get(["1"], clock()) == before
    assert len(noticed(store)) == 2
    assert noticed(store)[1].since == noticed(store)[1].noticed - timedelta(seconds=4)


def test_notices_are_said(make: Make, clock: Clock, service: Eutils, caplog: pytest.LogCaptureFixture) -> None:
    make().get(["1"])
    service.records["1"] = RETRACTED
    caplog.set_level("INFO", "claimdiff")
    make().get(["1"], clock())
    assert caplog.messages == ["PMID 1: retracted since the check of 2030-01-02: J Inv. 2030;1 (PMID 456)"]


def test_an_article_that_can_no_longer_be_read_is_fetched_again(make: Make, store: Store, service: Eutils) -> None:
    make().get(["1"])
    with store.transaction(write=True) as connection:
        connection.execute(text("""UPDATE library SET article = '{"pmid": "1", "from_the_future": 1}'"""))
    assert pmids(make().get(["1"])) == ["1"]
    assert len(asked(service)) == 2
    assert not noticed(store)


# --- the second source ----------------------------------------------------------------------------------------------


def test_an_abstract_from_the_second_source(make: Make, service: Eutils) -> None:
    service.abstracts["3"] = "Valine was <i>not</i> given."
    (article,) = make().get(["3"]).articles
    assert (article.abstract, article.abstract_from) == ("Valine was not given.", "Europe PMC")
    service.requests.clear()
    assert make().get(["3"]).articles == (article,)
    assert not service.requests


def test_no_abstract_anywhere_is_settled(make: Make, service: Eutils) -> None:
    found = make().get(["3"])
    assert (found.articles[0].abstract, found.rejections) == (None, ())
    service.requests.clear()
    make().get(["3"])
    assert not service.requests


def test_an_outage_of_the_second_source_is_told_and_it_is_asked_again(
    make: Make, service: Eutils, store: Store
) -> None:
    service.abstracts["3"] = "Valine was given."
    service.fail("500", program="europepmc")
    found = make().get(["1", "3"])
    assert [(a.pmid, a.abstract is None) for a in found.articles] == [("1", False), ("3", True)]
    (told,) = found.rejections
    assert told.place == "pmid:3"
    assert told.reason.startswith("PubMed has no abstract, and Europe PMC could not be asked for one: ")
    service.requests.clear()
    found = make().get(["1", "3"])
    assert (found.articles[1].abstract, found.rejections) == ("Valine was given.", ())
    assert {program for program, _ in service.requests} == {"europepmc"}
    assert [one.kind for one in noticed(store)] == ["text_changed"]


def test_a_known_abstract_outlasts_an_outage(make: Make, service: Eutils, clock: Clock, store: Store) -> None:
    service.abstracts["3"] = "Valine was given."
    before = make().get(["3"]).articles
    service.fail("500", program="europepmc")
    found = make().get(["3"], clock())
    assert found.articles == before
    assert len(found.rejections) == 1
    assert not noticed(store)


class Down:
    """A second source that is never there."""

    def __init__(self) -> None:
        self.asked = 0

    def abstract(self, article: Article) -> Article | None:
        self.asked += 1
        raise ServiceError("It is down.")


def test_a_second_source_that_is_down_is_not_asked_for_every_article(store: Store, service: Eutils) -> None:
    from pipeline.pubmed import Client

    service.records.update({str(n): record(str(n), f"Paper {n}") for n in range(100, 120)})
    down = Down()
    library = Library(store, Client(url=service.url, per_second=1000), down)
    found = library.get(service.records)
    assert down.asked == 3
    assert len(found.rejections) == 21
    assert len(found.articles) == 23
    library.get(service.records)
    assert down.asked == 6


def test_the_library_needs_neither_prefect_nor_spacy() -> None:
    code = "import sys; import pipeline.library; sys.exit('prefect' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
