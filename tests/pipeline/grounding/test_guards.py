"""Words that may differ between a phrase and a wording, and words that may not."""

import pytest

from pipeline.grounding.guards import bridged
from pipeline.grounding.wordings import Wording


def wording(text: str, kind: str) -> Wording:
    return Wording(text, "x:1", text, kind, exact_case=False)


MAY_DIFFER = [
    ("mean total plasma ammonia", "ammonia", "metabolite"),
    ("ammonia", "plasma ammonia", "metabolite"),
    ("hepatic catalase activities", "catalase activity", "activity"),
    ("fasting ghrelin", "ghrelin", "protein"),
    ("incidence of nausea", "nausea", "adverse effect"),
    ("oedema severity", "edema", "adverse effect"),
    ("anti nociception", "antinociception", "brain, mood and menopause"),
]
MAY_NOT = [
    ("urinary ammonia", "ammonia", "metabolite"),
    ("ammonia", "urinary ammonia", "metabolite"),
    ("ammonia uptake", "ammonia", "metabolite"),
    ("ammonia and urea", "ammonia", "metabolite"),
    ("catalase 2 activity", "catalase activity", "activity"),
    ("ghrelin receptor", "ghrelin", "protein"),
    ("catalase B", "catalase", "protein"),
    ("muscle pain", "pain", "brain, mood and menopause"),
    ("flow", "blood flow", "vascular"),
    ("IL-1", "IL-1β", "protein"),
    ("non-fasting ghrelin", "ghrelin", "protein"),
]


@pytest.mark.parametrize(("phrase", "text", "kind"), MAY_DIFFER)
def test_words_that_leave_the_measured_thing_the_same(phrase: str, text: str, kind: str) -> None:
    assert bridged(phrase, wording(text, kind))


@pytest.mark.parametrize(("phrase", "text", "kind"), MAY_NOT)
def test_words_that_make_it_another_thing(phrase: str, text: str, kind: str) -> None:
    assert not bridged(phrase, wording(text, kind))
