"""What an abstract gives."""

from pipeline.relations.study import study
from tests.pipeline.relations.parsing import parse, text_of


def test_the_main_exposures_come_first() -> None:
    title = parse("leucine:AA in:prep rats:group")
    first = parse("rats:group were:aux fed:given leucine:AA or:conj valine:AA")
    found = study([title, first], text_of(title))
    assert found.exposures == ["leucine", "valine"]
    assert study([], "") == study([title[:0]], "")


def test_other_substances_with_a_dose() -> None:
    words = parse("rats:group got:given metformin ( 5=mg:DOSE ) and:conj leucine:AA")
    assert "metformin" in study([[], words], text_of(words)).others
