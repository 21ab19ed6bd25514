"""Sentences of a source document; the markers behind a full stop belong to the sentence before it."""

import re
from collections.abc import Iterator, Sequence

from pipeline.sources.document import Lines, Sentence, SourceSection, holder

_BREAK = re.compile(
    r"[.!?](?:\^?\{?(?:\[\\?\[?\d{1,3}\\?\]?\](?:\(#[^)\s]*\))?)+\}?)?[\"')”’*]*(?P<gap>\s+)(?=[*_\"'(“]*[a-z]?[A-Z])"
)
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]|\.[A-Za-z])\.$")  # an initial, "e.g."
_FURNITURE = re.compile(r"-{3,}|\[[^\]\d][^\]]*\]\([^)]*\)")  # a rule, or nothing but a link
_LEAD = re.compile(r"(?:[-*>]\s+)?")


def sentences(lines: Lines, sections: Sequence[SourceSection], start: int, end: int) -> tuple[Sentence, ...]:
    """Sentences of the lines between two offsets, headings left out; a line without a full stop is one."""
    starts = [section.start for section in sections]
    headings = set(starts)
    return tuple(
        Sentence(start=a, end=b, line=index + 1, section=holder(starts, a))
        for index, offset, line in lines.between(start, end)
        if offset not in headings and not _FURNITURE.fullmatch(line.strip())
        for a, b in _spans(line, offset)
    )


def _spans(line: str, offset: int) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(line.strip())
    begin = len(line) - len(line.lstrip()) + (lead.end() if lead else 0)
    end = len(line.rstrip())
    for found in () if "\t" in line else _BREAK.finditer(line, begin):
        if not _ABBREVIATION.search(line, max(begin, found.start() - 3), found.start() + 1):
            yield offset + begin, offset + found.start("gap")
            begin = found.end()
    if begin < end:
        yield offset + begin, offset + end
