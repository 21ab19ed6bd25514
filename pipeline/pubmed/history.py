"""All hits of a search, sliced by date where they are more than a search can give.

PubMed gives the first 9,999 hits of a search and no more. A search with more is split by the day on which records
entered PubMed (EDAT: each record has exactly one), in halves until each has few enough. Nothing is lost between them:
the halves must hold at least as many hits as the whole (NBK25499, ESearch: ``datetype``, ``mindate``, ``maxdate``).
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.errors import InputError, ServiceError
from pipeline.pubmed.answers import Hits


class Span(NamedTuple):
    """Days, both included."""

    first: date
    last: date

    @property
    def form(self) -> dict[str, str]:
        """The parameters of a search within these days."""
        return {"datetype": "edat", "mindate": f"{self.first:%Y/%m/%d}", "maxdate": f"{self.last:%Y/%m/%d}"}


EVER = Span(date(1700, 1, 1), date(2199, 12, 31))
Search = Callable[[Span | None], Hits]


def slices(search: Search, most: int) -> Iterator[tuple[Span | None, Hits]]:
    """Parts of a search with at most ``most`` hits each, the earliest first.

    Raises InputError where more than that entered PubMed on one day, ServiceError where parts do not make the whole.
    """
    waiting: list[tuple[Span | None, Hits]] = [(None, search(None))]
    while waiting:
        span, hits = waiting.pop()
        if hits.count <= most:
            yield span, hits
        else:
            waiting += reversed(_split(search, span, hits))


def _split(search: Search, span: Span | None, hits: Hits) -> list[tuple[Span, Hits]]:
    parts = [(half, search(half)) for half in _halves(span or EVER)]
    held = sum(part.count for _, part in parts)
    if held < hits.count and held < search(span).count:  # PubMed may have changed in between, but hardly twice
        hint = "Try again, or narrow the search."
        raise ServiceError(f"the search has {hits.count} hits, but only {held} when split by date.", hint=hint)
    return parts


def _halves(span: Span) -> tuple[Span, Span]:
    days = (span.last - span.first).days
    if not days:
        message = f"on {span.first} alone more papers entered PubMed than a search can give."
        raise InputError(message, hint="Narrow the search, for example by journal or year.")
    middle = span.first + timedelta(days=days // 2)
    return Span(span.first, middle), Span(middle + timedelta(days=1), span.last)
