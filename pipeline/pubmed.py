"""NCBI's E-utilities: the only module that touches the network. An outage raises, it never looks like "no papers".

Requests are POSTs, so that neither the key nor a thousand PMIDs stand in an address that someone logs. They are paced
(NCBI allows 3 a second, 10 with a key) and repeated after passing faults, within a deadline. E-utilities send no
Retry-After, so the waits are ours.
"""

import json
import os
import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests

from pipeline.errors import InputError, ServiceError, SettingsError
from pipeline.medline import plain_doi, records
from pipeline.schema import Article, Record, Rejection

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
BATCH = 200  # PMIDs in one efetch
ANSWER_LIMIT = 256 * 1024 * 1024  # bytes; 200 records have at most a few MB
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_EMPTY_LIST = b"ID list is empty"  # efetch, with status 400, when none of the PMIDs exists
_HINT = "Check the connection and try again later; --offline and --articles FILE need no network."


class Fetched(Record):
    """What efetch gave for a list of PMIDs; each PMID asked for is in exactly one of the three, in the order asked."""

    articles: tuple[Article, ...]
    missing: tuple[str, ...]  # PubMed answered twice, in full, without them
    rejections: tuple[Rejection, ...] = ()  # records that came but cannot be used


class Pace:
    """Lets callers of all threads through at most ``per_second`` times a second."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval, self._clock, self._sleep = 1 / per_second, clock, sleep
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the caller's turn has come."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._interval
        if turn > now:
            self._sleep(turn - now)


class _UnusableAnswerError(Exception):
    """An answer that may be better next time."""


class Client:
    """An E-utilities client that threads may share.

    ``url``, ``email`` and ``key`` default to CLAIMDIFF_EUTILS_URL (else NCBI's), CLAIMDIFF_EMAIL and NCBI_API_KEY.
    ``timeout`` is the longest silence in seconds, ``deadline`` the seconds for one request with its repetitions.
    """

    def __init__(
        self,
        *,
        url: str | None = None,
        tool: str = "claimdiff",
        email: str | None = None,
        key: str | None = None,
        per_second: float | None = None,
        timeout: float = 30,
        deadline: float = 180,
        tries: int = 6,
        backoff: float = 1,
    ) -> None:
        self._url = (url or os.environ.get("CLAIMDIFF_EUTILS_URL") or NCBI).rstrip("/")
        self.host = _host(self._url)
        if min(timeout, deadline, tries) <= 0 or backoff < 0 or (per_second is not None and per_second <= 0):
            raise SettingsError("timeout, deadline, tries and per_second must be above 0.")
        given = {
            "tool": tool,
            "email": email or os.environ.get("CLAIMDIFF_EMAIL"),
            "api_key": key or os.environ.get("NCBI_API_KEY"),
        }
        self._identity = {name: value for name, value in given.items() if value}
        self._pace = Pace(per_second or (10 if "api_key" in self._identity else 3))
        self._timeout, self._deadline, self._tries, self._backoff = timeout, deadline, tries, backoff

    def __repr__(self) -> str:
        return f"Client({self.host})"

    def fetch(self, pmids: Iterable[str]) -> Fetched:
        """The articles of these PMIDs, in batches. PMIDs that PubMed leaves out are asked for once more.

        Raises InputError for something that is no PMID, ServiceError when the service fails: then nothing is returned.
        """
        asked = tuple(dict.fromkeys(map(_plain_pmid, pmids)))
        found: dict[str, Article | Rejection] = {}
        for _ in range(2):
            left = [pmid for pmid in asked if pmid not in found]
            for batch in _batches(left):
                found.update(self._efetch(batch))
        outcomes = [found[pmid] for pmid in asked if pmid in found]
        return Fetched(
            articles=tuple(one for one in outcomes if isinstance(one, Article)),
            missing=tuple(pmid for pmid in asked if pmid not in found),
            rejections=tuple(one for one in outcomes if isinstance(one, Rejection)),
        )

    def find_pmid(self, doi: str) -> str | None:
        """The PMID of the record that itself carries this DOI (the lowest of several); None when PubMed has none.

        esearch alone is no proof: it may search for parts of a DOI that it does not know. Raises InputError for
        something that is no DOI, ServiceError when the service fails.
        """
        wanted = plain_doi(doi)
        if wanted is None or '"' in wanted:
            raise InputError(f"not a DOI: {ascii(doi)[:80]}.", hint="A DOI looks like 10.1000/182.")
        form = {"db": "pubmed", "term": f'"{wanted}"[AID]', "retmode": "json", "retmax": "20"}
        hits = self._ask("esearch.fcgi", form, _id_list)
        same = [a.pmid for a in self.fetch(hits).articles if a.pmid and (a.doi or "").lower() == wanted.lower()]
        return min(same, key=int, default=None)

    def _efetch(self, batch: Sequence[str]) -> dict[str, Article | Rejection]:
        form = {"db": "pubmed", "id": ",".join(batch), "retmode": "xml"}
        answered = self._ask("efetch.fcgi", form, lambda body: _record_set(body, self.host))
        return {pmid: answered[pmid] for pmid in batch if pmid in answered}

    def _ask(self, program: str, form: Mapping[str, str], read: Callable[[bytes], Any]) -> Any:
        """What ``read`` makes of the answer, asked for again after passing faults until the deadline."""
        until = time.monotonic() + self._deadline
        faults: list[str] = []
        while len(faults) < self._tries and (not faults or self._rest(len(faults), until)):
            self._pace.wait()
            try:
                return read(self._post(program, form, until))
            except _UnusableAnswerError as error:
                faults.append(str(error))
        raise ServiceError(f"{self.host} gave no usable answer in {len(faults)} tries ({faults[-1]}).", hint=_HINT)

    def _rest(self, attempt: int, until: float) -> bool:
        """Wait before a repetition, longer each time, by a random half; False when the deadline comes first."""
        wait = min(self._backoff * 2 ** (attempt - 1), 30) * (0.5 + random.SystemRandom().random() / 2)
        if time.monotonic() + wait >= until:
            return False
        time.sleep(wait)
        return True

    def _post(self, program: str, form: Mapping[str, str], until: float) -> bytes:
        """The body of one answer. Raises _UnusableAnswerError for a passing fault, ServiceError for a refusal."""
        silence = max(0.1, min(self._timeout, until - time.monotonic()))
        try:
            with requests.post(
                f"{self._url}/{program}",
                data={**form, **self._identity},
                timeout=silence,
                stream=True,
                allow_redirects=False,
            ) as answer:
                status, body = answer.status_code, _body(answer, until)
        except requests.Timeout as error:
            raise _UnusableAnswerError(f"silent for {silence:g} s") from error
        except (requests.RequestException, OSError) as error:
            raise _UnusableAnswerError(f"the connection failed: {type(error).__name__}") from error
        if status in _PASSING:
            raise _UnusableAnswerError(f"HTTP {status}")
        if status != 200 and not (status == 400 and _EMPTY_LIST in body):  # the body may repeat the key: not shown
            hint = "Check NCBI_API_KEY and CLAIMDIFF_EUTILS_URL."
            raise ServiceError(f"{self.host} refused the request (HTTP {status}).", hint=hint)
        return body


def _host(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError("the E-utilities address is no http address.", hint="Correct CLAIMDIFF_EUTILS_URL.")
    return parts.hostname


def _plain_pmid(text: str) -> str:
    plain = text.strip().lstrip("0")
    if not re.fullmatch("[0-9]{1,10}", plain):
        raise InputError(f"not a PMID: {ascii(text)[:40]}.", hint="A PMID is a number.")
    return plain


def _batches(pmids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (pmids[at : at + BATCH] for at in range(0, len(pmids), BATCH))


def _body(answer: requests.Response, until: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(1024):
        body += chunk
        if time.monotonic() > until:
            raise _UnusableAnswerError("the answer did not end in time")
        if len(body) > ANSWER_LIMIT:
            raise _UnusableAnswerError(f"an answer of more than {ANSWER_LIMIT} bytes")
    return bytes(body)


def _record_set(body: bytes, name: str) -> dict[str, Article | Rejection]:
    """Each record by PMID, the first of several."""
    if _EMPTY_LIST in body and b"<PubmedArticleSet" not in body:
        return {}
    found: dict[str, Article | Rejection] = {}
    try:
        for pmid, outcome in records(BytesIO(body), name):
            if pmid is not None:
                found.setdefault(pmid, outcome)
    except InputError as error:
        raise _UnusableAnswerError("not a whole set of PubMed records") from error
    return found


def _id_list(body: bytes) -> list[str]:
    """The PMIDs of an esearch answer in JSON; none where PubMed says that it does not know the phrase."""
    try:
        result = json.loads(body, strict=False)["esearchresult"]
        if "ERROR" in result:
            raise _UnusableAnswerError("esearch reports an error")
        ids = [str(pmid) for pmid in result["idlist"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _UnusableAnswerError("not an esearch answer in JSON") from error
    if not all(re.fullmatch("[0-9]{1,10}", pmid) for pmid in ids):
        raise _UnusableAnswerError("not PMIDs in an esearch answer")
    return ids
