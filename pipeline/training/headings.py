"""Structured abstracts → sentences with the roles that their headings give, the headings themselves taken off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from pipeline.components.sentences import KEY
from pipeline.relations.roles import BY_CATEGORY
from pipeline.schema import Article, Section

FEWEST = 3  # sections of a structured abstract


@dataclass(frozen=True, slots=True)
class Labelled:
    """An abstract's sentences without headings; the role is None where the heading is of no known kind."""

    pmid: str
    sentences: tuple[str, ...]
    roles: tuple[str | None, ...]


def labelled(articles: Iterable[Article], nlp: Language) -> Iterator[Labelled]:
    """Those of ``articles`` that are structured, with a part for results, from the first word on.

    ``nlp`` needs to set sentences only.
    """
    for article in articles:
        sections = article.sections
        whole = len(sections) >= FEWEST and sections[0].start == len(article.title) + 1
        if whole and article.pmid and any(s.category == "RESULTS" for s in sections):
            yield _labelled(article.pmid, [_body(article.text, s) for s in sections], sections, nlp)


def _labelled(pmid: str, bodies: list[str], sections: tuple[Section, ...], nlp: Language) -> Labelled:
    starts = [sum(len(b) + 1 for b in bodies[:i]) for i in range(len(bodies))]
    sentences, roles = [], []
    doc = nlp(" ".join(bodies))
    for span in doc.spans[KEY]:
        if text := span.text.strip():
            section = sections[max(i for i, start in enumerate(starts) if start <= span.start_char)]
            sentences.append(text)
            roles.append(BY_CATEGORY.get(section.category or ""))
    return Labelled(pmid, tuple(sentences), tuple(roles))


def _body(text: str, section: Section) -> str:
    return text[section.start : section.end].removeprefix(section.label).lstrip(" :")
