"""The cache folder: found, done without, pruned, and never half written."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from flows import cache


@pytest.fixture(autouse=True)
def _place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_all_of_it_can_be_done_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert cache.results() == {}
    cache.keep(tmp_path / "some.db")
    cache.restore(tmp_path / "other.db")
    cache.forget()
    assert not list(tmp_path.iterdir())


def test_old_results_are_deleted() -> None:
    folder = Path(cache.results()["PREFECT_LOCAL_STORAGE_PATH"])
    folder.mkdir()
    old, new = folder / "old", folder / "new"
    for file, age in ((old, 31), (new, 29)):
        file.write_text("{}")
        then = time.time() - age * 86400
        os.utime(file, (then, then))
    cache.results()
    assert [f.name for f in folder.iterdir()] == ["new"]


def test_a_database_is_kept_once_and_restored(tmp_path: Path) -> None:
    for name, value in (("first.db", 1), ("second.db", 2)):
        with sqlite3.connect(tmp_path / name) as database:
            database.execute("CREATE TABLE t (x)")
            database.execute("INSERT INTO t VALUES (?)", (value,))
            database.commit()
            cache.keep(tmp_path / name)
    cache.restore(tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as database:
        assert database.execute("SELECT x FROM t").fetchall() == [(1,)]
    assert len(list((tmp_path / "cache" / "claimdiff").iterdir())) == 1
    cache.forget()
    cache.restore(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_what_is_no_database_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    cache.keep(tmp_path / "broken.db")
    assert not list((tmp_path / "cache" / "claimdiff").iterdir())
