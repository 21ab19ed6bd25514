"""Which review stands beside which verdict, and what changed since it was written. Pure.

A review belongs to a claim and to what it was judged by: the article (by PMID, else by DOI), or the references where
they are tied to no article. Of several reviews of one verdict the last in the table counts. It is stale where the
claim, the article, the evidence shown or the program's verdict is not what the curator saw.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.schema import Article, Assessment, Claim, Evidence, Rejection, Review, Verdict, content_id

Key = tuple[str, str]


@dataclass(frozen=True)
class Standing:
    """A review beside the verdict of today; ``stale`` says in words what changed since it was written."""

    review: Review
    stale: tuple[str, ...] = ()


def key(of: Review | Assessment) -> Key:
    """What a review and its verdict share: the claim's id, and the article or the references."""
    claim = of.claim_id if isinstance(of, Review) else of.claim.id
    return claim, article_of(of) or f"refs:{';'.join(map(str, of.refs))}"


def article_of(of: Review | Assessment) -> str | None:
    """``pmid:123`` or ``doi:10.…``; None where there is no article."""
    return f"pmid:{of.pmid}" if of.pmid else f"doi:{of.doi.lower()}" if of.doi else None


def review(
    of: Assessment,
    article: Article | None,
    evidence: Mapping[str, Evidence],
    *,
    verdict: Verdict,
    by: str,
    on: str,
    reason: str,
) -> Review:
    """A curator's word on a verdict, with digests of what was seen. ``evidence`` holds that of the run by id."""
    return Review(
        claim_id=of.claim.id,
        pmid=of.pmid,
        doi=of.doi,
        refs=of.refs,
        verdict=verdict,
        by=by,
        on=on,
        reason=reason,
        seen_verdict=of.verdict,
        seen_claim=claim_digest(of.claim),
        seen_article=article.digest if article else None,
        seen_evidence=_evidence(of, evidence),
        place="new",
    )


def standings(
    reviews: Iterable[Review],
    assessments: Iterable[Assessment],
    articles: Iterable[Article],
    evidence: Iterable[Evidence],
) -> dict[Key, Standing]:
    """The review of each verdict that has one, by the key of both."""
    last = {key(one): one for one in reviews}
    if not last:
        return {}
    by_id = {one.id: one for one in evidence}
    read = {one.id: one for one in articles}
    found = ((key(one), one) for one in assessments)
    return {
        name: Standing(last[name], tuple(_changes(last[name], one, read.get(one.article or ""), by_id)))
        for name, one in found
        if name in last
    }


def of_no_claim(reviews: Iterable[Review], claims: Iterable[Claim]) -> tuple[Rejection, ...]:
    """The reviews of claims that are not there."""
    known = {claim.id for claim in claims}
    strays = (one for one in reviews if one.claim_id not in known)
    return tuple(Rejection(place=one.place, reason=f"There is no claim {one.claim_id} to review.") for one in strays)


def unmatched(reviews: Iterable[Review], assessments: Iterable[Assessment]) -> tuple[Rejection, ...]:
    """The reviews that no verdict of a run has a use for."""
    reviews, assessments = tuple(reviews), tuple(assessments)
    claims, known = {one.claim.id for one in assessments}, {key(one) for one in assessments}
    unused = (one for one in reviews if one.claim_id in claims and key(one) not in known)
    strays = of_no_claim(reviews, (one.claim for one in assessments))
    return (*strays, *(Rejection(place=one.place, reason=_unused(one)) for one in unused))


def _unused(one: Review) -> str:
    kind, _, name = key(one)[1].partition(":")
    told = f"{kind.upper()} {name}" if kind != "refs" else f"references {name}" if name else "no reference"
    return f"Claim {one.claim_id} is not judged by {told}, which this review by {one.by} is about."


def _changes(seen: Review, now: Assessment, article: Article | None, evidence: Mapping[str, Evidence]) -> Iterator[str]:
    if seen.seen_claim != claim_digest(now.claim):
        yield "the claim was edited"
    if seen.seen_article != (article.digest if article else None):
        yield (
            "the article is new"
            if seen.seen_article is None
            else ("the article changed" if article else "the article is no longer among those read")
        )
    if seen.seen_evidence != _evidence(now, evidence):
        yield "the evidence changed"
    if seen.seen_verdict != now.verdict:
        yield f"the program's verdict was {seen.seen_verdict}"


def claim_digest(claim: Claim) -> str:
    """Digest of what a claim says, without where it stands and what is noted about it."""
    judged = claim.model_dump(mode="json", include={"effect", "dose_text", "doses", "magnitude", "system", "part"})
    return content_id("clm", judged)


def _evidence(of: Assessment, evidence: Mapping[str, Evidence]) -> str:
    """Digest of what the findings under a verdict say and where, without what only a version of the words decides."""
    shown = [_said(evidence[name]) if name in evidence else [name] for name in of.evidence_ids]
    return content_id("evd", {"shown": sorted(shown, key=str)})


def _said(one: Evidence) -> list[object]:
    effect = one.effect
    said = [effect.amino_acid, effect.exposure, effect.target, effect.direction, [str(dose) for dose in effect.doses]]
    return [one.article, one.sentence, *said, one.magnitude and str(one.magnitude)]
