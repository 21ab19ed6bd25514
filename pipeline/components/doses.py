"""Doses: what ``pipeline.units.find_doses`` finds. Writes plain JSON into ``doc._.doses`` (exact offsets) ."""

from collections.abc import Sequence
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import units
from pipeline.units import shares
from pipeline.units.expressions import Expression


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
            places = sorted((span.start_char, span.end_char) for span in doc.spans["amino_acids"])
            found = units.find_doses(doc.text, partial(_is_supplied, substances=places))
            doc._.doses = [d.model_dump(mode="json") for d in found]
        return doc


def _is_supplied(text: str, found: Expression, *, substances: Sequence[shares.Place]) -> bool:
    return shares.is_supplied(text, found) or shares.of_substance(text, found, substances)
