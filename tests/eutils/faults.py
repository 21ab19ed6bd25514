"""What can go wrong with an answer, by switch.

Each is something that NCBI's services or the ways to them are known to do. The faults of records concern EFetch only.
"""

import json
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from tests.eutils.answers import Answer, Form, content_type
from tests.eutils.rate import exceeded

Fault = Literal[
    "400",  # refused, the key repeated in the body
    "429",
    "500",
    "502",
    "503",
    "302",
    "slow",  # no answer until the server is closed
    "trickle",  # a byte now and then
    "truncated",  # fewer bytes than announced
    "cut",  # half a document, announced as whole
    "html",  # a page with status 200
    "json",  # an error in JSON with status 200
    "empty",  # status 200 and no body
    "garbage",  # announced as gzip, which it is not
    "huge",  # begins well and goes on and on
    "wrong_id",  # another record in place of the first one asked for
    "drop",  # the first record is left out
    "gone",  # the first record is left out, now and ever after
    "duplicate",  # the first record comes twice
    "hangup",  # the connection is closed without an answer
    "reset",  # the connection is reset without an answer
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
RECORD_FAULTS: frozenset[Fault] = frozenset({"wrong_id", "drop", "gone", "duplicate"})
SILENT: frozenset[Fault] = frozenset({"slow", "hangup", "reset"})  # no answer at all
STATUSES = {"302": b"", "500": b"Server Error", "502": b"Bad Gateway", "503": b"Service Unavailable"}


class Queue:
    """Faults in waiting, each for the next request to its program (any, where it names none)."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Fault, str | None]] = deque()

    def add(self, fault: Fault, times: int, program: str | None) -> None:
        """Let ``times`` requests fail so."""
        if fault not in FAULTS:
            raise ValueError(f"no such fault: {fault}")
        wanted = program or ("efetch.fcgi" if fault in RECORD_FAULTS else None)
        self._waiting.extend([(fault, wanted)] * times)

    def take(self, program: str) -> Fault | None:
        """The fault of a request to ``program``."""
        for waiting in self._waiting:
            if waiting[1] in (None, program):
                self._waiting.remove(waiting)
                return waiting[0]
        return None


def spoiled(fault: Fault | None, answer: Answer, form: Form) -> Answer:
    """The answer as the fault leaves it."""
    if fault == "400":
        return Answer(400, json.dumps({"error": "API key invalid", "api-key": form.get("api_key")}).encode())
    if fault == "429":
        return exceeded(form.get("api_key", "127.0.0.1"), 4, 3)
    if fault in STATUSES:
        return Answer(int(fault), b"<html><body><h1>%s</h1></body></html>" % STATUSES[fault])
    if fault == "html":
        return Answer(200, b"<!DOCTYPE html><html><body>Error: the service is being looked after</body></html>")
    if fault == "json":
        return Answer(200, b'{"error":"error forwarding request","api-key":"127.0.0.1","type":"ip","status":"ok"}')
    if fault == "empty":
        return Answer(200, b"")
    return Answer(answer.status, answer.body[: len(answer.body) // 2]) if fault == "cut" else answer


def headers(fault: Fault | None, answer: Answer, length: int) -> dict[str, str]:
    """The header fields of an answer whose body is announced as ``length`` bytes. There is no Retry-After: NCBI sends
    none."""
    fields = {"Content-Type": content_type(answer.body), "Content-Length": str(length)}
    if fault == "302":
        fields["Location"] = "http://127.0.0.1:9/elsewhere"
    return fields | ({"Content-Encoding": "gzip"} if fault == "garbage" else {})


def changed(fault: Fault, pmids: list[str], records: Mapping[str, str], gone: set[str]) -> list[str]:
    """The PMIDs whose records come; ``gone`` are those that never come again, to which the fault "gone" adds."""
    left = [pmid for pmid in pmids if pmid not in gone]
    if not left:
        return left
    if fault == "gone":
        gone.add(left[0])
    if fault in {"gone", "drop"}:
        return left[1:]
    if fault == "duplicate":
        return [left[0], *left]
    return [_another(left, records), *left[1:]] if fault == "wrong_id" else left


def _another(asked: Iterable[str], records: Mapping[str, str]) -> str:
    others = set(records) - set(asked)
    if not others:
        raise ValueError("the fault wrong_id needs a record that was not asked for")
    return min(others, key=int)
