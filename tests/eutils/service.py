"""The stand-in as tests use it: its records, its faults, its memory of what was asked."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Self

from tests.eutils import ecitmatch, efetch, esearch, europepmc, idconv
from tests.eutils.answers import Answer, Form
from tests.eutils.entries import Entries, Entry
from tests.eutils.faults import RECORD_FAULTS, Fault, Queue, changed, spoiled
from tests.eutils.history import History
from tests.eutils.rate import Rate, busiest
from tests.eutils.records import records_of_archive
from tests.eutils.server import Reply, Server

EUTILS, IDCONV, EUROPEPMC = "/entrez/eutils", "/tools/idconv/api/v1/articles/", "/europepmc/webservices/rest"
_PROGRAMS = {f"{EUTILS}/{name}": name for name in ("esearch.fcgi", "efetch.fcgi", "epost.fcgi", "ecitmatch.cgi")}
_PATHS = _PROGRAMS | {IDCONV: "idconv", f"{EUROPEPMC}/search": "europepmc", f"{EUROPEPMC}/searchPOST": "europepmc"}
_GET_ONLY = {IDCONV, f"{EUROPEPMC}/search"}


class Eutils:
    """Serves ``records`` (PMID → PubmedArticle in XML; may be changed while it runs).

    ``dois`` (DOI → PMIDs) says what esearch finds for a DOI in place of the records that have it; ``abstracts``
    (PMID → HTML) what Europe PMC has beside the records' own abstracts. With ``limited``, NCBI's limit of requests
    holds. ``requests`` are (program, form) in order, ``times`` when each came (seconds of ``clock``);
    programs are named as NCBI's, and "idconv" and "europepmc".
    """

    def __init__(
        self,
        records: Mapping[str, str] | None = None,
        dois: Mapping[str, list[str]] | None = None,
        *,
        abstracts: Mapping[str, str] | None = None,
        limited: bool = False,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.records, self.dois = dict(records or {}), {doi.lower(): pmids for doi, pmids in (dois or {}).items()}
        self.abstracts, self.limited = dict(abstracts or {}), limited
        self.requests: list[tuple[str, Form]] = []
        self.times: list[float] = []
        self.gone: set[str] = set()  # PMIDs that efetch leaves out
        self.pause = 0.05  # seconds between two bytes of the fault "trickle"
        self.huge = 1 << 30  # bytes of the fault "huge"
        self.history = History()
        self._faults, self._rate, self._entries, self._clock = Queue(), Rate(), Entries(), clock
        self._lock = threading.Lock()
        self._server = Server(self._respond, port)
        host = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url, self.idconv_url, self.europepmc_url = f"{host}{EUTILS}", f"{host}{IDCONV}", f"{host}{EUROPEPMC}"

    @classmethod
    def from_archive(cls, path: Path, limit: int | None = None, **settings: Any) -> Self:
        """Serve the records of a tar archive of PubMed XML, the first ``limit`` of them."""
        return cls(dict(islice(records_of_archive(path).items(), limit)), **settings)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def fail(self, fault: Fault, times: int = 1, program: str | None = None) -> None:
        """Let the next requests (to ``program`` only, where given) fail that way."""
        with self._lock:
            self._faults.add(fault, times, program)

    def busiest(self, window: float = 1.0, programs: Iterable[str] | None = None) -> int:
        """The most requests in any ``window`` seconds, of these programs where they are given."""
        wanted = None if programs is None else set(programs)
        asked = zip(self.times, self.requests, strict=True)
        return busiest([time for time, (program, _) in asked if wanted is None or program in wanted], window)

    def take(self, program: str, form: Form) -> Fault | None:
        """Note a request and say how it is to fail."""
        with self._lock:
            self._note(program, form)
            return self._faults.take(program)

    def answer(self, program: str, form: Form, fault: Fault | None) -> Answer:
        """Status and body of an answer that nothing but a fault of records spoils."""
        if program == "efetch.fcgi":
            how = fault if fault in RECORD_FAULTS else None
            return efetch.efetch(
                form, self.records, self.history, lambda pmids, records: changed(how, pmids, records, self.gone)
            )
        if program == "epost.fcgi":
            return efetch.epost(form, self.history)
        if program == "esearch.fcgi":
            return esearch.esearch(form, self._facts(), self.dois, self.history)
        if program == "ecitmatch.cgi":
            return ecitmatch.ecitmatch(form, self._facts())
        if program == "idconv":
            return idconv.idconv(form, self._facts())
        if program == "europepmc":
            return europepmc.search(form, self._facts(), self.abstracts)
        return Answer(404, b"no such program")

    def _facts(self) -> list[Entry]:
        with self._lock:
            return list(self._entries.of(self.records))

    def _respond(self, method: str, path: str, form: Form) -> Reply:
        program = _PATHS.get(path, path.rpartition("/")[2])
        refused = self._refusal(program, form) if self.limited and path in _PROGRAMS else None
        if refused:
            return Reply(refused, None)
        fault = self.take(program, form)
        if path not in _PATHS:
            return Reply(Answer(404, b"no such program"), fault)
        if method == "POST" and path in _GET_ONLY:
            return Reply(Answer(405, b"Method Not Allowed"), fault)
        status, body = self.answer(program, form, fault)
        return Reply(spoiled(fault, Answer(status, body), form), fault, self.pause, self.huge)

    def _refusal(self, program: str, form: Form) -> Answer | None:
        """The answer to one request too many, which is noted, too."""
        with self._lock:
            refused = self._rate.refusal(self._clock(), form.get("api_key"))
            if refused:
                self._note(program, form)
            return refused

    def _note(self, program: str, form: Form) -> None:
        self.requests.append((program, form))
        self.times.append(self._clock())
