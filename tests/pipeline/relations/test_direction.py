"""Directions: what cues stand for, how they compose, what negates them."""

import pytest

from pipeline.relations.direction import composed, negated, passive, plain_cause, polarity, valence
from pipeline.schema import Direction
from tests.pipeline.relations.parsing import parse
from tests.pipeline.sentences import lines


@pytest.mark.parametrize(
    ("category", "direction"),
    [
        ("verb.increase", "increase"),
        ("noun.increase", "increase"),
        ("adj.increase", "increase"),
        ("verb.improve", "increase"),
        ("verb.cause", "increase"),
        ("verb.decrease", "decrease"),
        ("noun.decrease", "decrease"),
        ("adj.decrease", "decrease"),
        ("verb.worsen", "decrease"),
        ("verb.change", "no_change"),
        ("state.no_change", "no_change"),
    ],
)
def test_polarity(category: str, direction: Direction) -> None:
    assert polarity(parse(f"x:{category}")[0]) == direction


@pytest.mark.parametrize(
    ("outer", "inner", "direction"),
    [
        ("verb.decrease", "noun.increase", "decrease"),
        ("verb.decrease", "noun.decrease", "increase"),
        ("verb.increase", "noun.decrease", "decrease"),
        ("verb.cause", "noun.increase", "increase"),
        ("verb.decrease", "noun.change", "no_change"),
    ],
)
def test_what_lowers_a_fall_raises(outer: str, inner: str, direction: Direction) -> None:
    [verb, noun] = parse(f"prevented:{outer} fall:{inner}")
    assert composed(noun, verb) == direction
    assert composed(noun, None) == polarity(noun)


@pytest.mark.parametrize(
    ("cue", "target", "given", "direction"),
    [
        ("improved:verb.improve", "sleep", "increase", "increase"),
        ("improved:verb.improve", "pain:bad", "increase", "decrease"),
        ("worsened:verb.worsen", "pain:bad", "decrease", "increase"),
        ("worsened:verb.worsen", "sleep", "decrease", "decrease"),
        ("raised:verb.increase", "pain:bad", "increase", "increase"),
        ("better:adj.increase", "pain:bad", "increase", "decrease"),
        ("improved:verb.improve", "pain:bad", "no_change", "no_change"),
        ("improved:verb.improve", "pain:bad tolerance:better.high", "increase", "increase"),
        ("improved:verb.improve", "fasting glucose:better.low levels", "increase", "decrease"),
        ("improved:verb.improve", "levels of:prep LDL:better.low", "increase", "decrease"),
        ("improved:verb.improve", "control:better.high of:prep glucose:better.low", "increase", "increase"),
        ("improved:verb.improve", "uptake of:prep glucose:better.low", "increase", "increase"),
        ("improved:verb.improve", "glucose:better.low uptake", "increase", "increase"),
        ("worsened:verb.worsen", "MELD:better.low score", "decrease", "increase"),
    ],
)
def test_improving_something_bad_lowers_it(cue: str, target: str, given: Direction, direction: Direction) -> None:
    [word] = parse(cue)
    assert valence(word, word, parse(target), given) == direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA raised:verb.increase mood", False),
        ("leucine:AA did=not:neg raise:verb.increase mood", True),
        ("no:neg change:noun.change in:prep mood", True),
        ("neither:neg leucine:AA nor:conj valine:AA raised:verb.increase mood", True),
        ("leucine:AA raised:verb.increase neither:neg mood nor:conj pain", True),
        ("mood tended=to:tendency rise:verb.increase", True),
        ("mood rose:verb.increase but:conj was:aux not=significant:insignificant", True),
        ("not:neg mood but:conj pain rose:verb.increase", False),
        ("no:neg a b c d e f g h i rose:verb.increase", False),
        ("without:neg+withheld leucine:AA growth fell:verb.decrease", False),
        ("without:neg+withheld changing:verb.change mood", True),
    ],
)
def test_negation(text: str, expected: bool) -> None:
    words = parse(text)
    cue = next(i for i, w in enumerate(words) if w.has("verb.increase", "verb.decrease", "noun.change", "verb.change"))
    assert negated(words, cue) is expected


@pytest.mark.parametrize(
    ("text", "i", "expected"),
    [
        ("mood was:aux raised:verb.increase", 2, True),
        ("mood was:aux significantly:adverb raised:verb.increase", 3, True),
        ("mood was=not:neg raised:verb.increase", 2, True),
        ("leucine:AA raised:verb.increase mood", 1, False),
        ("mood was:aux rising:verb.increase", 2, False),
        ("was:aux mood raised:verb.increase", 2, False),
    ],
)
def test_passives(text: str, i: int, expected: bool) -> None:
    assert passive(parse(text), i) is expected


@pytest.mark.parametrize(("verb", "plain"), [("caused", True), ("led to", True), ("had", False), ("showed", False)])
def test_plain_causes(verb: str, plain: bool) -> None:
    assert plain_cause(parse(f"{verb.replace(' ', '=')}:verb.cause")[0]) is plain


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lysine did not improve sleep quality or enhance muscle mass.",
            ["lysine: muscle mass =", "lysine: sleep quality ="],
        ),
        ("Lysine did not improve mood, and it enhanced muscle mass.", ["lysine: mood =", "lysine: muscle mass +"]),
        (
            "Serine decreased urea and uric acid, although the change in uric acid was not significant.",
            ["serine: urea -", "serine: uric acid ="],
        ),
        ("Serum iron rose first and then fell with increasing doses of serine.", []),
        ("Serum iron first rose and then fell, while body weight increased with serine.", ["serine: body weight +"]),
        (
            "The rise in plasma myoglobin returned to normal sooner with serine than with placebo.",
            ["serine: plasma myoglobin -"],
        ),
        (
            "The rise in plasma myoglobin was seen earlier with serine than with placebo.",
            ["serine: plasma myoglobin +"],
        ),
        ("Serine resulted in a halving of plasma urea.", ["serine: plasma urea -"]),
        ("Body weight was higher in the low serine group than in the high serine group.", ["serine: Body weight -"]),
        ("Proline (not serine) reduced plasma urea.", ["proline: plasma urea -", "serine: plasma urea ="]),
    ],
)
def test_directions_of_whole_sentences(sentence: str, expected: list[str]) -> None:
    assert lines("Rats were studied.", sentence) == expected


@pytest.mark.parametrize(
    "back", ["All of these effects of ozone were attenuated by", "These effects of ozone were prevented by"]
)
def test_effects_of_another_agent_are_turned_round(back: str) -> None:
    found = lines("Ozone increased lipid peroxidation and decreased cell viability.", f"{back} taurine.")
    assert {"taurine: lipid peroxidation -", "taurine: cell viability +"} <= set(found)
