"""One HTTP exchange, bounded in time and size. Redirects are refused, certificates checked, no cookies kept."""

import os
import re
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import NamedTuple

import requests
import urllib3

from pipeline.pubmed.caller import Address
from pipeline.pubmed.faults import PassingError, RefusedError

ANSWER_LIMIT = 64 * 1024 * 1024  # bytes once unpacked; 200 records have a few MB
LONGEST_WAIT = 60.0  # seconds of a Retry-After that are respected
_CHUNK = 64 * 1024
_PASSING = frozenset({408, 429, 500, 502, 503, 504})


class Question(NamedTuple):
    """A request: ``form`` goes into the body, or with ``get`` into the address.

    ``excuse``: a body that holds this is an answer, also with status 400.
    """

    program: str
    form: Mapping[str, str]
    get: bool = False
    excuse: re.Pattern[bytes] | None = None


class Transport:
    """Sends requests to one address, over connections that each thread keeps for itself."""

    def __init__(self, address: Address, form: Mapping[str, str], headers: Mapping[str, str], limit: int) -> None:
        self._address, self._form, self._headers, self._limit = address, form, headers, limit
        self._sessions = threading.local()

    def send(self, question: Question, silence: float, until: float) -> bytes:
        """The body of the answer.

        ``silence``: the longest in seconds; ``until``: the end of all patience, on the monotonic clock.

        Raises PassingError for a fault that may pass, RefusedError for a refusal.
        """
        try:
            with self._open(question, silence) as response:
                body = self._body(response, until)
                status, wait = response.status_code, _retry_after(response)
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise PassingError(f"was silent for {silence:g} s") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise PassingError(f"could not be reached: the connection failed ({type(error).__name__})") from error
        if status in _PASSING:
            crowded = status == 429 or wait > 0
            raise PassingError(f"answered HTTP {status}", of_answer=status == 500, crowded=crowded, wait=wait)
        if status != 200 and not (status == 400 and question.excuse and question.excuse.search(body)):
            raise self._refusal(status)
        return body

    def _refusal(self, status: int) -> RefusedError:
        """The body is not shown: it may repeat the key."""
        keyed = "NCBI_API_KEY and " if "api_key" in self._form else ""
        hint = f"Check {keyed}{self._address.setting}."
        return RefusedError(f"{self._address.host} refused the request (HTTP {status}).", hint=hint)

    def _open(self, question: Question, silence: float) -> requests.Response:
        return self._session().request(
            "GET" if question.get else "POST",
            f"{self._address.url}/{question.program}",
            params=question.form if question.get else None,
            data=None if question.get else {**question.form, **self._form},
            headers=dict(self._headers),
            timeout=silence,
            stream=True,
            allow_redirects=False,
        )

    def _session(self) -> requests.Session:
        """The session of this thread; a forked process opens its own, not to share a connection with its parent."""
        kept = self._sessions
        if getattr(kept, "process", None) != os.getpid():
            kept.session, kept.process = requests.Session(), os.getpid()
            kept.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session: requests.Session = kept.session
        return session

    def _body(self, response: requests.Response, until: float) -> bytes:
        """The whole body, read as it comes in, so that one that never ends is noticed."""
        body = bytearray()
        try:
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if time.monotonic() > until:
                    raise PassingError("did not finish its answer in time")
                if len(body) > self._limit:
                    raise PassingError(f"sent more than {self._limit} bytes", of_answer=True)
        except urllib3.exceptions.TimeoutError:
            raise
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise PassingError("broke off its answer", of_answer=True) from error
        return bytes(body)


def _retry_after(response: requests.Response) -> float:
    """Seconds that the service asks for, from a number or a date; 0 where it does not."""
    text = response.headers.get("Retry-After", "").strip()
    try:
        seconds = float(text) if text.isdigit() else (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0
    return min(max(seconds, 0), LONGEST_WAIT)
