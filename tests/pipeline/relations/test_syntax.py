"""Events of parsed sentences."""

import pytest

from pipeline.relations.events import events
from pipeline.relations.targets import trim
from tests.pipeline.relations.parsing import parsed, text_of

SIGNS = {"increase": "+", "decrease": "-", "no_change": "="}
LEUCINE = "leucine/NN>2.nsubj:AA"
RAISED = f"{LEUCINE} raised/VBD>0.ROOT:verb.increase"


def read(text: str) -> list[str]:
    """``mood +`` for each event."""
    return [f"{text_of(trim(e.target))} {SIGNS[e.direction]}" for e in events(parsed(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RAISED} mood/NN>2.dobj", ["mood +"]),
        (f"{RAISED} mood/NN>2.dobj and/CC>3.cc:conj sleep/NN>3.conj", ["mood +", "sleep +"]),
        (f"{RAISED} levels/NNS>2.dobj of/IN>3.prep:prep urea/NN>4.pobj", ["levels of urea +"]),
        (
            f"{RAISED} levels/NNS>2.dobj of/IN>3.prep:prep urea/NN>4.pobj and/CC>5.cc:conj iron/NN>5.conj",
            ["levels of urea +", "iron +"],
        ),
        (
            f"{RAISED} urea/NN>6.nmod and/CC>3.cc:conj iron/NN>3.conj levels/NNS>2.dobj",
            ["urea +", "iron levels +"],
        ),
        (
            f"{RAISED} markers/NNS>2.dobj such/JJ>5.amod as/IN>3.prep:prep urea/NN>5.pobj "
            "and/CC>6.cc:conj iron/NN>6.conj",
            ["urea +", "iron +"],
        ),
        (f"{RAISED} mood/NN>2.dobj but/CC>3.cc:conj not/RB>6.neg:neg sleep/NN>3.conj", ["mood +", "sleep ="]),
        ("mood/NN>3.nsubjpass was/VBD>3.auxpass:aux raised/VBN>0.ROOT:verb.increase", ["mood +"]),
        (
            "no/DT>2.det:neg+det rats/NNS>3.nsubj:group showed/VBD>0.ROOT:verb.cause a/DT>5.det:det "
            "rise/NN>3.dobj:noun.increase in/IN>5.prep:prep mood/NN>6.pobj",
            ["mood ="],
        ),
        ("mood/NN>2.nsubj fell/VBD>0.ROOT:verb.decrease by/IN>2.prep:prep 5/CD>5.nummod %/NN>3.pobj", ["mood -"]),
        ("mood/NN>2.nsubj fell/VBD>0.ROOT:verb.decrease 5/CD>4.nummod points/NNS>2.dobj", ["mood -"]),
        (f"{LEUCINE} did=not/VBD>3.aux:neg+aux raise/VB>0.ROOT:verb.increase mood/NN>3.dobj", ["mood ="]),
        (f"{LEUCINE} failed=to/VBD>0.ROOT:neg raise/VB>2.xcomp:verb.increase mood/NN>3.dobj", ["mood ="]),
        (f"{LEUCINE} caused/VBD>0.ROOT:verb.cause fever/NN>2.dobj", ["fever +"]),
        (f"{LEUCINE} had/VBD>0.ROOT:verb.cause fever/NN>2.dobj", []),
        (
            "fever/NN>3.nmod lowered/VBN>3.amod:verb.decrease sleep/NN>0.ROOT",
            ["sleep -"],
        ),
    ],
)
def test_verbs(text: str, expected: list[str]) -> None:
    assert read(text) == expected


COMMA = ",/,>2.punct"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{RAISED} mood/NN>2.dobj {COMMA} sleep/NN>2.npadvmod and/CC>2.cc:conj iron/NN>2.dep",
            "mood +, sleep +, iron +",
        ),
        (f"{RAISED} mood/NN>2.dobj and/CC>2.cc:conj men/NNS>6.nsubj slept/VBD>2.conj:verb", "mood +"),
        (f"{RAISED} mood/NN>2.dobj and/CC>2.cc:conj lower/JJR>6.amod:adj.decrease iron/NN>2.dep", "mood +, iron -"),
    ],
)
def test_members_that_hang_elsewhere(text: str, expected: str) -> None:
    assert ", ".join(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RAISED} serum/NN>2.dobj iron/NN>5.nsubj levels/VBZ>2.ccomp", ["serum +"]),
        (f"{RAISED} serum/NN>2.dobj iron/NN>5.compound levels/NNS>2.dep", ["serum iron levels +"]),
        (
            f"{RAISED} depth/NN>2.dobj and/CC>3.cc:conj length/NN>3.conj of/IN>3.prep:prep sleep/NN>6.pobj",
            ["depth +", "length of sleep +"],
        ),
    ],
)
def test_phrases_that_the_parser_cut(text: str, expected: list[str]) -> None:
    assert read(text) == expected


RISE = "rise/NN>{}:noun.increase+pure in/IN>{}.prep:prep mood/NN>{}.pobj"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEUCINE} showed/VBD>0.ROOT:verb.cause {RISE.format('2.dobj', 3, 4)}", ["mood +"]),
        (f"{LEUCINE} prevented/VBD>0.ROOT:verb.decrease {RISE.format('2.dobj', 3, 4)}", ["mood -"]),
        (
            f"{RISE.format('5.nsubjpass', 1, 2)} was=not/VBD>5.auxpass:neg+aux seen/VBN>0.ROOT:verb.seen",
            ["mood ="],
        ),
        (
            f"{RISE.format('5.nsubjpass', 1, 2)} was/VBD>5.auxpass:aux prevented/VBN>0.ROOT:verb.decrease",
            ["mood -"],
        ),
        (
            "no/DT>2.det:neg change/NN>4.nsubjpass:noun.change+pure was/VBD>4.auxpass:aux seen/VBN>0.ROOT:verb.seen "
            "in/IN>4.prep:prep mood/NN>5.pobj",
            ["mood ="],
        ),
        (
            "no/DT>2.det:neg change/NN>3.nsubj:noun.change+pure was/VBD>0.ROOT:aux in/IN>3.prep:prep "
            "groups/NNS>4.pobj:group in/IN>5.prep:prep mood/NN>6.pobj",
            ["mood ="],
        ),
        (
            "mood/NN>2.nsubj showed/VBD>0.ROOT:verb.cause no/DT>4.det:neg difference/NN>2.dobj:noun.change+pure",
            ["mood ="],
        ),
        ("a/DT>2.det:det change/NN>3.nsubj:noun.change+pure was/VBD>0.ROOT:aux in/IN>3.prep:prep mood/NN>4.pobj", []),
    ],
)
def test_nouns(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mood/NN>2.nsubj was/VBD>0.ROOT:aux higher/JJR>2.acomp:adj.increase", ["mood +"]),
        ("mood/NN>2.nsubj was=not/VBD>0.ROOT:neg+aux higher/JJR>2.acomp:adj.increase", ["mood ="]),
        ("mood/NN>2.nsubj was/VBD>0.ROOT:aux similar/JJ>2.acomp:state.no_change", ["mood ="]),
        ("mood/NN>2.nsubj was=not/VBD>0.ROOT:neg+aux different/JJ>2.acomp:differing", ["mood ="]),
        ("mood/NN>2.nsubj was/VBD>0.ROOT:aux different/JJ>2.acomp:differing", []),
        ("rats/NNS>2.nsubj:group had/VBD>0.ROOT:verb.cause lower/JJR>4.amod:adj.decrease urea/NN>2.dobj", ["urea -"]),
        (
            f"{RISE.format('4.nsubj', 1, 2)} was/VBD>0.ROOT:aux smaller/JJR>4.acomp:adj.decrease",
            ["mood -"],
        ),
        (
            "mood/NN>2.nsubj rose/VBD>0.ROOT:verb.increase but/CC>2.cc:conj+boundary the/DT>5.det:det "
            "change/NN>6.nsubj:noun.change+pure was/VBD>2.conj:aux not=significant/JJ>6.acomp:insignificant",
            ["mood ="],
        ),
    ],
)
def test_adjectives_and_states(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_circle_is_no_trap() -> None:
    words = parsed(f"{RAISED} mood/NN>2.dobj")
    assert [text_of(e.clause) for e in events(words)] == ["leucine raised mood"]
    assert events(parsed("mood/NN>2.conj raised/VBN>1.amod:verb.increase sleep/NN>2.conj")) is not None
