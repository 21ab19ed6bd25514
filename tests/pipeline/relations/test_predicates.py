"""What a parsed sentence says of a thing: verbs, predicative adjectives and states."""

import pytest

from tests.pipeline.relations.changes import LEUCINE, RAISED, changes

RISE = "rise/NN>{}:noun.increase+pure in/IN>{}.prep:prep mood/NN>{}.pobj"


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
    assert changes(text) == expected


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
    ],
)
def test_adjectives_and_states(text: str, expected: list[str]) -> None:
    assert changes(text) == expected
