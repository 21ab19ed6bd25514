"""Changes for people and programs: plain words, flat rows for CSV, and JSON."""

from collections.abc import Iterable
from typing import Any

from pipeline.changes.causes import CAUSES, Row
from pipeline.changes.compare import Change

COLUMNS = ("what", "kind", "key", "pmid", "doi", "says", "before", "after", "columns", "cause", "detail")
MOVES = {"increase": "up", "decrease": "down", "no_change": "unchanged"}


def as_text(changes: Iterable[Change]) -> str:
    """One line a change in plain words; the empty text for none. Each line ends with a line feed."""
    return "".join(f"{_line(change)}\n" for change in changes)


def as_rows(changes: Iterable[Change]) -> list[dict[str, str]]:
    """Flat text rows with the columns ``COLUMNS``; ``columns`` names the cells that differ, separated by ``;``."""
    return [
        {
            "what": change.what,
            "kind": change.kind,
            "key": _key(change),
            "pmid": change.row.get("pmid", ""),
            "doi": change.row.get("doi", ""),
            "says": _says(change.row) if change.what != "article" else "",
            "before": _state(change, change.before),
            "after": _state(change, change.after),
            "columns": ";".join(change.columns),
            "cause": change.cause,
            "detail": change.detail or "",
        }
        for change in changes
    ]


def as_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """JSON objects with whole rows before and after, and the names of the cells that differ."""
    return [{**change.model_dump(mode="json"), "columns": list(change.columns)} for change in changes]


def _line(change: Change) -> str:
    says = f" ({_says(change.row)}{_article(change.row)})" if change.what != "article" else ""
    subject = f"{change.what.capitalize()} {_key(change)}{says}"
    because = CAUSES[change.cause] + (f" ({change.detail})" if change.detail else "")
    return " ".join(f"{subject} {_event(change)}, because {because}.".split())


def _event(change: Change) -> str:
    before, after = _state(change, change.before), _state(change, change.after)
    if change.kind != "changed":
        state = f": {after or before}" if change.what == "assessment" else ""
        return f"was {change.kind}{state}"
    if before != after:
        return f"changed from {before} to {after}"
    return f"still says {after}, but differs in {', '.join(change.columns)}"


def _key(change: Change) -> str:
    """``000-012 [3;4]`` for an assessment, the id for a finding or an article."""
    if change.what != "assessment":
        return change.key[0]
    claim, refs = change.key
    return f"{claim} [{refs}]" if refs else claim


def _says(row: Row) -> str:
    exposure = row.get("exposure", "")
    given = "" if exposure in ("", "given") else f" {exposure}"
    doses = row.get("dose") or row.get("doses")
    direction = row.get("direction", "")
    told = f"{row.get('amino_acid', '')}{given}: {row.get('target', '')} {MOVES.get(direction, direction)}"
    return f"{told} at {doses}" if doses else told


def _article(row: Row) -> str:
    name = f"PMID {row['pmid']}" if row.get("pmid") else f"DOI {row['doi']}" if row.get("doi") else ""
    return f"; {name}" if name else ""


def _state(change: Change, row: Row | None) -> str:
    """Verdict with reason code, direction and doses of a finding, or whether retracted; empty without a row."""
    if row is None:
        return ""
    if change.what == "article":
        return "retracted" if row.get("retracted") == "true" else "not retracted"
    if change.what == "assessment":
        return f"{row.get('verdict', '')} ({row.get('reason_code', '')})"
    direction = row.get("direction", "")
    return (
        f"{MOVES.get(direction, direction)} at {row['doses']}" if row.get("doses") else MOVES.get(direction, direction)
    )
