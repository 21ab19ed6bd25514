"""Causes that are excepted, and parts of a sentence that are set against each other."""

import pytest

from pipeline.relations.contrasts import contrasted, of_the_same, opened, split_contrast
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "stays", "excepted"),
    [
        (
            "leucine:AA , but:conj+boundary not:neg valine:AA , raised:verb.increase mood",
            "leucine raised mood",
            "valine",
        ),
        ("leucine:AA but:conj not:neg valine:AA raised:verb.increase mood", "leucine raised mood", "valine"),
        ("leucine:AA , not:neg valine:AA , raised:verb.increase mood", "leucine raised mood", "valine"),
        (
            "leucine:AA , but:conj not:neg an:det inhibitor , raised:verb.increase mood",
            "leucine raised mood",
            "an inhibitor",
        ),
        (
            "mood rose:verb.increase with:prep leucine:AA but:conj not:neg with:prep valine:AA .",
            "mood rose with leucine",
            "with valine .",
        ),
        (
            "mood was:aux raised:verb.increase by:prep leucine:AA but:conj not:neg valine:AA",
            "mood was raised by leucine",
            "valine",
        ),
        (
            "leucine:AA raised:verb.increase mood at:prep work but:conj not:neg at:prep home",
            "leucine raised mood at work",
            "at home",
        ),
        (
            "growth in:prep bone , but:conj not:neg liver:matrix or:conj skin:matrix , rose:verb.increase",
            "growth in bone rose",
            "liver or skin",
        ),
        ("mood , but:conj not:neg sleep , was:aux raised:verb.increase by:prep leucine:AA", None, ""),
        ("leucine:AA raised:verb.increase mood but:conj not:neg sleep", None, ""),
        ("leucine:AA raised:verb.increase arginine:AA but:conj not:neg ornithine:AA", None, ""),
        ("leucine:AA raised:verb.increase mood but:conj not:neg", None, ""),
        ("but:conj not:neg", None, ""),
        ("", None, ""),
    ],
)
def test_what_stays_and_what_is_taken_out(text: str, stays: str | None, excepted: str) -> None:
    words = parse(text)
    left, out = split_contrast(words)
    assert text_of(left) == (text_of(words) if stays is None else stays)
    assert text_of(out) == excepted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in:prep women:group", True),
        ("in:prep controls:group+control", False),
        ("valine:AA", False),
        ("at:prep rest", True),
        ("liver:matrix or:conj skin:matrix", True),
        ("plasma:matrix urea", False),
        ("", False),
    ],
)
def test_subgroups(text: str, expected: bool) -> None:
    assert of_the_same(parse(text)) is expected


def test_a_clause_ends_where_a_contrast_begins() -> None:
    words = parse("mood fell , but sleep rose , while pain stayed")
    assert text_of(contrasted(words, words[4].start)) == "but sleep rose ,"
    assert text_of(contrasted(words, words[0].start)) == "mood fell ,"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA ( but:conj not:neg valine:AA ) raised mood", "leucine , but not valine , raised mood"),
        ("leucine:AA ( not:neg valine:AA ) raised mood", "leucine , not valine , raised mood"),
        ("leucine:AA ( and:conj valine:AA ) raised mood", "leucine ( and valine ) raised mood"),
        ("leucine:AA (", "leucine ("),
    ],
)
def test_a_bracket_that_excepts_is_opened(text: str, expected: str) -> None:
    words = opened(parse(text))
    assert text_of(words) == expected
    assert all(w.depth == (expected == text_of(parse(text)) and w.text in {"and", "valine"}) for w in words)
