"""Look references up at NCBI, surest way first: identifiers, ID converter, DOI, citation matching, title search.

Every way ends in the record itself, which is held against what is known of the reference (``judging``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline.citations.judging import by_identifier, by_likeness
from pipeline.citations.proposals import proposal
from pipeline.citations.queries import queries
from pipeline.citations.titles import read_title
from pipeline.citations.wanted import Wanted, references
from pipeline.errors import InputError
from pipeline.progress import track
from pipeline.schema import Article, Citation, Method, Proposal, Rejection
from pipeline.sources import SourceDocument

if TYPE_CHECKING:
    from pipeline.pubmed import Cite, Fetched, Identity

HITS = 100  # of a title search that are looked at
_SETTLED = frozenset({"proposed", "ambiguous", "conflict"})  # outcomes after which nothing else is tried


class Service(Protocol):
    """What is asked of NCBI; ``pipeline.pubmed.Client`` does it. Each raises ServiceError when the service fails."""

    def fetch(self, pmids: Iterable[str]) -> "Fetched":
        """The records of PMIDs."""

    def find_pmid(self, doi: str) -> str | None:
        """The PMID of a DOI."""

    def search(self, term: str, limit: int = 20) -> tuple[str, ...]:
        """The PMIDs that a query finds."""

    def match(self, cites: "Sequence[Cite]") -> tuple[str | None, ...]:
        """The PMIDs of citations, where there is just one each."""

    def convert(self, ids: Sequence[str]) -> "dict[str, Identity]":
        """The other identifiers of PMIDs, PMCIDs and DOIs."""


def propose(
    citations: Sequence[Citation],
    documents: Iterable[SourceDocument],
    client: Service,
    known: Iterable[Article] = (),
) -> tuple[Proposal, ...]:
    """A proposal on each row of the table, and on each listed reference of the documents that the table lacks.

    Sorted by document and number; records that are ``known`` are not fetched. Raises ServiceError when NCBI fails: then
    nothing is proposed.
    """
    return _with_twins(_Lookup(client, references(citations, documents), known).proposals())


def to_look_up(known: Iterable[Wanted]) -> int:
    """How many references have no PMID yet, and something by which one may be found."""
    return sum(1 for one in known if not one.pmid and not _hopeless(one))


def _hopeless(one: Wanted) -> str | None:
    """Why a reference cannot be looked up."""
    if one.decided and one.listed:
        return f"The table calls it unresolvable: {one.decided}"
    if one.title or one.pmid or one.doi or one.pmcid or _cite(one):
        return None
    return f"The reference names only the site {one.site}." if one.site else "The reference names no title."


def _cite(one: Wanted) -> "Cite | None":
    """The reference as ecitmatch takes it; None where journal, year, volume or page is unknown."""
    if not (one.journal and one.year and one.volume and one.page):
        return None
    from pipeline.pubmed import Cite  # not above: it brings the network's libraries into commands that need none

    return Cite(journal=one.journal, year=one.year, volume=one.volume, first_page=one.page, author=one.first_author)


def _with_twins(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals, each with the numbers of the references that are the same article."""
    same: dict[str, list[str]] = {}
    for one in proposals:
        if one.pmid and one.outcome in {"proposed", "agrees"}:
            same.setdefault(one.pmid, []).append(f"{one.source} {one.ref}")
    told = []
    for one in proposals:
        others = [name for name in same.get(one.pmid or "", ()) if name != f"{one.source} {one.ref}"]
        also = f" One article with {', '.join(others)}." if others and one.outcome in {"proposed", "agrees"} else ""
        told.append(one.model_copy(update={"reason": one.reason + also}))
    return tuple(told)


class _Lookup:
    """One look-up of many references; each record is fetched once."""

    def __init__(self, client: Service, references: Sequence[Wanted], known: Iterable[Article]) -> None:
        self._client, self._references = client, references
        # by PMID; a text says why there is none
        self._records: dict[str, Article | str] = {article.pmid: article for article in known if article.pmid}
        self._searched: dict[str, tuple[str, ...]] = {}  # hits by query

    def proposals(self) -> tuple[Proposal, ...]:
        """One proposal for each reference, in their order."""
        found: dict[int, Proposal] = {}
        for at, one in enumerate(self._references):
            if reason := _hopeless(one):
                found[at] = proposal(one, "site_only", reason)
        for step in (self._identified, self._matched):
            found |= step([at for at in range(len(self._references)) if at not in found])
        open_ = [at for at in range(len(self._references)) if at not in found]
        for at in track(open_, "Searching titles", len(open_)):
            found[at] = self._by_title(self._references[at])
        return tuple(found[at] for at in range(len(self._references)))

    def _identified(self, open_: Sequence[int]) -> dict[int, Proposal]:
        """Those that an identifier leads to a record of PubMed."""
        ways = {at: way for at in open_ if (way := self._own(self._references[at]))}
        ways |= self._converted([at for at in open_ if at not in ways])
        for at in open_:
            doi = self._references[at].doi
            if at not in ways and doi and (pmid := self._by_doi(doi)):
                ways[at] = (pmid, "doi_lookup")
        self._fetch(pmid for pmid, _ in ways.values())
        return {at: self._judged(self._references[at], pmid, method) for at, (pmid, method) in ways.items()}

    @staticmethod
    def _own(one: Wanted) -> tuple[str, Method | None] | None:
        return (one.pmid, None if one.ids.pmid else "text_identifier") if one.pmid else None

    def _converted(self, open_: Sequence[int]) -> Mapping[int, tuple[str, Method | None]]:
        """PMIDs by the ID converter, which knows the articles that are in PubMed Central."""
        asked = {at: one.pmcid or one.doi for at in open_ if (one := self._references[at]).pmcid or one.doi}
        if not asked:
            return {}
        known = self._client.convert(sorted({name for name in asked.values() if name}))
        pmids = {at: known[name].pmid for at, name in asked.items() if name in known}
        return {at: (pmid, "id_converter") for at, pmid in pmids.items() if pmid}

    def _by_doi(self, doi: str) -> str | None:
        try:
            return self._client.find_pmid(doi)
        except InputError:
            return None  # a DOI that PubMed cannot be asked for

    def _judged(self, one: Wanted, pmid: str, method: Method | None) -> Proposal:
        record = self._records[pmid]
        if isinstance(record, Article):
            return by_identifier(one, record, method)
        return proposal(one, "conflict", f"PMID {pmid} leads to no article: {record}", method=method)

    def _matched(self, open_: Sequence[int]) -> dict[int, Proposal]:
        """Those that ecitmatch knows and that fit; the others go on to the search."""
        cites = {at: cite for at in open_ if (cite := _cite(self._references[at]))}
        if not cites:
            return {}
        pmids = dict(zip(cites, self._client.match(list(cites.values())), strict=True))
        self._fetch(pmid for pmid in pmids.values() if pmid)
        found = {}
        for at, pmid in pmids.items():
            record = self._records[pmid] if pmid else None
            if isinstance(record, Article):
                found[at] = by_likeness(self._references[at], [record], "citation_match")
        return {at: p for at, p in found.items() if p.outcome in _SETTLED or not self._references[at].title}

    def _by_title(self, one: Wanted) -> Proposal:
        """The best that the title's queries find: the loose one is asked only where nothing fits the strict one."""
        nearest: Proposal | None = None
        for query in queries(read_title(one.title or "")):
            articles = list(self._hits(query))
            judged = by_likeness(one, articles, "title_search")
            if judged.outcome in _SETTLED:
                return judged
            nearest = max((p for p in (nearest, judged) if p), key=lambda p: p.score or 0)
        return nearest or proposal(one, "not_found", _no_words(one), method="title_search")

    def _hits(self, query: str) -> Iterator[Article]:
        if query not in self._searched:
            self._searched[query] = self._client.search(query, HITS)
            self._fetch(self._searched[query])
        found = (self._records[pmid] for pmid in self._searched[query])
        return (record for record in found if isinstance(record, Article))

    def _fetch(self, pmids: Iterable[str]) -> None:
        new = sorted({pmid for pmid in pmids if pmid not in self._records})
        if not new:
            return
        got = self._client.fetch(new)
        self._records |= dict.fromkeys(got.missing, "PubMed has no such record.")
        self._records |= {article.pmid: article for article in got.articles if article.pmid}
        lost = [pmid for pmid in new if pmid not in self._records]
        self._records |= {pmid: _unreadable(pmid, got.rejections) for pmid in lost}


def _unreadable(pmid: str, rejections: Sequence[Rejection]) -> str:
    told = next((r.reason for r in rejections if pmid in r.reason or r.place.endswith(pmid)), "no reason is given")
    return f"its record cannot be used ({told})."


def _no_words(one: Wanted) -> str:
    if one.title:
        return "The title has no word to search for."
    return "PubMed knows neither its identifier nor its place in a journal, and there is no title."
