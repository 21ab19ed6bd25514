"""The library's part of the store, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.errors import StoreError
from pipeline.store import Known, Noticed, Shelf, Store
from tests import builders

NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def shelf(url: str) -> Shelf:
    return Shelf(Store(url))


def known(pmid: str, **fields: object) -> Known:
    article = builders.article(pmid)
    base = {"pmid": pmid, "outcome": "found", "article": article, "digest": article.digest, "origin": "example.org"}
    return Known.model_validate({**base, "first_fetched": NOON, "last_checked": NOON, **fields})


def keep(shelf: Shelf, *records: Known, noticed: tuple[Noticed, ...] = ()) -> None:
    shelf.revise([k.pmid for k in records], lambda _: (records, noticed))


@pytest.mark.parametrize(
    "record",
    [
        known("1"),
        known("1", outcome="missing", article=None, digest=None, reason="It is not there."),
        known("1", settled=False, reason="An outage."),
        known("1", article=builders.article("1", title="NUL \0, half a pair \ud800")),
        known("1", first_fetched=NOON + timedelta(microseconds=1)),
    ],
)
def test_what_is_read_equals_what_was_kept(record: Known, shelf: Shelf) -> None:
    keep(shelf, record)
    assert shelf.known(["1", "2"]) == {"1": record}


def test_more_than_a_query_can_take(shelf: Shelf) -> None:
    records = [known(str(n)) for n in range(1, 1502)]
    keep(shelf, *records)
    assert shelf.known(k.pmid for k in records) == {k.pmid: k for k in records}


def test_a_later_record_replaces_the_earlier(shelf: Shelf) -> None:
    later = known("1", outcome="missing", last_checked=NOON + timedelta(days=1))
    keep(shelf, known("1"), known("2"))
    seen: list[dict[str, Known]] = []
    shelf.revise(["1", "3"], lambda before: (seen.append(dict(before)) or [later], []))  # type: ignore[func-returns-value]
    assert seen == [{"1": known("1")}]
    assert shelf.known(["1", "2"]) == {"1": later, "2": known("2")}


def test_history(shelf: Shelf) -> None:
    first = Noticed(pmid="2", kind="first_seen", noticed=NOON, new_digest="art-1")
    gone = Noticed(pmid="1", kind="became_missing", noticed=NOON + timedelta(1), since=NOON, old_digest="art-1")
    keep(shelf, known("1"), known("2"), noticed=(gone, first))
    assert shelf.history() == (first, gone)
    assert shelf.history(["1"]) == (gone,)
    assert shelf.history(["3"]) == ()


def test_moments_are_kept_in_utc(shelf: Shelf) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    keep(shelf, known("1", last_checked=east), noticed=(Noticed(pmid="1", kind="back", noticed=east),))
    assert shelf.known(["1"])["1"].last_checked.isoformat() == "2030-01-02T12:00:00+00:00"
    assert shelf.history()[0].noticed.utcoffset() == timedelta(0)


def test_nothing_is_kept_where_something_goes_wrong(shelf: Shelf) -> None:
    unknown = Noticed(pmid="2", kind="back", noticed=NOON)
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        keep(shelf, known("1"), noticed=(unknown,))
    assert shelf.known(["1"]) == {}


def test_what_is_revised_does_not_change_meanwhile(shelf: Shelf) -> None:
    def one_more(before: dict[str, Known]) -> tuple[list[Known], list[Noticed]]:
        number = int(before["1"].reason or 0) if before else 0
        return [known("1", reason=str(number + 1))], []

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: shelf.revise(["1"], one_more), range(40)))  # type: ignore[arg-type]
    assert shelf.known(["1"])["1"].reason == "40"
