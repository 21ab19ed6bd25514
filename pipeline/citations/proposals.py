"""Proposals: what a look-up found for the references that have no PMID, and what it found against those that have one.

Nothing is decided here. A row of the table stands as people made it; a proposal waits until somebody accepts it.
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.citations.matching import Score
from pipeline.citations.wanted import Wanted
from pipeline.schema import Article, Method, Outcome, Proposal

PROPOSED = (
    "source",
    "ref",
    "outcome",
    "accept",
    "method",
    "score",
    "parts",
    "given",
    "pmid",
    "doi",
    "pmcid",
    "title",
    "year",
    "journal",
    "author",
    "candidates",
    "reason",
    "place",
)


def proposal(
    wanted: Wanted,
    outcome: Outcome,
    reason: str,
    *,
    method: Method | None = None,
    article: Article | None = None,
    score: Score | None = None,
    candidates: Sequence[Article] = (),
) -> Proposal:
    """A proposal on a reference; an article's facts are taken over."""
    found: Mapping[str, object] = {}
    if article is not None:
        found = {name: getattr(article, name) for name in ("pmid", "doi", "pmcid", "title", "year", "journal")}
    return Proposal.model_validate(
        {
            **wanted.model_dump(include={"source", "ref", "place", "listed"}),
            **found,
            "given": wanted.given,
            "author": article.first_author if article else None,
            "outcome": outcome,
            "method": method,
            "score": score.total if score else None,
            "parts": score.parts if score else None,
            "candidates": tuple(one.id.removeprefix("pmid:") for one in candidates),
            "reason": reason,
        }
    )


def proposal_row(one: Proposal) -> dict[str, str]:
    """One flat row with the columns of ``PROPOSED``; ``accept`` is for the curator."""
    cells = one.model_dump(include=set(PROPOSED) - {"candidates", "score"})
    plain = {name: "" if value is None else str(value) for name, value in cells.items()}
    score = "" if one.score is None else f"{one.score:.3f}"
    plain |= {"accept": "", "score": score, "candidates": ";".join(one.candidates)}
    return {name: plain[name] for name in PROPOSED}


def proposal_rows(proposals: Iterable[Proposal]) -> list[dict[str, str]]:
    """All proposals as flat rows, sorted by document and number, with an empty ``accept`` column."""
    return [proposal_row(one) for one in sorted(proposals, key=lambda p: (p.source, p.ref))]
