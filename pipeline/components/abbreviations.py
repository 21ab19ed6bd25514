"""Abbreviations and what they stand for: scispaCy's detector, on a bound and in order.

Writes ``doc._.abbreviations``: plain JSON, sorted by place. scispaCy's own pattern tries every pair of brackets in a
document, which stalls on many of them, though no candidate of more than eight tokens is ever used.
"""

from scispacy.abbreviation import AbbreviationDetector
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

LONGEST = 8  # tokens in a bracket, scispaCy's own limit


@Language.factory("claimdiff_abbreviations", assigns=["doc._.abbreviations"])
def make_abbreviations(nlp: Language, name: str) -> "Abbreviations":
    """Factory; nothing to set."""
    return Abbreviations(nlp, name)


class Abbreviations(AbbreviationDetector):  # type: ignore[misc]  # scispaCy is untyped
    """The component; see the module's docstring."""

    def __init__(self, nlp: Language, name: str) -> None:
        super().__init__(nlp, name, make_serializable=True)
        inside = {"ORTH": {"NOT_IN": ["(", ")"]}, "OP": f"{{1,{LONGEST}}}"}
        self.matcher = Matcher(nlp.vocab)
        self.matcher.add("parenthesis", [[{"ORTH": "("}, inside, {"ORTH": ")"}]])

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.abbreviations``."""
        doc = super().__call__(doc)
        doc._.abbreviations = sorted(
            doc._.abbreviations, key=lambda a: (a["short_start"], a["short_end"], a["long_start"], a["long_end"])
        )
        return doc
