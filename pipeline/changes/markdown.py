"""Changes as a Markdown summary, fit to paste into a pull request.

What comes from claims and articles is text, never markup: no link, heading, cell, mention or reference of the page it
is pasted into. ``LONGEST`` keeps it within what such a page takes; what is left out is counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipeline.changes import words
from pipeline.changes.compare import Change, Kind
from pipeline.changes.inputs import differences
from pipeline.schema import Run

LONGEST = 60_000  # characters; GitHub takes 65,536
CELL = 300  # characters of one cell
GRAVITY = (
    "contradicted",
    "no_effect_found",
    "supported_dose_differs",
    "unresolved_citation",
    "no_abstract",
    "not_in_abstract",
    "uncited",
    "supported",
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$])")
_REFERS = re.compile(r"(?<!\w)([@#])(?=\w)|\b(GH-)(?=\d)|(?i:\b(http)(?=s?:)|\b(www)(?=\.))")
_KINDS: dict[Kind, str] = {"changed": "changed", "added": "new", "removed": "gone"}
Rows = list[list[str]]


def as_markdown(changes: Sequence[Change], old: Run, new: Run) -> str:
    """Headline, what went in and differs, a table of verdicts that moved, and folded tables of all else."""
    verdicts = [c for c in changes if c.what == "assessment"]
    moved = sorted((c for c in verdicts if _moved(c)), key=_gravity)
    rest = [c for c in verdicts if not _moved(c)]
    articles = [c for c in changes if c.what == "article"]
    evidence = [c for c in changes if c.what == "evidence"]
    head = ["## Claims against evidence: what changed", "", f"`{old.id}` → `{new.id}`", "", _headline(changes), ""]
    head += [f"- {plain(one)}" for one in differences(old, new)] or ["- The same went into both runs."]
    parts = [
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
    return (change.before or {}).get("verdict") != (change.after or {}).get("verdict")


def _gravity(change: Change) -> tuple[bool, int, tuple[str, ...]]:
    """What is there now before what is gone, the gravest verdict first."""
    verdict = change.row.get("verdict", "")
    return change.after is None, GRAVITY.index(verdict) if verdict in GRAVITY else len(GRAVITY), change.key


def _headline(changes: Sequence[Change]) -> str:
    if not changes:
        return "**Nothing changed.**"
    told = [_counted(changes, "assessment", "verdict", _moved), _counted(changes, "evidence", "finding")]
    verdicts = Counter(c.after["verdict"] for c in changes if c.after and c.what == "assessment" and _moved(c))
    now = [f"{verdicts[name]:,} now {name.replace('_', ' ')}" for name in GRAVITY if verdicts[name]]
    line = ". ".join(filter(None, told)) or "No verdict and no finding moved"
    return f"**{line}.**" + (f" Of the verdicts, {', '.join(now)}." if now else "")


def _counted(changes: Iterable[Change], what: str, noun: str, which: Callable[[Change], bool] | None = None) -> str:
    kinds = Counter(c.kind for c in changes if c.what == what and (which is None or which(c)))
    told = [f"{kinds[kind]:,} {word}" for kind, word in _KINDS.items() if kinds[kind]]
    return f"{noun.capitalize()}s: {', '.join(told)}" if told else ""


def _verdict_row(change: Change) -> list[str]:
    told = (f"Because {words.why(change)}.", (change.after or {}).get("reason", ""), words.review(change))
    why = "<br>".join(plain(sentence) for sentence in told if sentence)
    says = f"{plain(words.says(change.row))}<br>“{plain(change.row.get('anchor', ''))}”"
    return [plain(words.key(change)), says, _link(change), f"**{plain(words.event(change))}**", why]


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
