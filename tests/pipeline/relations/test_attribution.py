"""Whether a change is an amino acid's at all."""

import pytest

from pipeline.relations.agents import Agent
from pipeline.relations.attribution import attribute
from pipeline.relations.events import events
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of
from tests.pipeline.sentences import lines

LEUCINE = Study(exposures=["leucine"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("both:anaphor treatments:treatment+group raised:verb.increase mood", ["leucine"]),
        ("both:anaphor groups:group raised:verb.increase mood", []),
        ("placebo:control raised:verb.increase mood", []),
        ("mood rose:verb.increase in:prep both:det groups:group", []),
        ("mood was:aux higher:adj.increase in:prep sick controls:control than:prep in:prep fit controls:control", []),
        ("mood did=not:neg change:verb.change in:prep both:det groups:group", ["leucine"]),
    ],
)
def test_whose_change_it_is(text: str, expected: list[str]) -> None:
    words = parse(text)
    [event] = events(words)
    assert [a.name for a in attribute(event, words, LEUCINE, text_of(words), []).agents] == expected


@pytest.mark.parametrize("other", ["with:prep leucine:AA", "in:prep the=intervention:anaphor group:group"])
def test_a_comparison_told_from_the_other_side_is_turned(other: str) -> None:
    words = parse(f"mood was:aux higher:adj.increase with:prep placebo:control than:prep {other}")
    [event] = events(words)
    told = attribute(event, words, LEUCINE, text_of(words), [])
    assert told.turned
    assert told.agents == (Agent("leucine"),)


def test_what_less_of_it_raises_is_turned() -> None:
    words = parse("mood was:aux higher:adj.increase with:prep 2=g:DOSE leucine:AA than:prep with:prep 5=g:DOSE")
    [event] = events(words)
    told = attribute(event, words, LEUCINE, text_of(words), [])
    assert told.turned
    assert told.agents == (Agent("leucine"),)


COMPARED = [
    (
        "Effects of L- and D-serine are shown. In L-serine-treated rats, plasma urea was lower than in other rats.",
        ["serine: plasma urea -"],
    ),
    (
        "Rats were given leucine or valine. In leucine-treated rats, plasma urea was lower than in untreated rats.",
        ["leucine: plasma urea -"],
    ),
    (
        "Rats ate a histidine diet. Plasma histidine in histidine-supplemented rats was higher than in control rats.",
        ["histidine: Plasma histidine +"],
    ),
    (
        "Rats ate a complete or a histidine-free diet. Muscle carnosine in histidine-deprived rats was lower than in "
        "controls.",
        ["without histidine: Muscle carnosine -"],
    ),
    (
        "Patients got leucine. Valine and serine fell with increasing doses of leucine.",
        ["leucine: Valine -", "leucine: serine -"],
    ),
    (
        "Hens ate a low, medium or high valine diet. Crypt depth was higher in the low valine group than in the high "
        "valine group.",
        ["valine: Crypt depth -"],
    ),
]


@pytest.mark.parametrize(("abstract", "expected"), COMPARED)
def test_comparisons_of_an_abstract(abstract: str, expected: list[str]) -> None:
    assert lines(abstract) == expected
