"""Which marks are citations: no year, interval, isotope, index, ring name or text of a link; and where they stand."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline import lexicon
from pipeline.lexicon import Cue
from pipeline.sources.document import Lines, Marker, Sentence, SourceSection, holder
from pipeline.sources.marks import Mark, marks

_LAST = 999  # a higher number is a year unless the reference list has it or a link names it
_ISOTOPE = re.compile(
    r"(?:\[(?:[123]\]H|1[1-4]\]C|1[3-5]\]N|1[5-8]\]O|18\]F|3[1-3]\]P|3[2-6]\]S|12[3-9]\]I|13[01]\]I))(?![a-z])"
)
_ADDRESS = re.compile(r"\((?:https?:|www\.|mailto:|\.{0,2}/)")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|\]\()[^\s<>]*$")
_ASSIGNED = re.compile(r"\s?[-+*/]?=(?!=)")
_BEFORE = re.compile(r"(?P<word>[A-Za-z]+)[\s:,=()]{0,3}$")
_VALUE = re.compile(r"(?<![\w.])(?P<value>\d{1,6}(?:\.\d{1,6})?)(?:\s?[^\s\d.;]{1,8})?\s$")
_INDEXED = re.compile(r"(?<![\w-])[a-z]$", re.ASCII)  # x[1]
_INDENT = 4
_NEAR = 40  # characters before a mark that are looked at


class Fault(NamedTuple):
    """A place in the document and what is wrong there."""

    line: int
    rule: str
    message: str


class Found(NamedTuple):
    """The marks that are citations, and those that were left out although they might be."""

    marks: tuple[Mark, ...]
    faults: tuple[Fault, ...]


def citations(text: str, lines: Lines, listed: Collection[int], definitions: Collection[int]) -> Found:
    """The marks of a text that cite.

    ``listed`` are the numbers of its reference list, ``definitions`` those of its link definitions (``[3]: address``).
    """
    kept: list[Mark] = []
    faults: list[Fault] = []
    behind = -1
    for mark in marks(text):
        if _opens_line(text, mark, lines) or _is_other(text, mark, behind, listed, definitions):
            continue
        if doubt := _doubt(text, mark, listed):
            rule, message = doubt
            faults.append(Fault(lines.number(mark.start), rule, f"{text[mark.start : mark.end]!r} {message}"))
        else:
            kept.append(mark)
            behind = mark.end
    return Found(tuple(kept), tuple(faults))


def _opens_line(text: str, mark: Mark, lines: Lines) -> bool:
    """Whether a mark opens a definition (``[^3]: …``)."""
    if mark.style not in ("plain", "footnote") or text[mark.end : mark.end + 1] != ":":
        return False
    begin = lines.starts[lines.number(mark.start) - 1]
    return mark.start - begin < _INDENT and not text[begin : mark.start].strip()


def _is_other(text: str, mark: Mark, behind: int, listed: Collection[int], definitions: Collection[int]) -> bool:
    """Whether a mark is certainly something else; ``behind`` is where the citation before it ends."""
    if mark.target is None and any(number > _LAST and number not in listed for number in mark.numbers):
        return True  # a year
    if mark.style != "plain":
        return False
    before, after = text[max(0, mark.start - 2) : mark.start], text[mark.end : mark.end + 1]
    if before.endswith("]") and behind != mark.start and mark.numbers[0] in definitions:
        return True  # the text of a link stands before the number of its address
    if before[-1:].islower() and after.islower():
        return True  # spiro[4,5]decane
    if before[-1:] in ("/", "=", "#") and _IN_ADDRESS.search(text, max(0, mark.start - 300), mark.start):
        return True
    return bool(_INDEXED.search(before) or _ISOTOPE.match(text, mark.start) or _ASSIGNED.match(text, mark.end))


def _doubt(text: str, mark: Mark, listed: Collection[int]) -> tuple[str, str] | None:
    """Why a mark that might cite is left out: rule and the rest of the message."""
    if mark.style == "plain" and _ADDRESS.match(text, mark.end):
        return "linked_number", "links to an address, not to a reference, and was not taken for a citation."
    if mark.style == "plain" and _is_interval(text[max(0, mark.start - _NEAR) : mark.start], mark, listed):
        return "interval", "was taken for an interval, not for citations."
    return None


def _is_interval(before: str, mark: Mark, listed: Collection[int]) -> bool:
    """Two numbers behind a word for an interval, or behind a value that lies between them, or none of them listed."""
    if len(mark.items) > 2 or (len(mark.items) == 2 and len(mark.numbers) > 2) or len(mark.numbers) < 2:
        return False
    low, high = mark.numbers[0], mark.numbers[-1]
    known = set(mark.numbers) & set(listed)
    if (word := _BEFORE.search(before)) and word["word"].lower() in words("interval"):
        return True
    value = _VALUE.search(before)
    if value and low < float(value["value"]) < high:
        return len(mark.items) == 1 or len(known) < 2
    return bool(listed) and not known


@cache
def words(category: str) -> frozenset[str]:
    """The words of a category of the table ``source_words``, in lower case."""
    return frozenset(row.term for row in lexicon.read("source_words", Cue) if row.category == category)


def place(
    found: Sequence[Mark], lines: Lines, sections: Sequence[SourceSection], spans: Sequence[Sentence]
) -> Iterator[Marker]:
    """A Marker for each number of each citation, with its line, section and sentence."""
    section_starts, sentence_starts = [s.start for s in sections], [s.start for s in spans]
    for mark in found:
        line, section = lines.number(mark.start), holder(section_starts, mark.start)
        at = holder(sentence_starts, mark.start)
        sentence = None if at is None or mark.start >= spans[at].end else at
        for item in mark.items:
            for number in range(item.first, item.last + 1):
                yield Marker(
                    number=number,
                    style=mark.style,
                    target=mark.target,
                    start=item.start,
                    end=item.end,
                    line=line,
                    section=section,
                    sentence=sentence,
                )
