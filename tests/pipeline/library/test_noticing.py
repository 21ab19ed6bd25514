"""What is new between two looks at a PMID, and in which words."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.library.noticing import WORDS, noticed, revision, told
from pipeline.schema import Article, Notice
from pipeline.store import Known, Noticed
from pipeline.store.shelf import Outcome
from tests import builders

MONDAY = datetime(2026, 11, 2, 6, tzinfo=UTC)
LATER = MONDAY + timedelta(days=7)
CITED, CORRECTED = "J Invented. 2026;1:2 (PMID 456)", "correction: J Invented. 2026;3:4 (PMID 457)"
RETRACTION = Notice(kind="retraction", source="J Invented. 2026;1:2", pmid="456")
CORRECTION = Notice(kind="correction", source="J Invented. 2026;3:4", pmid="457")
PLAIN = builders.article("123")
RETRACTED = PLAIN.model_copy(update={"retracted": True, "notices": (RETRACTION,)})
DIGITS_ONLY = Notice(kind="correction", source="J Invented. 2026;3:4-9", pmid="457")  # the same, told in more words


def known(
    article: Article | None = PLAIN, outcome: Outcome = "found", when: datetime = MONDAY, **fields: object
) -> Known:
    base = {"pmid": "123", "outcome": outcome, "article": article, "digest": article and article.digest}
    times = {"origin": "example.org", "first_fetched": when, "last_checked": when}
    return Known.model_validate({**base, **times, **fields})


def changed(**fields: object) -> Known:
    return known(PLAIN.model_copy(update=fields), when=LATER)


def kinds(before: Known | None, now: Known) -> list[tuple[str, str | None]]:
    return [(one.kind, one.detail) for one in noticed(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, known(), [("first_seen", None)]),
        (None, known(None, "missing"), []),
        (known(), changed(), []),
        (known(), changed(abstract="Another text."), [("text_changed", "abstract")]),
        (known(), changed(abstract=None), [("text_changed", "abstract")]),
        (known(), changed(title="Another", abstract="Text."), [("text_changed", "title, abstract")]),
        (known(), changed(mesh=("Leucine",), year=2020), [("record_changed", "year, mesh")]),
        (known(), changed(retracted=True), [("retracted", None)]),
        (known(), known(RETRACTED, when=LATER), [("retracted", CITED)]),
        (known(), changed(notices=(RETRACTION,)), [("retracted", CITED)]),
        (changed(retracted=True), known(RETRACTED), [("notice_added", f"retraction: {CITED}")]),
        (known(RETRACTED), known(), [("retraction_withdrawn", CITED)]),
        (known(), changed(notices=(CORRECTION,)), [("notice_added", CORRECTED)]),
        (changed(notices=(CORRECTION,)), known(), [("notice_withdrawn", CORRECTED)]),
        (changed(notices=(CORRECTION,)), changed(notices=(DIGITS_ONLY,)), []),
        (known(), known(None, "missing"), [("became_missing", None)]),
        (known(), known(None, "rejected", reason="no title"), [("became_unusable", "no title")]),
        (known(None, "missing"), known(None, "missing"), []),
        (known(None, "missing"), known(), [("first_seen", None)]),
        (known(outcome="missing"), known(), [("back", None)]),
        (known(outcome="missing"), changed(title="New"), [("back", None), ("text_changed", "title")]),
        (known(None, digest=PLAIN.digest), known(), []),
        (known(None, digest="art-0"), known(), [("text_changed", None)]),
    ],
)  # fmt: skip
def test_what_is_noticed(before: Known | None, now: Known, expected: list[tuple[str, str | None]]) -> None:
    assert kinds(before, now) == expected


def test_what_is_noticed_names_both_digests_and_both_looks() -> None:
    (one,) = noticed(known(), known(RETRACTED, when=LATER))
    assert (one.old_digest, one.new_digest) == (PLAIN.digest, RETRACTED.digest)
    assert (one.since, one.noticed) == (MONDAY, LATER)


@pytest.mark.parametrize(
    ("kind", "since", "detail", "words"),
    [
        (
            "retracted",
            MONDAY,
            "J Invented. 2026;1:2 (PMID 456)",
            "PMID 123: retracted since the check of 2026-11-02: J Invented. 2026;1:2 (PMID 456)",
        ),
        ("became_missing", MONDAY, None, "PMID 123: no longer in PubMed since the check of 2026-11-02"),
        ("text_changed", MONDAY, "abstract", "PMID 123: its text changed since the check of 2026-11-02: abstract"),
        ("first_seen", None, None, "PMID 123: first seen"),
    ],
)
def test_how_it_is_told(kind: str, since: datetime | None, detail: str | None, words: str) -> None:
    one = {"pmid": "123", "kind": kind, "noticed": LATER, "since": since, "detail": detail}
    assert told(Noticed.model_validate(one)) == words


def test_every_kind_has_words() -> None:
    assert set(WORDS) == set(Noticed.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_an_article_that_is_gone_is_kept() -> None:
    (kept,), _ = revision({"123": known()}, [known(None, "missing", LATER)])
    assert (kept.outcome, kept.article, kept.digest) == ("missing", PLAIN, PLAIN.digest)
    assert (kept.first_fetched, kept.last_checked) == (MONDAY, LATER)


def test_the_later_look_counts_whoever_comes_first() -> None:
    late, early = known(RETRACTED, when=LATER), known()
    assert revision({"123": late}, [early]) == ([], [])
    assert [k.article for k in revision({"123": early}, [late])[0]] == [RETRACTED]


def test_what_is_settled_is_not_unsettled_by_the_same_look() -> None:
    assert revision({"123": known()}, [known(settled=False, reason="an outage")]) == ([], [])


ELSEWHERE = PLAIN.model_copy(update={"abstract_from": "Europe PMC"})
BARE = PLAIN.model_copy(update={"abstract": None})


@pytest.mark.parametrize(
    ("before", "fields", "expected"),
    [
        (ELSEWHERE, {}, ELSEWHERE),
        (PLAIN, {}, BARE),  # PubMed itself took the abstract back
        (ELSEWHERE, {"title": "Another"}, BARE.model_copy(update={"title": "Another"})),
        (ELSEWHERE, {"year": 2020}, ELSEWHERE.model_copy(update={"year": 2020})),
        (ELSEWHERE, {"abstract": "Its own."}, BARE.model_copy(update={"abstract": "Its own."})),
    ],
)
def test_an_abstract_from_elsewhere_outlasts_an_outage_there(
    before: Article, fields: dict[str, object], expected: Article
) -> None:
    now = known(BARE.model_copy(update=fields), when=LATER, settled=False, reason="an outage")
    (kept,), _ = revision({"123": known(before)}, [now])
    assert kept.article == expected
    assert kept.digest == expected.digest
    assert not kept.settled
