"""Sentences of a source document; the citations behind a full stop belong to the sentence before it."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from pipeline import lexicon
from pipeline.lexicon import Cue, Term
from pipeline.sources.blocks import MARK, Block, blocks
from pipeline.sources.document import Lines, Sentence, SourceSection, holder
from pipeline.sources.markers import words

_CLOSING = r"(?:[\"')\]”’*_]|</?[a-zA-Z]+\b[^<>]{0,200}>)*+"
_BREAK = re.compile(
    rf"(?P<stop>[.!?…])(?P<behind>{_CLOSING}(?:[ \t\n]{{0,3}}{MARK}++\.?{_CLOSING})*+)(?P<gap>\s+)"
    r"(?=[*_\"'“‘(\[$<>]*[a-z]{0,3}[A-Z0-9α-ωΑ-Ω])"
)
_WORD = re.compile(r"(?P<before>[^\s(\[]*[\s(\[]+)?(?P<word>[^\s(\[]+)$")
_LONGEST_WORD = 40  # characters before a full stop that are looked at


def sentences(lines: Lines, sections: Sequence[SourceSection], headings: Collection[int]) -> tuple[Sentence, ...]:
    """The sentences of a text in which marks are veiled; a list item or table row without a full stop is one."""
    starts = [section.start for section in sections]
    return tuple(
        Sentence(start=a, end=b, line=lines.number(a), section=holder(starts, a))
        for block in blocks(lines, headings)
        for a, b in _spans(lines.text, block)
    )


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    begin = block.start
    for found in () if block.row else _BREAK.finditer(text, begin, block.end):
        if found["stop"] != "." or not _is_abbreviation(text, begin, found):
            yield begin, found.start("gap")
            begin = found.end()
    if begin < block.end:
        yield begin, block.end


def _is_abbreviation(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation or initial ("vs.", "i.p.", "J.") and no sentence."""
    found = _WORD.search(text, max(begin, stop.start() - _LONGEST_WORD), stop.start())
    if found is None:
        return False
    word, before = found["word"].strip("\"'“”‘’*_"), (found["before"] or "").strip(" \t\n([")
    if before[-1:].isdigit() and word in _units():
        return False
    if word.lower() in _abbreviations():
        return True
    if MARK in stop["behind"] or before.lower() in words("letter"):
        return False
    return re.fullmatch(r"[A-Za-z]|(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}", word) is not None


@cache
def _abbreviations() -> frozenset[str]:
    """Abbreviations without their last full stop, in lower case."""
    rows = [row.term for row in lexicon.read("abbreviations", Cue)]
    return frozenset(term.lower().rstrip(".") for term in (*rows, *words("abbreviation")))


@cache
def _units() -> frozenset[str]:
    return frozenset(row.term for row in lexicon.read("units", Term))
