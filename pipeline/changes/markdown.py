"""Changes as a Markdown summary, fit to paste into a pull request.

What comes from claims and articles is text, never markup: no link, heading, cell, mention or reference of the page it
is pasted into. ``LONGEST`` keeps it within what such a page takes; what is left out is counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipeline.changes import words
from pipeline.changes.changed import Change, Kind, What
from pipeline.changes.inputs import differences
from pipeline.schema import Run

LONGEST = 60_000  # characters; GitHub takes 65,536
CELL = 300  # characters of one cell
GRAVITY = (  # of verdicts and of the states of claims
    "contradicted",
    "mixed",
    "no_effect_found",
    "supported_dose_differs",
    "unresolved_citation",
    "no_abstract",
    "not_in_abstract",
    "not_supported",
    "cannot_be_checked",
    "uncited",
    "supported",
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$])")
_REFERS = re.compile(r"(?<!\w)([@#])(?=\w)|\b(GH-)(?=\d)|(?i:\b(http)(?=s?:)|\b(www)(?=\.))")
_KINDS: dict[Kind, str] = {"changed": "changed", "added": "new", "removed": "gone"}
Rows = list[list[str]]


def as_markdown(changes: Sequence[Change], old: Run, new: Run) -> str:
    """Headline, what went in and differs, tables of claims and verdicts that moved, and folded tables of all else."""
    claims = sorted((c for c in changes if c.what == "claim"), key=_gravity)
    verdicts = [c for c in changes if c.what == "assessment"]
    moved = sorted((c for c in verdicts if _moved(c)), key=_gravity)
    rest = [c for c in verdicts if not _moved(c)]
    articles = [c for c in changes if c.what == "article"]
    evidence = [c for c in changes if c.what == "evidence"]
    head = ["## Claims against evidence: what changed", "", f"`{old.id}` → `{new.id}`", "", _headline(changes), ""]
    head += [f"- {plain(one)}" for one in differences(old, new)] or ["- The same went into both runs."]
    parts = [
        ("Claims, over all that they cite", _CLAIM, [_claim_row(c) for c in claims], False),
        ("Verdicts", _VERDICT, [_verdict_row(c) for c in moved], False),
        ("Retractions", _ARTICLE, [_article_row(c) for c in articles], False),
        ("Verdicts that stand, with something else about them", _VERDICT, [_verdict_row(c) for c in rest], True),
        ("Evidence", _EVIDENCE, [_evidence_row(c) for c in evidence], True),
    ]
    text = "\n".join(head) + "\n"
    for title, header, rows, folded in parts:
        if rows:
            text += _part(title, header, rows, LONGEST - len(text), folded=folded)
    return text


_CLAIM = ["Claim", "It says", "State", "Why"]
_VERDICT = ["Claim", "It says", "Article", "Verdict", "Why"]
_ARTICLE = ["Article", "Now", "Why"]
_EVIDENCE = ["Article", "Finding", "Change", "Why"]


def plain(text: str) -> str:
    """Foreign text on one line, cut to ``CELL``, as Markdown that shows it and does nothing else."""
    line = words.one_line(text)
    line = line if len(line) <= CELL else f"{line[: CELL - 1].rstrip()}…"
    line = _MARKUP.sub(r"\\\1", line)
    return _REFERS.sub(lambda found: f"{found[0]}\N{ZERO WIDTH SPACE}", line)


def _moved(change: Change) -> bool:
    """Whether a verdict, or the state of a claim, is another than before."""
    was, now = change.before or {}, change.after or {}
    return any(was.get(column) != now.get(column) for column in ("verdict", "state"))


def _gravity(change: Change) -> tuple[bool, int, tuple[str, ...]]:
    """What is there now before what is gone, the gravest verdict first."""
    now = change.row.get("verdict") or change.row.get("state", "")
    return change.after is None, GRAVITY.index(now) if now in GRAVITY else len(GRAVITY), change.key


def _headline(changes: Sequence[Change]) -> str:
    if not changes:
        return "**Nothing changed.**"
    told = [_counted(changes, "claim", "claim"), _counted(changes, "assessment", "verdict", _moved)]
    told.append(_counted(changes, "evidence", "finding"))
    line = ". ".join(filter(None, told)) or "No verdict and no finding moved"
    return f"**{line}.**" + _now(changes, "claim", "state") + _now(changes, "assessment", "verdict")


def _now(changes: Iterable[Change], what: What, column: str) -> str:
    """What the claims or verdicts that moved are now, the gravest first: a sentence, or nothing."""
    counts = Counter(c.after[column] for c in changes if c.after and c.what == what and _moved(c))
    told = [f"{counts[name]:,} now {name.replace('_', ' ')}" for name in GRAVITY if counts[name]]
    return f" Of the {'claims' if what == 'claim' else 'verdicts'}, {', '.join(told)}." if told else ""


def _counted(changes: Iterable[Change], what: What, noun: str, which: Callable[[Change], bool] | None = None) -> str:
    kinds = Counter(c.kind for c in changes if c.what == what and (which is None or which(c)))
    told = [f"{kinds[kind]:,} {word}" for kind, word in _KINDS.items() if kinds[kind]]
    return f"{noun.capitalize()}s: {', '.join(told)}" if told else ""


def _claim_row(change: Change) -> list[str]:
    return [plain(words.key(change)), _says(change), f"**{plain(words.event(change))}**", _why(change)]


def _verdict_row(change: Change) -> list[str]:
    claim, says, event, why = _claim_row(change)
    return [claim, says, _link(change), event, why]


def _says(change: Change) -> str:
    return f"{plain(words.says(change.row))}<br>“{plain(change.row.get('anchor', ''))}”"


def _why(change: Change) -> str:
    told = (f"Because {words.why(change)}.", (change.after or {}).get("reason", ""), words.review(change))
    return "<br>".join(plain(sentence) for sentence in told if sentence)


def _article_row(change: Change) -> list[str]:
    return [_link(change), plain(words.event(change)), plain(words.why(change))]


def _evidence_row(change: Change) -> list[str]:
    return [_link(change), plain(words.says(change.row)), plain(words.event(change)), plain(words.why(change))]


def _link(change: Change) -> str:
    """The article, linked where it has a PMID."""
    pmid = change.row.get("pmid", "")
    if pmid.isascii() and pmid.isdecimal():
        return f"[PMID {pmid}](https://pubmed.ncbi.nlm.nih.gov/{pmid}/)"
    return plain(words.article(change.row)) or "none"


def _part(title: str, header: Sequence[str], rows: Rows, room: int, *, folded: bool) -> str:
    """A table under a heading, or one that opens on a click; as many rows as there is room for."""
    open_, close = f"\n### {title}\n\n", "\n"
    if folded:
        open_ = f"\n<details><summary>{title}: {len(rows):,}</summary>\n\n"
        close = "\n</details>\n"
    lines = [_row(header), _row(["---"] * len(header))]
    used = len(open_) + len(close) + sum(map(len, lines)) + 100
    for row in rows:
        line = _row(row)
        used += len(line)
        if used > room:
            break
        lines.append(line)
    left = len(rows) + 2 - len(lines)
    more = f"\n{left:,} more are not shown; the CSV has them all.\n" if left else ""
    return open_ + "".join(lines) + more + close if len(lines) > 2 or left else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
