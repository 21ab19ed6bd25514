"""Where this program keeps files of its own: what may be lost, and saves time or keeps processes in step."""

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """``claimdiff`` in XDG_CACHE_HOME, else in ``~/.cache``, made where it was missing; None where it cannot be."""
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or "")
        found = (base if base.is_absolute() else Path.home() / ".cache") / "claimdiff"
        found.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: no home
        return None
    return found if os.access(found, os.W_OK) else None
