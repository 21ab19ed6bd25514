"""The library's articles in the database: what was last known of each PMID, and what was noticed about it when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy import Connection, select

from pipeline.schema import Article, Record
from pipeline.store.database import INSERTS, Database
from pipeline.tables import HISTORY, LIBRARY, Row

Outcome = Literal["found", "missing", "rejected"]
What = Literal[
    "first_seen",
    "text_changed",
    "record_changed",
    "retracted",
    "retraction_withdrawn",
    "notice_added",
    "notice_withdrawn",
    "became_missing",
    "became_unusable",
    "back",
]
LOCK = 20_460_728  # PostgreSQL's lock while articles are compared and kept
AT_ONCE = 500  # PMIDs in one query; SQLite may take no more than 999 values


class Known(Record):
    """What was last known of a PMID. ``article`` is the one last found, also where the record is gone since.

    ``reason`` says why there is no article, or, where ``settled`` is false, what could not be asked. The digest is
    kept for itself, so that an article whose JSON can no longer be read can still be compared.
    """

    pmid: str
    outcome: Outcome
    article: Article | None = None
    digest: str | None = None
    reason: str | None = None
    origin: str
    settled: bool = True
    first_fetched: datetime
    last_checked: datetime


class Noticed(Record):
    """One thing that was noticed about a PMID; ``since`` is when it was checked before, None the first time."""

    pmid: str
    kind: What
    noticed: datetime
    since: datetime | None = None
    detail: str | None = None
    old_digest: str | None = None
    new_digest: str | None = None


Revision = Callable[[Mapping[str, Known]], tuple[Iterable[Known], Iterable[Noticed]]]


class Shelf:
    """The library's part of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, pmids: Iterable[str]) -> dict[str, Known]:
        """What is known of these PMIDs, by PMID; an unknown one is left out."""
        with self._database.transaction() as connection:
            return _known(connection, tuple(pmids))

    def articles(self) -> tuple[Article, ...]:
        """All articles that are in PubMed as far as it was last asked, by PMID."""
        query = select(LIBRARY.c.article).where(LIBRARY.c.outcome == "found").order_by(LIBRARY.c.pmid)
        with self._database.transaction() as connection:
            documents = connection.scalars(query).all()
        return tuple(article for document in documents if (article := _article(document)))

    def revise(self, pmids: Iterable[str], revise: Revision) -> tuple[Noticed, ...]:
        """Replace what is known of these PMIDs by what ``revise`` makes of it; returns what was noticed.

        All in one transaction: what ``revise`` is given cannot change until its result is kept.
        """
        with self._database.transaction(lock=LOCK) as connection:
            kept, found = revise(_known(connection, tuple(pmids)))
            noticed = tuple(found)
            insert = INSERTS[connection.dialect.name](LIBRARY)
            renewed = {column.name: column for column in insert.excluded if not column.primary_key}
            if rows := [_row(known) for known in kept]:
                connection.execute(insert.on_conflict_do_update(index_elements=["pmid"], set_=renewed), rows)
            if events := [_event(one) for one in noticed]:
                connection.execute(HISTORY.insert(), events)
        return noticed

    def history(self, pmids: Iterable[str] | None = None) -> tuple[Noticed, ...]:
        """What was noticed about these PMIDs, or about all, oldest first."""
        query = select(HISTORY.c.document).order_by(HISTORY.c.noticed, HISTORY.c.id)
        with self._database.transaction() as connection:
            found = [Noticed.model_validate(document) for document in connection.scalars(query)]
        wanted = None if pmids is None else set(pmids)
        return tuple(one for one in found if wanted is None or one.pmid in wanted)


def _known(connection: Connection, pmids: tuple[str, ...]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for at in range(0, len(pmids), AT_ONCE):
        query = select(LIBRARY).where(LIBRARY.c.pmid.in_(pmids[at : at + AT_ONCE]))
        found |= {row["pmid"]: _read(dict(row)) for row in connection.execute(query).mappings()}
    return found


def _read(row: Row) -> Known:
    """The row as a record; an article that no longer fits its type is left out, and so asked for again."""
    return Known.model_validate(row | {"article": _article(row["article"])})


def _article(document: Any) -> Article | None:
    try:
        return document and Article.model_validate(document)
    except ValidationError:
        return None


def _row(known: Known) -> Row:
    article = known.article and known.article.model_dump(mode="json")
    return known.model_dump() | {"article": article} | _moments(known, "first_fetched", "last_checked")


def _event(noticed: Noticed) -> Row:
    document = noticed.model_dump(mode="json") | _moments(noticed, "noticed", "since")
    return {name: document[name] for name in ("pmid", "noticed", "kind")} | {"document": document}


def _moments(record: Record, *names: str) -> dict[str, Any]:
    return {
        name: value and value.astimezone(UTC).isoformat(timespec="microseconds") for name, value in _of(record, names)
    }


def _of(record: Record, names: tuple[str, ...]) -> Iterator[tuple[str, datetime | None]]:
    return ((name, getattr(record, name)) for name in names)
