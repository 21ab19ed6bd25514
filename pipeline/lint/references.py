"""What a claim cites: nothing, papers that nobody can find, or one paper under several numbers."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.citations import CitationTable
from pipeline.corpus import ArticleIndex
from pipeline.reconcile.cited import Cited, cited
from pipeline.schema import Citation, Claim, Finding


def check(claims: Sequence[Claim], citations: Iterable[Citation]) -> Iterator[Finding]:
    """Findings on the references of each claim."""
    numbered = CitationTable(tuple(citations))
    for claim in claims:
        yield from _references(claim, numbered)


def _references(claim: Claim, numbered: CitationTable) -> Iterator[Finding]:
    if not claim.refs:
        yield _finding(claim, "uncited_claim", "The claim cites nothing.", None)
        return
    papers = cited(claim, numbered, ArticleIndex(()))
    lost = [row.refs[0] for row in papers if row.problem]
    total = len(set(claim.refs))
    if lost:
        message = f"{_numbers(lost)} of this claim cannot be tied to an article."
        yield _finding(claim, "unidentified_reference", message, f"{len(lost)} of {_count(total, 'reference')}")
    if repeated := [row for row in papers if len(row.refs) > 1]:
        named = "; ".join(_same(row) for row in repeated)
        arithmetic = f"{_count(total, 'reference')}, {_count(len(papers), 'paper')} at most"
        yield _finding(
            claim, "repeated_paper", f"{named}, so the claim rests on fewer papers than it shows.", arithmetic
        )


def _same(row: Cited) -> str:
    pmid, doi = (row.citation.pmid, row.citation.doi) if row.citation else (None, None)
    name = f"PMID {pmid}" if pmid else f"DOI {doi}" if doi else "by its title"
    return f"{_numbers(row.refs)} are the same paper ({name})"


def _numbers(refs: Sequence[int]) -> str:
    told = ", ".join(map(str, refs[:-1])) + f" and {refs[-1]}" if len(refs) > 1 else str(refs[0])
    return f"Reference{'s' if len(refs) > 1 else ''} {told}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _finding(claim: Claim, rule: str, message: str, arithmetic: str | None) -> Finding:
    return Finding(
        rule=rule, source=claim.source, claim_id=claim.id, place=claim.place, message=message, arithmetic=arithmetic
    )
