r"""Read a source document: sections, sentences, citation markers, reference list, and what is wrong with them.

Three shapes are known: Markdown with linked markers (``[[3]](#ref3)``); guides whose headings are lines of their own,
with markers ``[3]``, ``[\[3\]](#)`` and ``^{[3]}`` and a numbered list ``- 3. title [site]`` at the end; and pages
with front matter and no references. All offsets count code points of ``SourceDocument.text``: its line ends are line
feeds and its encoding is repaired.
"""

import re
from pathlib import Path

from pipeline.errors import InputError
from pipeline.sources import headings, references, sentences
from pipeline.sources.checks import check
from pipeline.sources.document import (
    Lines,
    Marker,
    MarkerStyle,
    Reference,
    Sentence,
    SourceDocument,
    SourceSection,
    holder,
)
from pipeline.sources.encoding import decode

__all__ = ["Marker", "Reference", "Sentence", "SourceDocument", "SourceSection", "read_source"]

_MARKER = re.compile(
    r"\[\[(?P<linked>\d{1,3})\]\]\(#(?:ref)?(?P<target>\d*)[^)\s]*\)"
    r"|\[\\\[(?P<escaped>\d{1,3})\\\]\]\(#[^)\s]*\)"
    r"|\[(?P<plain>\d{1,3})\]"
)


def read_source(path: Path) -> SourceDocument:
    """The document of a file. Raises InputError when the file cannot be read or holds no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", place=str(path), hint="Give a document.") from error
    text, repairs = decode(data)
    if not text.strip():
        raise InputError("holds no text.", place=str(path), hint="Give a document.")
    lines = Lines(text)
    front = headings.front_matter(text)
    entries = references.entries(lines)
    body_end = entries[0].start if entries else len(text)
    sections = headings.sections(lines, front.end, body_end, entries[-1].end if entries else len(text))
    spans = sentences.sentences(lines, sections, front.end, body_end)
    markers = _markers(lines, sections, spans, front.end, body_end)
    document = SourceDocument(
        id=re.sub("[^0-9A-Za-z]+", "-", path.stem).strip("-") or "source",
        title=front.title or next((s.title for s in sections if s.level == 1), None),
        text=text,
        sections=sections,
        sentences=spans,
        markers=markers,
        references=entries,
        findings=(),
    )
    return document.model_copy(update={"findings": check(document, repairs, path.name)})


def _markers(
    lines: Lines, sections: tuple[SourceSection, ...], spans: tuple[Sentence, ...], start: int, end: int
) -> tuple[Marker, ...]:
    section_starts, sentence_starts = [s.start for s in sections], [s.start for s in spans]
    found = []
    for match in _MARKER.finditer(lines.text, start, end):
        style: MarkerStyle = "linked" if match["linked"] else "escaped" if match["escaped"] else "plain"
        sentence = holder(sentence_starts, match.start())
        found.append(
            Marker(
                number=int(match["linked"] or match["escaped"] or match["plain"]),
                style=style,
                target=int(match["target"]) if match["target"] else None,
                start=match.start(),
                end=match.end(),
                line=lines.number(match.start()),
                section=holder(section_starts, match.start()),
                sentence=None if sentence is None or match.start() >= spans[sentence].end else sentence,
            )
        )
    return tuple(found)
