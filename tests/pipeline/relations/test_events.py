"""Cues with their targets and directions."""

import pytest

from pipeline.relations.arguments import noun_targets, subject_targets
from pipeline.relations.clauses import clauses
from pipeline.relations.events import events, points_back, with_antecedents
from pipeline.relations.nouns import noun_use
from tests.pipeline.relations.parsing import parse, text_of

RISE = "rise:noun.increase+pure+verb.increase"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leucine:AA raised:verb.increase mood", [("mood", "increase", True)]),
        ("mood was:aux raised:verb.increase by:prep leucine:AA", [("mood", "increase", False)]),
        ("mood rose:verb.increase", [("mood", "increase", False)]),
        (f"leucine:AA caused:verb.cause a:det {RISE} in:prep mood", [("mood", "increase", True)]),
        (f"leucine:AA prevented:verb.decrease the:det {RISE} in:prep mood", [("mood", "decrease", True)]),
        (f"the:det {RISE} in:prep mood was:aux prevented:verb.decrease", [("mood", "decrease", False)]),
        ("mood was:aux similar:state.no_change", [("mood", "no_change", False)]),
        ("leucine:AA had=no=effect:state.no_effect on:prep mood", [("mood", "no_change", True)]),
        ("leucine:AA had:verb.cause+aux lower:adj.decrease mood", [("mood", "decrease", True)]),
        ("mood was:aux lower:adj.decrease", [("mood", "decrease", False)]),
        ("leucine:AA raised:verb.increase it:anaphor", [("it", "increase", True)]),
        ("leucine:AA changed:verb.change mood", []),
        ("leucine:AA did=not:neg change:verb.change mood", [("mood", "no_change", True)]),
        (
            "leucine:AA raised:verb.increase mood but:conj not:neg sleep",
            [("mood", "increase", True), ("sleep", "no_change", True)],
        ),
        ("rapamycin blocked:verb.decrease the:det effect=of:given leucine:AA", []),
        ("leucine:AA", []),
        ("", []),
    ],
)
def test_events(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = [(text_of(e.target), e.direction, e.active) for e in events(parse(text))]
    assert found == expected


def test_ellipsis_repeats_the_change_for_another_subject() -> None:
    text = "valine:AA raised:verb.increase mood but:conj+boundary leucine:AA did=not:neg"
    first, second = events(parse(text))
    assert (first.direction, second.direction) == ("increase", "no_change")
    assert text_of(second.target) == "mood"
    assert text_of(second.subject) == "but leucine"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("reversed:verb.decrease", [("mood", "increase"), ("pain", "decrease")]),
        ("did=not:neg reverse:verb.decrease", [("mood", "no_change"), ("pain", "no_change")]),
        ("enhanced:verb.increase", []),
    ],
)
def test_earlier_changes_are_turned_round(verb: str, expected: list[tuple[str, str]]) -> None:
    before = events(parse("alcohol lowered:verb.decrease mood and:conj raised:verb.increase pain"))
    found = events(parse(f"taurine:AA {verb} these:det+anaphor changes:noun.change+verb.change"))
    assert all(map(points_back, found))
    assert [(text_of(e.target), e.direction) for e in with_antecedents(found, before)] == expected
    assert list(with_antecedents(found, [])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("effect:noun.change of:prep leucine:AA on:prep mood", ["mood"]),
        ("effect:noun.change on:prep mood and:conj pain", ["mood", "pain"]),
        ("rise:noun.increase in:prep mood", ["mood"]),
        ("difference:noun.change between:prep groups:group in:prep mood", ["mood"]),
        ("difference:noun.change in:prep groups:group", []),
        ("rise:noun.increase", []),
    ],
)
def test_what_a_noun_of_change_is_about(text: str, expected: list[str]) -> None:
    words = parse(text)
    assert [text_of(p.words(words)) for p in noun_targets(words, 0)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mood and:conj pain rose:verb.increase", ["mood", "pain"]),
        ("in:prep rats:group , mood rose:verb.increase", ["mood"]),
        ("rose:verb.increase", []),
    ],
)
def test_targets_in_the_subject(text: str, expected: list[str]) -> None:
    assert [text_of(t) for t in subject_targets(clauses(parse(text))[0])] == expected


@pytest.mark.parametrize(
    ("text", "i", "noun"),
    [
        ("an:det increase:noun.increase+verb.increase in:prep mood", 1, True),
        ("to:prep increase:noun.increase+verb.increase mood", 1, False),
        ("to:prep increases:noun.increase+verb.increase in:prep mood", 1, True),
        ("did=not:neg increase:noun.increase+verb.increase mood", 1, False),
        ("in:prep lowering:noun.decrease+verb.decrease mood", 1, False),
        ("mood rose:verb.increase", 1, False),
    ],
)
def test_nouns_that_are_verbs_too(text: str, i: int, noun: bool) -> None:
    assert noun_use(parse(text), i) is noun
