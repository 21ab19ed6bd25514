"""Pair the rows of two runs and tell those that differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.changes.causes import Causes, Row
from pipeline.changes.changed import Change, Snapshot, What, change, differing
from pipeline.changes.news import is_retracted, news
from pipeline.changes.states import states
from pipeline.schema import Run

_SAYS = ("pmid", "doi", "amino_acid", "exposure", "target", "direction", "doses")  # what a finding says, not where


def compare(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All changes from one run to another: claims, assessments (by claim and reference), evidence and articles.

    Of a claim its overall state is compared. A finding that says the same as before at another place in its article is
    one change, not a loss and a gain. The name and version of the extractor alone make no change. An article is a
    change of its own only where it was retracted (or no longer is) and no verdict or finding has that as its cause.
    """
    judged = _judged(before, after)
    verdicts = [
        change("assessment", key, causes.was, causes.now, causes.of_assessment())
        for key, causes in judged.items()
        if _differs("assessment", causes)
    ]
    found = {
        keys[-1]: Causes(before.run, after.run, before.evidence.get(keys[0]), after.evidence.get(keys[-1]))
        for keys in _pairs(before.evidence, after.evidence)
    }
    findings = [
        change("evidence", (key,), causes.was, causes.now, causes.of_evidence())
        for key, causes in found.items()
        if _differs("evidence", causes)
    ]
    rows = [*verdicts, *findings]
    return (*states(before, after, judged), *rows, *_untold(before.run, after.run, rows))


def _judged(before: Snapshot, after: Snapshot) -> dict[tuple[str, str], Causes]:
    """Every assessment of either run, in the order of the keys, with what may be behind a difference."""
    old, new = _cited(before), _cited(after)
    return {
        key: Causes(
            before.run,
            after.run,
            before.assessments.get(key),
            after.assessments.get(key),
            (frozenset(old[key[0]]), frozenset(new[key[0]])),
        )
        for key in sorted(before.assessments.keys() | after.assessments.keys())
    }


def _differs(what: What, causes: Causes) -> bool:
    return causes.was is None or causes.now is None or bool(differing(what, causes.was, causes.now))


def _untold(old: Run, new: Run, rows: Iterable[Change]) -> Iterator[Change]:
    """Articles of both runs that are retracted in one of them, where no row tells it as its cause."""
    told = {(row.detail or "").partition(", ")[0] for row in rows if row.cause == "retraction"}
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


def _cited(snapshot: Snapshot) -> dict[str, set[str]]:
    """The reference numbers of each claim."""
    refs: dict[str, set[str]] = defaultdict(set)
    for claim, told in snapshot.assessments:
        refs[claim] |= set(filter(None, told.split(";")))
    return refs
