"""HTTP on the loopback: threads, connections kept alive as by NCBI's servers, and the faults below the body.

Only 127.0.0.1 is listened on. ``Server.stop`` ends every connection and waits for its thread.
"""

import socket
import struct
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.eutils.answers import Answer, Form
from tests.eutils.faults import SILENT, Fault, headers

LONGEST_TARGET = (
    8190  # bytes; beyond it 414. NBK25499 asks for POST from about 200 UIDs on; the border is not documented
)
_CHUNK = b" " * 65536


class Reply(NamedTuple):
    """What is to be sent, and how that fails."""

    answer: Answer
    fault: Fault | None
    pause: float = 0.05  # seconds between two bytes of "trickle"
    size: int = 1 << 30  # bytes of "huge"


Respond = Callable[[str, str, Form], Reply]  # method, path, form


class Server(ThreadingHTTPServer):
    """Answers each request with ``respond(method, path, form)``."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, respond: Respond, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.respond, self.closing = respond, threading.Event()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._loop: threading.Thread | None = None

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._loop = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._loop.start()

    def stop(self) -> None:
        """End all connections and threads; nothing happens the second time."""
        self.closing.set()
        if self._loop is not None:
            self.shutdown()
            self._loop.join()
            self._loop = None
        self.server_close()
        for thread, connection in list(self._open.items()):
            _shut(connection)
            thread.join(5)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread that ``stop`` knows."""
        thread = threading.Thread(target=self._serve, args=(request, client_address), daemon=True)
        self._open[thread] = request
        thread.start()

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            self._open.pop(threading.current_thread(), None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that leave early; print anything else."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if len(self.path) > LONGEST_TARGET:
            self._send(Reply(Answer(414, b"<html><body>Request-URI Too Long</body></html>"), None))
        else:
            self._handle("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._handle("POST", f"{urlsplit(self.path).query}&{body}")

    def _handle(self, method: str, query: str) -> None:
        form = dict(parse_qsl(query, keep_blank_values=True))
        reply = self.server.respond(method, urlsplit(self.path).path, form)
        if reply.fault not in SILENT:
            self._send(reply)
            return
        self.close_connection = True
        if reply.fault == "slow":
            self.server.closing.wait()
        if reply.fault == "reset":
            self._reset()

    def _send(self, reply: Reply) -> None:
        answer, fault = reply.answer, reply.fault
        self.send_response(answer.status)
        length = reply.size if fault == "huge" else len(answer.body)
        for name, value in headers(fault, answer, length).items():
            self.send_header(name, value)
        self.close_connection = self.close_connection or fault in {"truncated", "huge", "trickle"}
        self.end_headers()
        if fault == "huge":
            self._go_on(answer.body, length)
        elif fault == "trickle":
            self._trickle(answer.body, reply.pause)
        else:
            self.wfile.write(answer.body[: length // 2] if fault == "truncated" else answer.body)

    def _go_on(self, body: bytes, size: int) -> None:
        start = body[: body.rfind(b"</")]
        self.wfile.write(start)
        for _ in range((size - len(start)) // len(_CHUNK)):
            if self.server.closing.is_set():
                return
            self.wfile.write(_CHUNK)

    def _trickle(self, body: bytes, pause: float) -> None:
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            if self.server.closing.wait(pause):
                return

    def _reset(self) -> None:
        """Close with RST in place of FIN: SO_LINGER of 0 seconds (socket(7)); the file of the socket must go first."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already
