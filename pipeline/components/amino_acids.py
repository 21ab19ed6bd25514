"""Amino acid mentions: lexicon matches that no trap turns into something else.

Writes ``doc.spans["amino_acids"]``: label ``AMINO_ACID``, ``span.id_`` the canonical name, ``span.kb_id_`` the CURIE.
An ambiguous short form (``Met``, ``ALA``, ``BA``) counts only where the document spells it out.
"""

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.residues import are_counted, exchanged, is_part_or_tracer
from pipeline.components.short_forms import ShortForms
from pipeline.components.traps import Place, TrappedComponent
from pipeline.lexicon import Term

KEY = "amino_acids"
ELIDED = re.compile(r"(?<![\w-])([LD]-)\s(?:and|or|versus|vs\.?)\s\Z")  # what stands before the second name
LONGEST = 12  # code points of it


@Language.factory(
    "claimdiff_amino_acids",
    requires=["doc._.abbreviations"],
    assigns=["doc.spans"],
    default_config={"lexicon": "amino_acids", "traps": "amino_acid_traps"},
)
def make_amino_acids(nlp: Language, name: str, lexicon: str, traps: str) -> "AminoAcids":
    """Factory; ``lexicon`` and ``traps`` name tables of ``pipeline/lexicons``, or are paths of files of the same form.

    A lexicon of other substances lets the whole pipeline read what these did in place of amino acids.
    """
    return AminoAcids(nlp, name, lexicon=lexicon, traps=traps)


class AminoAcids(TrappedComponent):
    """The component; see the module's docstring."""

    def is_exact(self, term: Term) -> bool:
        """As the term says, but ``L-arg`` is as clear as ``L-Arg``."""
        return term.case == "exact" and term.term[:2] not in {"L-", "D-"}

    def build(self) -> None:
        """Index terms and traps, and the terms by what they match."""
        super().build()
        self.terms = {row.term.term.casefold(): row.term for row in self.rows if row.term}

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["amino_acids"]``."""
        doc.spans[KEY] = self.mentions(doc)
        return doc

    def mentions(self, doc: Doc) -> list[Span]:
        """The mentions of ``doc``, in order, none overlapping."""
        text = doc.text
        bounds = {place: (doc[place[0]].idx, doc[place[0] : place[1]].end_char) for place in self.places(doc)}
        bounds = {place: at for place, at in bounds.items() if not _is_residue(text, *at, place[2])}
        if not bounds:
            return []
        mutated = exchanged(text, list(bounds.values()))
        found = [place for place, at in bounds.items() if at not in mutated]
        short = ShortForms(doc, found)
        kept = [_span(doc, place) for place in found if short.support(*place)]
        more = [_span(doc, place) for place in (*short.occurrences(kept), *self._elided(doc, text, kept))]
        return sorted([*kept, *more], key=lambda s: s.start)

    def _elided(self, doc: Doc, text: str, found: Iterable[Span]) -> Iterator[Place]:
        """The first of two forms that share a name: ``L-`` in ``L- and D-serine``."""
        for span in found:
            at = span.start_char
            form = ELIDED.search(text, max(0, at - LONGEST), at) if span.text[:2] in {"L-", "D-"} else None
            term = self.terms.get(f"{form[1]}{span.text[2:]}".casefold()) if form else None
            first = doc.char_span(*form.span(1)) if form else None
            if term and first:
                yield first.start, first.end, term


def _is_residue(text: str, start: int, end: int, term: Term) -> bool:
    return is_part_or_tracer(text, start, end, term) or are_counted(text, start, end, term)


def _span(doc: Doc, place: Place) -> Span:
    start, end, term = place
    return Span(doc, start, end, label="AMINO_ACID", kb_id=term.id or "", span_id=term.name)
