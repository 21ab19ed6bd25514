"""The store on real SQLite and real PostgreSQL."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, event, inspect, text

from pipeline import tables
from pipeline.errors import StoreError
from pipeline.schema import RunResult
from pipeline.store import Store
from tests import builders

NOBODY = 65534


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)


def count(store: Store, table: str) -> int:
    with store.transaction() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


REVIEWED = builders.result(reviews=(builders.review(builders.result().assessments[0]),))


@pytest.mark.parametrize("result", [builders.result(), builders.large(), REVIEWED], ids=["small", "large", "reviewed"])
def test_what_is_loaded_equals_what_was_saved(store: Store, result: RunResult) -> None:
    store.save(result)
    assert store.load(result.run.id) == result


def test_an_empty_run_is_a_run(store: Store) -> None:
    nothing = dict.fromkeys(("claims", "citations", "articles", "evidence", "assessments", "novel", "findings"), ())
    result = builders.result(**nothing, rejections=())
    store.save(result)
    assert store.load(result.run.id) == result


def test_hostile_text_survives(store: Store) -> None:
    title = "NUL \0, half a pair \ud800, '); DROP TABLE runs; -- and ≥ 5 µmol·kg⁻¹"
    result = builders.result(articles=(builders.article(title=title),))
    store.save(result)
    assert store.load(result.run.id) == result


def test_a_key_column_replaces_what_databases_refuse(store: Store) -> None:
    odd = builders.claim("000-\0\ud800", effect=builders.effect(target="x\0"))
    result = builders.result(claims=(odd,))
    store.save(result)
    assert store.load(result.run.id) == result


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(), number=st.floats(0, 1e300), facts=st.dictionaries(st.text(), st.integers() | st.text()))
def test_any_text_and_number_round_trip(tmp_path: Path, words: str, number: float, facts: dict[str, object]) -> None:
    run = builders.run(id=uuid4().hex, duration_seconds=number, settings={"any": facts})
    result = builders.result(run=run, articles=(builders.article(title=words, journal=words or None),))
    with Store(tmp_path / "any.db") as store:
        store.save(result)
        assert store.load(run.id) == result


def test_saving_twice_changes_nothing(store: Store) -> None:
    result = builders.large()
    store.save(result)
    before = {name: count(store, name) for name in tables.METADATA.tables}
    store.save(result)
    assert {name: count(store, name) for name in tables.METADATA.tables} == before


def test_another_run_under_the_same_id_is_refused(store: Store) -> None:
    store.save(builders.result())
    with pytest.raises(StoreError, match="already holds another run"):
        store.save(builders.result(findings=()))
    assert store.load(builders.run().id) == builders.result()


def test_runs_share_what_they_read(store: Store) -> None:
    for name in ("a", "b"):
        store.save(builders.large().model_copy(update={"run": builders.run(id=name)}))
    assert count(store, "articles") == len(builders.large().articles)
    assert count(store, "run_articles") == 2 * len(builders.large().articles)
    assert count(store, "assessments") == 2 * len(builders.large().assessments)


def test_order_and_repeats_are_kept(store: Store) -> None:
    one, two = builders.article("2"), builders.article("1")
    result = builders.result(articles=(one, two, one))
    store.save(result)
    assert store.load(result.run.id).articles == (one, two, one)


def test_an_assessment_may_judge_a_claim_that_is_not_listed(store: Store) -> None:
    result = builders.result(claims=())
    store.save(result)
    assert store.load(result.run.id) == result


def test_runs_come_newest_first(store: Store) -> None:
    for day in ("02", "01", "03"):
        store.save(builders.result(run=builders.run(id=day, started=f"2030-01-{day}T00:00:00+00:00")))
    assert [run.id for run in store.runs()] == ["03", "02", "01"]


def test_an_interrupted_save_leaves_nothing(store: Store) -> None:
    @event.listens_for(store._engine, "before_cursor_execute")
    def fail(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if "INTO findings" in statement:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.save(builders.result())
    assert {name: count(store, name) for name in tables.METADATA.tables} == dict.fromkeys(tables.METADATA.tables, 0)


def test_processes_may_open_and_save_at_once(url: str) -> None:
    script = (
        "import sys; from pipeline.store import Store; from tests import builders\n"
        "for n in range(6):\n"
        "    name = f'shared-{n}' if n % 2 else f'{sys.argv[2]}-{n}'\n"
        "    Store(sys.argv[1]).save(builders.large().model_copy(update={'run': builders.run(id=name)}))"
    )
    root = Path(builders.__file__).parents[1]
    command = [sys.executable, "-c", script, url]
    started = [subprocess.Popen([*command, who], cwd=root, stderr=subprocess.PIPE, text=True) for who in "abc"]
    assert [process.communicate()[1] for process in started] == [""] * 3
    store = Store(url)
    assert len(store.runs()) == 3 * 3 + 3
    for run in store.runs():
        assert store.load(run.id).assessments == builders.large().assessments


def test_no_such_run(store: Store) -> None:
    with pytest.raises(StoreError, match=r"no run 'x' in this store\. It holds no runs yet\."):
        store.load("x")
    store.save(builders.result())
    with pytest.raises(StoreError, match=f"The newest are: {builders.run().id}"):
        store.load("x")


def test_a_record_that_no_longer_fits_is_named(store: Store) -> None:
    store.save(builders.result())
    with store.transaction(write=True) as connection:
        connection.execute(tables.FINDINGS.update().values(document={"rule": "only this"}))
    with pytest.raises(StoreError, match="cannot be read: findings"):
        store.load(builders.run().id)


def test_a_newer_schema_is_refused(store: Store, url: str) -> None:
    with store.transaction(write=True) as connection:
        connection.execute(text(f"UPDATE {tables.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="A newer claimdiff wrote this store"):
        Store(url)


def test_the_migrations_make_the_tables_of_the_code(store: Store) -> None:
    with store.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": tables.VERSION_TABLE})
        assert compare_metadata(context, tables.METADATA) == []
        assert context.get_current_revision() == tables.VERSION


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", "pipeline:migrations")
    return config


def test_a_store_of_the_first_version_keeps_its_runs(url: str) -> None:
    """Made by the migration of that version, filled with rows as it wrote them."""
    result, config = builders.large().model_copy(update={"proposals": ()}), migrations()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        run = {"id": result.run.id, "started": result.run.started, "digest": "", "document": result.run.model_dump()}
        connection.execute(tables.RUNS.insert(), run)
        for table, rows in tables.rows(result).items():
            connection.execute(table.insert(), rows)
        assert "library" not in inspect(connection).get_table_names()
    with Store(url) as store:
        assert store.load(result.run.id) == result
        assert count(store, "library") == 0
    with Store(url) as again:
        assert again.runs() == (result.run,)


def test_the_version_is_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(migrations())
    assert scripts.get_current_head() == tables.VERSION
    versions = [script.revision for script in scripts.walk_revisions()]
    assert versions == sorted(versions, reverse=True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a database, only notes. " * 50)
    with pytest.raises(
        StoreError, match=r"notes\.txt: The store cannot be used: file is not a database\. Name another"
    ):
        Store(tmp_path / "notes.txt")


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE flow_run (id TEXT)")
    with pytest.raises(StoreError, match="belongs to something else"):
        Store(tmp_path / "other.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open database file"):
        Store(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store(tmp_path / "file" / "deeper" / "runs.db")


def test_a_read_only_folder() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        before = os.geteuid()
        if before == 0:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(StoreError, match=r"unable to open .* Choose a folder that you may write to"):
                Store(Path(folder) / "runs.db")
        finally:
            os.seteuid(before)
            Path(folder).chmod(0o755)


@pytest.mark.parametrize("url", ["mysql://u:secret@host/db", "sqlite://", "sqlite:///:memory:", "://", "oracle://x"])
def test_a_url_of_something_else(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be used") as caught:
        Store("postgresql://someone:secret@127.0.0.1:1/db")
    assert "secret" not in str(caught.value)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    Store(tmp_path / "new" / "deep" / "runs.db").save(builders.result())
    assert (tmp_path / "new" / "deep" / "runs.db").is_file()


def test_documents_are_plain_json(tmp_path: Path) -> None:
    Store(tmp_path / "runs.db").save(builders.result())
    with sqlite3.connect(tmp_path / "runs.db") as connection:
        (document,) = connection.execute("SELECT document FROM articles").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    assert json.loads(document)["pmid"] == "90000001"
    assert mode == "wal"
