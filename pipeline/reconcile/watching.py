"""Evidence on a claim from articles that it does not cite: what they would say of it if it did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.reconcile.amino_acids import kinship
from pipeline.reconcile.assess import reconcile
from pipeline.reconcile.candidates import distinct, standing
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.targets import target_likeness
from pipeline.schema import Article, Assessment, Citation, Claim, Evidence, Verdict

GRAVEST: tuple[Verdict, ...] = ("contradicted", "no_effect_found", "supported_dose_differs", "supported")
"""Verdicts that are told of an article that a claim does not cite, and their order."""

Said = tuple[str, str | None]  # amino acid and its id


def watch(
    claims: Iterable[Claim],
    articles: Iterable[Article],
    evidence: Iterable[Evidence],
    assessments: Iterable[Assessment],
    tolerances: Tolerances | None = None,
) -> tuple[Assessment, ...]:
    """Each claim against each article that it does not cite and that has a finding on it; ``refs`` are empty.

    By claim, then the gravest verdict first, retracted articles last, the surest first. Pure; the order of ``articles``
    and ``evidence`` does not matter.
    """
    settings = tolerances or Tolerances()
    by_id = {article.id: article for article in articles}
    said: dict[Said, list[Evidence]] = defaultdict(list)
    for row in distinct(evidence):
        said[row.effect.amino_acid, row.effect.amino_acid_id].append(row)
    cited: dict[str, set[str]] = defaultdict(set)
    for one in assessments:
        cited[one.claim.id].add(one.article or "")
    found: list[Assessment] = []
    for claim in claims:
        others = _speaking(claim, said, cited[claim.id], settings.target)
        judged = _judged(claim, [by_id[name] for name in sorted(others) if name in by_id], others, settings)
        found += sorted(judged, key=_order)
    return tuple(found)


def _speaking(
    claim: Claim, said: Mapping[Said, Sequence[Evidence]], cited: set[str], threshold: float
) -> dict[str, list[Evidence]]:
    """The findings that match the claim, by the articles that it does not cite."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for rows in said.values():
        if kinship(claim.effect, rows[0].effect) != "equal":
            continue
        for row in rows:
            if row.article not in cited:
                target = target_likeness(claim.effect, row, threshold)
                if standing(claim.effect, row.effect, "equal", target) == "match":
                    found[row.article].append(row)
    return found


def _judged(
    claim: Claim, others: Sequence[Article], evidence: Mapping[str, Sequence[Evidence]], tolerances: Tolerances
) -> Iterator[Assessment]:
    """The claim as if it cited these articles, one number for each."""
    if not others:
        return
    as_if = [
        Citation(
            source=claim.source,
            ref=number,
            title=article.title or None,
            pmid=article.pmid,
            doi=article.doi,
            status="verified",
            place="watched",
        )
        for number, article in enumerate(others, 1)
    ]
    citing = claim.model_copy(update={"refs": tuple(citation.ref for citation in as_if)})
    rows = [row for article in others for row in evidence[article.id]]
    for one in reconcile([citing], as_if, others, rows, tolerances):
        if one.verdict in GRAVEST:
            yield one.model_copy(update={"claim": claim, "refs": ()})


def _order(one: Assessment) -> tuple[bool, int, float, str]:
    return one.retracted, GRAVEST.index(one.verdict), -one.confidence, one.article or ""
