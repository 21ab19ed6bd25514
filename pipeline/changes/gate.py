"""Which changes make a check fail: for ``--fail-on``."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import get_args

from pipeline.changes.causes import Row
from pipeline.changes.changed import Change
from pipeline.errors import SettingsError
from pipeline.reconcile import STATES
from pipeline.schema import Verdict


def _is(name: str, row: Row) -> bool:
    return name in (row.get("verdict"), row.get("state"))


_HOLDS: dict[str, Callable[[Row], bool]] = {
    **{name: partial(_is, name) for name in (*get_args(Verdict), *STATES)},
    "retracted": lambda row: row.get("retracted") == "true",
    "stale_review": lambda row: row.get("review_state") == "stale",
}
ANY = "any"
NAMES = (*_HOLDS, ANY)


def checked(text: str) -> tuple[str, ...]:
    """The names in a list such as ``contradicted,retracted``. Raises SettingsError for one that is unknown."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in NAMES:
            hint = f"Give one or more of {', '.join(NAMES)}, separated by commas."
            raise SettingsError(f"{name!r} is nothing to fail on." if name else "No name to fail on.", hint=hint)
    return names


def failing(changes: Iterable[Change], names: Sequence[str]) -> tuple[tuple[str, Change], ...]:
    """The changes that a check is to fail on, each with the first name it falls under.

    A verdict, the state of a claim or an article falls under a name where it is so now and was not before, new or
    changed; ``any`` stands for every change, of evidence too.
    """
    found = ((next((n for n in names if _falls(change, n)), None), change) for change in changes)
    return tuple((name, change) for name, change in found if name)


def _falls(change: Change, name: str) -> bool:
    if name == ANY:
        return True
    holds = _HOLDS[name]
    return change.what != "evidence" and holds(change.after or {}) and not holds(change.before or {})
