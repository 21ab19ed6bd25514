"""Traps: what only looks like a mention of a term (``leucine zipper``, ``goat anti-rabbit``, ``fetal bovine serum``).

A trap before or after a name hides it, a trap that holds the name hides all of it. What several names share is a trap
for each: ``serine/threonine kinase``, ``glutamate and GABA receptors``.
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.lexical import LexiconComponent, PhraseIndex
from pipeline.lexicon import Term, Trap, read
from pipeline.schema import Record

JOINERS = frozenset("-/:–")
SHARED = frozenset({"and", "or", "to", "for"})  # "valine to methionine substitution"
Place = tuple[int, int, Term]  # first token, token behind the last, what it may mean


class Row(Record):
    """A term or a trap; one table holds both, so that one file saves the component."""

    term: Term | None = None
    trap: Trap | None = None


class TrapIndex:
    """The traps of one table, ready to be looked for."""

    def __init__(self, nlp: Language, traps: Iterable[Trap]) -> None:
        self._index = PhraseIndex(nlp)
        for trap in traps:
            self._index.add(trap.term, trap)

    def pass_by(self, doc: Doc, places: Sequence[Place]) -> list[Place]:
        """The ``places`` (in order) that no trap hides."""
        if not places:
            return []
        begin, end, inside = self._around(doc)
        free: list[Place] = []
        head: Trap | None = None  # the trap that hides the place to the right
        listed = False
        for n in range(len(places) - 1, -1, -1):
            place = places[n]
            gap = doc[place[1] : places[n + 1][0]].text.strip() if n + 1 < len(places) else None
            listed = head is not None and _shares(gap, head, listed=listed)
            head = end.get(place[1]) or (head if listed else None)
            if not (head or place[0] in begin or inside.issuperset(range(*place[:2]))):
                free.append(place)
        return free[::-1]

    def _around(self, doc: Doc) -> tuple[set[int], dict[int, Trap], set[int]]:
        """Tokens where no mention may start, those where none may end (and why), and those in a fixed phrase."""
        begin: set[int] = set()
        end: dict[int, Trap] = {}
        inside: set[int] = set()
        for first, stop, traps in self._index.matches(doc):
            for trap in traps:
                if trap.position == "within":
                    inside.update(range(first, stop))
                elif trap.position == "after":
                    end[first] = trap
                    if first and doc[first - 1].text in JOINERS:
                        end[first - 1] = trap
                else:
                    begin.add(stop)
                    if stop < len(doc) and doc[stop].text in JOINERS:
                        begin.add(stop + 1)
        return begin, end, inside


def _shares(gap: str | None, trap: Trap, *, listed: bool) -> bool:
    """Does a name share the trap of the next one, ``gap`` being what stands between them?"""
    if gap == "/" or (gap == "," and listed):
        return True
    return gap in SHARED and (trap.becomes == "residue" or trap.term.endswith("s"))


class TrappedComponent(LexiconComponent[Row]):
    """Base of the components that read a lexicon of terms and a table of traps."""

    row = Row

    def __init__(self, nlp: Language, name: str, *, lexicon: str, traps: str) -> None:
        super().__init__(nlp, name, lexicon=lexicon)
        self.traps = traps

    def initialize(self, get_examples: object = None, *, nlp: Language | None = None) -> None:
        """Load terms and traps."""
        terms = [Row(term=t) for t in read(self.lexicon, Term)]
        self.load([*terms, *(Row(trap=t) for t in read(self.traps, Trap))])

    def build(self) -> None:
        """Index terms and traps."""
        self.index = PhraseIndex(self.nlp)
        for row in self.rows:
            if row.term:
                self.index.add(row.term.term, row.term, exact=self.is_exact(row.term))
        self.trap_index = TrapIndex(self.nlp, (row.trap for row in self.rows if row.trap))

    def is_exact(self, term: Term) -> bool:
        """Does ``term`` match only as written?"""
        return term.case == "exact"

    def places(self, doc: Doc) -> list[Place]:
        """The longest matches of terms that no trap hides, in order."""
        return self.trap_index.pass_by(doc, [(start, end, terms[0]) for start, end, terms in self.index.longest(doc)])
