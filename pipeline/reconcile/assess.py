"""One assessment for each claim and cited article: claims in their order, then references."""

from collections.abc import Iterable, Sequence

from pipeline.citations import CitationTable
from pipeline.corpus import ArticleIndex
from pipeline.notices import is_retracted
from pipeline.reconcile import confidence, parts, sentences
from pipeline.reconcile.candidates import candidates
from pipeline.reconcile.cited import Cited, cited
from pipeline.reconcile.reasons import REASONS
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.verdicts import RESTS_ON_EVIDENCE, judge
from pipeline.schema import Article, Assessment, Citation, Claim, Evidence

_DEFAULTS = Tolerances()


def reconcile(
    claims: Iterable[Claim],
    citations: Iterable[Citation],
    articles: Iterable[Article],
    evidence: Iterable[Evidence],
    tolerances: Tolerances = _DEFAULTS,
) -> tuple[Assessment, ...]:
    """Every claim against every paper it cites. Pure; the order of ``evidence`` does not matter, no claim is lost.

    References of a claim to one paper share a row; each reference that cannot be tied to a paper has its own.
    """
    numbered, index = CitationTable(tuple(citations)), ArticleIndex(articles)
    by_article: dict[tuple[str, str], list[Evidence]] = {}
    for row in evidence:
        by_article.setdefault((row.article, row.kind), []).append(row)
    return tuple(
        _read(claim, row, row.article, by_article.get((row.article.id, row.article.kind), ()), tolerances)
        if row.article and (row.article.abstract or "").strip()
        else _unread(claim, row)
        for claim in claims
        for row in cited(claim, numbered, index) or (Cited((), problem="no_reference"),)
    )


def _read(
    claim: Claim, row: Cited, article: Article, evidence: Sequence[Evidence], tolerances: Tolerances
) -> Assessment:
    finding = judge(claim, candidates(claim, article, evidence, tolerances), tolerances)
    judgement = parts.whole(claim, finding)
    retracted = is_retracted(article) or any(c.evidence.retracted for c in judgement.shown)
    first = max(judgement.shown, key=lambda c: (c.fit, c.evidence.confidence, c.evidence.id), default=None)
    rests = judgement.verdict != "not_in_abstract" or judgement.code in RESTS_ON_EVIDENCE
    return Assessment(
        claim=claim,
        refs=row.refs,
        article=article.id,
        pmid=article.pmid,
        doi=article.doi,
        kind=article.kind,
        verdict=judgement.verdict,
        reason_code=judgement.code,
        reason=sentences.judged(claim, article, row, judgement, retracted=retracted),
        evidence_ids=tuple(c.evidence.id for c in judgement.shown) if rests else (),
        confidence=confidence.confidence(claim, row, judgement),
        retracted=retracted,
        parts=parts.verdicts(claim, finding),
        amino_acid_relation=first.kinship if first else None,
        target_relation=first.relation if first and first.kinship else None,
    )


def _unread(claim: Claim, row: Cited) -> Assessment:
    """A claim without reference, a reference without article, or an article without abstract."""
    code = row.problem or ("abstract_missing" if row.article else "not_in_corpus")
    article, citation = row.article, row.citation
    known = article or (citation if row.problem is None else None)
    return Assessment(
        claim=claim,
        refs=row.refs,
        article=article.id if article else None,
        pmid=known.pmid if known else None,
        doi=known.doi if known else None,
        kind=None,
        verdict=REASONS[code].verdicts[0],
        reason_code=code,
        reason=sentences.unread(row, code),
        confidence=confidence.unread(citation),
        retracted=is_retracted(article),
    )
