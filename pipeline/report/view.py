"""What the report shows of a run, prepared for the template: no markup here, no arithmetic there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.columns import Cited, Judged, cited, claimed_dose, dose_of, judged, states, watched
from pipeline.columns import novel as novel_findings
from pipeline.notices import EVENTS
from pipeline.reconcile import Overall, State
from pipeline.report.links import Link, links
from pipeline.report.published import Published, Withdrawn, headline, published, withdrawn
from pipeline.report.published import flags as flags_of
from pipeline.report.quotes import Quote, Said, quote, said, whole
from pipeline.report.text import Piece
from pipeline.report.words import FLAGS, NOTICE_FLAGS, OPEN, STATES, VERDICTS, Meaning, counted, listed
from pipeline.reviews import Standing
from pipeline.schema import Article, Assessment, Claim, Evidence, Run, RunResult, Verdict, content_id

DOUBTED = {flag: EVENTS[kind] for kind, flag in NOTICE_FLAGS.items() if flag in ("concern", "partly_retracted")}
URGENT: tuple[Verdict, ...] = ("contradicted", "no_effect_found", "supported_dose_differs", "unresolved_citation")


@dataclass(frozen=True)
class Judgement:
    """One assessment with all that a curator needs to check it."""

    id: str
    assessment: Assessment
    claim: Claim
    overall: Overall
    said: Said
    meaning: Meaning
    flags: tuple[str, ...]
    published: tuple[Published, ...]
    quotes: tuple[Quote, ...]
    missing: tuple[str, ...]
    standing: Standing | None  # a curator's review
    article: Article | None
    links: tuple[Link, ...]
    whole: tuple[Piece, ...]  # the abstract, marked


@dataclass(frozen=True)
class Group:
    """Judgements of one section of one source."""

    section: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class Source:
    """A source document's sections, in its own order."""

    name: str
    groups: tuple[Group, ...]
    tally: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True)
class View:
    """The whole report."""

    run: Run
    headline: str
    alarms: str
    retractions: str
    withdrawn: tuple[Withdrawn, ...]
    tally: tuple[tuple[Verdict, Meaning, int], ...]
    states: tuple[tuple[State, Meaning, int], ...]
    claims: tuple[tuple[Overall, Said], ...]
    sources: tuple[Source, ...]
    amino_acids: tuple[str, ...]
    flags: tuple[tuple[str, int], ...]
    watched: tuple[tuple[str, tuple[Judgement, ...]], ...]  # by source: articles on claims that do not cite them
    novel: tuple[tuple[str, tuple[tuple[Quote, str], ...]], ...]  # by amino acid, each with why it is relevant
    citations: tuple[tuple[Cited, tuple[Link, ...], tuple[str, ...]], ...]  # each with its links and flags
    verdict_of: dict[str, str]  # claim id → id of its first judgement
    result: RunResult


def view(result: RunResult) -> View:
    """Everything the template shows, in a fixed order."""
    evidence = {e.id: e for e in (*result.novel, *result.evidence)}
    claims = states(result)
    by_claim = {one.claim.id: one for one in claims}
    shown = [_judgement(pair, by_claim[pair.assessment.claim.id], evidence) for pair in judged(result)]
    tally = Counter(j.assessment.verdict for j in shown)
    reached = Counter(one.state for one in claims)
    flags = Counter(flag for j in shown for flag in j.flags)
    retracted = withdrawn((j.id, j.assessment, j.article) for j in shown)
    return View(
        run=result.run,
        headline=_headline(result),
        alarms=_alarms(result, tally, flags),
        retractions=headline(retracted),
        withdrawn=retracted,
        tally=tuple((verdict, meaning, tally[verdict]) for verdict, meaning in VERDICTS.items()),
        states=tuple((state, meaning, reached[state]) for state, meaning in STATES.items()),
        claims=tuple((one, said(one.claim.effect, dose_of(one.claim))) for one in _telling_first(claims)),
        sources=tuple(_source(name, list(found)) for name, found in groupby(shown, lambda j: j.claim.source)),
        amino_acids=tuple(sorted({j.said.amino_acid for j in shown} | {e.effect.amino_acid for e in result.novel})),
        flags=tuple((flag, flags[flag]) for flag in FLAGS if flags[flag]),
        watched=_watched(watched(result), by_claim, evidence),
        novel=_novel(result),
        citations=tuple((row, _citation_links(row), flags_of(published(row.article))) for row in cited(result)),
        verdict_of={j.claim.id: j.id for j in reversed(shown)},
        result=result,
    )


def _headline(result: RunResult) -> str:
    sources = counted(len({a.claim.source for a in result.assessments}), "source document")
    claims = counted(len({a.claim.id for a in result.assessments}), "claim")
    verdicts = counted(len(result.assessments), "verdict")
    return f"{verdicts} on {claims} of {sources}, against {counted(len(result.articles), 'article')}."


def _alarms(result: RunResult, tally: Counter[Verdict], flags: Counter[str]) -> str:
    found = [
        f"{tally[verdict]:,} {VERDICTS[verdict].counted}"
        for verdict in VERDICTS
        if verdict in URGENT and tally[verdict]
    ]
    found += [f"{flags[flag]:,} resting on an article that {event}" for flag, event in DOUBTED.items() if flags[flag]]
    found += [f"{counted(flags['stale'], 'review')} to look at again"] if flags["stale"] else []
    waiting = sum(proposal.outcome in OPEN for proposal in result.proposals)
    found += [f"{counted(waiting, 'reference')} to decide on"] if waiting else []
    found += [f"{counted(len(result.rejections), 'record')} rejected"] if result.rejections else []
    return f"To look at first: {listed(found)}." if found else ""


def _source(name: str, judgements: list[Judgement]) -> Source:
    sections: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        sections.setdefault(judgement.claim.section, []).append(judgement)
    tally = Counter(j.assessment.verdict for j in judgements)
    return Source(
        name=name,
        groups=tuple(Group(section, tuple(found)) for section, found in sections.items()),
        tally=tuple((verdict, tally[verdict]) for verdict in VERDICTS if tally[verdict]),
    )


def _watched(
    pairs: Iterable[Judged], overall: dict[str, Overall], evidence: dict[str, Evidence]
) -> tuple[tuple[str, tuple[Judgement, ...]], ...]:
    sources: dict[str, list[Judgement]] = {}
    for pair in pairs:
        one = pair.assessment
        id_ = content_id("watched", {"claim": one.claim.id, "article": one.article})
        sources.setdefault(one.claim.source, []).append(
            replace(_judgement(pair, overall[one.claim.id], evidence), id=id_)
        )
    return tuple((name, tuple(found)) for name, found in sorted(sources.items()))


def _telling_first(claims: Iterable[Overall]) -> list[Overall]:
    """Claims by state, in the order of ``STATES``, and within one in the order of the sources."""
    order = list(STATES)
    return sorted(claims, key=lambda one: order.index(one.state))


def _judgement(pair: Judged, overall: Overall, evidence: dict[str, Evidence]) -> Judgement:
    assessment, article, standing = pair.assessment, pair.article, pair.standing
    support = [evidence[id_] for id_ in assessment.evidence_ids if id_ in evidence]
    missing = tuple(id_ for id_ in assessment.evidence_ids if id_ not in evidence)
    notices = published(article, retracted=assessment.retracted)
    flags = dict.fromkeys(flags_of(notices), True) | {
        "digest": assessment.kind == "digest",
        "part": assessment.claim.part is not None,
        "hedged": any(e.certainty == "hedged" for e in support),
        "lost": bool(missing),
        "stale": standing is not None and bool(standing.stale),
    }
    if standing:
        flags[standing.review.decision] = True
    return Judgement(
        id=content_id("verdict", {"claim": assessment.key[0], "refs": assessment.key[1]}),
        assessment=assessment,
        claim=assessment.claim,
        overall=overall,
        said=said(assessment.claim.effect, claimed_dose(assessment)),
        meaning=VERDICTS[assessment.verdict],
        flags=tuple(flag for flag, raised in flags.items() if raised),
        published=notices,
        quotes=tuple(quote(e, article) for e in support),
        missing=missing,
        standing=standing,
        article=article,
        links=links(assessment.pmid, assessment.doi),
        whole=whole(article, support),
    )


def _novel(result: RunResult) -> tuple[tuple[str, tuple[tuple[Quote, str], ...]], ...]:
    """By amino acid, the most relevant finding of each and of all first."""
    groups: dict[str, list[tuple[Quote, str]]] = {}
    for one in novel_findings(result):
        told = groups.setdefault(one.evidence.effect.amino_acid, [])
        told.append((quote(one.evidence, one.article), str(one.relevance or "")))
    return tuple((name, tuple(found)) for name, found in groups.items())


def _citation_links(row: Cited) -> tuple[Link, ...]:
    found = row.article
    return links(
        row.citation.pmid or (found.pmid if found else None), row.citation.doi or (found.doi if found else None)
    )
