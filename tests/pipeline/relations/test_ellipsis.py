"""Clauses that name only for whom, or at which dose, a change was (not) seen, and clauses with another agent."""

import pytest

from pipeline.relations.ellipsis import likewise, split_ellipsis
from tests.pipeline.relations.parsing import parse, text_of
from tests.pipeline.sentences import lines

DENIED = {
    "Isoleucine raised bile flow, but leucine did not.": ["isoleucine: bile flow +", "leucine: bile flow ="],
    "Leucine raised insulin, but valine did not.": ["leucine: insulin +", "valine: insulin ="],
    "Leucine raised insulin, whereas valine and isoleucine had no such effect.": [
        "isoleucine: insulin =",
        "leucine: insulin +",
        "valine: insulin =",
    ],
    "Leucine lowered food intake and body weight, but isoleucine was ineffective.": [
        "isoleucine: body weight =",
        "isoleucine: food intake =",
        "leucine: body weight -",
        "leucine: food intake -",
    ],
    "Nitrate excretion rose after citrulline; arginine did not.": [
        "arginine: Nitrate excretion =",
        "citrulline: Nitrate excretion +",
    ],
}
AFFIRMED = {
    "Arginine did not lower blood pressure, but citrulline did.": [
        "arginine: blood pressure =",
        "citrulline: blood pressure -",
    ],
    "Leucine raised insulin secretion, whereas valine did the opposite.": [
        "leucine: insulin secretion +",
        "valine: insulin secretion -",
    ],
}
DOSES = {
    "Glycine at 3 g did not improve sleep quality, whereas at 9 g it did.": [
        "glycine: sleep quality + (9 g)",
        "glycine: sleep quality = (3 g)",
    ],
    "Glycine did not improve sleep quality at 3 g but did at 9 g.": [
        "glycine: sleep quality + (9 g)",
        "glycine: sleep quality = (3 g)",
    ],
    "Glycine improved sleep quality at 9 g but not at 3 g.": [
        "glycine: sleep quality + (9 g)",
        "glycine: sleep quality = (3 g)",
    ],
    "The dose of 5 g of leucine increased insulin, whereas the dose of 2 g had no effect.": [
        "leucine: insulin + (5 g)",
        "leucine: insulin = (2 g)",
    ],
}
CONDITIONS = {
    "Taurine decreased cortisol during exams but not at weekends.": ["taurine: cortisol -", "taurine: cortisol ="],
    "Leucine raised protein synthesis in muscle, but not in liver or skin.": [
        "leucine: protein synthesis +",
        "leucine: protein synthesis =",
    ],
    "Insulin, but not glucagon, was increased by leucine.": ["leucine: Insulin +", "leucine: glucagon ="],
}
OTHER_SUBJECTS = {
    "Serine and threonine lowered plasma urea, but glycine raised it.": [
        "glycine: plasma urea +",
        "serine: plasma urea -",
        "threonine: plasma urea -",
    ],
    "Serine and threonine lowered plasma urea, whereas glycine raised plasma urea.": [
        "glycine: plasma urea +",
        "serine: plasma urea -",
        "threonine: plasma urea -",
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), (DENIED | AFFIRMED | DOSES | CONDITIONS | OTHER_SUBJECTS).items())
def test_each_agent_and_dose_has_its_own_finding(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Leucine raised insulin, but glucose did not change.", ["leucine: glucose =", "leucine: insulin +"]),
        ("Leucine raised insulin, but placebo did not.", ["leucine: insulin +"]),
        ("Leucine lowered thirst; saline did not.", ["leucine: thirst -"]),
        ("Body weight increased less with leucine than in controls.", ["leucine: Body weight -"]),
        ("Muscle mass fell less with leucine.", ["leucine: Muscle mass +"]),
        ("Reaction time was slower after tyrosine than after placebo.", ["tyrosine: Reaction time +"]),
        ("Tyrosine gave faster reaction times than placebo.", ["tyrosine: reaction times -"]),
        ("Gastric emptying was slower after leucine than after water.", ["leucine: Gastric emptying -"]),
    ],
)
def test_what_only_looks_alike(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Plasma iron rose after serine.", "The same was true for plasma zinc.", ["serine: plasma zinc +"]),
        ("Plasma iron did not change after serine.", "The same was true for zinc.", ["serine: zinc ="]),
        (
            "Iron fell after serine.",
            "Similar results were obtained for zinc and iodine.",
            ["serine: iodine -", "serine: zinc -"],
        ),
        ("Serine raised iron and lowered copper.", "The same was true for zinc.", []),
    ],
)
def test_what_was_the_same_for_another_thing(before: str, sentence: str, expected: list[str]) -> None:
    found = lines("Serine was given to rats.", before, sentence)
    assert set(found) - set(lines("Serine was given to rats.", before)) == set(expected)


@pytest.mark.parametrize(
    ("text", "stays", "told"),
    [
        ("leucine:AA raised mood , but valine:AA did:aux not:neg .", "leucine raised mood .", "denied"),
        ("leucine:AA raised mood ; valine:AA was:aux ineffective:state .", "leucine raised mood .", "denied"),
        ("leucine:AA raised mood but valine:AA failed:verb to:prep do:aux so", "leucine raised mood", "denied"),
        ("leucine:AA raised no mood , but valine:AA did:aux", "leucine raised no mood", "affirmed"),
        ("leucine:AA raised mood while valine:AA did:aux the:det opposite", "leucine raised mood", "opposite"),
        ("leucine:AA raised mood , but sleep did:aux not:neg", None, None),
        ("leucine:AA raised mood and valine:AA", None, None),
        ("", None, None),
    ],
)
def test_the_clause_at_the_end(text: str, stays: str | None, told: str | None) -> None:
    words = parse(text)
    left, clause = split_ellipsis(words)
    assert text_of(left) == (text_of(words) if stays is None else stays)
    assert (clause and clause.told) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the same was:aux true for:prep iron and:conj zinc", ["iron", "zinc"]),
        ("similar results:study were:aux obtained:verb for:prep zinc", ["zinc"]),
        ("the same dose was:aux given:given for:prep pain", []),
        ("zinc rose", []),
    ],
)
def test_of_what_the_same_is_said(text: str, expected: list[str]) -> None:
    assert [text_of(thing) for thing in likewise(parse(text))] == expected
