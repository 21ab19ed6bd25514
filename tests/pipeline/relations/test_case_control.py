"""Patients compared with healthy subjects."""

import pytest

from pipeline.relations.case_control import patients_against_healthy
from tests.pipeline.relations.parsing import parse, parsed, text_of

PATIENTS = "in:prep patients:group with:prep gout"
CONTROLS = "in:prep controls:control"


@pytest.mark.parametrize(
    ("text", "disease", "turned"),
    [
        (f"lysine:AA was:aux higher:adj.increase {PATIENTS} than:prep {CONTROLS}", "gout", False),
        (f"lysine:AA was:aux higher:adj.increase {CONTROLS} than:prep {PATIENTS}", "gout", True),
        (f"relative to {CONTROLS} , lysine:AA was:aux higher:adj.increase {PATIENTS}", "gout", False),
        (f"lysine:AA was:aux higher:adj.increase {PATIENTS} than:prep in:prep healthy men:group", "gout", False),
    ],
)
def test_the_disease_and_the_side_that_is_told(text: str, disease: str, turned: bool) -> None:
    words = parse(text)
    told = patients_against_healthy(words, next(i for i, w in enumerate(words) if w.has("adj")))
    assert told is not None
    assert (text_of(told.disease), told.turned) == (disease, turned)
    assert any(w.kind == "amino_acid" for w in told.first)


@pytest.mark.parametrize(
    "text",
    [
        f"lysine:AA was:aux higher:adj.increase {PATIENTS}",
        f"lysine:AA was:aux higher:adj.increase {PATIENTS} than:prep in:prep others",
        f"lysine:AA was:aux higher:adj.increase in:prep runners than:prep {CONTROLS}",
    ],
)
def test_no_disease_or_nobody_healthy(text: str) -> None:
    words = parse(text)
    assert patients_against_healthy(words, next(i for i, w in enumerate(words) if w.has("adj"))) is None


def test_patients_named_by_their_disease() -> None:
    words = parsed(
        "more/JJR>0.ROOT:adj in/IN>1.prep:prep gout/NN>4.compound patients/NNS>2.pobj:group "
        "than/IN>1.prep:prep healthy/JJ>7.amod men/NNS>5.pobj:group"
    )
    told = patients_against_healthy(words, 0)
    assert told is not None
    assert text_of(told.disease) == "gout"
