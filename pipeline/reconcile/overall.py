"""What a claim comes to over all that it cites.

Each article has one voice however many numbers point to it; a retracted one has none. ``supported`` and
``supported_dose_differs`` speak for a claim, ``contradicted`` and ``no_effect_found`` against it.

==========================  ================================================================================
state                       where
==========================  ================================================================================
``supported``               articles speak for it, none against it
``contradicted``            articles speak against it, none for it
``mixed``                   both
``not_supported``           what it cites was read, and none of it speaks of it (or was retracted)
``cannot_be_checked``       nothing that it cites could be read, or it says what the data model cannot express
==========================  ================================================================================
"""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from pipeline.reconcile.belief import belief
from pipeline.reconcile.verdicts import SUPPORTED
from pipeline.schema import Assessment, Claim, Record, Verdict

State = Literal["supported", "contradicted", "mixed", "not_supported", "cannot_be_checked"]
STATES: tuple[State, ...] = get_args(State)
AGAINST: frozenset[Verdict] = frozenset({"contradicted", "no_effect_found"})
_READ = SUPPORTED | AGAINST | {"not_in_abstract"}


class Overall(Record):
    """A claim, its state, the articles on each side (their ids), and how many references led to no text."""

    claim: Claim
    state: State
    belief: float | None
    supporting: tuple[str, ...]
    against: tuple[str, ...]
    silent: tuple[str, ...]
    retracted: tuple[str, ...]
    unread: int
    reason: str


def overall(assessments: Iterable[Assessment]) -> tuple[Overall, ...]:
    """One row for each claim, in the order in which the claims come."""
    by_claim: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        by_claim.setdefault(assessment.claim.id, []).append(assessment)
    return tuple(map(_overall, by_claim.values()))


def _overall(rows: Sequence[Assessment]) -> Overall:
    read = list({row.article: row for row in rows if row.verdict in _READ}.values())
    standing = [row for row in read if not row.retracted]
    supporting = [row for row in standing if row.verdict in SUPPORTED]
    against = [row for row in standing if row.verdict in AGAINST]
    silent = [row for row in standing if row.verdict == "not_in_abstract"]
    state = _state(read, supporting, against, silent)
    return Overall(
        claim=rows[0].claim,
        state=state,
        belief=belief((row.confidence for row in supporting), (row.confidence for row in against)),
        supporting=_ids(supporting),
        against=_ids(against),
        silent=_ids(silent),
        retracted=_ids(row for row in rows if row.retracted),
        unread=sum(len(row.refs) for row in rows if row.verdict not in _READ),
        reason=_reason(rows, supporting, against, silent),
    )


def _state(
    read: Sequence[Assessment],
    supporting: Sequence[Assessment],
    against: Sequence[Assessment],
    silent: Sequence[Assessment],
) -> State:
    if supporting or against:
        return "mixed" if supporting and against else "supported" if supporting else "contradicted"
    unjudged = any(row.reason_code == "outside_model" for row in silent)
    return "cannot_be_checked" if unjudged or not read else "not_supported"


def _ids(rows: Iterable[Assessment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.article for row in rows if row.article))


def _reason(
    rows: Sequence[Assessment],
    supporting: Sequence[Assessment],
    against: Sequence[Assessment],
    silent: Sequence[Assessment],
) -> str:
    """One sentence that counts the articles on each side."""
    if not rows[0].claim.refs:
        return "The claim cites nothing."
    beyond = sum(row.reason_code == "outside_model" for row in silent)
    told = {
        "articles that support it": len(supporting),
        "of these at another dose or size": sum(row.verdict == "supported_dose_differs" for row in supporting),
        "articles against it": len(against),
        "articles that report the finding, but not all that the claim says": beyond,
        "articles that say nothing of it": len(silent) - beyond,
        "retracted articles, which have no voice": len(_ids(row for row in rows if row.retracted)),
        "references that led to no text": sum(len(row.refs) for row in rows if row.verdict not in _READ),
    }
    return f"Of what the claim cites: {'; '.join(f'{what}: {number}' for what, number in told.items() if number)}."
