"""Which article each reference of a claim points to; references to one paper are one row, none is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.citations import CitationTable, group_refs, is_doubtful
from pipeline.corpus import ArticleIndex, title_key
from pipeline.schema import Article, Citation, Claim


@dataclass(frozen=True)
class Cited:
    """One paper that a claim cites, or one reference that is tied to none (``problem`` is then a reason code)."""

    refs: tuple[int, ...]
    citation: Citation | None = None
    article: Article | None = None
    problem: str | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the article bears another title than the reference."""
        return self.citation is not None and self.article is not None and is_doubtful(self.citation, self.article)


def cited(claim: Claim, citations: CitationTable, index: ArticleIndex) -> tuple[Cited, ...]:
    """The papers of a claim in the order of their first reference; references without identity stay one by one."""
    refs = tuple(dict.fromkeys(claim.refs))
    found = {ref: citations.find(claim.source, ref) for ref in refs}
    tied = [citation for citation in found.values() if citation and _problem(citation) is None]
    papers = [_paper(group, index) for group in group_refs(tied, index)]
    lost = [Cited((ref,), one, None, _problem(one)) for ref, one in found.items() if _problem(one)]
    return tuple(sorted([*papers, *lost], key=lambda row: refs.index(row.refs[0])))


def _paper(group: Sequence[Citation], index: ArticleIndex) -> Cited:
    """One row for the references of one paper; the first verified one stands for them, else the last."""
    surest = next((citation for citation in group if citation.status == "verified"), group[-1])
    article = next((found for citation in group if (found := index.find(citation))), None)
    return Cited(tuple(citation.ref for citation in group), surest, article)


def _problem(citation: Citation | None) -> str | None:
    """Why a reference cannot be tied to an article, as a reason code."""
    if citation is None:
        return "citation_missing"
    if citation.status == "unresolvable":
        return "citation_unresolvable"
    named = citation.pmid or citation.doi or citation.pmcid or title_key(citation.title or "")
    return None if named else "citation_without_identity"
