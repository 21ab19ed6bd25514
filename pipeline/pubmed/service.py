"""An outside service: paced, asked again after passing faults, until a deadline.

E-utilities send no Retry-After, so the waits are the client's: exponential, half of each by chance (AWS Architecture
Blog, "Exponential Backoff and Jitter", equal jitter). One that is sent is respected.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import tenacity

from pipeline.errors import ServiceError, SettingsError
from pipeline.progress import say
from pipeline.pubmed.caller import Address, Caller
from pipeline.pubmed.faults import PassingError, UnusableError
from pipeline.pubmed.pace import Pace
from pipeline.pubmed.transport import ANSWER_LIMIT, Question, Transport
from pipeline.pubmed.turns import Turns

LONGEST_BACKOFF = 30.0  # seconds
HINT = "Check the connection and try again later; --offline and --articles FILE need no network."
Result = TypeVar("Result")
Reader = Callable[[bytes], Result]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to try.

    ``timeout``: the longest silence; ``deadline``: of one request with its repetitions, which are at most ``tries``;
    ``backoff``: the first wait, doubled each time.
    """

    timeout: float = 30
    deadline: float = 180
    tries: int = 6
    backoff: float = 1

    def __post_init__(self) -> None:
        if not (min(self.timeout, self.deadline) > 0 and self.tries >= 1 and self.backoff >= 0):
            raise SettingsError("timeout, deadline and tries must be above 0, backoff not below.")


class Service:
    """One service that threads may share. ``name`` is what people call it; ``limit`` is the size of an answer."""

    def __init__(
        self,
        name: str,
        address: Address,
        caller: Caller,
        per_second: float,
        patience: Patience,
        *,
        identified: bool = False,
        limit: int = ANSWER_LIMIT,
    ) -> None:
        if not 0 < per_second < math.inf:
            raise SettingsError("per_second must be above 0.")
        self.name, self.host, self._patience = name, address.host, patience
        key = caller.key if identified else None
        self._pace = Pace(per_second, Turns(f"{address.host}:{address.port}", key))
        self._transport = Transport(address, caller.form if identified else {}, caller.headers, limit)

    def __repr__(self) -> str:
        return f"Service({self.host})"

    def ask(
        self, question: Question, read: "Reader[Result]", *, until: float = math.inf, tries: int | None = None
    ) -> Result:
        """What ``read`` makes of the answer; it raises PassingError for one that it cannot use.

        Raises UnusableError where the last of all tries gave an answer that cannot be used, RefusedError where the
        service refuses, and ServiceError for any other fault that lasts.
        """
        ends = min(until, time.monotonic() + self._patience.deadline)
        most = tries or self._patience.tries
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(PassingError),
            stop=lambda state: state.attempt_number >= most or time.monotonic() + state.upcoming_sleep >= ends,
            wait=self._wait,
            before_sleep=self._rest,
            reraise=True,
        )
        try:
            result: Result = retrying(self._once, question, read, ends)
        except PassingError as fault:
            kind = UnusableError if fault.of_answer else ServiceError
            number = retrying.statistics.get("attempt_number", 1)
            raise kind(f"{self.host} gave no usable answer in {number} tries: it {fault}.", hint=HINT) from fault
        return result

    def _once(self, question: Question, read: "Reader[Result]", ends: float) -> Result:
        if not self._pace.wait(max(0.0, ends - time.monotonic())):
            raise PassingError("has no free turn before the deadline; too many requests are waiting")
        now = time.monotonic()
        silence = max(0.1, min(self._patience.timeout, ends - now))
        end = min(ends, now + self._patience.deadline / 2)  # one try, or an answer that trickles in would take all
        return read(self._transport.send(question, silence, end))

    def _wait(self, state: tenacity.RetryCallState) -> float:
        half, most = self._patience.backoff / 2, LONGEST_BACKOFF / 2
        steady = tenacity.wait_exponential(multiplier=half, max=most)
        chance = tenacity.wait_random_exponential(multiplier=half, max=most)
        return max((steady + chance)(state), _fault(state).wait)

    def _rest(self, state: tenacity.RetryCallState) -> None:
        """Say why nothing happens for a while, and hold the others back where the service asks for it."""
        fault = _fault(state)
        if fault.crowded:
            self._pace.hold(state.upcoming_sleep)
        say(f"{self.name} {fault}; trying again in {math.ceil(state.upcoming_sleep)} s.")


def _fault(state: tenacity.RetryCallState) -> PassingError:
    raised = state.outcome.exception() if state.outcome else None
    return raised if isinstance(raised, PassingError) else PassingError("failed")
