"""The shares of the components."""

from pipeline.components import tagging
from tests.benchmarks.components import shares
from tests.builders import article


def test_shares_add_up_and_the_tagger_is_put_back() -> None:
    plain = tagging.tag
    found = shares([article(sentences=["Rats were fed leucine.", "Leucine increased insulin."])])
    assert abs(sum(found.values()) - 1) < 1e-9
    assert found["findings: transformer"] > 0
    assert tagging.tag is plain
