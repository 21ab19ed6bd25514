"""A database: a SQLite file, or PostgreSQL by URL. Opening it brings its schema up to date (``pipeline/migrations``).

Several processes may use one database at once: writers wait for each other, and a transaction is kept as a whole or
not at all.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, NullPool, Table, create_engine, event, func, inspect, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from pipeline.errors import StoreError
from pipeline.tables import VERSION, VERSION_TABLE

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


class Database:
    """``url`` is a path to a SQLite file, or an SQLAlchemy URL of SQLite or PostgreSQL.

    Raises StoreError where it cannot be opened, belongs to something else, or was written by a newer claimdiff.
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

    @contextmanager
    def transaction(self, *, write: bool = False, lock: int | None = None) -> Iterator[Connection]:
        """A connection whose work is kept when the body ends well, and gone when not.

        ``write`` waits for other writers where there can be only one (SQLite); ``lock`` is a number: no two bodies
        with the same one run at once. Raises StoreError where the database refuses.
        """
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(**{WRITES: write or lock is not None})
                with connection.begin():
                    if lock is not None and not self._is_sqlite:
                        connection.execute(select(func.pg_advisory_xact_lock(lock)))
                    yield connection
        except DBAPIError as error:
            detail = str(error.orig).strip().splitlines()[0]
            advice = next((advice for sign, advice in ADVICE.items() if sign in detail), None)
            raise StoreError(f"The store cannot be used: {detail}.", place=self.place, hint=advice) from error

    @property
    def _is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def _prepare(self) -> None:
        with self.transaction() as connection:
            if self._version(connection) == VERSION:
                return
        with self.transaction(lock=MIGRATION_LOCK) as connection:
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
