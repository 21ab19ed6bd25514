"""Clauses that name only for whom, or at which dose, the change before was (not) seen, too: ``but valine did not``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.relations.direction import OPPOSITE, polarity, valence
from pipeline.relations.event import Event
from pipeline.relations.phrases import phrase_list
from pipeline.relations.words import Word
from pipeline.schema import Direction

LONGEST = 14  # words of such a clause
OPENERS = frozenset({"but", "whereas", "while", "although", "though", "however", "yet", "and", ";"})
PRONOUNS = frozenset({"it", "they", "those", "that", "alone", "other"})
NAMING = ("group", "control", "intervention", "treatment", "det", "prep", "given", "route", "adverb", "anaphor", "conj")
LIKE = frozenset({"same", "similar", "identical", "comparable"})
SAME = re.compile(
    r"(?:(?:results?|patterns?|effects?|trends?|responses?|findings?|changes?) )?(?:was|were|is|are|held|holds)"
    r"(?: also)? ?(?:true|seen|observed|found|obtained|noted|noticed|the case|valid)?"
)
Told = Literal["denied", "affirmed", "opposite"]
PREDICATES: tuple[tuple[Told, re.Pattern[str]], ...] = (
    ("denied", re.compile(r"(?:did|does|do|was|were|had|has|have|could|can|would|will) not(?: do so)?")),
    (
        "denied",
        re.compile(r"(?:had|has|have|showed|exerted|produced) (?:no|little)(?: \w+){0,2} (?:effects?|changes?)"),
    ),
    ("denied", re.compile(r"(?:was|were) (?:not effective|ineffective|inactive|without (?:any )?effects?)")),
    ("denied", re.compile(r"(?:failed|fails) to(?: do so)?")),
    ("affirmed", re.compile(r"(?:did|does|do|was|were)(?: so)?")),
    ("opposite", re.compile(r"(?:did|had|showed|exerted|produced) the (?:opposite|reverse)(?: effects?)?")),
)


@dataclass(frozen=True, slots=True)
class Elliptic:
    """The words of the clause, and whether it denies or affirms the change before, or tells the opposite of it."""

    words: tuple[Word, ...]
    told: Told

    def of(self, event: Event) -> Direction | None:
        """Which way the target of ``event`` went by this clause; None where it adds nothing to what was told."""
        plain = event.direction != "no_change"
        if self.told == "affirmed":
            meant = valence(event.cue, event.cue, event.target, polarity(event.cue))
            return None if plain or meant == "no_change" else meant
        if not plain:
            return None
        return "no_change" if self.told == "denied" else OPPOSITE[event.direction]


def split_ellipsis(words: Sequence[Word]) -> tuple[list[Word], Elliptic | None]:
    """Take such a clause off the end of a sentence (outside brackets): what stays, and the clause if there is one."""
    end = len(words)
    while end and words[end - 1].is_punct:
        end -= 1
    for i in range(max(1, end - LONGEST), end):
        if words[i].lower in OPENERS and (told := _told(words[i + 1 : end])):
            stop = i - (words[i - 1].text in {",", ";"})
            return [*words[:stop], *words[end:]], Elliptic(tuple(words[i + 1 : end]), told)
    return list(words), None


def likewise(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The things of which ``the same was true for A and B`` says what the sentence before said of another."""
    begin = next((i for i, w in enumerate(words[:2]) if w.lower.removeprefix("the ") in LIKE), None)
    if begin is None:
        return []
    at = next((i for i, w in enumerate(words) if w.lower in {"for", "of"} and i > begin + 1), None)
    if at is None or not SAME.fullmatch(" ".join(w.lower for w in words[begin + 1 : at])):
        return []
    return [tuple(phrase.words(words)) for phrase in phrase_list(words, at + 1)]


def _told(clause: Sequence[Word]) -> Told | None:
    """How a clause tells of the change before; None where it tells something of its own."""
    said = [i for i, w in enumerate(clause) if not _names(w)]
    if not said:
        return None
    begin, end = said[0], said[-1] + 1
    around = [*clause[:begin], *clause[end:]]
    named = any(w.kind in {"amino_acid", "dose"} or w.has("group", "control", "intervention") for w in around)
    words = " ".join(w.lower for w in clause[begin:end])
    return next((told for told, pattern in PREDICATES if named and pattern.fullmatch(words)), None)


def _names(word: Word) -> bool:
    """May the word stand in a phrase that names a cause, a group or a dose, and nothing that is measured?"""
    if word.has("aux", "neg", "verb", "state", "boundary") and not word.has("given"):
        return False
    return word.kind != "token" or word.has(*NAMING) or word.is_number or word.lower in PRONOUNS or word.text == ","
