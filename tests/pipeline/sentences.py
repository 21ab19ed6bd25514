"""What the extractor finds in invented sentences, as tuples that a table can hold."""

from pipeline import nlp
from pipeline.extract import extract
from pipeline.schema import Article

Found = tuple[str, str, str, str, tuple[str, ...]]


def found(*sentences: str, title: str = "An invented study") -> list[Found]:
    """(amino acid, exposure, target, direction, doses) of each finding in an abstract of ``sentences``, in order."""
    article = Article(pmid="90000001", title=title, abstract=" ".join(sentences))
    [(_, evidence)] = extract([article], nlp=nlp.load())
    said = [e.effect for e in evidence]
    return [(e.amino_acid, e.exposure, e.target, e.direction, tuple(map(str, e.doses))) for e in said]
