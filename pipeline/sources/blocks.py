"""Paragraphs, list items and table rows: the stretches of text that sentences are looked for in."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pipeline.sources.document import Lines

MARK = "\ue000"  # stands for each character of a citation mark in the text that blocks are read from
_FURNITURE = re.compile(
    r"(?:[-*_=][ \t]*){3,}|\[[^\]\ue000]+\]\([^)]*\)|(?=[|:+ \t-]*?--)[|:+ \t-]+|(?:</?[a-zA-Z][^<>]{0,300}>\s*)+"
)  # a rule, nothing but a link, the line under a table's head, nothing but tags
_DEFINITION = re.compile(r" {0,3}\[[^\]\ue000]{1,100}\]:[ \t]*\S+[ \t]*(?:[\"'(].*)?$")
_LEAD = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•‣·]|\d{1,3}[.)]|\(\d{1,3}\))[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_ITEM = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+•‣·]|\d{1,3}[.)]|\(\d{1,3}\))[ \t]")
_HARD_BREAK = ("  ", "\\")
_GOES_ON = re.compile(r"[ \t>]*[a-zµα-ω,;)\]\ue000]")
_WRAPPED = 60  # characters; a shorter line of its own is not one that was wrapped


class Block(NamedTuple):
    """A span of the text, from its first word to its last; ``row`` says that it is a row of a table."""

    start: int
    end: int
    row: bool


def blocks(lines: Lines, headings: Collection[int]) -> Iterator[Block]:
    """The blocks of a text in order; ``headings`` are rows (from 0) that are none of them."""
    start, last = -1, -1  # offset of the block's first word, row of its last line
    row = False
    for at, line in enumerate(lines.all):
        inside = start >= 0
        if inside and not (line.strip() and at not in headings and _continues(lines.all[last], line, row)):
            yield Block(start, lines.starts[last] + len(lines.all[last].rstrip()), row)
            inside, start = False, -1
        if line.strip() and at not in headings and not _FURNITURE.fullmatch(line.strip()):
            if not inside and not _DEFINITION.match(line):
                lead = _LEAD.match(line)
                first = lead.end() if lead and line[lead.end() :].strip() else len(line) - len(line.lstrip())
                start, row = lines.starts[at] + first, _is_row(line)
            last = at
    if start >= 0:
        yield Block(start, lines.starts[last] + len(lines.all[last].rstrip()), row)


def _is_row(line: str) -> bool:
    return "\t" in line.strip() or (line.strip().startswith("|") and line.strip().endswith("|"))


def _continues(before: str, line: str, row: bool) -> bool:
    """Whether a line goes on with the block of the line before: one that was wrapped, or nothing but citations."""
    if not line.replace(MARK, "").strip(" \t.,;"):
        return True
    if row or _is_row(line) or _ITEM.match(line) or _FURNITURE.fullmatch(line.strip()) or before.endswith(_HARD_BREAK):
        return False
    return len(before) >= _WRAPPED or _GOES_ON.match(line) is not None
