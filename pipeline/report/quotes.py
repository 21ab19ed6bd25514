"""Evidence as the report quotes it: the sentence with target and dose marked, and where to read the article. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.columns import human_doses, joined, normal_doses, quantity
from pipeline.report.links import Link, links
from pipeline.report.published import Published, published
from pipeline.report.text import Piece, Span, pieces, window
from pipeline.report.words import DIRECTIONS
from pipeline.schema import Article, Effect, Evidence

LONG = 1_500  # characters; of a longer sentence the report shows the surroundings of what is highlighted
MARGIN = 400  # characters kept around it
NEARBY = 60  # characters shown around a dose that another sentence gives


@dataclass(frozen=True)
class Said:
    """A claim or finding as columns: what was done to what, which way, how much."""

    amino_acid: str
    exposure: str
    target: str
    sign: str
    direction: str
    dose: str | None


@dataclass(frozen=True)
class Quote:
    """One piece of evidence: what it says, its sentence with target and dose marked, doses from elsewhere, facts."""

    id: str
    said: Said
    sentence: tuple[Piece, ...]
    elsewhere: tuple[tuple[Piece, ...], ...]
    facts: tuple[tuple[str, str], ...]
    traced: bool  # False: the article's text at these offsets is not this sentence
    hedged: bool
    published: tuple[Published, ...]
    links: tuple[Link, ...]
    title: str | None


def said(effect: Effect, dose: str | None) -> Said:
    """An effect in the report's columns."""
    sign, direction = DIRECTIONS[effect.direction]
    return Said(effect.amino_acid, effect.exposure, effect.target, sign, direction, dose)


def quote(evidence: Evidence, article: Article | None) -> Quote:
    """The evidence with its sentence marked; ``article`` is the one it is from, None where the run does not hold it."""
    offset = evidence.sentence_start
    marks = [Span(s.start - offset, s.end - offset, s.kind) for s in _spans(evidence)]
    show = (
        pieces(evidence.sentence, marks) if len(evidence.sentence) <= LONG else window(evidence.sentence, marks, MARGIN)
    )
    return Quote(
        id=evidence.id,
        said=said(evidence.effect, joined(d.text for d in evidence.doses)),
        sentence=show,
        elsewhere=_elsewhere(evidence, article) if article else (),
        facts=_facts(evidence),
        traced=article is not None and article.text[offset : evidence.sentence_end] == evidence.sentence,
        hedged=evidence.certainty == "hedged",
        published=published(article, retracted=evidence.retracted),
        links=links(evidence.pmid, evidence.doi),
        title=article.title if article else None,
    )


def _spans(evidence: Evidence) -> list[Span]:
    doses = [Span(dose.start, dose.end, "dose") for dose in evidence.doses]
    return [Span(evidence.target_start, evidence.target_end, "target"), *doses]


def _elsewhere(evidence: Evidence, article: Article) -> tuple[tuple[Piece, ...], ...]:
    """Target and doses that another sentence gives, each in its surroundings."""
    outside = [s for s in _spans(evidence) if not evidence.sentence_start <= s.start < evidence.sentence_end]
    return tuple(window(article.text, [span], NEARBY) for span in outside if span.end <= len(article.text))


def _facts(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    facts = {
        "magnitude": quantity(evidence.magnitude) if evidence.magnitude else None,
        "dose": normal_doses(evidence),
        "human equivalent": (mg := human_doses(evidence)) and f"{mg} mg/kg",
        "system": evidence.system,
        "design": evidence.study_design,
        "section": evidence.section and evidence.section.capitalize(),
        "certainty": evidence.certainty,
        "confidence": f"{evidence.confidence:.2f}",
    }
    return tuple((name, value) for name, value in facts.items() if value)


def whole(article: Article | None, support: Sequence[Evidence]) -> tuple[Piece, ...]:
    """The article's abstract with the sentences, targets and doses of the evidence marked."""
    if article is None or not article.abstract:
        return ()
    spans = [Span(e.sentence_start, e.sentence_end, "sentence") for e in support] + [
        s for e in support for s in _spans(e)
    ]
    start = len(article.title) + 1
    return pieces(article.abstract, [Span(s.start - start, s.end - start, s.kind) for s in spans])
