"""Every PMID that is asked for comes back as an article, is explicitly missing, or is rejected with the fault named.

PMIDs that an answer leaves out are asked for again, alone where they are few. A batch whose answers cannot be used is
halved until the record that spoils them is found. An outage looks the same from outside, so a record is only blamed
where it failed alone, with all repetitions, and the service answered for another one thereafter; otherwise the fault is
raised.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.errors import ServiceError
from pipeline.progress import say
from pipeline.pubmed.answers import Outcomes
from pipeline.pubmed.faults import UnusableError
from pipeline.pubmed.results import Fetched
from pipeline.schema import Article, Rejection

BATCH = 200  # PMIDs in one efetch
ALONE = 50  # PMIDs left out that are asked for one by one; more of them go in batches
FAILURES_IN_A_ROW = 14  # = 2 + 4 + 8: where all halves, quarters and eighths of a batch fail, it is an outage
FAILURES = 64  # parts of one batch that may fail: enough for seven spoilt records
Ask = Callable[[Sequence[str]], Outcomes]


def batches(pmids: Sequence[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    """The PMIDs in slices."""
    return (pmids[at : at + size] for at in range(0, len(pmids), size))


def collect(asked: Sequence[str], ask: Ask, ask_briefly: Ask, known: Mapping[str, Article | Rejection]) -> Fetched:
    """What became of each PMID; ``known`` came before. ``ask_briefly`` is ``ask`` with fewer repetitions.

    Raises ServiceError where the service fails: then nothing is returned.
    """
    found = dict(known)
    for size in (BATCH, 1):
        left = [pmid for pmid in asked if pmid not in found]
        for batch in batches(left, size if len(left) <= ALONE else BATCH):
            found.update(_whole(batch, ask, ask_briefly, found))
    outcomes = [found[pmid] for pmid in asked if pmid in found]
    return Fetched(
        articles=tuple(one for one in outcomes if isinstance(one, Article)),
        missing=tuple(pmid for pmid in asked if pmid not in found),
        rejections=tuple(one for one in outcomes if isinstance(one, Rejection)),
    )


def _whole(batch: Sequence[str], ask: Ask, ask_briefly: Ask, known: Mapping[str, object]) -> Outcomes:
    try:
        return ask(batch)
    except UnusableError as error:
        return _Halving(ask, ask_briefly, error, next(iter(known), None)).outcomes(batch)


class _Halving:
    """Looks for the records that spoil the answer to a batch, all parts of one size before the smaller ones."""

    def __init__(self, ask: Ask, ask_briefly: Ask, error: UnusableError, good: str | None) -> None:
        """``good``: a PMID that was answered before, to see if the service answers at all."""
        self._ask, self._ask_briefly, self._error, self._good = ask, ask_briefly, error, good
        self._failed = self._in_a_row = 0
        self._found: Outcomes = {}
        self._blamed: dict[str, UnusableError] = {}

    def outcomes(self, batch: Sequence[str]) -> Outcomes:
        """What became of each PMID. Raises the fault where it may be an outage."""
        if len(batch) == 1:
            self._blamed[batch[0]] = self._error
        else:
            self._search(batch)
        if self._good is None:
            raise self._error
        if self._blamed:
            self._ask_briefly([self._good])  # it must answer after the others failed
        return self._found | {pmid: _spoilt(pmid, error) for pmid, error in self._blamed.items()}

    def _search(self, batch: Sequence[str]) -> None:
        say(f"{self._error.message} Asking for smaller parts.")
        parts = deque(_halves(batch))
        alone: list[str] = []
        while parts:
            part = parts.popleft()
            if self._answered(part):
                continue
            parts.extend(_halves(part))
            alone += part if len(part) == 1 else ()
        for pmid in alone if self._good else ():  # with all repetitions, as the service may just falter
            try:
                self._found.update(self._ask([pmid]))
            except UnusableError as error:
                self._blamed[pmid] = error

    def _answered(self, part: Sequence[str]) -> bool:
        try:
            self._found.update(self._ask_briefly(part))
        except UnusableError:
            self._failed, self._in_a_row = self._failed + 1, self._in_a_row + 1
            if self._in_a_row > FAILURES_IN_A_ROW or self._failed > FAILURES:
                raise
            return False
        self._in_a_row, self._good = 0, part[0]
        return True


def _halves(pmids: Sequence[str]) -> list[Sequence[str]]:
    middle = len(pmids) // 2
    return [pmids[:middle], pmids[middle:]] if middle else []


def _spoilt(pmid: str, error: ServiceError) -> Rejection:
    cause = error.__cause__ or error
    return Rejection(place=f"PMID {pmid}", reason=f"asked for PMID {pmid} alone, the service {cause}")
