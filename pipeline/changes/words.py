"""Changes in plain words: what a row says, what happened to it, and why. Each text is one line."""

from pipeline.changes.causes import CAUSES, REVIEW, Cause, Row
from pipeline.changes.changed import Change

MOVES = {"increase": "up", "decrease": "down", "no_change": "unchanged"}
_TOLD_APART = REVIEW | {"verdict", "reason", "evidence_ids", "retracted", "notices"}
DETAIL = 160  # characters of what names the inputs behind a cause


def key(change: Change) -> str:
    """``000-012 [3;4]`` for an assessment, else the id."""
    if change.what != "assessment":
        return change.key[0]
    claim, refs = change.key
    return f"{claim} [{refs}]" if refs else claim


def says(row: Row) -> str:
    """What a claim or finding says: ``leucine withheld: plasma insulin down at 3 g``."""
    exposure = row.get("exposure", "")
    given = "" if exposure in ("", "given") else f" {exposure}"
    doses = row.get("dose") or row.get("doses")
    direction = row.get("direction", "")
    told = f"{row.get('amino_acid', '')}{given}: {row.get('target', '')} {MOVES.get(direction, direction)}"
    return one_line(f"{told} at {doses}" if doses else told)


def article(row: Row) -> str:
    """``PMID 12``, else the DOI; empty without either."""
    return f"PMID {row['pmid']}" if row.get("pmid") else f"DOI {row['doi']}" if row.get("doi") else ""


def verdict(row: Row) -> str:
    """The program's verdict, or the overall state of a claim, in words."""
    return (row.get("verdict") or row.get("state", "")).replace("_", " ")


def event(change: Change) -> str:
    """What happened to a claim, a verdict, a finding or an article."""
    was, now = change.before, change.after
    if change.what == "article":
        return f"is {_retracted(now or {})}"
    if was is None or now is None:
        return f"{'new' if now else 'gone'}{'' if change.what == 'evidence' else f': {verdict(now or was or {})}'}"
    if change.what == "claim":
        return _moved(was, now)
    told = [] if change.what == "evidence" else [_moved(was, now)]
    if "retracted" in change.columns:
        told.append(f"the article is {_retracted(now)}")
    moved = change.what == "assessment" and "verdict" in change.columns
    rest = [name.replace("_", " ") for name in change.columns if name not in _TOLD_APART]
    if rest and not moved:
        told.append(f"{'but ' if told else ''}differs in {', '.join(rest)}")
    return ", ".join(told) or f"differs in {', '.join(change.columns)}"


def _moved(was: Row, now: Row) -> str:
    return f"{verdict(was)} → {verdict(now)}" if verdict(was) != verdict(now) else f"still {verdict(now)}"


def _retracted(now: Row) -> str:
    return "now retracted" if now.get("retracted") == "true" else "no longer retracted"


def review(change: Change) -> str:
    """A curator's review, where it came, went or is stale now; else empty. A sentence."""
    was, now = change.before or {}, change.after or {}
    if not now.get("review"):
        return f"The review by {was['reviewed_by']} was taken out." if was.get("review") and now else ""
    if all(was.get(column, "") == now.get(column, "") for column in REVIEW):
        return ""
    day, given = now.get("reviewed_on", "")[:10], now.get("review_verdict", "").replace("_", " ")
    told = f"{now['review'].capitalize()} as {given} by {now.get('reviewed_by')} on {day}: "
    told += now.get("review_reason", "").removesuffix(".")
    stale = f". This review is stale: {now.get('review_stale_because')}" if now.get("review_state") == "stale" else ""
    return one_line(f"{told}{stale}.")


def why(change: Change) -> str:
    """The cause with what it is about, and what else differs."""
    told = cause(change.cause, change.detail)
    if change.also:
        told += f"; also: {', '.join(_short(one.cause, one.detail) for one in change.also)}"
    return one_line(told)


def cause(name: Cause, detail: str | None) -> str:
    """A cause as a sentence without its full stop."""
    return CAUSES[name] + (f" ({_cut(detail)})" if detail else "")


def _short(name: Cause, detail: str | None) -> str:
    """A cause among others: those that all rows share without their inputs, which a summary tells once."""
    shared = name in ("lexicon_changed", "settings_changed", "model_changed", "version_changed")
    return CAUSES[name] + (f" ({_cut(detail)})" if detail and not shared else "")


def _cut(text: str) -> str:
    return text if len(text) <= DETAIL else f"{text[: DETAIL - 1].rstrip()}…"


def one_line(text: str) -> str:
    """The text with single spaces and no line ends."""
    return " ".join(text.split())
