"""Signs that speak for a finding or against it."""

from dataclasses import replace

import pytest

from pipeline.learned.linear import loads
from pipeline.learned.tagger import Tagged
from pipeline.relations.event import Event
from pipeline.relations.roles import Rhetoric
from pipeline.relations.scoring import Candidate, Finder, by_rules, confidence, kept, least, signs
from pipeline.relations.study import Study
from pipeline.relations.words import Word

LEUCINE = Word("Leucine", 0, 7, "amino_acid", name="leucine")
RAISED = Word("raised", 8, 14, cats=frozenset({"verb.increase"}))
INSULIN = Word("insulin", 15, 22)
SENTENCE = (LEUCINE, RAISED, INSULIN)


def candidate(agent: str, exposures: list[str]) -> Candidate:
    event = Event((INSULIN,), "increase", RAISED, SENTENCE, (LEUCINE,), (), active=True)
    result = Rhetoric("result", 0.8)
    return Candidate(event, agent, "given", (INSULIN,), SENTENCE, result, Study(exposures=exposures), doses=1)


@pytest.mark.parametrize(
    ("agent", "exposures", "expected"),
    [
        (
            "leucine",
            ["leucine"],
            {"agent:subject", "rank:0", "exposures:1", "cue:verb active", "behind:0", "holding:3"},
        ),
        ("valine", ["leucine", "valine"], {"agent:elsewhere", "rank:1", "exposures:2", "role:result", "length:1"}),
        ("glycine", [], {"agent:elsewhere", "rank:none", "known:all", "doses:1", "direction:increase"}),
    ],
)
def test_signs(agent: str, exposures: list[str], expected: set[str]) -> None:
    found = signs(candidate(agent, exposures))
    assert expected <= set(found)
    assert found == sorted(set(found))


def test_confidence_is_a_probability() -> None:
    model = loads('{"threshold": 0.5}\nagent:subject\t200\nalways\t-100\n')
    assert [confidence(found, model) for found in (["always"], ["agent:subject", "always"], [])] == [0.27, 0.73, 0.5]


def test_a_named_cause_is_surer_than_one_from_elsewhere() -> None:
    named, unnamed = candidate("leucine", ["leucine"]), candidate("valine", ["leucine"])
    assert confidence(signs(named)) > confidence(signs(unnamed))
    assert confidence(signs(named)) > least(tagged=False)


@pytest.mark.parametrize(
    ("agents", "sure", "expected"),
    [
        ([], [], []),
        (["leucine"], [0.3], [True]),  # the only one of its amino acid
        (["leucine"], [0.05], [False]),  # which must not be too unsure
        (["leucine", "leucine"], [0.3, 0.4], [False, True]),
        (["leucine", "leucine"], [0.3, 0.3], [True, False]),  # the first of two that are as sure
        (["leucine", "valine", "leucine"], [0.9, 0.3, 0.6], [True, True, True]),
        (["leucine", "leucine", "leucine"], [0.9, 0.4, 0.5], [True, False, True]),
        ([None, "leucine", None], [0.4, 0.4, 0.6], [False, True, True]),  # the tagger's stay for their own sake only
    ],
)
def test_which_findings_stay(agents: list[str | None], sure: list[float], expected: list[bool]) -> None:
    assert kept(agents, sure, 0.5) == expected


@pytest.mark.parametrize(
    ("tagged", "by", "expected"),
    [
        (None, "rules", {"found by rules", "untagged", "cue:verb active"}),
        (Tagged(15, 22, 0.96, (0.95, 0.05, 0.0)), "rules", {"rules, tagged:7", "rules, direction tagged:4"}),
        (Tagged(15, 22, 0.01, (0.5, 0.5, 0.0)), "rules", {"rules, tagged:0", "rules, lead:4"}),
        (Tagged(15, 22, 0.6, (0.2, 0.7, 0.1)), "tagger", {"tagger, tagged:4", "tagger, direction tagged:1"}),
    ],
)
def test_signs_of_the_tagger(tagged: Tagged | None, by: Finder, expected: set[str]) -> None:
    found = signs(replace(candidate("leucine", ["leucine"]), tagged=tagged, by=by))
    assert expected <= set(found)
    assert by_rules(found) == (by == "rules")
