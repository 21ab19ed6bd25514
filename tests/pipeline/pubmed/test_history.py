from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError, ServiceError
from pipeline.pubmed import history
from pipeline.pubmed.answers import Hits
from pipeline.pubmed.history import EVER, Span

FIRST = date(2000, 1, 1)


def searching(days: Counter[date], lost: int = 0) -> history.Search:
    def search(span: Span | None) -> Hits:
        count = sum(n for day, n in days.items() if span is None or span.first <= day <= span.last)
        return Hits(count=count + (lost if span is None else 0), pmids=())

    return search


@given(st.lists(st.integers(0, 9000), max_size=120))
@settings(max_examples=50, deadline=None)
def test_slices_hold_everything_once_and_few_enough(days: list[int]) -> None:
    counts = Counter(FIRST + timedelta(days=n) for n in days)
    if max(counts.values(), default=0) > 10:
        return
    parts = list(history.slices(searching(counts), most=10))
    assert sum(hits.count for _, hits in parts) == len(days)
    assert all(hits.count <= 10 for _, hits in parts)
    spans = [span for span, _ in parts if span]
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(spans))
    assert not spans or (spans[0].first, spans[-1].last) == EVER


def test_a_day_with_too_many_is_told() -> None:
    with pytest.raises(InputError, match=r"on 2000-01-01 alone .* Narrow the search"):
        list(history.slices(searching(Counter({FIRST: 11})), most=10))


def test_hits_that_no_slice_holds_are_not_lost_in_silence() -> None:
    with pytest.raises(ServiceError, match="has 22 hits, but only 20 when split by date"):
        list(history.slices(searching(Counter({FIRST: 10, date(2001, 1, 1): 10}), lost=2), most=10))


def test_what_is_deleted_in_between_does_no_harm() -> None:
    search, asked = searching(Counter({FIRST: 10, date(2001, 1, 1): 10})), [0]

    def changing(span: Span | None) -> Hits:
        asked[0] += 1
        return Hits(count=search(span).count + (asked[0] == 1), pmids=())

    assert sum(hits.count for _, hits in history.slices(changing, most=10)) == 20
