"""What holds for any claim and any evidence."""

import random
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile import REASONS
from pipeline.reconcile.amino_acids import kinship
from pipeline.schema import Claim, Direction, Evidence, Exposure, Verdict
from tests.statements import DOWN, SAME, UP, assess, claim, finding

AMINO_ACIDS = st.sampled_from(["leucine", "valine", "bcaa", "hmb", "leucine+valine"])
TARGETS = st.sampled_from(["glucose uptake", "plasma glucose", "AMPK α1", "AMPK α2 activity", "glucose", "insulin"])
DOSES = st.sampled_from(["", "At 1 g.", "At 2 g/L.", "At 0.3 g/kg.", "Five 500 mg capsules twice daily.", "At 1-3 g."])


@st.composite
def findings(draw: st.DrawFn) -> Evidence:
    said = f"{draw(AMINO_ACIDS)} {draw(TARGETS)} {draw(st.sampled_from('+-='))}"
    return finding(
        said,
        draw(DOSES),
        start=draw(st.integers(0, 3)) * 100,
        exposure=draw(st.sampled_from(get_args(Exposure))),
        system=draw(st.sampled_from([None, "rat", "cell"])),
        size=draw(st.sampled_from([None, "10 %", "2 fold"])),
        confidence=draw(st.sampled_from([0.2, 0.9])),
    )


@st.composite
def statements(draw: st.DrawFn) -> Claim:
    said = f"{draw(AMINO_ACIDS)} {draw(TARGETS)} {draw(st.sampled_from('+-='))}"
    doses = draw(st.lists(st.sampled_from(["1 g", "500 mg", "0.3 g/kg", "1-2 g"]), max_size=2))
    return claim(said, *doses, system=draw(st.sampled_from([None, "rat"])), size=draw(st.sampled_from([None, "10 %"])))


AGREED: dict[Verdict, set[tuple[bool, bool]]] = {  # verdict → (claim is null, finding is null) that may stand behind it
    "no_effect_found": {(False, True)},
    "contradicted": {(False, False), (True, False)},
}


@settings(max_examples=300, deadline=None)
@given(statements(), st.lists(findings(), max_size=6), st.randoms(use_true_random=False))
def test_what_holds_for_any_evidence(one: Claim, found: list[Evidence], chance: random.Random) -> None:
    row = assess(one, *found)
    by_id = {e.id: e for e in found}
    shown = [by_id[i] for i in row.evidence_ids]
    directions = {e.effect.direction for e in shown}
    if row.verdict in ("supported", "supported_dose_differs"):
        assert directions == {one.effect.direction}
        assert all(kinship(one.effect, e.effect) == "equal" and e.effect.exposure == "given" for e in shown)
    if row.verdict in AGREED:
        null = one.effect.direction == SAME
        against = {(null, d == SAME) for d in directions if d != one.effect.direction}
        assert against & AGREED[row.verdict]
    assert row.verdict == "not_in_abstract" or shown
    assert row.verdict in REASONS[row.reason_code].verdicts
    assert assess(one, *chance.sample(found, len(found))) == row


@given(st.sampled_from(get_args(Direction)), st.lists(findings(), max_size=6))
def test_never_supported_where_no_finding_says_so(direction: Direction, found: list[Evidence]) -> None:
    kept = [e for e in found if e.effect.direction != direction]
    sign = {UP: "+", DOWN: "-", SAME: "="}[direction]
    assert not assess(claim(f"leucine glucose uptake {sign}"), *kept).verdict.startswith("supported")
