"""System mentions: species, strains, people, cell lines, cells, tissues; and which of them a finding was made in.

Writes ``doc.spans["systems"]``: ``span.label_`` the type of wording, ``span.id_`` the name, ``span.kb_id_`` the CURIE.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.traps import Place, TrappedComponent

KEY = "systems"
PARTS = frozenset({"cell line", "cell type", "tissue"})
CLASSES = frozenset({"animal"})
LONGEST_MODIFIER = 2  # words between a source and its cells
SHORT_WORD = 3  # characters; in capitals such a word is an abbreviation: CAT is an enzyme, MAN a sugar


@Language.factory(
    "claimdiff_systems", assigns=["doc.spans"], default_config={"lexicon": "systems", "traps": "system_traps"}
)
def make_systems(nlp: Language, name: str, lexicon: str, traps: str) -> "Systems":
    """Factory; ``lexicon`` and ``traps`` name tables of ``pipeline/lexicons``."""
    return Systems(nlp, name, lexicon=lexicon, traps=traps)


class Systems(TrappedComponent):
    """The component; see the module's docstring."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["systems"]``, longest matches that no trap hides, in order."""
        doc.spans[KEY] = [
            Span(doc, start, end, label=term.type, kb_id=term.id or "", span_id=term.name)
            for start, end, term in self.places(doc)
            if not _is_abbreviation(doc, (start, end, term))
        ]
        return doc


def _is_abbreviation(doc: Doc, place: Place) -> bool:
    """Is it a short word in capitals (``CAT``), other than the lexicon writes it, among words that are not?"""
    start, end, term = place
    text = doc[start:end].text
    if term.term.isupper() or len(text) > SHORT_WORD or not text.isupper():
        return False
    around = [t.text for t in (*doc[max(0, start - 3) : start], *doc[end : end + 3]) if t.is_alpha and len(t) > 1]
    return any(not word.isupper() for word in around)


class StudySystems:
    """The systems of one abstract, and in which of them a finding was made.

    Whole organisms that were studied win over the cells that were taken from them, and both over what only names a
    source (``rat hepatocytes``) or a class (``animals``). An abstract that names cells more often studied cells.
    """

    def __init__(self, doc: Doc) -> None:
        named = [span for span in doc.spans[KEY] if span.id_]
        self._spans = [span for span, after in zip_longest(named, named[1:]) if not _is_source(doc, span, after)]
        self._starts = [span.start_char for span in self._spans]
        organisms = [span for span in self._spans if _is_whole_organism(span)]
        others = [span for span in self._spans if span.label_ in PARTS]
        self._in_vivo = len(organisms) >= len(others) and bool(organisms)
        self._own = _most(organisms) or _most(self._spans)

    def at(self, start: int, end: int) -> str | None:
        """Where the finding of the sentence at these code points was made: as it says, else the study's own system."""
        here = self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if self._in_vivo:
            here = [span for span in here if span.label_ not in PARTS]
        found = _most(here)
        return self._own if found in {None, *CLASSES} else found


def _is_source(doc: Doc, span: Span, after: Span | None) -> bool:
    """Does ``span`` only say where cells or a tissue come from (``mouse aortic endothelial cells``)?"""
    if after is None or span.label_ not in {"species", "strain"} or after.label_ not in PARTS:
        return False
    between = doc[span.end : after.start]
    return len(between) <= LONGEST_MODIFIER and all(t.is_alpha and not t.is_stop for t in between)


def _most(spans: Iterable[Span]) -> str | None:
    """The name that comes most often, the first of those that come equally often; a class only for want of others."""
    names = Counter(str(span.id_) for span in spans)
    precise = [name for name in names if name not in CLASSES] or [*names]
    return max(precise, key=names.__getitem__) if precise else None


def _is_whole_organism(span: Span) -> bool:
    """Living subjects (``rats``, ``patients``), not the source of cells (``rat hepatocytes``, ``human``)."""
    return span.label_ == "population" or (
        span.label_ in {"species", "strain"} and span.text.lower().endswith(("s", "mice", "cattle", "sheep"))
    )
