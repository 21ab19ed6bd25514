"""Never more than so many requests in any one second, over all threads and processes on this machine.

NCBI counts requests in a rolling second (3, or 10 with a key): turns are spaced equally, with a margin of a tenth of a
second for each second. Who comes too late for a turn, because the machine was busy, takes a new one.
"""

import time
from collections.abc import Callable
from functools import partial

from pipeline.pubmed.turns import Turns

MARGIN = 0.1  # seconds for each second
LATE = 0.05  # seconds; half of the margin, the other half is for the way to the service
AHEAD = 60.0  # seconds that a turn may lie ahead; what lies further was written by a clock that has jumped
WINDOW = 1.0  # seconds


class Pace:
    """Lets callers through at most ``per_second`` times a second."""

    def __init__(
        self,
        per_second: float,
        turns: Turns,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = (1 + MARGIN) / per_second
        self._ahead = max(AHEAD, 2 * self._interval)
        self._turns, self._clock, self._sleep = turns, clock, sleep

    def wait(self, patience: float = float("inf")) -> bool:
        """Return when the caller's turn has come; False where it does not come within ``patience`` seconds."""
        turn: float | None = None
        while turn is None or self._clock() - turn > LATE:
            turn, wait = self._turns.change(partial(self._taken, patience))
            if wait > patience:
                return False
            patience -= wait
            if wait > 0:
                self._sleep(wait)
        return True

    def hold(self, seconds: float) -> None:
        """Let nobody have a turn for that long: the service said that it is too much."""

        def later(free: float | None) -> tuple[None, float]:
            now = self._clock()
            return None, max(self._plausible(free, now), now + min(seconds, self._ahead))

        self._turns.change(later)

    def _taken(self, patience: float, free: float | None) -> tuple[tuple[float | None, float], float]:
        """The turn (None: all that may be given away are taken) with the seconds to wait; the next free turn."""
        now = self._clock()
        turn = self._plausible(free, now)
        if turn - now > patience:
            return (None, turn - now), turn
        if turn + self._interval > now + self._ahead:
            return (None, WINDOW), turn
        return (turn, turn - now), turn + self._interval

    def _plausible(self, free: float | None, now: float) -> float:
        if free is None:
            return now
        return max(free, now) if free <= now + self._ahead else now + WINDOW
