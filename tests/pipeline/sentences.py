"""What the rules, without the tagger, find in invented sentences, as tuples and as lines that a table can hold."""

from functools import cache

from spacy.language import Language

from pipeline import nlp
from pipeline.extract import extract
from pipeline.medline import sections_of
from pipeline.schema import Article

Found = tuple[str, str, str, str, tuple[str, ...]]
SIGNS = {"increase": "+", "decrease": "-", "no_change": "="}
MARKS = {"given": "", "withheld": "without ", "endogenous": "level of "}


@cache
def _rules() -> Language:
    return nlp.build({"components.findings.tagger": False})


def found(*sentences: str, title: str = "An invented study") -> list[Found]:
    """(amino acid, exposure, target, direction, doses) of each finding in an abstract of ``sentences``, in order."""
    abstract = " ".join(sentences)
    sections = sections_of(abstract, len(title) + 1)
    article = Article(pmid="90000001", title=title, abstract=abstract, sections=sections)
    [(_, evidence)] = extract([article], nlp=_rules())
    said = [e.effect for e in evidence]
    return [(e.amino_acid, e.exposure, e.target, e.direction, tuple(map(str, e.doses))) for e in said]


def lines(*sentences: str, title: str = "An invented study") -> list[str]:
    """The same as sorted lines: ``leucine: insulin +``, ``without leucine: growth -``, ``taurine: pulse - (2 g)``."""
    return sorted(
        f"{MARKS[exposure]}{name}: {target} {SIGNS[direction]}" + (f" ({', '.join(doses)})" if doses else "")
        for name, exposure, target, direction, doses in found(*sentences, title=title)
    )
