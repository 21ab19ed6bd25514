r"""Read a source document: sections, sentences, citation markers, reference list, and what is wrong with them.

Markdown, or plain text whose headings are lines of their own, with or without front matter. ``marks`` says which
markers are known, ``items`` which lists. All offsets count code points of ``SourceDocument.text``: its line ends are
line feeds and its encoding is repaired. Code, comments, formulas and images are no running text.
"""

import re
from pathlib import Path

from pipeline.errors import InputError
from pipeline.sources import headings
from pipeline.sources.blocks import MARK
from pipeline.sources.checks import check
from pipeline.sources.document import Lines, Marker, Reference, Sentence, SourceDocument, SourceSection
from pipeline.sources.encoding import decode
from pipeline.sources.listing import Listing, definitions, listing
from pipeline.sources.markers import Fault, citations, place
from pipeline.sources.marks import marks
from pipeline.sources.masking import Masked, blank, mask
from pipeline.sources.references import references
from pipeline.sources.sentences import sentences

__all__ = [
    "Marker",
    "Reference",
    "Sentence",
    "SourceDocument",
    "SourceSection",
    "parse_source",
    "read_source",
    "read_sources",
]

MAX_BYTES = 50_000_000  # a document has 20,000


def read_source(path: Path) -> SourceDocument:
    """The document of a file. Raises InputError when the file cannot be read, is binary, too large or holds no text."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", place=str(path), hint="Give a document.") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"has more than {MAX_BYTES:,} bytes.", place=str(path), hint="Give a document.")
    return parse_source(data, path)


def read_sources(path: Path | None) -> tuple[SourceDocument, ...]:
    """A document, or those of a folder whose names begin with three digits; None has none.

    Raises InputError as ``read_source`` does, and where a folder has no such document.
    """
    if path is None:
        return ()
    files = [path]
    if path.is_dir():
        files = sorted(f for f in path.iterdir() if f.is_file() and f.name[:3].isdecimal())
    if not files:
        hint = "Names of source documents begin with three digits."
        raise InputError("The folder has no source document.", place=str(path), hint=hint)
    return tuple(map(read_source, files))


def parse_source(data: bytes, path: Path) -> SourceDocument:
    """The document that a file holds; ``path`` only names it. Raises InputError as ``read_source`` does."""
    text, repairs = decode(data, str(path))
    if not text.strip():
        raise InputError("holds no text.", place=str(path), hint="Give a document.")
    front = headings.front_matter(text)
    masked = mask(text, front.end)
    listed = listing(Lines(masked.blocks), tuple(marks(masked.running)))
    document, faults = _document(text, masked, listed, front.title, path)
    opened = [Fault(text.count("\n", 0, at) + 1, "unclosed", _UNCLOSED.format(what)) for at, what in masked.unclosed]
    found = check(document, repairs, [*opened, *listed.faults, *faults], path.name)
    return document.model_copy(update={"findings": found})


_UNCLOSED = "Here begins {} that never ends; it was read as text."


def _document(
    text: str, masked: Masked, listed: Listing, title: str | None, path: Path
) -> tuple[SourceDocument, tuple[Fault, ...]]:
    whole = Lines(masked.blocks)
    rows = [row for entry in listed.entries for row in entry.rows]
    spans = [(whole.starts[row], whole.starts[row] + len(whole.all[row])) for row in rows]
    body = Lines(blank(masked.blocks, spans))
    numbers = {entry.number for entry in listed.entries}
    found = citations(blank(masked.running, spans), body, numbers, definitions(whole))
    sections = headings.sections(body, max(rows, default=-1))
    veiled = blank(
        blank(masked.words, spans).replace(MARK, "\ue001"), ((mark.start, mark.end) for mark in found.marks), MARK
    )
    parts = sentences(Lines(veiled), sections, headings.heading_rows(body, sections))
    document = SourceDocument(
        id=re.sub("[^0-9A-Za-z]+", "-", path.stem).strip("-") or "source",
        file=path.name,
        title=title or next((s.title for s in sections if s.level == 1), None),
        text=text,
        sections=sections,
        sentences=parts,
        markers=tuple(place(found.marks, body, sections, parts)),
        references=references(listed.entries, whole),
        findings=(),
    )
    return document, found.faults
