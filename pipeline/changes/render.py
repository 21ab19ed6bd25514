"""Changes for people and programs: plain words, flat rows for CSV, and JSON."""

from collections.abc import Iterable
from typing import Any

from pipeline.changes import words
from pipeline.changes.causes import Row
from pipeline.changes.changed import Change

COLUMNS = (
    "what",
    "kind",
    "key",
    "pmid",
    "doi",
    "says",
    "before",
    "after",
    "reason",
    "review",
    "columns",
    "cause",
    "detail",
    "also",
)
SUBJECTS = {"claim": "Claim", "assessment": "Verdict on", "evidence": "Evidence", "article": "Article"}


def as_text(changes: Iterable[Change]) -> str:
    """One line a change in plain words; the empty text for none. Each line ends with a line feed."""
    return "".join(f"{_line(change)}\n" for change in changes)


def as_rows(changes: Iterable[Change]) -> list[dict[str, str]]:
    """Flat text rows with the columns ``COLUMNS``; ``columns`` names the cells that differ, separated by ``;``.

    ``reason`` is the sentence behind the state or verdict as it is now, ``review`` tells a curator's review that came,
    went or is stale now, ``also`` what else differs that concerns the row.
    """
    return [
        {
            "what": change.what,
            "kind": change.kind,
            "key": words.key(change),
            "pmid": change.row.get("pmid", ""),
            "doi": change.row.get("doi", ""),
            "says": words.says(change.row) if change.what != "article" else "",
            "before": _state(change, change.before),
            "after": _state(change, change.after),
            "reason": (change.after or {}).get("reason", ""),
            "review": words.review(change),
            "columns": ";".join(change.columns),
            "cause": change.cause,
            "detail": change.detail or "",
            "also": "; ".join(f"{one.cause} ({one.detail})" if one.detail else one.cause for one in change.also),
        }
        for change in changes
    ]


def as_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """JSON objects with whole rows before and after, and the names of the cells that differ."""
    return [{**change.model_dump(mode="json"), "columns": list(change.columns)} for change in changes]


def _line(change: Change) -> str:
    subject = f"{SUBJECTS[change.what]} {words.key(change)}"
    if change.what == "article":
        return words.one_line(f"{subject} {words.event(change)}: {words.why(change)}.")
    about = "; ".join(filter(None, (words.says(change.row), words.article(change.row))))
    told = f"{subject} ({about}): {words.event(change)}, because {words.why(change)}."
    reason = (change.after or {}).get("reason", "") if _is_news(change) else ""
    return words.one_line(f"{told} {reason} {words.review(change)}")


def _is_news(change: Change) -> bool:
    """Whether the reason behind the verdict is another than before."""
    return (change.before or {}).get("reason") != (change.after or {}).get("reason")


def _state(change: Change, row: Row | None) -> str:
    """State, verdict with reason code, direction and doses of a finding, or whether retracted; empty without a row."""
    if row is None:
        return ""
    if change.what == "claim":
        return row.get("state", "")
    if change.what == "article":
        return "retracted" if row.get("retracted") == "true" else "not retracted"
    if change.what == "assessment":
        return f"{row.get('verdict', '')} ({row.get('reason_code', '')})"
    moved = words.MOVES.get(row.get("direction", ""), row.get("direction", ""))
    return f"{moved} at {row['doses']}" if row.get("doses") else moved
