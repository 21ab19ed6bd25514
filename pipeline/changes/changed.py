"""What is compared, and what comes of it: two runs as flat text rows, and the rows that differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.changes.causes import Cause, Found, Row
from pipeline.schema import Record, Run

Kind = Literal["added", "removed", "changed"]
What = Literal["claim", "evidence", "assessment", "article"]
UNCOMPARED = {"evidence": frozenset({"extractor"})}
COMPARED = {"claim": frozenset({"state"})}  # what else a row of the claims tells is told by its verdicts


@dataclass(frozen=True)
class Snapshot:
    """A run as exported: flat text rows of its assessments by (claim id, refs), its evidence and its claims by id.

    ``claims`` is None for a run of an earlier version, which wrote no such table.
    """

    run: Run
    assessments: Mapping[tuple[str, str], Row]
    evidence: Mapping[str, Row]
    claims: Mapping[str, Row] | None = None


class Also(Record):
    """What else differs in what concerns a row: it may have had a part in it."""

    cause: Cause
    detail: str | None = None


class Change(Record):
    """One row that came, went or differs. ``before`` and ``after`` hold whole rows, None where there is none.

    ``key`` is (claim id, refs) for an assessment, else the one id; ``detail`` names the inputs behind ``cause``.
    """

    kind: Kind
    what: What
    key: tuple[str, ...]
    before: dict[str, str] | None
    after: dict[str, str] | None
    cause: Cause
    detail: str | None = None
    also: tuple[Also, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is now, or was last."""
        return self.after or self.before or {}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that differ, in table order; none for rows that came or went."""
        return differing(self.what, self.before, self.after) if self.before and self.after else ()


def differing(what: What, before: Row, after: Row) -> tuple[str, ...]:
    """The compared columns whose cells differ, in table order."""
    compared = COMPARED.get(what, frozenset((*before, *after))) - UNCOMPARED.get(what, frozenset())
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if name in compared and before.get(name, "") != after.get(name, ""))


def change(what: What, key: tuple[str, ...], was: Row | None, now: Row | None, found: tuple[Found, ...]) -> Change:
    """A row that came, went or differs, with what was found to be its cause first and what else differs behind it."""
    first, *rest = found
    return Change(
        kind="added" if was is None else "removed" if now is None else "changed",
        what=what,
        key=key,
        before=None if was is None else dict(was),
        after=None if now is None else dict(now),
        cause=first.cause,
        detail=first.detail,
        also=tuple(Also(cause=one.cause, detail=one.detail) for one in rest),
    )
