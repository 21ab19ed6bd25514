"""Levels that go along with something."""

import pytest

from pipeline.relations.associations import associations
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of
from tests.pipeline.sentences import lines

LEVEL = "plasma:matrix leucine:AA"
HIGHER = f"{LEVEL} was:aux higher:adj.increase"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEVEL} was:aux correlated:endogenous+verb with:prep BMI", [("leucine", "BMI", "increase")]),
        (f"{LEVEL} was:aux inversely:inverse+adverb linked:endogenous to:prep BMI", [("leucine", "BMI", "decrease")]),
        (f"{LEVEL} did=not:neg correlate:endogenous with:prep BMI", [("leucine", "BMI", "no_change")]),
        (f"BMI was:aux correlated:endogenous+verb with:prep {LEVEL}", [("leucine", "BMI", "increase")]),
        (
            f"{LEVEL} correlated:endogenous+verb positively:adverb with:prep BMI "
            "and:conj negatively:adverb+inverse with:prep HDL",
            [("leucine", "BMI", "increase"), ("leucine", "HDL", "decrease")],
        ),
        (
            f"{LEVEL} correlated:endogenous+verb with:prep BMI and:conj with:prep urea",
            [("leucine", "BMI", "increase"), ("leucine", "urea", "increase")],
        ),
        (f"correlation:endogenous between:prep {LEVEL} and:conj BMI", [("leucine", "BMI", "increase")]),
        (
            f"lower:adj.decrease {LEVEL} was:aux correlated:endogenous+verb with:prep BMI",
            [("leucine", "BMI", "decrease")],
        ),
        (
            f"lower:adj.decrease {LEVEL} was:aux correlated:endogenous+verb with:prep lower:adj.decrease BMI",
            [("leucine", "BMI", "increase")],
        ),
        ("mood was:aux correlated:endogenous with:prep BMI", []),
        ("fed:given leucine:AA was:aux correlated:endogenous with:prep BMI", []),
        (
            f"{HIGHER} in:prep patients:group with:prep gout than:prep in:prep controls:control",
            [("leucine", "gout", "increase")],
        ),
        (
            f"{HIGHER} in:prep controls:control than:prep in:prep patients:group with:prep gout",
            [("leucine", "gout", "decrease")],
        ),
        (f"{LEVEL} was:aux higher:adj.increase than:prep in:prep controls:control", []),
        (f"{LEVEL} was:aux higher:adj.increase", []),
        ("", []),
    ],
)
def test_associations(text: str, expected: list[tuple[str, str, str]]) -> None:
    words = parse(text)
    found = associations(words, text_of(words), Study())
    assert [(a.amino_acid, text_of(a.target), a.direction) for a in found] == expected


LEVELS = [
    (
        "Serum taurine was measured in nurses. Neither taurine nor glycine was associated with sleep duration.",
        ["level of glycine: sleep duration =", "level of taurine: sleep duration ="],
    ),
    (
        "We measured plasma ADMA in adults. Higher ADMA predicted carotid plaque.",
        ["level of adma: carotid plaque +"],
    ),
    (
        "Adults took taurine or placebo. Recovery was associated with increased levels of lysine after taurine.",
        ["taurine: levels of lysine +"],
    ),
    ("Serum valine was measured. The valine level of the patients was lower than in controls.", []),
]


@pytest.mark.parametrize(("abstract", "expected"), LEVELS)
def test_levels_of_an_abstract(abstract: str, expected: list[str]) -> None:
    assert lines(abstract) == expected
