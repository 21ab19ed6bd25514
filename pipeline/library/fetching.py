"""Articles by PMID: from the store where they are known, else from PubMed in batches, each kept before the next.

A process that is killed loses at most the batch that it was asking for; the next one goes on from there. Any number of
processes may work on one list at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from pipeline.errors import ServiceError, StoreError
from pipeline.library.noticing import revision, told
from pipeline.progress import say, track
from pipeline.pubmed import Client, EuropePmc, Fetched, Identity, plain_pmid
from pipeline.schema import Article, Rejection
from pipeline.store import Known, Shelf
from pipeline.store.database import Database

BATCH = 200  # PMIDs asked for at once and kept in one transaction
READ_AT_ONCE = 500
GOOD_FOR = timedelta(days=1)  # how long "PubMed has no such record", or none that can be read, is believed
OUTAGES = 3  # failures in a row after which the second source is not asked again in this update
State = Literal["current", "unsettled", "due"]
Answer = Article | Rejection | None  # None: PubMed has no such record


class PubMed(Protocol):
    """What the library needs of a PubMed client."""

    @property
    def host(self) -> str:
        """The name of the service."""

    def fetch(self, pmids: Iterable[str]) -> Fetched:
        """Each PMID is an article, missing, or a rejection."""

    def find_pmid(self, doi: str) -> str | None:
        """The PMID of a DOI. Raises InputError for something that is no DOI."""

    def convert(self, ids: Sequence[str]) -> dict[str, Identity]:
        """The other identifiers of PMIDs, PMCIDs and DOIs; those unknown are left out."""

    def search_all(self, term: str) -> Iterator[Fetched]:
        """All that a query finds, in parts."""


class Abstracts(Protocol):
    """A second source of abstracts."""

    def abstract(self, article: Article) -> Article | None:
        """The article with its abstract; None where there is none. Raises ServiceError."""


def _now() -> datetime:
    return datetime.now(UTC)


class Library:
    """The articles of a store, and the services that they come from (by default PubMed and Europe PMC)."""

    def __init__(
        self,
        store: Database,
        client: PubMed | None = None,
        europe_pmc: Abstracts | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._shelf, self._now = Shelf(store), now
        self._client: PubMed = client or Client()
        self._abstracts: Abstracts = europe_pmc or EuropePmc()
        self._outages = 0

    def get(self, pmids: Iterable[str], since: datetime | None = None) -> Fetched:
        """The articles of these PMIDs, each once, in the order asked: ``update``, then all ``parts`` as one."""
        asked = tuple(dict.fromkeys(map(plain_pmid, pmids)))
        self.update(asked, since)
        return _whole(self.parts(asked))

    def update(self, pmids: Iterable[str], since: datetime | None = None) -> int:
        """Ask PubMed for what is not known, or was not checked at or after ``since``; returns how many PMIDs that were.

        Raises InputError for something that is no PMID; ServiceError when PubMed fails: what was kept stays.
        """
        asked = tuple(dict.fromkeys(map(plain_pmid, pmids)))
        self._outages = 0
        states = self._states(asked, since)
        batches = list(_slices([pmid for pmid in asked if states[pmid] != "current"], BATCH))
        counted = track(batches, f"Fetching batches of {BATCH}", len(batches)) if len(batches) > 1 else batches
        return sum(self._update(batch, since) for batch in counted)

    def parts(self, pmids: Iterable[str]) -> Iterator[Fetched]:
        """What the store has of PMIDs that were updated, in their order, some hundreds at a time.

        An article whose abstract could not be asked for at the second source is among the articles, and a Rejection
        says so. Raises StoreError for a PMID that was never updated.
        """
        for part in _slices(tuple(pmids), READ_AT_ONCE):
            known = self._shelf.known(part)
            if unknown := next((pmid for pmid in part if pmid not in known), None):
                raise StoreError(f"PMID {unknown} is not in the library.", hint="Fetch it first.")
            yield _fetched([known[pmid] for pmid in part])

    def search(self, term: str) -> tuple[tuple[str, ...], tuple[Rejection, ...]]:
        """The PMIDs of all articles that a query finds, each part kept before the next is asked for.

        The second tuple holds records that PubMed sent and that cannot be used.
        """
        self._outages = 0
        pmids: dict[str, None] = {}
        rejections: list[Rejection] = []
        for found in track(self._client.search_all(term), "Fetching parts of the query"):
            answers: dict[str, Answer] = {a.pmid: a for a in found.articles if a.pmid}
            answers |= dict.fromkeys(found.missing)
            self._keep(answers, self._now())
            pmids |= dict.fromkeys(answers)
            rejections += found.rejections
        return tuple(pmids), tuple(rejections)

    def _states(self, pmids: Sequence[str], since: datetime | None) -> dict[str, State]:
        states: dict[str, State] = {}
        for part in _slices(pmids, READ_AT_ONCE):
            known = self._shelf.known(part)
            states |= {pmid: _state(known.get(pmid), since, self._now()) for pmid in part}
        return states

    def _update(self, batch: Sequence[str], since: datetime | None) -> int:
        """Bring one batch up to date; how many PMIDs PubMed was asked for. Another process may have done some of it."""
        states = self._states(batch, since)
        due = [pmid for pmid in batch if states[pmid] == "due"]
        if due:
            moment = self._now()
            self._keep(_answers(due, self._client.fetch(due)), moment)
        self._settle([pmid for pmid in batch if states[pmid] == "unsettled"])
        return len(due)

    def _settle(self, pmids: Sequence[str]) -> None:
        """Ask only the second source, for articles that PubMed was asked for recently."""
        for known in self._shelf.known(pmids).values():
            if known.article:
                bare = known.article.model_copy(update={"abstract": None, "sections": (), "abstract_from": None})
                self._keep({known.pmid: bare}, known.last_checked)

    def _keep(self, answers: Mapping[str, Answer], moment: datetime) -> None:
        """Keep the answers in one transaction and say what is new in them."""
        found = [self._known(pmid, answer, moment) for pmid, answer in answers.items()]
        for one in self._shelf.revise(answers, lambda before: revision(before, found)):
            if one.kind != "first_seen":
                say(told(one))

    def _known(self, pmid: str, answer: Answer, moment: datetime) -> Known:
        base = {"pmid": pmid, "origin": self._client.host, "first_fetched": moment, "last_checked": moment}
        if answer is None:
            return Known.model_validate({**base, "outcome": "missing", "reason": "PubMed has no such record."})
        if isinstance(answer, Rejection):
            return Known.model_validate({**base, "outcome": "rejected", "reason": answer.reason})
        article, reason = self._completed(answer)
        state = {"article": article, "digest": article.digest, "reason": reason, "settled": reason is None}
        return Known.model_validate({**base, "outcome": "found", **state})

    def _completed(self, article: Article) -> tuple[Article, str | None]:
        """The article with an abstract from the second source where PubMed has none, or why that was not asked."""
        if article.abstract is not None:
            return article, None
        reason = "it failed for other articles just before"
        if self._outages < OUTAGES:
            try:
                completed = self._abstracts.abstract(article) or article
                self._outages = 0
            except ServiceError as error:
                self._outages += 1
                reason = error.message
            else:
                return completed, None
        return article, f"PubMed has no abstract, and Europe PMC could not be asked for one: {reason.rstrip('.')}."


def _state(known: Known | None, since: datetime | None, now: datetime) -> State:
    if known is None or (since is not None and known.last_checked < since):
        return "due"
    if known.outcome != "found":
        return "due" if known.last_checked <= now - GOOD_FOR else "current"
    if known.article is None:
        return "due"
    return "current" if known.settled else "unsettled"


def _answers(asked: Sequence[str], fetched: Fetched) -> dict[str, Answer]:
    """The answer for each PMID. Raises ServiceError where the client did not account for every one."""
    found: dict[str, Answer] = {a.pmid: a for a in fetched.articles if a.pmid}
    found |= dict.fromkeys(fetched.missing)
    left = [pmid for pmid in asked if pmid not in found]
    if len(left) != len(fetched.rejections) or found.keys() - set(asked):
        raise ServiceError(f"The answer for {len(asked):,} PMIDs does not account for each of them.")
    return found | dict(zip(left, fetched.rejections, strict=True))


def _fetched(known: Sequence[Known]) -> Fetched:
    return Fetched(
        articles=tuple(k.article for k in known if k.outcome == "found" and k.article),
        missing=tuple(k.pmid for k in known if k.outcome == "missing"),
        rejections=tuple(
            Rejection(place=f"pmid:{k.pmid}", reason=k.reason) for k in known if k.outcome != "missing" and k.reason
        ),
    )


def _whole(parts: Iterable[Fetched]) -> Fetched:
    parts = tuple(parts)
    return Fetched(
        articles=tuple(a for part in parts for a in part.articles),
        missing=tuple(pmid for part in parts for pmid in part.missing),
        rejections=tuple(r for part in parts for r in part.rejections),
    )


def _slices(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))
