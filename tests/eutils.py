"""A stand-in for NCBI's E-utilities: a real HTTP server on the loopback, serving given records, with faults by switch.

with Eutils({"1": record("1", title="Leucine and sleep")}) as service:
    service.fail("429", times=2)
    Client(url=service.url).fetch(["1"])
"""

import json
import threading
from collections import deque
from collections.abc import Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, Self, get_args
from urllib.parse import parse_qs

Fault = Literal[
    "400",  # refused, the key repeated in the body
    "429",
    "500",
    "302",
    "slow",  # no answer until the server is closed
    "truncated",  # fewer bytes than announced
    "cut",  # half a document, announced as whole
    "html",  # a page with status 200
    "drop",  # the first record is left out
    "hangup",  # the connection is closed without an answer
]
HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2026//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_260101.dtd">\n'


def record(pmid: str, title: str = "A title", abstract: str | None = None, doi: str | None = None) -> str:
    """One invented PubmedArticle in XML."""
    text = f"<Abstract><AbstractText>{escape(abstract)}</AbstractText></Abstract>" if abstract else ""
    ids = f'<ArticleIdList><ArticleId IdType="doi">{escape(doi)}</ArticleId></ArticleIdList>' if doi else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal/>'
        f"<ArticleTitle>{escape(title)}</ArticleTitle>{text}</Article></MedlineCitation>"
        f"<PubmedData>{ids}</PubmedData></PubmedArticle>"
    )


def article_set(*records: str) -> bytes:
    """A whole efetch answer."""
    return f"{HEAD}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


class Eutils:
    """Serves ``records`` (PMID → PubmedArticle in XML) and ``dois`` (DOI → what esearch answers for it)."""

    def __init__(self, records: Mapping[str, str] | None = None, dois: Mapping[str, list[str]] | None = None) -> None:
        self.records, self.dois = dict(records or {}), {doi.lower(): pmids for doi, pmids in (dois or {}).items()}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        self._faults: deque[Fault] = deque()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/entrez/eutils"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def fail(self, fault: Fault, times: int = 1) -> None:
        """Let the next requests fail that way."""
        assert fault in get_args(Fault)
        self._faults.extend([fault] * times)

    def take(self, program: str, form: dict[str, str]) -> Fault | None:
        """Note a request and say how it is to fail."""
        with self._lock:
            self.requests.append((program, form))
            return self._faults.popleft() if self._faults else None

    def answer(self, program: str, form: dict[str, str], fault: Fault | None) -> tuple[int, bytes]:
        """Status and body."""
        if program == "efetch.fcgi":
            return 200, article_set(*self._found(form)[1 if fault == "drop" else 0 :])
        if program == "esearch.fcgi":
            pmids = self.dois.get(form.get("term", "").removesuffix("[AID]").strip('"').lower(), [])
            result = {"count": str(len(pmids)), "retmax": "20", "retstart": "0", "idlist": pmids}
            return 200, json.dumps({"header": {"type": "esearch"}, "esearchresult": result}).encode()
        return 404, b"no such program"

    def _found(self, form: dict[str, str]) -> list[str]:
        return [self.records[pmid] for pmid in form.get("id", "").split(",") if pmid in self.records]


class _Handler(BaseHTTPRequestHandler):
    service: Eutils

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        program = self.path.rpartition("/")[2]
        fault = self.service.take(program, form)
        if fault == "slow":
            self.service.closing.wait(60)
        if fault in {"slow", "hangup"}:
            self.close_connection = True
            return
        self._send(
            *self._spoiled(fault, *self.service.answer(program, form, fault), form), cut_short=fault == "truncated"
        )

    def _spoiled(self, fault: Fault | None, status: int, body: bytes, form: dict[str, str]) -> tuple[int, bytes]:
        if fault == "400":
            return 400, json.dumps({"error": "API key invalid", "api-key": form.get("api_key")}).encode()
        if fault in {"429", "500", "302"}:
            return int(fault), b"{}"
        if fault == "html":
            return 200, b"<!DOCTYPE html><html><body>Error: the service is being looked after</body></html>"
        return status, body[: len(body) // 2] if fault == "cut" else body

    def _send(self, status: int, body: bytes, *, cut_short: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut_short else body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""
