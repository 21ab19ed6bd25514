"""Learning roles from a few invented abstracts."""

import pytest

from pipeline.learned.linear import loads
from pipeline.training import roles
from pipeline.training.headings import Labelled

SAID = {
    "background": "Obesity is common.",
    "aim": "We aimed to test it.",
    "method": "Rats were fed.",
    "result": "Weight fell.",
    "conclusion": "This suggests benefit.",
}
ABSTRACTS = [Labelled(str(n), tuple(SAID.values()), tuple(SAID)) for n in range(40)]


def test_what_was_seen_is_known_again() -> None:
    table = roles.make(ABSTRACTS)
    assert loads(table).settings["held_out"]["accuracy"] == 1.0
    assert table == roles.make(ABSTRACTS)


def test_copies_lack_parts() -> None:
    copies = list(roles.shortened(ABSTRACTS))
    assert {c.roles for c in copies} <= {tuple(r for r in SAID if r not in drop) for drop in roles.DROPPED}
    assert all(len(c.roles) == len(c.sentences) for c in copies)


@pytest.mark.parametrize("dropped", roles.DROPPED)
def test_results_are_never_dropped(dropped: tuple[str, ...]) -> None:
    assert "result" not in dropped
