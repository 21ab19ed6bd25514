"""Whose dose an amount is."""

import pytest

from pipeline.relations.owners import owner
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

OTHERS = Study(exposures=["leucine"], others=frozenset({"metformin"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5=g:DOSE leucine:AA", ["leucine"]),
        ("5=g:DOSE of:prep leucine:AA", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE )", ["leucine"]),
        ("leucine:AA at:prep 1=g:DOSE , 2=g:DOSE or:conj 3=g:DOSE", ["leucine"] * 3),
        ("leucine:AA ( 5=g:DOSE ) and:conj valine:AA ( 3=g:DOSE )", ["leucine", "valine"]),
        ("metformin ( 5=g:DOSE ) and:conj leucine:AA ( 3=g:DOSE )", [None, "leucine"]),
        ("leucine:AA with:prep 5=g:DOSE dextrin", [None]),
        ("leucine:AA dose:treatment was:aux raised:verb.increase to:prep 3=g:DOSE", ["leucine"]),
        ("leucine:AA ; 5=g:DOSE", [None]),
        ("a:det dose:treatment of:prep 5=g:DOSE", ["leucine"]),
        ("they weighed 5=g:DOSE", [None]),
        ("each capsule held 5=g:DOSE of:prep dextrose", [None]),
        ("leucine:AA or:conj aspirin 81=mg:DOSE", [None]),
        ("leucine:AA powder 5=g:DOSE", ["leucine"]),
        ("leucine:AA and:conj acetylcholine ( ACh ) ( 7=ug:DOSE )", [None]),
        ("leucine:AA and:conj choline ( 0 or:conj 25=mM:DOSE )", [None]),
        ("leucine:AA against:prep placebo:control ( 5=g:DOSE )", [None]),
        ("leucine:AA or:conj 5=g:DOSE of:prep dextrose:control", [None]),
        ("leucine:AA ( 5=g:DOSE , sc ) , the:det drug", ["leucine"]),
        ("leucine:AA at:prep < 5=mM:DOSE", ["leucine"]),
        ("the:det dose of:prep leucine:AA was:aux 5=g:DOSE", ["leucine"]),
        ("leucine:AA ( mean dose , 5=+/-=1=g:DOSE )", ["leucine"]),
        ("leucine:AA ( LEU ; 5=g:DOSE )", ["leucine"]),
        ("leucine:AA ( 5=mg/mL:DOSE saline:control )", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE tds )", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE of:prep dextrose )", [None]),
        ("leucine:AA ( dextrose 5=g:DOSE )", [None]),
        ("leucine:AA 5=g:DOSE versus:prep placebo:control", ["leucine"]),
        ("leucine:AA lowered:verb.decrease urea ( 5=g:DOSE , P = 0.04 )", [None]),
        ("leucine:AA , 5=g:DOSE ( n = 9 ) , or:conj placebo:control", ["leucine"]),
        ("leucine:AA at:prep 5=mg/kg:DOSE 2h before:prep", ["leucine"]),
        ("leucine:AA at:prep 5=%:DOSE of:prep dry matter", ["leucine"]),
        ("5=g:DOSE valine:AA and:conj 2=g:DOSE leucine:AA", ["valine", "leucine"]),
        ("the:det highest GAL doses:treatment used ( 5=g:DOSE )", [None]),
    ],
)
def test_owners(text: str, expected: list[str | None]) -> None:
    words = parse(text)
    found = [owner((w.start, w.end), words, text_of(words), OTHERS) for w in words if w.kind == "dose"]
    assert [name or None for name in found] == expected
