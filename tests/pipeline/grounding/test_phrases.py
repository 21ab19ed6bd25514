"""Phrases taken apart: brackets, short forms, conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grounding.phrases import expanded, measured, without_brackets

EXPANDED = [
    ("plasma NO", {"NO": "nitric oxide"}, "plasma nitric oxide"),
    ("nitric oxide (NO) level", {"NO": "nitric oxide"}, "nitric oxide level"),
    ("no effect", {"NO": "nitric oxide"}, "no effect"),
    ("NOS activity", {"NO": "nitric oxide"}, "NOS activity"),
    ("NO-dependent flow", {"NO": "nitric oxide"}, "NO-dependent flow"),
    ("FSR of MPS", {"MPS": "muscle protein synthesis"}, "FSR of muscle protein synthesis"),
    ("BMI", {}, "BMI"),
]


@pytest.mark.parametrize(("phrase", "long_forms", "text"), EXPANDED)
def test_short_forms_are_spelled_out(phrase: str, long_forms: dict[str, str], text: str) -> None:
    assert expanded(phrase, long_forms) == text


MEASURED = [
    ("caffeine-induced thirst", "thirst"),
    ("thirst after a salty meal", "thirst"),
    ("thirst (overall)", "thirst"),
    ("thirst induced by heat", "thirst"),
]
NOT_CUT = [("phosphorylation in S6K1", "phosphorylation"), ("thirst (IL-6)", "thirst"), ("time to peak", "time")]


@pytest.mark.parametrize(("phrase", "core"), MEASURED)
def test_a_condition_may_be_left_out(phrase: str, core: str) -> None:
    assert core in measured(phrase)


@pytest.mark.parametrize(("phrase", "core"), NOT_CUT)
def test_a_number_or_a_site_is_no_condition(phrase: str, core: str) -> None:
    assert core not in measured(phrase)


def test_brackets_and_what_is_in_them() -> None:
    assert without_brackets("heart rate (HR) [bpm]") == ("heart rate", ("HR", "bpm"))


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=4))
def test_any_phrase_can_be_taken_apart(phrase: str, long_forms: dict[str, str]) -> None:
    assert next(measured(expanded(phrase, long_forms))) == expanded(phrase, long_forms)
