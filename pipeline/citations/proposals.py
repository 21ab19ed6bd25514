"""Proposals: what a look-up found for the references that have no PMID, and what it found against those that have one.

Nothing is decided here. A row of the table stands as people made it; a proposal waits until somebody accepts it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Self

from pipeline.citations.matching import Score
from pipeline.citations.wanted import Wanted
from pipeline.schema import Article, Record

Method = Literal["text_identifier", "id_converter", "doi_lookup", "citation_match", "title_search"]
Outcome = Literal["proposed", "agrees", "ambiguous", "below_threshold", "not_found", "site_only", "conflict"]

COLUMNS = (
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


class Proposal(Record):
    """What was given of a reference, what a look-up found for it, how, and what that is worth.

    ``method`` is None where nothing was looked up, or where the table's own PMID was. ``score`` is None where there is
    no title to compare. ``pmid`` to ``author`` are what was found, also where it does not fit; ``candidates`` are the
    PMIDs of an ambiguity. ``listed`` tells whether the table has a row for the reference.
    """

    source: str
    ref: int
    place: str
    listed: bool
    given: str
    outcome: Outcome
    method: Method | None = None
    score: float | None = None
    parts: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    title: str | None = None
    year: int | None = None
    journal: str | None = None
    author: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str

    @classmethod
    def of(
        cls,
        wanted: Wanted,
        outcome: Outcome,
        reason: str,
        *,
        method: Method | None = None,
        article: Article | None = None,
        score: Score | None = None,
        candidates: Sequence[Article] = (),
    ) -> Self:
        """A proposal on a reference; an article's facts are taken over."""
        found: Mapping[str, object] = {}
        if article is not None:
            found = {name: getattr(article, name) for name in ("pmid", "doi", "pmcid", "title", "year", "journal")}
        return cls.model_validate(
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

    @property
    def row(self) -> dict[str, str]:
        """One flat row with the columns of ``COLUMNS``; ``accept`` is for the curator."""
        cells = self.model_dump(include=set(COLUMNS) - {"candidates", "score"})
        plain = {name: "" if value is None else str(value) for name, value in cells.items()}
        score = "" if self.score is None else f"{self.score:.3f}"
        plain |= {"accept": "", "score": score, "candidates": ";".join(self.candidates)}
        return {name: plain[name] for name in COLUMNS}


def proposal_rows(proposals: Iterable[Proposal]) -> list[dict[str, str]]:
    """All proposals as flat rows, sorted by document and number, with an empty ``accept`` column."""
    return [proposal.row for proposal in sorted(proposals, key=lambda p: (p.source, p.ref))]
