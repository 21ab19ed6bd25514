"""What an article that was found for a reference is worth: a proposal, an agreement, a conflict or nothing."""

from collections.abc import Sequence

from pipeline.citations.matching import IDENTIFIED, THRESHOLD, Score, choose, score
from pipeline.citations.proposals import proposal
from pipeline.citations.wanted import Wanted
from pipeline.schema import Article, Citation, Method, Proposal

_NAMES = {"pmid": "PMID", "doi": "DOI", "pmcid": "PMCID"}


def by_identifier(wanted: Wanted, article: Article, method: Method | None) -> Proposal:
    """What an article is worth that one of the reference's own identifiers leads to.

    It must not contradict another identifier or, where a title is given, be below IDENTIFIED.
    """
    fit = score(wanted, article) if wanted.title else None
    checked = method is None
    if contradiction := contradicts(wanted, article):
        return proposal(wanted, "conflict", contradiction, method=method, article=article, score=fit)
    if fit is not None and fit.total < IDENTIFIED:
        reason = f"{_name(wanted, checked)} leads to another article, by its record: {_misfit(fit, IDENTIFIED)}."
        return proposal(wanted, "conflict", reason, method=method, article=article, score=fit)
    likeness = f"the record fits with {_told(fit)}" if fit else "there is no title to compare it with"
    if checked:
        return proposal(wanted, "agrees", f"The table's PMID: {likeness}.", article=article, score=fit)
    reason = f"{_name(wanted, checked)} leads to it, and {likeness}."
    return proposal(wanted, "proposed", reason, method=method, article=article, score=fit)


def is_doubtful(citation: Citation, article: Article) -> bool:
    """Whether the article that a row's identifier leads to looks like another one; False where either has no title."""
    if not (citation.title and article.title):
        return False
    return score(Wanted.of_row(citation), article).total < IDENTIFIED


def by_likeness(wanted: Wanted, articles: Sequence[Article], method: Method) -> Proposal:
    """What the articles are worth that a search gave: one fits, several do, or none."""
    match = choose(wanted, articles)
    if match.best is None or match.score is None:
        return proposal(wanted, "not_found", "PubMed has nothing under these words.", method=method)
    if not match.fitting:
        reason = f"The nearest title is not near enough: {_misfit(match.score, THRESHOLD)}."
        return proposal(wanted, "below_threshold", reason, method=method, article=match.best, score=match.score)
    if len(match.fitting) > 1:
        told = "; ".join(f"PMID {a.pmid} ({a.title}, {a.year or 'no year'})" for a in match.fitting)
        reason = f"{len(match.fitting)} articles fit equally well: {told}."
        return proposal(wanted, "ambiguous", reason, method=method, score=match.score, candidates=match.fitting)
    if contradiction := contradicts(wanted, match.best):
        return proposal(wanted, "conflict", contradiction, method=method, article=match.best, score=match.score)
    reason = f"The record fits with {_told(match.score)}."
    return proposal(wanted, "proposed", reason, method=method, article=match.best, score=match.score)


def contradicts(wanted: Wanted, article: Article) -> str | None:
    """The sentence that tells which identifier of the record is another than the one given; None where none is."""
    for where, ids in (("table", wanted.ids), ("document's list", wanted.text_ids)):
        for name, label in _NAMES.items():
            mine, theirs = getattr(ids, name), getattr(article, name)
            if mine and theirs and mine.lower() != theirs.lower():
                return f"The {where} gives {label} {mine}, but the record that was found has {theirs}."
    return None


def _name(wanted: Wanted, checked: bool) -> str:
    if checked or wanted.pmid:
        return f"PMID {wanted.pmid}"
    return f"DOI {wanted.doi}" if wanted.doi else f"PMCID {wanted.pmcid}"


def _misfit(fit: Score, needed: float) -> str:
    return f"{_told(fit)}, where {needed:.2f} is needed"


def _told(fit: Score) -> str:
    """The score, with its parts and differences where it is not perfect."""
    how = [fit.parts, *fit.differences] if fit.total < 1 else []
    return f"{fit.total:.2f}" + (f" ({'; '.join(how)})" if how else "")
