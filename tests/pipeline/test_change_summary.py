"""The Markdown summary, what went in and differs, and which changes make a check fail."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import NAMES, Change, as_markdown, as_rows, as_text, checked, compare, differences, failing
from pipeline.changes.markdown import LONGEST, plain
from pipeline.errors import SettingsError
from tests.pipeline.test_changes import INPUTS, finding, inputs, run, snapshot, state, verdict

REVIEWED = {
    "review": "overruled",
    "review_verdict": "no_effect_found",
    "reviewed_by": "A. Reader",
    "reviewed_on": "2030-01-02T03:04:05Z",
    "review_reason": "The arms were swapped.",
    "review_state": "current",
}
STALE = {**REVIEWED, "review_state": "stale", "review_stale_because": "the article changed"}
BAD = {"verdict": "contradicted", "reason_code": "opposite_direction", "reason": "The article says down."}


def between(before: list[dict[str, str]], after: list[dict[str, str]], **fields: Any) -> tuple[Change, ...]:
    return compare(snapshot(*before), snapshot(*after, **fields))


def markdown(before: list[dict[str, str]], after: list[dict[str, str]], **fields: Any) -> str:
    return as_markdown(between(before, after, **fields), run(id="one"), run(id="two", **fields))


def test_a_summary_tells_the_gravest_first_and_folds_the_rest() -> None:
    before = [verdict(), verdict(claim_id="000-002"), verdict(claim_id="000-004"), finding()]
    after = [
        verdict(verdict="no_effect_found"),
        verdict(claim_id="000-002", anchor="Leucine | raised", **BAD),
        verdict(claim_id="000-004", confidence="0.1"),
    ]
    text = markdown(before, after, settings={"dose": 0.1})
    assert text.splitlines()[:7] == [
        "## Claims against evidence: what changed",
        "",
        "`one` → `two`",
        "",
        "**Verdicts: 2 changed. Findings: 1 gone.** Of the verdicts, 1 now contradicted, 1 now no effect found.",
        "",
        "- setting dose: 0.05 → 0.1",
    ]
    table, rest = text.split("<details>", 1)
    assert re.findall(r"^\| (000-\d+)", table, re.MULTILINE) == ["000-002", "000-001"]
    assert (
        r"| 000-002 \[1\] | leucine: insulin up at 3 g<br>“Leucine \| raised” "
        "| [PMID 1](https://pubmed.ncbi.nlm.nih.gov/1/) | **supported → contradicted** "
        "| Because a setting changed (dose).<br>The article says down. |"
    ) in table
    assert "Verdicts that stand, with something else about them: 1</summary>" in rest
    assert "Evidence: 1</summary>" in rest


def test_a_summary_tells_claims_before_verdicts() -> None:
    before = [state(), state(claim_id="000-002"), state(claim_id="000-003"), verdict()]
    after = [
        state(state="not_supported"),
        state(claim_id="000-002", state="mixed", anchor="Leucine | raised", reason="One for it, one against it."),
        verdict(**BAD),
    ]
    text = markdown(before, after, settings={"dose": 0.1})
    assert (
        "**Claims: 2 changed, 1 gone. Verdicts: 1 changed.** Of the claims, 1 now mixed, 1 now not supported." in text
    )
    table = text.partition("### Claims, over all that they cite\n")[2].partition("### Verdicts")[0]
    assert re.findall(r"^\| (000-\d+)", table, re.MULTILINE) == ["000-002", "000-001", "000-003"]
    assert (
        r"| 000-002 | leucine: insulin up at 3 g<br>“Leucine \| raised” | **supported → mixed** "
        "| Because a setting changed (dose).<br>One for it, one against it. |"
    ) in table


def test_a_summary_of_nothing() -> None:
    text = markdown([verdict()], [verdict()])
    assert "**Nothing changed.**" in text
    assert "|" not in text


def test_a_summary_is_not_longer_than_a_page_takes() -> None:
    many = [verdict(claim_id=f"000-{n:04}", reason="Word " * 60, **{"verdict": "contradicted"}) for n in range(900)]
    text = markdown([], [*many, finding()])
    assert len(text) < LONGEST + 1000
    shown = text.count("| 000-")
    assert 50 < shown < 900
    assert f"\n{900 - shown:,} more are not shown" in text
    assert "Evidence: 1" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines\r\n# here", "two lines # here"),
        ("<img src=x> <!-- no -->", r"\<img src=x\> \<!-- no --\>"),
        ("[click](javascript:x) `code`", r"\[click\](javascript:x) \`code\`"),
        ("*bold* _low_ ~~no~~", r"\*bold\* \_low\_ \~\~no\~\~"),
        ("@team fixes #12", "@\u200bteam fixes #\u200b12"),
        ("see https://evil.example or www.evil.example", "see https\u200b://evil.example or www\u200b.evil.example"),
        ("GH-4", "GH-\u200b4"),
        ("back\\slash", "back\\\\slash"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_foreign_text_is_no_markup(text: str, shown: str) -> None:
    assert plain(text).replace("http\u200bs", "https\u200b") == shown


@given(st.text())
def test_any_text_stays_in_its_cell(text: str) -> None:
    told = markdown([], [verdict(claim_id=text, target=text, pmid=text, reason=text, anchor=text)])
    rows = [line for line in told.split("\n") if line.startswith("| ")]
    assert len(rows) == 3
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} == {6}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, REVIEWED, "Overruled as no effect found by A. Reader on 2030-01-02: The arms were swapped."),
        ({}, {**REVIEWED, "review": "accepted"}, "Accepted as no effect found by A. Reader"),
        (REVIEWED, STALE, "The arms were swapped. This review is stale: the article changed."),
        (REVIEWED, {}, "The review by A. Reader was taken out."),
        (REVIEWED, {**REVIEWED, "confidence": "0.1"}, ""),
        (STALE, STALE | {"reviewed_by": "B. Reader", "review_state": "current"}, "by B. Reader"),
    ],
)
def test_a_review_is_told_where_it_is_new_gone_or_stale(
    before: dict[str, str], after: dict[str, str], told: str
) -> None:
    (change,) = between([verdict(**before)], [verdict(**after)])
    assert told in as_rows([change])[0]["review"]
    assert told in as_text([change])
    assert bool(as_rows([change])[0]["review"]) is bool(told)


# --- what went in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ()),
        ({"inputs": inputs("articles", pmid_1="art-9")}, ("articles: 1 with another text",)),
        ({"inputs": inputs("articles", **{"doi_10.5555/x": None})}, ("articles: 1 gone",)),
        ({"inputs": inputs("claims", **{"000-009": "clm-9"})}, ("claims: 1 new",)),
        ({"inputs": inputs("citations", **{"000_1": "cit-9"})}, ("references: 1 edited",)),
        ({"inputs": {**INPUTS, "reviews": {"000-001 pmid:1": "rev-1"}}}, ("reviews: 1 new",)),
        ({"inputs": {**INPUTS, "retracted": {"pmid:1": "yes"}}}, ("newly retracted: pmid:1",)),
        ({"inputs": inputs("lexicons", cues="9f", units=None)}, ("lexicons: cues, units",)),
        ({"settings": {"dose": 0.1}}, ("setting dose: 0.05 → 0.1",)),
        ({"settings": {"dose": 0.05, "fit": 1}}, ("setting fit: none → 1",)),
        ({"versions": {"extractor": "2", "spacy": "4"}}, ("version of spacy: none → 4",)),
    ],
)
def test_what_went_in_and_differs(fields: dict[str, Any], told: tuple[str, ...]) -> None:
    assert differences(run(), run(**fields)) == told


# --- failing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("contradicted", ("contradicted",)),
        (" contradicted , retracted,contradicted", ("contradicted", "retracted")),
        (",".join(NAMES), NAMES),
    ],
)
def test_names_to_fail_on(text: str, names: tuple[str, ...]) -> None:
    assert checked(text) == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("contradictd", "'contradictd' is nothing to fail on"),
        ("contradicted,Retracted", "'Retracted' is nothing"),
        ("", "No name to fail on"),
        ("contradicted,", "No name to fail on"),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_known(text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=f"{told}.*supported, .*mixed, .*retracted, stale_review, any"):
        checked(text)


@pytest.mark.parametrize(
    ("before", "after", "name", "fails"),
    [
        ([verdict()], [verdict(**BAD)], "contradicted", True),
        ([], [verdict(**BAD)], "contradicted", True),
        ([verdict(**BAD)], [verdict(**BAD, confidence="0.1")], "contradicted", False),
        ([verdict(**BAD)], [verdict()], "contradicted", False),
        ([verdict(**BAD)], [], "contradicted", False),
        ([verdict()], [verdict(retracted="true")], "retracted", True),
        ([verdict(retracted="true")], [verdict(retracted="true", confidence="0.1")], "retracted", False),
        ([finding()], [finding(retracted="true")], "retracted", False),  # its article or a verdict on it is told
        ([verdict(**REVIEWED)], [verdict(**STALE)], "stale_review", True),
        ([verdict(**STALE)], [verdict(**STALE, confidence="0.1")], "stale_review", False),
        ([state()], [state(state="contradicted")], "contradicted", True),
        ([state(state="contradicted")], [state(state="contradicted", belief="0.1")], "contradicted", False),
        ([state()], [state(state="mixed")], "contradicted", False),
        ([state()], [state(state="mixed")], "mixed", True),
        ([], [state(state="cannot_be_checked")], "cannot_be_checked", True),
        ([state()], [], "not_supported", False),
        ([state()], [state(state="mixed", retracted="pmid:1")], "retracted", False),
        ([state()], [state(state="mixed")], "any", True),
        ([finding()], [], "any", True),
        ([finding()], [finding()], "any", False),
    ],
)
def test_a_check_fails_on_what_is_new(
    before: list[dict[str, str]], after: list[dict[str, str]], name: str, fails: bool
) -> None:
    assert bool(failing(between(before, after), [name])) is fails


def test_a_check_fails_on_a_retracted_article_that_no_verdict_rests_on() -> None:
    changes = between([], [], inputs={**INPUTS, "retracted": {"pmid:1": "yes"}})
    assert [(name, change.what) for name, change in failing(changes, ["contradicted", "retracted"])] == [
        ("retracted", "article")
    ]
