"""What the mention components find in a text, read by the ready pipeline without the steps that follow."""

from functools import cache

from spacy.tokens import Doc

from pipeline import nlp


@cache
def read(text: str) -> Doc:
    """``text`` with its abbreviations, amino acids and systems."""
    language = nlp.load()
    needed = {"sentences", "abbreviations", "amino_acids", "systems"}
    doc = language.make_doc(text)
    for name, component in language.pipeline:
        if name in needed:
            doc = component(doc)
    return doc


def mentions(text: str, key: str = "amino_acids") -> list[tuple[str, str]]:
    """(text, canonical name) of each mention."""
    doc = read(text)
    return [(span.text, span.id_) for span in doc.spans[key]]
