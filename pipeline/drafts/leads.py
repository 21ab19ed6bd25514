"""Leads: sentences that the rules read nothing in, though they name a known target beside a word of change.

A lead shows a curator where to read: its amino acid (the first that the sentence names, else that of the heading), its
target (the one nearest to a word of change) and its direction are guesses, and its note says so.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.claims import ANCHOR_WORDS, COLUMNS
from pipeline.drafts.passage import Passage
from pipeline.drafts.rows import Draft, references
from pipeline.lexicon import Cue, Term, Trap, read
from pipeline.names import Name, named
from pipeline.schema import Direction
from pipeline.sources import SourceDocument

REACH = 40  # code points beside a name in which a word may make it something else
_CAPTION = re.compile(r"(?:caption|fig(?:ure)?|table)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:[\s,+&/]|\band\b)*")
_KINDS = ("verb.", "noun.", "adj.", "state.")  # of cues; the verbs of no kind ("verb") tell of anything
_DOWN = ("decrease", "worsen")
_NONE = ("no_change", "no_effect")


class Lead(NamedTuple):
    """What a sentence may claim; ``target`` is a place in the text."""

    amino_acid: str
    target: tuple[int, int]
    direction: Direction


def leads(document: SourceDocument, passage: Passage, drafted: Container[int], source: str) -> Iterator[Draft]:
    """A row for each sentence that should be read; ``drafted`` are the starts of those that have a draft."""
    topic = subject(passage.section) or subject(passage.article.title or "")
    for at, sentence in enumerate(passage.sentences):
        text = passage.text(at)
        if passage.methods or sentence.start in drafted or (found := lead(text, topic)) is None:
            continue
        start, end = found.target
        cells = {
            "source": source,
            "section": passage.section,
            "anchor": " ".join(text.split()[:ANCHOR_WORDS]),
            "amino_acid": found.amino_acid,
            "amino_acid_id": _ids().get(found.amino_acid, ""),
            "exposure": "given",
            "target": text[start:end],
            "direction": found.direction,
            "refs": ";".join(map(str, references(document, sentence, passage.places[at][end - 1]))),
            "note": f"lead, line {sentence.line}: amino acid, target and direction are guesses; read the sentence",
        }
        yield Draft({**dict.fromkeys(COLUMNS[1:], ""), **cells}, sentence)


def lead(text: str, topic: str | None) -> Lead | None:
    """What a sentence may claim; None where no target stands beside a word of change, or there is nobody for it."""
    agents = _agents(text)
    who = _together(text, agents) or topic
    targets = [t for t in named(text, "targets") if not any(a.start <= t.start and t.end <= a.end for a in agents)]
    changes = [found.span() for found in _words().finditer(text)]
    pairs = [(_gap(c, t), t.start, t.end, c) for c in changes for t in targets if t.end <= c[0] or c[1] <= t.start]
    if who is None or not pairs or _CAPTION.match(text):
        return None
    _, start, end, change = min(pairs)
    return Lead(who, (start, end), _direction(text[slice(*change)]))


def subject(heading: str) -> str | None:
    """Whom a heading is about: the first amino acid that it names, with those that are joined to it."""
    return _together(heading, _agents(heading))


def _agents(text: str) -> list[Name]:
    """The amino acids that a text names, without those that a word beside them makes a residue, an enzyme …"""
    return [name for name in named(text, "amino_acids") if not _is_trapped(text, name)]


def _is_trapped(text: str, name: Name) -> bool:
    before = text[max(0, name.start - REACH) : name.start]
    return bool(_traps("before").search(before) or _traps("after").match(text, name.end))


def _together(text: str, names: list[Name]) -> str | None:
    """The first of the names, with those that are joined to it, as one mixture."""
    joined = names[:1]
    for name in names[1:]:
        if not _JOINED.fullmatch(text, joined[-1].end, name.start):
            break
        joined.append(name)
    return "+".join(sorted({name.name for name in joined})) or None


def _gap(change: tuple[int, int], target: Name) -> int:
    return max(target.start - change[1], change[0] - target.end)


def _direction(word: str) -> Direction:
    category = _categories()[word.lower()]
    return "decrease" if category.endswith(_DOWN) else "no_change" if category.endswith(_NONE) else "increase"


@cache
def _categories() -> dict[str, str]:
    """The words of change, each with a category: that of ``lead_words`` before that of a cue."""
    cues = {row.term.lower(): row.category for row in read("cues", Cue) if row.category.startswith(_KINDS)}
    return cues | {row.term.lower(): row.category for row in read("lead_words", Cue)}


@cache
def _words() -> re.Pattern[str]:
    terms = sorted(_categories(), key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w-])", re.IGNORECASE)


@cache
def _traps(position: str) -> re.Pattern[str]:
    rows = (row for row in read("amino_acid_traps", Trap) if row.becomes != "tracer")  # its oxidation is one's own
    terms = "|".join(sorted(re.escape(row.term) for row in rows if row.position == position))
    return re.compile(rf"\b(?:{terms})[\s-]*\Z" if position == "before" else rf"[\s-]*(?:{terms})\b", re.IGNORECASE)


@cache
def _ids() -> dict[str, str]:
    return {row.name: row.id for row in read("amino_acids", Term) if row.id}
