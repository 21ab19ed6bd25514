"""Cue words: direction, negation, role and the closed word classes. Writes ``doc.spans["cues"]``.

A place with several categories (``reduced`` is a verb and an adjective) has one span for each, the category as label.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.lexical import LexiconComponent, PhraseIndex
from pipeline.lexicon import Cue

KEY = "cues"


@Language.factory("claimdiff_cues", requires=["doc.spans"], assigns=["doc.spans"], default_config={"lexicon": "cues"})
def make_cues(nlp: Language, name: str, lexicon: str) -> "Cues":
    """Factory; ``lexicon`` names a table of ``pipeline/lexicons``."""
    return Cues(nlp, name, lexicon=lexicon)


class Cues(LexiconComponent[Cue]):
    """The component; see the module's docstring."""

    row = Cue

    def build(self) -> None:
        """Index the terms by category; words of a role (``we found``) are kept apart, they may overlap all others."""
        self.words, self.roles = PhraseIndex(self.nlp), PhraseIndex(self.nlp)
        for cue in self.rows:
            (self.roles if cue.category.startswith("role.") else self.words).add(cue.term, cue.category)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["cues"]``; only documents with an amino acid need them."""
        found = [*self.words.longest(doc), *self.roles.matches(doc)] if doc.spans.get("amino_acids") else []
        spans = [Span(doc, start, end, label=c) for start, end, cats in found for c in cats]
        doc.spans[KEY] = sorted(spans, key=lambda s: (s.start, s.end, s.label_))
        return doc
