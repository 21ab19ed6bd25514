"""Learning confidence from a few invented readings."""

from dataclasses import replace

import pytest

from pipeline.evaluate import Finding
from pipeline.learned.linear import loads
from pipeline.relations.scoring import confidence
from pipeline.training import findings
from pipeline.training.findings import Read


def finding(target: str) -> Finding:
    return Finding(
        amino_acid="leucine", exposure="given", direction="increase", targets=(target,), span=None, doses=frozenset()
    )


RIGHT, WRONG = ("always", "agent:subject"), ("always", "agent:elsewhere")
READ = [Read(str(n), (finding("insulin"),), (finding("insulin"), finding("mood")), (RIGHT, WRONG)) for n in range(30)]


def test_right_is_what_the_gold_says() -> None:
    assert READ[0].right() == [True, False]


def test_what_is_right_is_surer_and_the_rest_is_dropped() -> None:
    model = loads(findings.make(READ))
    assert confidence(RIGHT, model) > model.settings["threshold"] > confidence(WRONG, model)
    assert model.settings["kept"] == {"direction": 1.0, "full": 1.0}
    assert model.settings["all"] == {"direction": pytest.approx(0.6667), "full": pytest.approx(0.6667)}
    assert sum(band["findings"] for band in model.settings["reliability"]) == 2 * len(READ)


def test_the_same_readings_give_the_same_table() -> None:
    assert findings.make(READ) == findings.make(READ)


def test_abstracts_on_amino_acids_count_more() -> None:
    doubtful = [replace(one, found=one.found[:1], gold=(), signs=(RIGHT,)) for one in READ]  # as many that are wrong
    even = loads(findings.learn([*READ, *doubtful]))
    own = loads(findings.learn([*(replace(one, own=True) for one in READ), *doubtful]))
    assert confidence(RIGHT, own) > confidence(RIGHT, even)
