"""Runs and all they read and found, kept in SQL: a SQLite file, or PostgreSQL by URL.

Opening a store brings its schema up to date (``pipeline/migrations``); saving is atomic, and saving the same run again
changes nothing. Several processes may use one store at once.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError
from sqlalchemy import URL, Connection, Engine, NullPool, Table, create_engine, event, func, inspect, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from pipeline.errors import StoreError
from pipeline.schema import Run, RunResult
from pipeline.tables import ASSESSMENTS, CLAIMS, KINDS, RUNS, VERSION, VERSION_TABLE, Kind, Row, key, rows

BUSY_MILLISECONDS = 30_000  # how long SQLite waits for another writer
MIGRATION_LOCK = 20_460_727  # any number all processes agree on: PostgreSQL's lock while the schema changes
WRITES = "claimdiff_writes"  # execution option: this transaction writes
INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
ADVICE = {
    "not a database": "Name another file.",
    "readonly": "Choose a folder that you may write to.",
    "unable to open": "Choose a folder that you may write to.",
    "locked": "Another process is writing; try again when it is done.",
}


class Store:
    """A database of runs. ``url`` is a path to a SQLite file, or an SQLAlchemy URL of SQLite or PostgreSQL.

    Raises StoreError where it cannot be opened, is no store, or was written by a newer claimdiff.
    """

    def __init__(self, url: str | Path) -> None:
        self.url = _parse(url)
        self.place = self.url.database or "" if self._is_sqlite else self.url.render_as_string(hide_password=True)
        self._engine = _engine(self.url, self.place)
        self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def save(self, result: RunResult) -> None:
        """Keep a run, all of it or nothing. Raises StoreError where another run has the same id."""
        filled = rows(result)
        document = result.run.model_dump(mode="json")
        digest = key([document, *[[table.name, found] for table, found in filled.items()]])
        run = {"id": result.run.id, "started": result.run.started, "digest": digest, "document": document}
        with self._transaction(write=True) as connection:
            insert = INSERTS[connection.dialect.name]
            new = insert(RUNS).on_conflict_do_nothing().returning(RUNS.c.id)
            if connection.scalar(new, run) is None:
                self._require_same(connection, result.run.id, digest)
                return
            for table, found in filled.items():
                if found:
                    connection.execute(insert(table).on_conflict_do_nothing(), found)

    def load(self, run_id: str) -> RunResult:
        """The run as it was saved. Raises StoreError where there is none."""
        with self._transaction() as connection:
            document = connection.scalar(select(RUNS.c.document).where(RUNS.c.id == run_id))
            if document is None:
                raise StoreError(f"There is no run {run_id!r} in this store.", place=self.place, hint=self._known())
            found = {kind.field: _documents(connection, kind, run_id) for kind in KINDS}
        try:
            return RunResult.model_validate({"run": document, **found})
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            message = f"Run {run_id!r} cannot be read: {where}: {error.errors()[0]['msg']}."
            raise StoreError(message, place=self.place, hint="Run the job again.") from error

    def runs(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        with self._transaction() as connection:
            found = connection.scalars(select(RUNS.c.document)).all()
        runs = (Run.model_validate(document) for document in found)
        return tuple(sorted(runs, key=lambda run: (run.started, run.id), reverse=True))

    @property
    def _is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def _known(self) -> str:
        newest = [run.id for run in self.runs()[:5]]
        return f"The newest are: {', '.join(newest)}." if newest else "It holds no runs yet."

    def _require_same(self, connection: Connection, run_id: str, digest: str) -> None:
        if connection.scalar(select(RUNS.c.digest).where(RUNS.c.id == run_id)) != digest:
            message = f"The store already holds another run {run_id!r}."
            raise StoreError(message, place=self.place, hint="Give this run another id.")

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(**{WRITES: write})
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            detail = str(error.orig).strip().splitlines()[0]
            advice = next((advice for sign, advice in ADVICE.items() if sign in detail), None)
            raise StoreError(f"The store cannot be used: {detail}.", place=self.place, hint=advice) from error

    def _prepare(self) -> None:
        with self._transaction() as connection:
            if self._version(connection) == VERSION:
                return
        with self._transaction(write=True) as connection:
            if not self._is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            if self._version(connection) != VERSION:  # another process may have been first
                _migrate(connection)

    def _version(self, connection: Connection) -> str | None:
        """The schema's version, None in an empty database."""
        tables = inspect(connection).get_table_names()
        if VERSION_TABLE not in tables:
            if tables and self._is_sqlite:
                message = f"This database belongs to something else (it has a table {sorted(tables)[0]!r})."
                raise StoreError(message, place=self.place, hint="Name another file.")
            return None
        version = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608
        if version is not None and str(version) > VERSION:
            message = f"A newer claimdiff wrote this store (schema {version}; this one knows {VERSION})."
            raise StoreError(message, place=self.place, hint="Upgrade claimdiff.")
        return version


def _parse(url: str | Path) -> URL:
    """The URL with its driver filled in; a plain path is a SQLite file."""
    try:
        parsed = make_url(str(url)) if "://" in str(url) else URL.create("sqlite", database=str(url))
    except ArgumentError as error:
        raise StoreError(f"{url!r} is not a database URL.", hint="Give a path or postgresql://…") from error
    backend = parsed.get_backend_name()
    if backend in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or parsed.database in {None, "", ":memory:"}:
        name = parsed.render_as_string(hide_password=True)
        raise StoreError(f"{name!r} cannot be a store.", hint="Give a path to a SQLite file, or postgresql://…")
    return parsed


def _engine(url: URL, place: str) -> Engine:
    """An engine that holds no connection between transactions, so that it survives forks and frees its files."""
    if url.get_backend_name() == "sqlite":
        try:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"The store's folder cannot be made: {error.strerror}."
            raise StoreError(message, place=place, hint="Choose a folder that you may write to.") from error
    try:
        engine = create_engine(url, poolclass=NullPool)
    except ImportError as error:
        hint = "Install it with: pip install 'claimdiff[postgres]'"
        raise StoreError("PostgreSQL needs the psycopg driver and libpq.", place=place, hint=hint) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: object) -> None:
    """Wait for other writers, let readers go on beside one, and leave transactions to ``_begin_sqlite``."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys=ON")
    with suppress(sqlite3.OperationalError):  # another process is switching, or the file is read-only: both are fine
        connection.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start: a lock taken in the middle fails at once when another process writes."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    """Apply what ``pipeline/migrations`` has beyond the database's version."""
    from alembic import command  # slow to import and rarely needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "pipeline:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _documents(connection: Connection, kind: Kind, run_id: str) -> list[Row]:
    """The records of one kind, in the order in which they were saved."""
    if kind.table is ASSESSMENTS:
        both = select(ASSESSMENTS.c.document, CLAIMS.c.document).join(CLAIMS, CLAIMS.c.id == ASSESSMENTS.c.claim_record)
        found = connection.execute(both.where(ASSESSMENTS.c.run_id == run_id).order_by(ASSESSMENTS.c.position))
        return [document | {"claim": claim} for document, claim in found]
    owner = kind.table if kind.link is None else kind.link
    query = select(kind.table.c.document).where(owner.c.run_id == run_id).order_by(owner.c.position)
    if kind.link is not None:
        query = query.join(kind.link, kind.link.c.record_id == kind.table.c.id)
    return list(connection.scalars(query))
