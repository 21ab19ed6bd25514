"""Doses: what ``pipeline.units.find_doses`` finds. Writes plain JSON into ``doc._.doses`` (exact offsets) ."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import units


@Language.factory("claimdiff_doses", requires=["doc.spans"], assigns=["doc._.doses"])
def make_doses(nlp: Language, name: str) -> "Doses":
    """Factory; the grammar needs no settings."""
    return Doses()


class Doses:
    """The component; see the module's docstring."""

    def __init__(self) -> None:
        if not Doc.has_extension("doses"):
            Doc.set_extension("doses", default=[])

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.doses``; only documents with an amino acid need them."""
        if doc.spans.get("amino_acids"):
            doc._.doses = [d.model_dump(mode="json") for d in units.find_doses(doc.text)]
        return doc
