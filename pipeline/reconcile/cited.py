"""Which article each reference of a claim points to; references to one paper are one row, none is lost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.corpus import ArticleIndex, title_key
from pipeline.schema import Article, Citation, Claim

Table = Mapping[tuple[str, int], Citation]


@dataclass(frozen=True)
class Cited:
    """One paper that a claim cites, or one reference that is tied to none (``problem`` is then a reason code)."""

    refs: tuple[int, ...]
    citation: Citation | None = None
    article: Article | None = None
    problem: str | None = None


def source_key(source: str) -> str:
    """The three digits that a source's id starts with, or all of it where it starts with none."""
    return source[:3] if re.match(r"\d{3}(?!\d)", source) else source


def table(citations: Iterable[Citation]) -> Table:
    """Citations by source and reference number; of two rows for one number the identified one counts."""
    found: dict[tuple[str, int], Citation] = {}
    for citation in sorted(citations, key=lambda c: (_problem(c) is not None, c.status != "verified", c.digest)):
        found.setdefault((source_key(citation.source), citation.ref), citation)
    return found


def cited(claim: Claim, citations: Table, index: ArticleIndex) -> tuple[Cited, ...]:
    """The papers of a claim in the order of their first reference; references without identity stay one by one."""
    rows: list[Cited] = []
    keys: list[set[str]] = []
    for ref in dict.fromkeys(claim.refs):
        citation = citations.get((source_key(claim.source), ref))
        problem = "citation_missing" if citation is None else _problem(citation)
        if citation is None or problem:
            rows, keys = [*rows, Cited((ref,), citation, None, problem)], [*keys, set()]
            continue
        article = index.find(citation)
        names = identities(citation) | ({article.id} if article else set())
        same = next((at for at, known in enumerate(keys) if known & names), None)
        if same is None:
            rows, keys = [*rows, Cited((ref,), citation, article)], [*keys, names]
        else:
            rows[same], keys[same] = _joined(rows[same], ref, citation, article), keys[same] | names
    return tuple(rows)


def _joined(row: Cited, ref: int, citation: Citation, article: Article | None) -> Cited:
    surer = row.citation if row.citation and row.citation.status == "verified" else citation
    return Cited((*row.refs, ref), surer, row.article or article)


def _problem(citation: Citation) -> str | None:
    """Why a reference cannot be tied to an article, as a reason code."""
    if citation.status == "unresolvable":
        return "citation_unresolvable"
    return None if identities(citation) else "citation_without_identity"


def identities(citation: Citation) -> set[str]:
    """Everything that says which paper a reference is: PMID, DOI, PMCID, normalised title."""
    title = title_key(citation.title or "")
    named = {"pmid": citation.pmid, "doi": (citation.doi or "").lower(), "pmcid": citation.pmcid, "title": title}
    return {f"{kind}:{value}" for kind, value in named.items() if value}
