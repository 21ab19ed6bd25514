"""Runs that are kept: named by folder or id, loaded from the store."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import StoreError

if TYPE_CHECKING:
    from pipeline.schema import RunResult


def folder(run: str, out: Path) -> Path:
    """The folder of a run that was named by its path or its id."""
    return Path(run) if Path(run).is_dir() or not (out / run).is_dir() else out / run


def load(run: str | None, out: Path, store: str | None) -> "RunResult":
    """A run from the store, None for the newest. Raises StoreError where there is none."""
    from pipeline.job import store_url
    from pipeline.store import Store

    named = folder(run, out) if run else None
    url = store or store_url(named.parent if named and named.is_dir() else out)
    if "://" not in url and not Path(url).is_file():  # opening it would make one
        raise StoreError("There is no store of runs here.", place=url, hint="Name its folder with --out.")
    with Store(url) as opened:
        if named:
            return opened.load(named.name)
        newest = opened.runs()[:1]
        if not newest:
            raise StoreError("The store holds no runs yet.", place=url, hint="Make one with: claimdiff run")
        return opened.load(newest[0].id)
