"""What may be lost and saves time: results of tasks, and a migrated, empty Prefect database.

All of it lies in the user's cache folder; where that cannot be written, without.
"""

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.places import cache_folder

KEPT = 30 * 86400  # seconds after which a result is deleted


def results() -> dict[str, str]:
    """The setting that makes Prefect keep results here; those that are too old are deleted. Empty without a cache."""
    place = cache_folder()
    if place is None:
        return {}
    kept = place / "results"
    oldest = time.time() - KEPT
    with suppress(OSError):
        for file in kept.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
    return {"PREFECT_LOCAL_STORAGE_PATH": str(kept)}


def restore(database: Path) -> None:
    """Put the migrated database, where there is one, in the place of a new one: migrating takes longer than a run."""
    if template := _template():
        with suppress(OSError):
            shutil.copyfile(template, database)


def keep(database: Path) -> None:
    """Copy a migrated database, which may be in use, for the next time: as a whole or not at all."""
    template = _template()
    if template is None or template.exists():
        return
    with suppress(OSError, sqlite3.Error), TemporaryDirectory(dir=template.parent) as temporary:
        copy = Path(temporary) / template.name
        with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        copy.replace(template)


def forget() -> None:
    """Delete the migrated database: it may be the reason why a server did not start."""
    if template := _template():
        with suppress(OSError):
            template.unlink(missing_ok=True)


def _template() -> Path | None:
    place = cache_folder()
    return place / f"prefect-{version('prefect')}.db" if place else None
