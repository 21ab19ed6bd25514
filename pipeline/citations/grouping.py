"""Which references are one article: several numbers of a document often lead to one paper."""

from collections.abc import Iterable
from itertools import chain

from pipeline.corpus import ArticleIndex, title_key
from pipeline.schema import Citation

_NO_ARTICLES = ArticleIndex(())


def group_refs(
    citations: Iterable[Citation], articles: ArticleIndex = _NO_ARTICLES
) -> tuple[tuple[Citation, ...], ...]:
    """Citations of one article, together; groups and their members keep the given order.

    A citation joins every group that holds the same article, unless two members would then name different ones: a
    bare title never joins two PMIDs. What ``articles`` know of a citation's identifiers counts as its own.
    """
    given = list(citations)
    known = [_completed(citation, articles) for citation in given]
    groups: list[list[int]] = []
    for at, citation in enumerate(known):
        joined: list[list[int]] = []
        for group in groups:
            inside = [known[member] for member in group]
            coming = [citation, *(known[member] for member in chain.from_iterable(joined))]
            if any(same_article(citation, one) for one in inside) and not _clash(coming, inside):
                joined.append(group)
        merged = sorted([*chain.from_iterable(joined), at])
        groups = sorted([*(group for group in groups if group not in joined), merged])
    return tuple(tuple(given[member] for member in group) for group in groups)


def same_article(one: Citation, other: Citation) -> bool:
    """Whether two citations name one article: by the strongest identifier that both have, else by equal titles."""
    identified = _same_identifier(one, other)
    if identified is not None:
        return identified
    title = title_key(one.title or "")
    return bool(title) and title == title_key(other.title or "")


def _same_identifier(one: Citation, other: Citation) -> bool | None:
    for mine, theirs in ((one.pmid, other.pmid), (one.doi, other.doi), (one.pmcid, other.pmcid)):
        if mine and theirs:
            return mine.lower() == theirs.lower()
    return None


def _clash(some: Iterable[Citation], others: list[Citation]) -> bool:
    return any(_same_identifier(one, other) is False for one in some for other in others)


def _completed(citation: Citation, articles: ArticleIndex) -> Citation:
    """The citation with the identifiers that the article it finds has besides."""
    article = articles.find(citation)
    if article is None:
        return citation
    names = ("pmid", "doi", "pmcid")
    return citation.model_copy(update={name: getattr(citation, name) or getattr(article, name) for name in names})
