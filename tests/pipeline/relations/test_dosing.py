"""Doses of a sentence and what they are of: what lists and pairs share."""

from dataclasses import replace

import pytest

from pipeline.relations.dosing import links
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

OTHERS = Study(exposures=["leucine"], others=frozenset({"metformin"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("each capsule held 5=g:DOSE of:prep compound", ["leucine"]),
        ("each capsule held 5=g:DOSE of:prep the:det compound", ["leucine"]),
        ("leucine:AA or:conj placebo:control ( 5=g:DOSE )", ["leucine"]),
        (
            "1=:DOSE or:conj 5=ng:DOSE of:prep valine:AA and:conj 2=:DOSE or:conj 9=ng:DOSE of:prep leucine:AA",
            ["valine", "valine", "leucine", "leucine"],
        ),
    ],
)
def test_a_list_shares_its_owner(text: str, expected: list[str | None]) -> None:
    words = parse(text)
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    found = {k.dose: k.name for k in links([words], places, text_of(words), OTHERS)}
    assert [found.get(i) for i in range(len(places))] == expected


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
