"""Findings as a text for curators: by document, then by rule, mistakes in what it says first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import fill

from pipeline.lint.rules import RULES
from pipeline.schema import Finding

WIDTH = 120
MANY = "uncited_claim"  # told as a list of claims


def as_text(findings: Iterable[Finding]) -> str:
    """All findings, each with its place, the sentence and the arithmetic; "" for none."""
    blocks = []
    for source, group in groupby(findings, key=lambda f: f.source):
        found = list(group)
        blocks.append("\n\n".join([f"{source}: {_count(len(found))}", *_rules(found)]))
    return "\n\n\n".join(blocks) + "\n" if blocks else ""


def _rules(found: Sequence[Finding]) -> Iterator[str]:
    order = [*dict.fromkeys(f.rule for f in found if f.rule not in RULES), *RULES]
    for rule in order:
        mine = [f for f in found if f.rule == rule]
        if mine:
            meaning = f": {RULES[rule]}" if rule in RULES else ""
            parts = _listed(mine) if rule == MANY else [_told(f) for f in mine]
            yield "\n".join([f"  {rule} ({len(mine)}){meaning}", *parts])


def _listed(found: Iterable[Finding]) -> list[str]:
    """The claims of one section on a line of their own."""
    groups = groupby(found, key=lambda f: f.section)
    return [
        _filled(f"{section or '(no section)'}: {', '.join(f.claim_id or f.place for f in group)}", 4)
        for section, group in groups
    ]


def _told(finding: Finding) -> str:
    anchor = f"“{finding.anchor}”" if finding.anchor else None
    claims = [*([finding.claim_id] if finding.claim_id else []), *finding.others]
    ids = ", ".join(claims[:4]) + (f" and {len(claims) - 4} more" if len(claims) > 4 else "")
    where = "  ".join(filter(None, (finding.place, finding.section, anchor, ids)))
    lines = [f"    {where}", _filled(finding.message, 6)]
    return "\n".join([*lines, *([_filled(f"Arithmetic: {finding.arithmetic}", 6)] if finding.arithmetic else [])])


def _filled(text: str, indent: int) -> str:
    return fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_on_hyphens=False)


def _count(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"
