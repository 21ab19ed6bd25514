"""What changed between two invented runs, and the cause that is given."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import CAUSES, COLUMNS, Change, Snapshot, as_json, as_rows, as_text, compare
from pipeline.schema import Run

INPUTS = {
    "articles": {"pmid:1": "art-1", "doi:10.5555/x": "art-2"},
    "retracted": {},
    "notices": {},
    "claims": {"000-001": "clm-1", "000-002": "clm-2"},
    "citations": {"000:1": "cit-1", "000:2": "cit-2"},
    "lexicons": {"cues": "1f", "units": "2f"},
}
Key = tuple[str, str]
ONE: Key = ("000-001", "1")


def run(**fields: Any) -> Run:
    base: dict[str, Any] = {"id": "r", "started": "2030-01-01T00:00:00+00:00", "duration_seconds": 1, "counts": {}}
    base |= {"versions": {"extractor": "1.0"}, "settings": {"dose": 0.05}, "inputs": INPUTS}
    return Run.model_validate(base | fields)


def inputs(kind: str, **changed: str | None) -> dict[str, dict[str, str]]:
    """The inputs with some digests of one kind changed; None takes one out. ``pmid_1`` stands for ``pmid:1``."""
    named = {name.replace("_", ":"): digest for name, digest in changed.items()}
    rows: dict[str, str | None] = {**INPUTS[kind], **named}
    return {**INPUTS, kind: {name: digest for name, digest in rows.items() if digest is not None}}


def verdict(**cells: str) -> dict[str, str]:
    base = {
        "claim_id": "000-001",
        "source": "000-invented",
        "refs": "1",
        "pmid": "1",
        "doi": "",
        "verdict": "supported",
    }
    base |= {"amino_acid": "leucine", "exposure": "given", "target": "insulin", "direction": "increase", "dose": "3 g"}
    return base | {"reason_code": "same_direction", "confidence": "0.9", "retracted": "false", "notices": ""} | cells


def finding(name: str = "evi-1", **cells: str) -> dict[str, str]:
    base = {"id": name, "pmid": "1", "doi": "", "amino_acid": "leucine", "exposure": "given", "target": "insulin"}
    base |= {"direction": "increase", "doses": "3 g", "sentence": "Insulin rose.", "sentence_start": "20"}
    return base | {"retracted": "false", "extractor": "rules 1.0", "notices": ""} | cells


def state(**cells: str) -> dict[str, str]:
    base = {key: cell for key, cell in verdict().items() if key in ("claim_id", "source", "amino_acid", "exposure")}
    base |= {"target": "insulin", "direction": "increase", "dose": "3 g", "refs": "1;2", "state": "supported"}
    return base | {"belief": "0.93", "reason": "Of what the claim cites: articles that support it: 1."} | cells


def snapshot(*rows: dict[str, str], **fields: Any) -> Snapshot:
    verdicts = {(r["claim_id"], r["refs"]): r for r in rows if "verdict" in r}
    claims = {r["claim_id"]: r for r in rows if "state" in r}
    evidence = {r["id"]: r for r in rows if "id" in r}
    return Snapshot(run=run(**fields), assessments=verdicts, evidence=evidence, claims=claims)


def also(change: Change) -> list[tuple[str, str | None]]:
    return [(one.cause, one.detail) for one in change.also]


def one(before: Snapshot, after: Snapshot) -> Change:
    (change,) = compare(before, after)
    return change


MOVED = {"verdict": "contradicted", "reason_code": "opposite_direction"}
ALL = {
    "inputs": inputs("articles", pmid_1="art-9") | {"lexicons": {"cues": "9f"}},
    "versions": {"extractor": "2.0"},
    "settings": {"dose": 0.1},
}


@pytest.mark.parametrize(
    ("after", "cause", "detail"),
    [
        ({}, "unknown", None),
        ({"versions": {"extractor": "2.0"}}, "version_changed", "extractor"),
        ({"settings": {"dose": 0.1, "new": 1}}, "settings_changed", "dose, new"),
        ({"inputs": inputs("lexicons", cues="9f", units=None)}, "lexicon_changed", "cues, units"),
        ({"inputs": inputs("articles", pmid_1="art-9")}, "text_changed", "pmid:1"),
        ({"inputs": inputs("articles", pmid_1=None)}, "article_removed", "pmid:1"),
        ({"inputs": inputs("citations", **{"000_1": "cit-9"})}, "unknown", None),
        ({"inputs": inputs("citations", **{"000_2": "cit-9"})}, "unknown", None),
        ({"inputs": inputs("claims", **{"000-001": "clm-9"})}, "claim_edited", "000-001"),
        ({"inputs": inputs("claims", **{"000-002": "clm-9"})}, "unknown", None),
        (ALL, "text_changed", "pmid:1"),
        ({**ALL, "inputs": INPUTS}, "settings_changed", "dose"),
        ({**ALL, "inputs": inputs("lexicons", cues="9f")}, "lexicon_changed", "cues"),
    ],
)
def test_gives_the_most_specific_cause_of_a_changed_verdict(
    after: dict[str, Any], cause: str, detail: str | None
) -> None:
    change = one(snapshot(verdict()), snapshot(verdict(**MOVED), **after))
    assert (change.kind, change.what, change.key) == ("changed", "assessment", ONE)
    assert (change.cause, change.detail) == (cause, detail)
    assert change.columns == ("verdict", "reason_code")


def test_an_article_that_arrives_is_the_cause() -> None:
    before = snapshot(verdict(verdict="no_abstract"), inputs=inputs("articles", pmid_1=None))
    assert one(before, snapshot(verdict())).cause == "new_article"


def test_a_reference_that_points_elsewhere_now_comes_before_its_new_article() -> None:
    before = snapshot(verdict(verdict="unresolved_citation", pmid=""), inputs=inputs("articles", pmid_1=None))
    after = snapshot(verdict(), inputs=inputs("citations", **{"000_1": "cit-9"}))
    assert one(before, after).cause == "citation_reidentified"


def test_a_text_that_changed_comes_before_an_edited_note_on_its_reference() -> None:
    edited = {**inputs("citations", **{"000_1": "cit-9"}), "articles": {"pmid:1": "art-9"}}
    assert one(snapshot(verdict()), snapshot(verdict(**MOVED), inputs=edited)).cause == "text_changed"


@pytest.mark.parametrize(("cells", "cause"), [({}, "retraction"), (MOVED, "text_changed")])
def test_a_retraction_is_the_cause_only_where_the_verdict_stays(cells: dict[str, str], cause: str) -> None:
    after = {**inputs("articles", pmid_1="art-9"), "retracted": {"pmid:1": "true"}}
    change = compare(snapshot(verdict()), snapshot(verdict(retracted="true", **cells), inputs=after))[0]
    assert (change.what, change.cause) == ("assessment", cause)


RETRACTED, CONCERN = "retraction: J Invent. 2021 Feb;1:2 (PMID 12)", "expression of concern: PMID 3"
CORRECTED = "correction: J Invent. 2019;1:9"
NEW = {"retracted": "true", "notices": RETRACTED, "reason": "It was retracted."}


def published(old: str = "", new: str = "", **now: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of two runs: notices of ``pmid:1`` in each, retracted where one is a retraction, and more of now."""
    was, is_ = (
        {**INPUTS, "notices": {"pmid:1": n} if n else {}, "retracted": {"pmid:1": "yes"} if "retraction" in n else {}}
        for n in (old, new)
    )
    return {"inputs": was}, {"inputs": is_ | now.pop("inputs", {})} | now


@pytest.mark.parametrize(
    ("old", "new", "cause", "detail"),
    [
        ("", RETRACTED, "retraction", f"pmid:1, new: {RETRACTED}"),
        (CONCERN, f"{RETRACTED}; {CONCERN}", "retraction", f"pmid:1, new: {RETRACTED}"),
        (CONCERN, RETRACTED, "retraction", f"pmid:1, new: {RETRACTED}, no longer linked: {CONCERN}"),
        (RETRACTED, CORRECTED, "retraction", f"pmid:1, no longer retracted, new: {CORRECTED}, no longer linked: "),
        ("", CONCERN, "notice_changed", f"pmid:1, new: {CONCERN}"),
        (CONCERN, f"{CONCERN}; {CORRECTED}", "notice_changed", f"pmid:1, new: {CORRECTED}"),
        (CORRECTED, "", "notice_changed", f"pmid:1, no longer linked: {CORRECTED}"),
        ("retraction", RETRACTED, "notice_changed", f"pmid:1, new: {RETRACTED}, no longer linked: retraction"),
    ],
)
@pytest.mark.parametrize("text", ["art-1", "art-9"])
@pytest.mark.parametrize("row", [verdict, finding])
def test_a_notice_is_told_and_not_taken_for_another_text(
    row: Callable[..., dict[str, str]], text: str, old: str, new: str, cause: str, detail: str
) -> None:
    was, now = published(old, new, inputs={"articles": {"pmid:1": text}}, versions={"extractor": "2.0"})
    flags = [str("retraction" in n).lower() for n in (old, new)]
    before = snapshot(row(notices=old, retracted=flags[0]), **was)
    change = one(before, snapshot(row(notices=new, retracted=flags[1], reason="Another."), **now))
    assert (change.kind, change.cause) == ("changed", cause)
    assert (change.detail or "").startswith(detail)


def test_a_retraction_without_a_linked_notice() -> None:
    after = {**INPUTS, "retracted": {"pmid:1": "yes"}}
    change = one(snapshot(verdict()), snapshot(verdict(retracted="true"), inputs=after))
    assert (change.cause, change.detail) == ("retraction", "pmid:1, now retracted")


@pytest.mark.parametrize(
    ("cells", "inputs_now", "more", "cause", "detail"),
    [
        (MOVED, {"articles": {"pmid:1": "art-9"}}, {}, "text_changed", "pmid:1"),
        (MOVED, {}, {"versions": {"extractor": "2"}}, "version_changed", "extractor"),
        ({"dose": "4 g"}, {"claims": {"000-001": "clm-9"}}, {}, "claim_edited", "000-001"),
    ],
)
def test_another_cause_does_not_hide_a_retraction(
    cells: dict[str, str], inputs_now: dict[str, Any], more: dict[str, Any], cause: str, detail: str
) -> None:
    was, now = published("", RETRACTED, inputs=inputs_now, **more)
    changes = compare(snapshot(verdict(), **was), snapshot(verdict(**NEW, **cells), **now))
    assert [(c.what, c.cause) for c in changes] == [("assessment", cause), ("article", "retraction")]
    assert changes[0].detail == detail
    assert ("retraction", f"pmid:1, new: {RETRACTED}") in also(changes[0])
    assert as_text(changes).splitlines()[1] == (
        f"Article pmid:1 is now retracted: the retraction status of the article changed (pmid:1, new: {RETRACTED})."
    )
    assert as_rows(changes)[1] | {"columns": "retracted", "pmid": "1", "says": ""} == as_rows(changes)[1]


def test_another_cause_does_not_hide_a_concern() -> None:
    was, now = published("", CONCERN, versions={"extractor": "2"})
    change = one(snapshot(verdict(), **was), snapshot(verdict(**MOVED, notices=CONCERN), **now))
    assert (change.cause, change.detail) == ("version_changed", "extractor")
    assert also(change) == [("notice_changed", f"pmid:1, new: {CONCERN}")]


def test_a_retraction_of_an_article_that_no_row_is_about() -> None:
    was, now = published("", RETRACTED)
    change = one(snapshot(**was), snapshot(**now))
    assert (change.what, change.key, change.cause) == ("article", ("pmid:1",), "retraction")
    assert change.columns == ("retracted",)


@pytest.mark.parametrize(
    ("flag", "cause", "detail"),
    [
        ({}, "version_changed", "code"),
        ({"pmid:1": "yes"}, "retraction", f"pmid:1, new: {RETRACTED}"),
    ],
)
def test_a_run_that_recorded_no_notices_makes_none_new(flag: dict[str, str], cause: str, detail: str) -> None:
    old = {kind: digests for kind, digests in INPUTS.items() if kind != "notices"}
    new = {**INPUTS, "notices": {"pmid:1": f"{RETRACTED}; {CONCERN}"}, "retracted": flag}
    row = verdict(notices=f"{RETRACTED}; {CONCERN}", retracted=str(bool(flag)).lower())
    before, after = (
        snapshot(verdict(), inputs=old),
        snapshot(row, inputs=new, versions={"code": "2", "extractor": "1.0"}),
    )
    assert (one(before, after).cause, one(before, after).detail) == (cause, detail)


def test_an_article_that_is_new_and_retracted() -> None:
    was, now = published("", RETRACTED)
    was["inputs"] = was["inputs"] | {"articles": {}}
    change = one(snapshot(verdict(verdict="no_abstract"), **was), snapshot(verdict(**NEW), **now))
    assert (change.cause, change.detail) == ("new_article", "pmid:1")
    assert also(change) == [("retraction", f"pmid:1, new: {RETRACTED}")]


def test_claims_come_and_go() -> None:
    second = verdict(claim_id="000-003")
    with_it = inputs("claims", **{"000-003": "clm-3"})
    came = one(snapshot(verdict()), snapshot(verdict(), second, inputs=with_it))
    went = one(snapshot(verdict(), second, inputs=with_it), snapshot(verdict()))
    assert (came.kind, came.cause, came.before) == ("added", "claim_added", None)
    assert (went.kind, went.cause, went.after) == ("removed", "claim_removed", None)
    assert came.key == went.key == ("000-003", "1")


@pytest.mark.parametrize(
    ("before", "after", "kind", "cause"),
    [
        ({"inputs": inputs("articles", pmid_1=None)}, {}, "added", "new_article"),
        ({"inputs": inputs("articles", pmid_1="art-0")}, {}, "added", "text_changed"),
        ({"versions": {"extractor": "0.9"}}, {}, "added", "version_changed"),
        ({}, {"inputs": inputs("articles", pmid_1=None)}, "removed", "article_removed"),
        ({}, {"inputs": inputs("lexicons", cues="9f")}, "removed", "lexicon_changed"),
        ({}, {}, "removed", "unknown"),
    ],
)
def test_findings_come_and_go(before: dict[str, Any], after: dict[str, Any], kind: str, cause: str) -> None:
    rows = [()], [(finding(),)]
    was, now = (rows[0][0], rows[1][0]) if kind == "added" else (rows[1][0], rows[0][0])
    change = one(snapshot(*was, **before), snapshot(*now, **after))
    assert (change.kind, change.what, change.key, change.cause) == (kind, "evidence", ("evi-1",), cause)


def test_a_finding_that_moved_in_its_text_is_one_change() -> None:
    after = snapshot(finding("evi-2", sentence_start="31"), inputs=inputs("articles", pmid_1="art-9"))
    change = one(snapshot(finding()), after)
    assert (change.kind, change.key, change.cause) == ("changed", ("evi-2",), "text_changed")
    assert change.columns == ("id", "sentence_start")


def test_findings_that_say_the_same_are_paired_in_order() -> None:
    before = snapshot(finding("evi-9", sentence_start="5"), finding("evi-1", sentence_start="90"))
    after = snapshot(finding("evi-3", sentence_start="7"), finding("evi-4", sentence_start="91"), finding("evi-5"))
    changes = compare(before, after)
    pairs = {c.row["id"]: c.before and c.before["id"] for c in changes}
    assert pairs == {"evi-3": "evi-9", "evi-5": "evi-1", "evi-4": None}


def test_a_retracted_finding_is_told() -> None:
    after = {**inputs("articles", pmid_1="art-9"), "retracted": {"pmid:1": "true"}}
    assert one(snapshot(finding()), snapshot(finding(retracted="true"), inputs=after)).cause == "retraction"


def test_an_article_known_by_doi_only() -> None:
    rows = finding(pmid="", doi="10.5555/X"), finding(pmid="", doi="10.5555/X", direction="decrease")
    after = snapshot(rows[1], inputs={**INPUTS, "articles": {"pmid:1": "art-1", "doi:10.5555/x": "art-9"}})
    assert one(snapshot(rows[0]), after).cause == "text_changed"


def test_the_name_of_the_extractor_alone_is_no_change() -> None:
    after = snapshot(finding(extractor="rules 2.0"), versions={"extractor": "2.0"})
    assert compare(snapshot(finding()), after) == ()


def test_changes_are_told_in_plain_words() -> None:
    before = snapshot(verdict(), finding(), verdict(claim_id="000-002", refs="", pmid=""))
    moved = verdict(**MOVED, reason="The article says otherwise.")
    after = snapshot(moved, finding(confidence="0.5"), verdict(claim_id="000-002", refs="", pmid="", confidence="0.1"))
    assert as_text(compare(before, after)).splitlines() == [
        "Verdict on 000-001 [1] (leucine: insulin up at 3 g; PMID 1): supported → contradicted,"
        f" because {CAUSES['unknown']}. The article says otherwise.",
        "Verdict on 000-002 (leucine: insulin up at 3 g): still supported, but differs in confidence,"
        f" because {CAUSES['unknown']}.",
        f"Evidence evi-1 (leucine: insulin up at 3 g; PMID 1): differs in confidence, because {CAUSES['unknown']}.",
    ]
    gone = as_text(compare(before, snapshot(settings={"dose": 0.1})))
    assert gone.count("\n") == 3
    assert "(leucine: insulin up at 3 g; PMID 1): gone: supported, because a setting changed (dose)." in gone
    assert f"Evidence evi-1 (leucine: insulin up at 3 g; PMID 1): gone, because {CAUSES['unknown']}." in gone


def test_a_line_stays_a_line() -> None:
    change = as_text(compare(snapshot(), snapshot(finding(target="a\nb\r\nc", exposure="withheld", doses="", doi="d"))))
    assert change.count("\n") == 1
    assert "leucine withheld: a b c up; PMID 1" in change


def test_rows_and_json_hold_the_same_changes() -> None:
    changes = compare(snapshot(verdict(), finding()), snapshot(verdict(**MOVED)))
    rows = as_rows(changes)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    assert [row["key"] for row in rows] == ["000-001 [1]", "evi-1"]
    assert rows[0]["before"] == "supported (same_direction)"
    assert rows[0]["columns"] == "verdict;reason_code"
    assert rows[1]["after"] == ""
    told = json.loads(json.dumps(as_json(changes)))
    assert [t["cause"] for t in told] == [r["cause"] for r in rows]
    assert told[0]["after"]["verdict"] == "contradicted"
    assert told[1]["after"] is None


SAID, UNSAID = verdict(refs="2", pmid="2"), verdict(refs="2", pmid="2", verdict="not_in_abstract")


@pytest.mark.parametrize(
    ("before", "after", "fields", "told"),
    [
        ([verdict(), state()], [verdict(), state(belief="0.5", reason="Other.")], {}, None),
        ([], [verdict(), state()], {"inputs": inputs("claims", **{"000-001": "clm-1"})}, ("added", "unknown", [])),
        (
            [verdict(), SAID, state()],
            [verdict(), {**SAID, **MOVED}, state(state="mixed")],
            {"inputs": {**INPUTS, "articles": {"pmid:1": "art-9", "pmid:2": "art-8"}}},
            ("changed", "new_article", []),  # pmid:1 has another text too, but its verdict stands
        ),
        (
            [verdict(), UNSAID, state()],
            [verdict(retracted="true"), {**UNSAID, "confidence": "0.1"}, state(state="not_supported")],
            {"inputs": {**INPUTS, "retracted": {"pmid:1": "yes"}}, "settings": {"dose": 0.1}},
            ("changed", "retraction", ["settings_changed"]),
        ),
        (
            [verdict(), state()],
            [verdict(retracted="true", **MOVED), state(state="not_supported")],
            {"inputs": {**inputs("articles", pmid_1="art-9"), "retracted": {"pmid:1": "yes"}}},
            ("changed", "retraction", ["text_changed"]),
        ),
        (
            [verdict(), state()],
            [verdict(), state(state="mixed")],
            {"versions": {"claimdiff": "2"}},
            ("changed", "version_changed", []),
        ),
    ],
)
def test_the_state_of_a_claim_moves_by_what_moved_its_articles(
    before: list[dict[str, str]],
    after: list[dict[str, str]],
    fields: dict[str, Any],
    told: tuple[str, str, list[str]] | None,
) -> None:
    changes = compare(snapshot(*before), snapshot(*after, **fields))
    found = [(c.kind, c.cause, [one.cause for one in c.also]) for c in changes if c.what == "claim"]
    assert found == ([told] if told else [])


def test_a_state_is_told_as_text_row_and_json() -> None:
    now = state(state="contradicted", reason="Of what the claim cites: articles against it: 1.")
    changes = compare(snapshot(verdict(), state()), snapshot(verdict(**MOVED), now, settings={"dose": 0.1}))
    assert [change.what for change in changes] == ["claim", "assessment"]
    assert as_text(changes[:1]) == (
        "Claim 000-001 (leucine: insulin up at 3 g): supported → contradicted, because a setting changed (dose)."
        " Of what the claim cites: articles against it: 1.\n"
    )
    row = as_rows(changes)[0]
    told = ("claim", "changed", "000-001", "supported", "contradicted", "state", "settings_changed")
    assert tuple(row[name] for name in ("what", "kind", "key", "before", "after", "columns", "cause")) == told
    assert row["pmid"] == row["review"] == ""
    assert as_json(changes)[0]["after"] == now


def test_a_run_that_wrote_no_claims_has_no_states_to_compare() -> None:
    old = replace(snapshot(verdict()), claims=None)
    assert compare(old, snapshot(verdict(), state())) == ()
    assert compare(snapshot(verdict(), state()), old) == ()


TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
VERDICTS = st.builds(verdict, claim_id=TEXT, refs=TEXT, pmid=TEXT, verdict=TEXT, source=TEXT)
CLAIMS = st.builds(state, claim_id=TEXT, state=TEXT)
FINDINGS = st.builds(finding, TEXT, sentence_start=TEXT, target=TEXT, pmid=st.sampled_from(["1", "2"]))
DIGESTS = st.dictionaries(st.sampled_from(["pmid:1", "pmid:2", "000-001", "000:1"]), st.sampled_from(["a", "b"]))
RUNS = st.fixed_dictionaries({"inputs": st.dictionaries(st.sampled_from(sorted(INPUTS)), DIGESTS)})
SNAPSHOTS = st.builds(
    lambda rows, fields: snapshot(*rows, **fields), st.lists(VERDICTS | FINDINGS | CLAIMS, max_size=6), RUNS
)


@given(SNAPSHOTS)
def test_a_run_does_not_differ_from_itself(some: Snapshot) -> None:
    assert compare(some, some) == ()


@given(SNAPSHOTS, SNAPSHOTS)
def test_every_row_is_accounted_for(before: Snapshot, after: Snapshot) -> None:
    changes = compare(before, after)
    back = compare(after, before)
    assert len(back) == len(changes)
    kinds = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted(kinds[c.kind] for c in back) == sorted(c.kind for c in changes)
    assert all(c.cause in CAUSES for c in changes)
    assert all(c.columns for c in changes if c.kind == "changed")
    told = [c for c in changes if c.what == "evidence"]
    met = len(before.evidence) + sum(c.kind == "added" for c in told) - sum(c.kind == "removed" for c in told)
    assert met == len(after.evidence)
    assert as_text(changes).count("\n") == len(changes)
