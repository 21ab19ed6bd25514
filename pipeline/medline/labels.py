"""Sections of an abstract that is plain text with labels ("METHODS: …")."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.lexicon import Cue
from pipeline.schema import Section

_CATEGORIES = frozenset({"BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"})
_LABEL = r"([A-Z][A-Z &/'-]{3,40}[A-Z])(?= (?:[A-Z][a-z]|[A-Z] |\d|\"))"
_FIRST, _LATER = re.compile(_LABEL), re.compile(rf" (?<=[.!?)] ){_LABEL}")  # the leading space is found fast
_COLON = re.compile(r":(?=\s|$)")
_SENTENCE_END = re.compile(r"(?:(?<=[.?!)\]])|(?<=[.?!][\"'”’]))\s+")


def category_of(label: str, given: str | None = None) -> str | None:
    """NLM's category of a label: the one given with it, else that of the table ``section_labels``; None without."""
    return given if given in _CATEGORIES else _labels().get(_key(label))


@cache
def _labels() -> dict[str, str | None]:
    rows = lexicon.read("section_labels", Cue)
    return {row.term: row.category if row.category in _CATEGORIES else None for row in rows}


@cache
def _longest() -> int:
    return max(map(len, _labels()))


def sections_of(text: str, start: int) -> tuple[Section, ...]:
    """Sections of a plain abstract with labels ("METHODS: …"); ``start`` is its offset in ``Article.text``.

    A label is a phrase of the table ``section_labels``, capitalised, before a colon and a space, that opens the
    abstract or follows the end of a sentence or another label. Where there is none, two or more labels in capitals
    without a colon ("METHODS Eight men …") count. Time grows with the length of the text only.
    """
    headers = list(_headers(text)) or _bare_headers(text)
    ends = [*(at for at, _ in headers), len(text)][1:]
    return tuple(
        Section(
            label=label,
            category=category_of(label),
            start=start + at,
            end=start + at + len(text[at:end].rstrip()),
        )
        for (at, label), end in zip(headers, ends, strict=True)
    )


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """Offset and wording of each label."""
    known = _labels()
    open_at = 0  # a label may stand here without a sentence before it
    for colon in _COLON.finditer(text):
        begin = max(open_at, colon.start() - _longest() - 1)
        parts = _SENTENCE_END.split(text[begin : colon.start()])
        label = parts[-1].lstrip() if len(parts) > 1 or begin == open_at else ""
        if label[:1].isupper() and _key(label) in known:
            yield colon.start() - len(label), label
            open_at = colon.end()


def _bare_headers(text: str) -> list[tuple[int, str]]:
    """Labels in capitals without a colon; a single one may be a word of the sentence, so it takes two."""
    known = _labels()
    first = _FIRST.match(text)
    places = [*([first] if first else []), *_LATER.finditer(text, first.end() if first else 0)]
    found = [(m.start(1), m.group(1)) for m in places if _key(m.group(1)) in known]
    return found if len(found) > 1 else []


def _key(label: str) -> str:
    return label.upper().replace("’", "'")
