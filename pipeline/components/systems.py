"""System mentions: species, strains, cell lines, tissues. Writes ``doc.spans["systems"]``, ``span.id_`` the name."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.lexical import LexiconComponent, PhraseIndex
from pipeline.lexicon import Term

KEY = "systems"


@Language.factory("claimdiff_systems", default_config={"lexicon": "systems"})
def make_systems(nlp: Language, name: str, lexicon: str) -> "Systems":
    """Factory; ``lexicon`` names a table of ``pipeline/lexicons``."""
    return Systems(nlp, name, lexicon=lexicon)


class Systems(LexiconComponent[Term]):
    """The component; see the module's docstring."""

    row = Term

    def build(self) -> None:
        """Index the terms."""
        self.index = PhraseIndex(self.nlp)
        for term in self.rows:
            self.index.add(term.term, term, exact=term.case == "exact")

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["systems"]``, longest matches, in order."""
        doc.spans[KEY] = [
            Span(doc, start, end, label=terms[0].type, kb_id=terms[0].id or "", span_id=terms[0].name)
            for start, end, terms in self.index.longest(doc)
        ]
        return doc
