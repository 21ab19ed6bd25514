"""The wordings of all concepts: those of the lexicon, and those that follow from a protein's other names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.grounding.spelling import words as words_in
from pipeline.lexicon import Term

READOUTS = frozenset(
    {"activity", "expression", "localization", "mRNA", "phosphorylation", "production", "protein level", "signalling"}
)
_MARKS = re.compile(r"[\W_]+")


class Wording(NamedTuple):
    """One way to say a concept; ``type`` is the lexicon's kind of the wording."""

    text: str
    id: str
    name: str
    type: str
    exact_case: bool


class Wordings:
    """All wordings, found by their words in any order."""

    def __init__(self, terms: Iterable[Term]) -> None:
        rows = sorted((t for t in terms if t.id), key=lambda t: (t.name, t.term))
        self.written = tuple(Wording(t.term, t.id or "", t.name, t.type, t.case == "exact") for t in rows)
        self._by_words: dict[frozenset[str], list[Wording]] = defaultdict(list)
        self._words_of: dict[str, set[str]] = defaultdict(set)
        for wording in self.written:
            words = words_in(wording.text)
            self._by_words[words].append(wording)
            self._words_of[wording.id] |= words
        self.composed = tuple(self._compose())

    def exact(self, phrase: str) -> Wording | None:
        """The wording that has the words of ``phrase``; one where case counts must stand in it as written."""
        for wording in self._by_words.get(words_in(phrase), ()):
            if not wording.exact_case or _letters(wording.text) in _letters(phrase):
                return wording
        return None

    def words_of(self, concept: str) -> set[str]:
        """All words that any wording of the concept has."""
        return self._words_of.get(concept, set())

    def _compose(self) -> Iterator[Wording]:
        """Readouts of proteins under each of the protein's names. What two concepts could be called is neither."""
        found: dict[frozenset[str], dict[str, Wording]] = defaultdict(dict)
        for wording in _readouts_by_other_names(self.written):
            found[words_in(wording.text)].setdefault(wording.id, wording)
        for words, meanings in found.items():
            if len(meanings) == 1 and words not in self._by_words:
                wording = next(iter(meanings.values()))
                self._by_words[words].append(wording)
                yield wording


def _readouts_by_other_names(written: tuple[Wording, ...]) -> Iterator[Wording]:
    names: dict[str, list[Wording]] = defaultdict(list)
    for wording in written:
        if wording.type == "protein":
            names[wording.name].append(wording)
    for readout in written:
        if readout.type in READOUTS:
            protein = next((p for p in _beginnings(readout.name) if p in names), None)
            if protein and protein in readout.text:
                for other in names[protein]:
                    text = readout.text.replace(protein, other.text)
                    yield readout._replace(text=text, exact_case=other.exact_case)


def _beginnings(name: str) -> Iterator[str]:
    """``a b`` and ``a`` for ``a b c``, the longest first."""
    words = name.split()
    yield from (" ".join(words[:n]) for n in range(len(words) - 1, 0, -1))


def _letters(text: str) -> str:
    return _MARKS.sub("", text)
