"""Noun phrases and lists of them."""

import pytest

from pipeline.relations.phrases import noun_phrase, opens_clause, phrase_list
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heart rate:measured", "heart rate"),
        ("the:det heart rate:measured in:prep rats:group", "heart rate"),
        ("significantly:adverb lower:adj.decrease body fat", "body fat"),
        ("expression of:prep the:det gene", "expression of the gene"),
        ("sensitivity:tohead to:prep insulin", "sensitivity to insulin"),
        ("reaction to:prep insulin", "reaction"),
        ("12:x kg", "kg"),
        ("body fat 12:x", "body fat"),
        ("plasma:matrix levels:measured of:prep leucine:AA", "plasma levels of leucine"),
    ],
)
def test_a_noun_phrase(text: str, expected: str) -> None:
    words = parse(text)
    phrase = noun_phrase(words, 0)
    assert phrase is not None
    assert text_of(phrase.words(words)) == expected


@pytest.mark.parametrize("text", ["", "and:conj", "in:prep rats", "was:aux", ", fat", "the:det", "5 6", "( )"])
def test_no_noun_phrase(text: str) -> None:
    assert noun_phrase(parse(text), 0) is None


def test_a_pointing_word_makes_a_change_a_phrase() -> None:
    words = parse("these:det changes:noun.change+verb.change were:aux")
    assert [text_of(p.words(words)) for p in phrase_list(words, 0)] == ["changes"]
    assert [text_of(p.words(words)) for p in phrase_list(words, 1)] == ["changes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pulse , mood and:conj sleep", ["pulse", "mood", "sleep"]),
        ("pulse and:conj mood fell:verb.decrease", ["pulse"]),
        ("pulse and:conj in:prep mood", ["pulse", "mood"]),
        ("pulse but:conj mood", ["pulse"]),
        ("pulse , and:conj raised:verb.increase mood", ["pulse"]),
        ("pulse and:conj lower:adj.decrease mood", ["pulse"]),
        ("in:prep pulse", []),
        ("", []),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    words = parse(text)
    assert [text_of(p.words(words)) for p in phrase_list(words, 0)] == expected


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("was:aux", True),
        ("markedly:adverb fell:verb.decrease", True),
        ("lowering:verb.decrease", False),
        ("increase:verb.increase+noun.increase", False),
        ("in:prep", False),
        ("", False),
    ],
)
def test_what_makes_a_phrase_a_subject(text: str, opens: bool) -> None:
    assert opens_clause(parse(text), 0) is opens
