"""The hits of a search page by page from the history server, each page held against the PMIDs that esearch gave."""

from collections.abc import Iterator, Sequence

from pipeline.pubmed.answers import MOST_HITS, Hits, Outcomes
from pipeline.pubmed.batches import BATCH
from pipeline.pubmed.entrez import BRIEFLY, Entrez
from pipeline.pubmed.faults import ExpiredError, UnusableError
from pipeline.pubmed.history import Span, slices


def pages(entrez: Entrez, term: str) -> Iterator[tuple[Sequence[str], Outcomes]]:
    """The PMIDs of each page, none twice, and what the history server gave of them: all, some or nothing.

    Raises InputError for a term that is empty or too wide, ServiceError when the service fails.
    """
    seen: set[str] = set()
    for span, hits in slices(lambda span: _kept(entrez, term, span), MOST_HITS):
        session: Hits | None = hits
        for start in range(0, len(hits.pmids), BATCH):
            page = hits.pmids[start : start + BATCH]
            known: Outcomes = {}
            if session is not None:
                known, session = _page(entrez, session, start, page, term, span)
            new = [pmid for pmid in page if pmid not in seen]  # one may change its date while the slices are searched
            seen.update(page)
            yield new, {pmid: known[pmid] for pmid in new if pmid in known}


def _kept(entrez: Entrez, term: str, span: Span | None) -> Hits:
    return entrez.esearch(term, MOST_HITS, {"usehistory": "y", **(span.form if span else {})})


def _page(
    entrez: Entrez, session: Hits, start: int, page: Sequence[str], term: str, span: Span | None
) -> tuple[Outcomes, Hits | None]:
    """What the session gives for a page, and the session to go on with.

    A forgotten search is made anew. Where it then has other hits, or is forgotten at once, it is of no use for pages
    whose PMIDs are known: they are fetched by PMID, like a page whose answer cannot be used.
    """
    try:
        return _slice(entrez, session, start, page), session
    except ExpiredError:
        anew = _kept(entrez, term, span)
    if anew.pmids != session.pmids:
        return {}, None
    try:
        return _slice(entrez, anew, start, page), anew
    except ExpiredError:
        return {}, None


def _slice(entrez: Entrez, session: Hits, start: int, page: Sequence[str]) -> Outcomes:
    if not (session.webenv and session.query_key):
        return {}
    place = {"WebEnv": session.webenv, "query_key": session.query_key}
    try:
        return entrez.efetch({**place, "retstart": str(start), "retmax": str(len(page))}, page, tries=BRIEFLY)
    except UnusableError:
        return {}
