"""Pair the rows of two runs and tell those that differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.changes.causes import Cause, Causes, Row
from pipeline.changes.news import is_retracted, news
from pipeline.schema import Record, Run

Kind = Literal["added", "removed", "changed"]
What = Literal["evidence", "assessment", "article"]
UNCOMPARED = {"evidence": frozenset({"extractor"})}
_SAYS = ("pmid", "doi", "amino_acid", "exposure", "target", "direction", "doses")  # what a finding says, not where


@dataclass(frozen=True)
class Snapshot:
    """A run as exported: flat text rows of its assessments by (claim id, refs) and of its evidence by id."""

    run: Run
    assessments: Mapping[tuple[str, str], Row]
    evidence: Mapping[str, Row]


class Also(Record):
    """What else differs in what concerns a row: it may have had a part in it."""

    cause: Cause
    detail: str | None = None


class Change(Record):
    """One row that came, went or differs. ``before`` and ``after`` hold whole rows, None where there is none.

    ``key`` is (claim id, refs), (evidence id,) or (article id,); ``detail`` names the inputs behind ``cause``.
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
        return _differing(self.what, self.before, self.after) if self.before and self.after else ()


def compare(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All changes from one run to another: assessments by claim and reference, evidence by id, articles by id.

    A finding that says the same as before at another place in its article is one change, not a loss and a gain. The
    name and version of the extractor alone make no change. An article is a change of its own only where it was
    retracted (or no longer is) and no row has that as its cause.
    """
    cited = _cited(before), _cited(after)
    verdicts = [
        _change(
            "assessment",
            key,
            Causes(
                before.run,
                after.run,
                before.assessments.get(key),
                after.assessments.get(key),
                (frozenset(cited[0][key[0]]), frozenset(cited[1][key[0]])),
            ),
        )
        for key in sorted(before.assessments.keys() | after.assessments.keys())
    ]
    findings = [
        _change(
            "evidence",
            keys[-1:],
            Causes(before.run, after.run, before.evidence.get(keys[0]), after.evidence.get(keys[-1])),
        )
        for keys in _pairs(before.evidence, after.evidence)
    ]
    rows = [change for change in (*verdicts, *findings) if change]
    return (*rows, *_untold(before.run, after.run, rows))


def _untold(old: Run, new: Run, rows: Iterable[Change]) -> Iterator[Change]:
    """Articles of both runs that are retracted in one of them, where no row tells it as its cause."""
    told = {(change.detail or "").partition(", ")[0] for change in rows if change.cause == "retraction"}
    for article in sorted(old.inputs.get("articles", {}).keys() & new.inputs.get("articles", {}).keys() - told):
        before, after = (_article_row(run, article) for run in (old, new))
        if before != after:
            detail = f"{article}, {news(old, new, article)}"
            yield Change(
                kind="changed",
                what="article",
                key=(article,),
                before=before,
                after=after,
                cause="retraction",
                detail=detail,
            )


def _article_row(run: Run, article: str) -> dict[str, str]:
    kind, _, name = article.partition(":")
    return {kind: name, "retracted": str(is_retracted(run, article)).lower()}


def _pairs(before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[tuple[str, ...]]:
    """Evidence ids that belong together: (id,) where it stays, comes or goes, (old, new) where it moved in the text."""
    lost, moved = defaultdict(list), {}
    for key in sorted(before.keys() - after.keys(), key=lambda k: _place(before, k)):
        lost[tuple(before[key].get(column) for column in _SAYS)].append(key)
    for key in sorted(after.keys() - before.keys(), key=lambda k: _place(after, k)):
        if olds := lost[tuple(after[key].get(column) for column in _SAYS)]:
            moved[key] = olds.pop(0)
    gone = set(moved.values())
    for key in sorted(before.keys() | after.keys()):
        if key not in gone:
            yield (moved[key], key) if key in moved else (key,)


def _place(rows: Mapping[str, Row], key: str) -> tuple[int, str]:
    start = rows[key].get("sentence_start", "")
    return int(start) if start.isdecimal() else 0, key


def _differing(what: str, before: Row, after: Row) -> tuple[str, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(n for n in names if n not in UNCOMPARED.get(what, ()) and before.get(n, "") != after.get(n, ""))


def _cited(snapshot: Snapshot) -> dict[str, set[str]]:
    """The reference numbers of each claim."""
    refs: dict[str, set[str]] = defaultdict(set)
    for claim, told in snapshot.assessments:
        refs[claim] |= set(filter(None, told.split(";")))
    return refs


def _change(what: What, key: tuple[str, ...], causes: Causes) -> Change | None:
    was, now = causes.was, causes.now
    if was is not None and now is not None and not _differing(what, was, now):
        return None
    first, *rest = causes.of_assessment() if what == "assessment" else causes.of_evidence()
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
