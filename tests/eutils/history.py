"""The Entrez history server: sets of UIDs kept under a WebEnv and a query key.

NBK25499 (ESearch ``usehistory``, ``WebEnv``, ``query_key``; EPost) and NBK25497 ("Using the Entrez History Server"):
a WebEnv that is given is added to, with the next query key. How long a session lives is not documented.
"""

import itertools
import threading
from collections.abc import Sequence

from tests.eutils.answers import NO_QUERY, RefusedError


class History:
    """Sessions of result lists."""

    def __init__(self) -> None:
        self._sessions: dict[str, list[tuple[str, ...]]] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def keep(self, pmids: Sequence[str], web_env: str | None = None) -> tuple[str, str]:
        """Keep a list; the WebEnv and the query key of it. A WebEnv that is not known begins anew (observed)."""
        with self._lock:
            if web_env not in self._sessions or web_env is None:
                web_env = f"MCID_{next(self._numbers):024x}"
                self._sessions[web_env] = []
            self._sessions[web_env].append(tuple(pmids))
            return web_env, str(len(self._sessions[web_env]))

    def get(self, web_env: str, key: str) -> tuple[str, ...]:
        """The list; raises RefusedError as NCBI answers for one that is unknown or gone (observed: status 200)."""
        with self._lock:
            kept = self._sessions.get(web_env, [])
            if not key.isdecimal() or not 1 <= int(key) <= len(kept):
                raise RefusedError(NO_QUERY.format(key or 1))
            return kept[int(key) - 1]

    def forget(self) -> None:
        """Let all sessions expire."""
        with self._lock:
            self._sessions.clear()
