"""Amino acid mentions: lexicon matches that no trap turns into something else.

Writes ``doc.spans["amino_acids"]``: label ``AMINO_ACID``, ``span.id_`` the canonical name, ``span.kb_id_`` the CURIE.
An ambiguous short form (``Met``, ``ALA``, ``BA``) counts only where the document spells it out.
"""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.components.lexical import LexiconComponent, PhraseIndex
from pipeline.lexicon import Term, Trap, read
from pipeline.schema import Record

KEY = "amino_acids"
RESIDUE = re.compile(
    r"^(?:[-\s]?\d{1,4}\b(?![.,]?\d*\s*[a-zµμM%])|\s?\(\d{1,4}\))"
)  # Ser473, Thr-389, Lys 48; not "Leu 10 mM"
CHAIN = re.compile(r"^[-/](?:[A-Z][a-z]{2}|X)\b")  # Gly-Ala, Ser/Thr
PEPTIDE_BEFORE = re.compile(r"(?:[A-Z][a-z]{2}|[A-Z])[-/]$")
GIVEN_AS = frozenset(
    {
        "supplementation",
        "supplement",
        "supplements",
        "group",
        "mixture",
        "treatment",
        "solution",
        "drink",
        "diet",
        "meal",
    }
)
ABBREVIATIONS = frozenset({"abbreviation", "ambiguous abbreviation"})


class Row(Record):
    """A term or a trap; one table holds both, so that one file saves the component."""

    term: Term | None = None
    trap: Trap | None = None


@Language.factory("claimdiff_amino_acids", default_config={"lexicon": "amino_acids", "traps": "amino_acid_traps"})
def make_amino_acids(nlp: Language, name: str, lexicon: str, traps: str) -> "AminoAcids":
    """Factory; ``lexicon`` and ``traps`` name tables of ``pipeline/lexicons``; other substances may stand in."""
    return AminoAcids(nlp, name, lexicon=lexicon, traps=traps)


class AminoAcids(LexiconComponent[Row]):
    """The component; see the module's docstring."""

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
        self.index, self.trap_index = PhraseIndex(self.nlp), PhraseIndex(self.nlp)
        for row in self.rows:
            if row.term:
                prefixed = row.term.term[:2] in {"L-", "D-"}  # "L-arg" is as clear as "L-Arg"
                self.index.add(row.term.term, row.term, exact=row.term.case == "exact" and not prefixed)
            if row.trap:
                self.trap_index.add(row.trap.term, row.trap)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["amino_acids"]``."""
        doc.spans[KEY] = self.mentions(doc)
        return doc

    def mentions(self, doc: Doc) -> list[Span]:
        """The mentions of ``doc``, in order, none overlapping."""
        found = [(start, end, terms[0]) for start, end, terms in self.index.longest(doc)]
        if not found:
            return []
        before, after = self._trap_places(doc)
        text = doc.text
        found = [m for m in found if m[0] not in before and m[1] not in after and not _in_chain(doc, text, *m)]
        spelled = {t.name for _, _, t in found if t.type not in ABBREVIATIONS}
        aliases, foreign = _defined_forms(doc, found), _foreign_forms(doc, found)
        kept = [_span(doc, s, e, t) for s, e, t in found if _supported(doc[s:e].text, t, spelled, aliases, foreign)]
        return sorted([*kept, *_aliases(doc, kept, aliases)], key=lambda s: s.start)

    def _trap_places(self, doc: Doc) -> tuple[set[int], set[int]]:
        """Tokens at which a mention may not start (a trap ends there) and may not end (a trap starts there)."""
        starts, ends = set(), set()
        for start, end, traps in self.trap_index.matches(doc):
            for trap in traps:
                if trap.position == "after":
                    ends.add(start)
                    if start and doc[start - 1].text in "-/":
                        ends.add(start - 1)
                else:
                    starts.add(end)
                    if end < len(doc) and doc[end].text == "-":
                        starts.add(end + 1)
        return starts, ends


def _in_chain(doc: Doc, text: str, start: int, end: int, term: Term) -> bool:
    """Is a short form a residue (``Ser473``) or a link of a peptide (``Gly-Ala``)?"""
    if term.type not in ABBREVIATIONS:
        return False
    begin, close = doc[start].idx, doc[start:end].end_char
    rest, front = text[close : close + 8], text[max(0, begin - 5) : begin]
    return bool(RESIDUE.match(rest) or CHAIN.match(rest) or PEPTIDE_BEFORE.search(front)) and not front.endswith(
        ("L-", "D-")
    )


def _supported(text: str, term: Term, spelled: set[str], aliases: dict[str, Term], foreign: set[str]) -> bool:
    """A short form means what the document defines it as; else an ambiguous one needs its full name somewhere."""
    if text in aliases:
        return aliases[text].name == term.name
    if term.type in ABBREVIATIONS and text in foreign:
        return False
    return term.type != "ambiguous abbreviation" or term.name in spelled


def _defined_forms(doc: Doc, found: Iterable[tuple[int, int, Term]]) -> dict[str, Term]:
    """Short forms that scispaCy's detector saw defined by a phrase that is, or opens with, an amino acid."""
    places = {i: m for m in reversed([*found]) if m[2].type not in ABBREVIATIONS for i in range(m[0], m[1])}
    forms: dict[str, Term] = {}
    for item in sorted(doc._.abbreviations, key=lambda a: (a["long_start"], a["long_end"], a["short_text"])):
        long = range(item["long_start"], item["long_end"])
        inside = next((places[i] for i in long if i in places and {*range(*places[i][:2])} <= {*long}), None)
        if inside and _is_the_substance(doc, item, inside):
            forms.setdefault(item["short_text"], inside[2])
    return forms


def _foreign_forms(doc: Doc, found: Iterable[tuple[int, int, Term]]) -> set[str]:
    """Short forms that the document defines as something else (``neoadjuvant chemotherapy (NAC)``)."""
    names = {i for start, end, term in found if term.type not in ABBREVIATIONS for i in range(start, end)}
    return {
        item["short_text"]
        for item in doc._.abbreviations
        if names.isdisjoint(range(item["long_start"], item["long_end"]))
    }


def _is_the_substance(doc: Doc, item: dict[str, int], place: tuple[int, int, Term]) -> bool:
    """The long form is the amino acid itself, or what it is given as; never an enzyme or a level of it."""
    rest = [t.lower_ for t in doc[place[1] : item["long_end"]] if not t.is_punct]
    lead = [t for t in doc[item["long_start"] : place[0]] if not t.is_punct and len(t) > 1]
    return (not rest or rest[0] in GIVEN_AS) and len(lead) <= 2


def _aliases(doc: Doc, kept: list[Span], aliases: dict[str, Term]) -> list[Span]:
    """Occurrences of defined short forms that the lexicon does not list."""
    taken = {i for s in kept for i in range(s.start, s.end)}
    places = {
        (a["short_start"], a["short_end"]): aliases[a["short_text"]]
        for a in doc._.abbreviations
        if a["short_text"] in aliases
    }
    places |= {(t.i, t.i + 1): aliases[t.text] for t in doc if t.text in aliases}
    found = [
        _span(doc, start, end, term) for (start, end), term in places.items() if not taken & set(range(start, end))
    ]
    return filter_spans(found)


def _span(doc: Doc, start: int, end: int, term: Term) -> Span:
    return Span(doc, start, end, label="AMINO_ACID", kb_id=term.id or "", span_id=term.name)
