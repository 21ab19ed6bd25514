"""Events of parsed sentences in their order: what is taken back, ellipses and courses."""

import pytest

from pipeline.relations.events import events
from pipeline.relations.syntax import courses
from tests.pipeline.relations.changes import RAISED, changes
from tests.pipeline.relations.parsing import parsed, text_of

ROSE = "mood/NN>2.nsubj rose/VBD>0.ROOT:verb.increase"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "mood/NN>2.nsubj rose/VBD>0.ROOT:verb.increase but/CC>2.cc:conj+boundary the/DT>5.det:det "
            "change/NN>6.nsubj:noun.change+pure was/VBD>2.conj:aux not=significant/JJ>6.acomp:insignificant",
            ["mood ="],
        ),
        (
            f"{RAISED} mood/NN>2.dobj but/CC>2.cc:conj+boundary valine/NN>6.nsubj:AA did=not/VBD>2.conj:neg+aux",
            ["mood +", "mood ="],
        ),
    ],
)
def test_clauses_in_order(text: str, expected: list[str]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(("between", "passing"), [("then", ["mood", "mood"]), ("also", [])])
def test_what_went_up_and_down_is_a_course(between: str, passing: list[str]) -> None:
    text = f"{ROSE} and/CC>2.cc:conj {between}/RB>5.advmod:adverb fell/VBD>2.conj:verb.decrease"
    assert [text_of(e.target) for e in courses(parsed(text))] == passing
    assert len(changes(text)) == 2 - len(passing)


def test_a_circle_is_no_trap() -> None:
    words = parsed(f"{RAISED} mood/NN>2.dobj")
    assert [text_of(e.clause) for e in events(words)] == ["leucine raised mood"]
    assert events(parsed("mood/NN>2.conj raised/VBN>1.amod:verb.increase sleep/NN>2.conj")) is not None
