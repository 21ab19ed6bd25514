from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ServiceError
from pipeline.pubmed import batches
from pipeline.pubmed.answers import Outcomes
from pipeline.pubmed.faults import PassingError, UnusableError
from pipeline.schema import Article, Rejection

FATES = ("found", "missing", "rejected", "dropped once", "spoils")


class Source:
    """Answers as the fate of each PMID says."""

    def __init__(self, fates: dict[str, str]) -> None:
        self.fates, self.asked = dict(fates), [0]

    def ask(self, batch: Sequence[str]) -> Outcomes:
        self.asked.append(len(batch))
        if any(self.fates[pmid] == "spoils" for pmid in batch):
            raise UnusableError("no") from PassingError("sent rubbish", of_answer=True)
        found: Outcomes = {}
        for pmid in batch:
            if self.fates[pmid] == "found":
                found[pmid] = Article(pmid=pmid, title="A title")
            elif self.fates[pmid] == "rejected":
                found[pmid] = Rejection(place=f"PMID {pmid}", reason="empty")
            elif self.fates[pmid] == "dropped once":
                self.fates[pmid] = "found"
        return found


@given(st.lists(st.sampled_from(FATES[:4]), max_size=450), st.sets(st.integers(0, 449), max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_pmid_is_accounted_for_once(fates: list[str], spoilt: set[int]) -> None:
    given_ = {str(n): "spoils" if n in spoilt else fate for n, fate in enumerate(fates, 1)}
    source = Source(given_)
    asked = tuple(given_)
    if set(given_.values()) <= {"spoils"} and given_:  # nothing comes at all: an outage
        with pytest.raises(ServiceError):
            batches.collect(asked, source.ask, source.ask, {})
        return
    fetched = batches.collect(asked, source.ask, source.ask, {})
    wanted = {fate: [pmid for pmid in asked if given_[pmid] == fate] for fate in FATES}
    assert [a.pmid for a in fetched.articles] == [p for p in asked if given_[p] in {"found", "dropped once"}]
    assert list(fetched.missing) == wanted["missing"]
    assert sorted(r.place for r in fetched.rejections) == sorted(
        f"PMID {pmid}" for pmid in wanted["rejected"] + wanted["spoils"]
    )
    assert max(source.asked) <= batches.BATCH


def test_what_is_known_is_not_asked_for() -> None:
    source = Source({"2": "found"})
    known = {"1": Article(pmid="1", title="Known")}
    assert [a.title for a in batches.collect(["1", "2"], source.ask, source.ask, known).articles] == [
        "Known",
        "A title",
    ]
    assert source.asked == [0, 1]


@pytest.mark.parametrize(("missing", "asked"), [(3, [3, 1, 1, 1]), (batches.ALONE + 1, [51, 51])])
def test_few_that_are_left_out_are_asked_for_alone(missing: int, asked: list[int]) -> None:
    source = Source({str(n): "missing" for n in range(1, missing + 1)})
    batches.collect(tuple(source.fates), source.ask, source.ask, {})
    assert source.asked[1:] == asked


def test_too_many_spoilt_records_are_an_outage() -> None:
    source = Source({str(n): "spoils" if n % 10 == 0 else "found" for n in range(1, 201)})
    with pytest.raises(UnusableError):
        batches.collect(tuple(source.fates), source.ask, source.ask, {})
    assert len(source.asked) < 100
