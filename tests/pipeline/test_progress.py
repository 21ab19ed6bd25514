"""Progress: as lines, as a bar, and not at all."""

import io
import logging
from collections.abc import Iterator

import pytest
from rich.console import Console

from pipeline import progress


def console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def written(console_: Console) -> str:
    assert isinstance(console_.file, io.StringIO)
    return console_.file.getvalue()


def work() -> list[int]:
    progress.say("Begun [today].")
    return list(progress.track(range(3), "Counting", 3))


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    out = console(terminal=False)
    with progress.shown(out):
        assert work() == [0, 1, 2]
    assert written(out).splitlines()[:4] == [
        "Begun [today].",
        "Counting: 1 of 3",
        "Counting: 2 of 3",
        "Counting: 3 of 3",
    ]


def test_counts_do_not_flood() -> None:
    out = console(terminal=False)
    with progress.shown(out):
        list(progress.track(range(10_000), "Counting"))
    assert written(out) == ""


def test_nothing_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    out = console(terminal=False)
    with progress.shown(out):
        list(progress.track([], "Counting", 0))
    assert written(out) == ""


def test_bar() -> None:
    out = console(terminal=True)
    with progress.shown(out):
        work()
    assert "Begun [today]." in written(out)
    assert "Counting" in written(out)
    assert "3/3" in written(out)


def test_nothing_is_shown_unasked(capfd: pytest.CaptureFixture[str]) -> None:
    assert work() == [0, 1, 2]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("terminal", [True, False])
def test_the_logger_is_left_as_it_was(terminal: bool) -> None:
    logger = logging.getLogger("claimdiff")
    before = logger.level, logger.propagate, list(logger.handlers)
    with pytest.raises(ZeroDivisionError), progress.shown(console(terminal=terminal)):
        _ = 1 / 0
    assert (logger.level, logger.propagate, list(logger.handlers)) == before


def test_items_come_one_by_one() -> None:
    def source() -> Iterator[int]:
        for number in range(3):
            asked.append(number)
            yield number

    asked: list[int] = []
    assert next(iter(progress.track(source(), "Counting"))) == 0
    assert asked == [0]
