"""Which amounts are measurements, and which are doses."""

import pytest

from pipeline.relations.measurements import results
from tests.pipeline.relations.parsing import parse, text_of


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("leucine:AA lowered:verb.decrease mass from:prep 5=g:DOSE to:prep 3=g:DOSE", [True, True]),
        ("leucine:AA lowered:verb.decrease mass to:prep 3=g:DOSE", [True]),
        ("leucine:AA lowered:verb.decrease mass by:prep 3=g:DOSE", [True]),
        ("cholesterol below 5=mM:DOSE with:prep leucine:AA", [True]),
        ("leucine:AA lowered:verb.decrease X ( - 3=g:DOSE )", [True]),
        ("leucine:AA 5=+/-=1=g:DOSE", [True]),
        ("leucine:AA 9=g/dL:DOSE", [True]),
        ("leucine:AA ( 5=g:DOSE v 6 , P < 0.05 )", [True]),
        ("leucine:AA lowered:verb.decrease urea , 5=g:DOSE lower:adj.decrease", [True]),
        ("leucine:AA for:prep plasma glucose levels of:prep 5=mM:DOSE", [True]),
        ("leucine:AA dose:treatment was:aux raised:verb.increase to:prep 3=g:DOSE", [False]),
        ("the:det dose:treatment of:prep leucine:AA was:aux 5=g:DOSE", [False]),
        ("leucine:AA ( mean dose , 5=+/-=1=g:DOSE )", [False]),
        ("leucine:AA at:prep < 5=mM:DOSE", [False]),
        ("mood rose:verb.increase by:prep 5=mM:DOSE leucine:AA", [False]),
        ("leucine:AA and:conj a:det control:control diet:treatment with:prep 9=g/kg:DOSE", [True]),
        ("rats:group received:given 2.4=+/-=0.2=g/d:DOSE of:prep leucine:AA", [False]),
    ],
)
def test_measurements(text: str, measured: list[bool]) -> None:
    words = parse(text)
    places = [(w.start, w.end) for w in words if w.kind == "dose"]
    assert results(places, [words] * len(places), text_of(words)) == measured
