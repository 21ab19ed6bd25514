"""Whose dose it is."""

from dataclasses import replace

import pytest

from pipeline.relations.dosing import links
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

OTHERS = Study(exposures=["leucine"], others=frozenset({"metformin"}))


def owners(text: str) -> list[str | None]:
    """The owner of each dose, in order."""
    words = parse(text)
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    found = {k.dose: k.name for k in links([words], places, text_of(words), OTHERS)}
    return [found.get(i) for i in range(len(places))]


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
        ("leucine:AA lowered:verb.decrease mass from:prep 5=g:DOSE to:prep 3=g:DOSE", [None, None]),
        ("leucine:AA lowered:verb.decrease mass to:prep 3=g:DOSE", [None]),
        ("leucine:AA lowered:verb.decrease mass by:prep 3=g:DOSE", [None]),
        ("leucine:AA dose:treatment was:aux raised:verb.increase to:prep 3=g:DOSE", ["leucine"]),
        ("leucine:AA ; 5=g:DOSE", [None]),
        ("a:det dose:treatment of:prep 5=g:DOSE", ["leucine"]),
        ("they weighed 5=g:DOSE", [None]),
        ("each capsule held 5=g:DOSE of:prep compound", ["leucine"]),
        ("each capsule held 5=g:DOSE of:prep the:det compound", ["leucine"]),
        ("each capsule held 5=g:DOSE of:prep dextrose", [None]),
        ("leucine:AA or:conj aspirin 81=mg:DOSE", [None]),
        ("leucine:AA powder 5=g:DOSE", ["leucine"]),
        ("leucine:AA and:conj acetylcholine ( ACh ) ( 7=ug:DOSE )", [None]),
        ("leucine:AA and:conj choline ( 0 or:conj 25=mM:DOSE )", [None]),
        ("leucine:AA or:conj placebo:control ( 5=g:DOSE )", ["leucine"]),
        ("leucine:AA against:prep placebo:control ( 5=g:DOSE )", [None]),
        ("leucine:AA or:conj 5=g:DOSE of:prep dextrose:control", [None]),
        ("leucine:AA ( 5=g:DOSE , sc ) , the:det drug", ["leucine"]),
        ("leucine:AA at:prep < 5=mM:DOSE", ["leucine"]),
        ("cholesterol below 5=mM:DOSE with:prep leucine:AA", [None]),
        ("leucine:AA lowered:verb.decrease X ( - 3=g:DOSE )", [None]),
        ("leucine:AA 5=+/-=1=g:DOSE", [None]),
        ("leucine:AA 9=g/dL:DOSE", [None]),
        ("the:det dose of:prep leucine:AA was:aux 5=g:DOSE", ["leucine"]),
        ("leucine:AA ( mean dose , 5=+/-=1=g:DOSE )", ["leucine"]),
        ("leucine:AA ( LEU ; 5=g:DOSE )", ["leucine"]),
        ("leucine:AA ( 5=mg/mL:DOSE saline:control )", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE tds )", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE of:prep dextrose )", [None]),
        ("leucine:AA ( dextrose 5=g:DOSE )", [None]),
        ("leucine:AA 5=g:DOSE versus:prep placebo:control", ["leucine"]),
        ("leucine:AA ( 5=g:DOSE v 6 , P < 0.05 )", [None]),
        ("leucine:AA lowered:verb.decrease urea ( 5=g:DOSE , P = 0.04 )", [None]),
        ("leucine:AA lowered:verb.decrease urea , 5=g:DOSE lower:adj.decrease", [None]),
        ("leucine:AA , 5=g:DOSE ( n = 9 ) , or:conj placebo:control", ["leucine"]),
        ("leucine:AA at:prep 5=mg/kg:DOSE 2h before:prep", ["leucine"]),
        ("leucine:AA at:prep 5=%:DOSE of:prep dry matter", ["leucine"]),
        ("leucine:AA for:prep plasma glucose levels of:prep 5=mM:DOSE", [None]),
        ("5=g:DOSE valine:AA and:conj 2=g:DOSE leucine:AA", ["valine", "leucine"]),
        (
            "1=:DOSE or:conj 5=ng:DOSE of:prep valine:AA and:conj 2=:DOSE or:conj 9=ng:DOSE of:prep leucine:AA",
            ["valine", "valine", "leucine", "leucine"],
        ),
        ("the:det highest GAL doses:treatment used ( 5=g:DOSE )", [None]),
    ],
)
def test_owners(text: str, expected: list[str | None]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA or:conj valine:AA ( 5=g:DOSE )", {"leucine", "valine"}),
        ("5=g:DOSE of:prep dextrose:control ( PLA ) or:conj valine:AA", {"valine"}),
        ("5=g:DOSE leucine:AA , valine:AA or:conj glycine:AA", {"leucine", "valine", "glycine"}),
        ("leucine:AA ( 5=g:DOSE ) or:conj valine:AA ( 5=g:DOSE )", {"leucine", "valine"}),
        ("leucine:AA or:conj valine:AA with:prep metformin ( 5=g:DOSE )", set()),
    ],
)
def test_who_shares_a_dose(text: str, expected: set[str]) -> None:
    words = parse(text)
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    assert {k.name for k in links([words], places, text_of(words), OTHERS)} == expected


def test_a_dose_may_hold_its_owner() -> None:
    words = [replace(w, name="creatine") if w.kind == "dose" else w for w in parse("they ate 20=g=creatine/day:DOSE")]
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    assert [k.name for k in links([words], places, text_of(words), OTHERS)] == ["creatine"]


def test_no_sentences_no_links() -> None:
    assert links([], [], "", Study()) == []
    assert links([[]], [], "", Study()) == []
