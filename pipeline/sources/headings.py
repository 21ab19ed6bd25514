"""Headings: Markdown's, or lines of their own where a document has none of those; and YAML front matter."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.sources.document import Lines, SourceSection

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:(?!---[ \t]*$).*\n)*?)---[ \t]*(?:\n|\Z)", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.*?)[\"']?[ \t]*$", re.MULTILINE)
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<title>\S.*)$")
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


def sections(lines: Lines, start: int, body_end: int, end: int) -> tuple[SourceSection, ...]:
    """Sections between two offsets; no heading is looked for behind ``body_end``, where the references begin."""
    body = list(lines.between(start, body_end))
    found = _markdown(body) or _plain(body)
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
        for heading, begin, following in zip(found, begins, [*begins[1:], end], strict=bool(found))
    )


def _markdown(body: Sequence[tuple[int, int, str]]) -> list[_Heading]:
    found = []
    for index, _, line in body:
        if heading := _MARKDOWN.match(line):
            numbered = _NUMBERED.match(heading["title"])
            number, title = (numbered["number"], numbered["title"]) if numbered else (None, heading["title"])
            found.append(_Heading(index, len(heading["hashes"]), number, title.strip()))
    return found


def _plain(body: Sequence[tuple[int, int, str]]) -> list[_Heading]:
    """Short lines of their own without a sentence's end.

    Above the first paragraph stand the title, by-lines and perhaps one short heading.
    """
    blocks = [(index, line.strip()) for index, _, line in body if line.strip()]
    filled = {index for index, _ in blocks}
    paragraph = next((at for at, (_, line) in enumerate(blocks) if _is_paragraph(line)), len(blocks))
    found = []
    for at, (index, line) in enumerate(blocks):
        following = blocks[at + 1][1] if at + 1 < len(blocks) else ""
        alone = not filled & {index - 1, index + 1}
        lead = at == 0 or (at == paragraph - 1 and len(line.split()) <= _LEAD_WORDS)
        if alone and "\t" not in following and _is_heading(line) and (at >= paragraph or lead):
            found.append(_Heading(index, 1 if at == 0 else 2, None, line))
    return found


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and _SENTENCE_END.search(line) is not None


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST or line[-1] in ".:;,?!" or not (line[0].isupper() or line[0].isdigit()):
        return False
    return not (_SENTENCE_END.search(line) or _MARKUP.search(line))
