"""NCBI's limit of requests.

NBK25497 ("Frequency, Timing and Registration of E-utility URL Requests", "API Keys"): 3 requests a second from one
address without a key, 10 with one; beyond that an answer with the JSON ``{"error": "API rate limit exceeded", …}``.
Observed: the status is 429, there is no Retry-After, and a refused request counts as well.
"""

from collections import defaultdict, deque
from collections.abc import Sequence

from tests.eutils.answers import Answer, json_answer

WITHOUT_KEY, WITH_KEY = 3, 10


class Rate:
    """Counts the requests of each key, or of the address where there is none, in the second before each."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, deque[float]] = defaultdict(deque)

    def refusal(self, now: float, key: str | None) -> Answer | None:
        """Note a request at ``now`` (seconds); the refusal if it is one too many. One thread at a time."""
        who, limit = key or "127.0.0.1", WITH_KEY if key else WITHOUT_KEY
        seen = self._seen[who]
        seen.append(now)
        while seen[0] <= now - 1:
            seen.popleft()
        return exceeded(who, len(seen), limit) if len(seen) > limit else None


def exceeded(who: str, count: int, limit: int) -> Answer:
    """The answer to one request too many."""
    said = {"error": "API rate limit exceeded", "api-key": who, "count": str(count), "limit": str(limit)}
    return json_answer(said, 429)


def busiest(times: Sequence[float], window: float = 1.0) -> int:
    """The most requests in any ``window`` seconds."""
    most, start, ordered = 0, 0, sorted(times)
    for end, time in enumerate(ordered):
        while ordered[start] <= time - window:
            start += 1
        most = max(most, end - start + 1)
    return most
