"""Headings: Markdown's, or lines of their own where a document has none of those; and YAML front matter."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.sources.document import Lines, SourceSection

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:(?!---[ \t]*$).*\n)*?)---[ \t]*(?:\n|\Z)", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.{0,300}?)[\"']?[ \t]*$", re.MULTILINE)
_MARKDOWN = re.compile(r" {0,3}(?P<hashes>#{1,6})[ \t]+(?P<title>[^\s#].{0,300})$")
_CLOSING = re.compile(r"(?:\s*\{#[^{}]*\})?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(?P<sign>[=-])(?P=sign){2,}[ \t]*$")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)+|\d+(?=\.? |[A-Z][a-z]))\.? *(?P<title>\S.*)$")
_SENTENCE_END = re.compile(r"[.!?](?:\s|\[|\^|$)")
_MARKUP = re.compile(r"\*\*|\]\(|\[\d|[\t|$]|^[-*>#\[]")
_LONGEST = 120  # characters; no heading seen is longer
_PARAGRAPH = 100  # characters; shorter lines above the first paragraph are by-lines
_LEAD_WORDS = 4  # a heading right above the first paragraph ("Abstract") is short, a strapline there is not


class Front(NamedTuple):
    """The front matter's title, and where it ends; 0 without front matter."""

    title: str | None
    end: int


class _Heading(NamedTuple):
    row: int  # index of the line
    level: int
    number: str | None
    title: str


def front_matter(text: str) -> Front:
    """YAML front matter at the very beginning, between two lines of three dashes."""
    block = _FRONT_MATTER.match(text)
    if block is None:
        return Front(None, 0)
    title = _TITLE.search(block["fields"])
    return Front(title["title"] or None if title else None, block.end())


def sections(lines: Lines, through: int) -> tuple[SourceSection, ...]:
    """The sections of a text, each up to the next heading. Lines that are not to be read are blank in it.

    ``through`` is the last row (from 0) of what was taken out, -1 for nothing.
    """
    found = _markdown(lines) or _plain(lines, through)
    begins = [lines.starts[heading.row] for heading in found]
    return tuple(
        SourceSection(
            title=heading.title,
            number=heading.number,
            level=heading.level,
            line=heading.row + 1,
            start=begin,
            end=following,
        )
        for heading, begin, following in zip(found, begins, [*begins[1:], len(lines.text)], strict=bool(found))
    )


def heading_rows(lines: Lines, found: Sequence[SourceSection]) -> frozenset[int]:
    """The rows (from 0) of the headings and of the lines under them that only underline."""
    rows = {section.line - 1 for section in found}
    return frozenset(
        rows | {row + 1 for row in rows if row + 1 < len(lines.all) and _UNDERLINE.match(lines.all[row + 1])}
    )


def _markdown(lines: Lines) -> list[_Heading]:
    """Headings behind hashes, or underlined (CommonMark 4.2, 4.3)."""
    found = []
    for row, line in enumerate(lines.all):
        underline = _UNDERLINE.match(lines.all[row + 1]) if row + 1 < len(lines.all) else None
        if heading := _MARKDOWN.match(line):
            found.append(_heading(row, len(heading["hashes"]), _CLOSING.sub("", heading["title"])))
        elif underline and not (row and lines.all[row - 1].strip()) and _is_heading(line.strip() or "."):
            found.append(_heading(row, 1 if underline["sign"] == "=" else 2, line))
    return found


def _heading(row: int, level: int, title: str) -> _Heading:
    title = title.strip().strip("*_").strip()
    numbered = _NUMBERED.match(title)
    return (
        _Heading(row, level, numbered["number"], numbered["title"].strip())
        if numbered
        else _Heading(row, level, None, title)
    )


def _plain(lines: Lines, through: int) -> list[_Heading]:
    """Short lines of their own without a sentence's end, and with text under them.

    Above the first paragraph stand the title, by-lines and perhaps one short heading.
    """
    blocks = [(row, line.strip()) for row, line in enumerate(lines.all) if line.strip()]
    filled = {row for row, _ in blocks}
    paragraph = next((at for at, (_, line) in enumerate(blocks) if _is_paragraph(line)), len(blocks))
    found, last = [], through
    for at, (row, line) in enumerate(blocks):
        following = blocks[at + 1][1] if at + 1 < len(blocks) else ""
        alone = not filled & {row - 1, row + 1}
        lead = at == 0 or (at == paragraph - 1 and len(line.split()) <= _LEAD_WORDS)
        if alone and "\t" not in following and _is_heading(line) and (at >= paragraph or lead):
            found.append(_Heading(row, 1 if at == 0 else 2, None, line))
        else:
            last = max(last, row)
    return [heading for heading in found if heading.row < last or heading.level == 1]


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and _SENTENCE_END.search(line) is not None


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST or line[-1] in ".:;,?!" or not (line[0].isupper() or line[0].isdigit()):
        return False
    return not (_SENTENCE_END.search(line) or _MARKUP.search(line))
