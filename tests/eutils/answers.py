"""The outer form of NCBI's answers, and the errors that all its programs share."""

import json
from html import escape
from typing import Any, NamedTuple

Form = dict[str, str]
DTDS = "https://eutils.ncbi.nlm.nih.gov/eutils/dtd"
EMPTY_LIST = "ID list is empty! Possibly it has no correct IDs."
NO_QUERY = "Unable to obtain query #{}"
PUBMED_WINDOW = 9_999  # records of one search that PubMed gives
BEYOND_WINDOW = (
    "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve "
    "the first 9,999 records matching the query."
)


class Answer(NamedTuple):
    """Status and body of an HTTP answer; its content type follows from the body (``content_type``)."""

    status: int
    body: bytes


class RefusedError(Exception):
    """What a program says in place of its result. ``status`` is that of the HTTP answer."""

    def __init__(self, message: str, status: int = 200) -> None:
        super().__init__(message)
        self.message, self.status = message, status


def json_answer(value: Any, status: int = 200) -> Answer:
    """``value`` as JSON, non-ASCII as it is."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def xml_answer(root: str, inner: str, dtd: str, status: int = 200) -> Answer:
    """A document of an E-utility with its document type (NBK25499: each program has its DTD)."""
    head = f'<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {root} PUBLIC "-//NLM//DTD {dtd}//EN" "{DTDS}'
    name, _, date = dtd.partition(" ")
    return Answer(status, f'{head}/{date}/{name}.dtd">\n<{root}>{inner}</{root}>\n'.encode())


def tag(name: str, text: object) -> str:
    """One element."""
    return f"<{name}>{escape(str(text), quote=False)}</{name}>"


def number(form: Form, name: str, default: int) -> int:
    """A parameter that is a count; what is no number counts as not given (observed)."""
    value = form.get(name, "").strip()
    return int(value) if value.isdecimal() and value.isascii() else default


def content_type(body: bytes) -> str:
    """The type that NCBI announces for such a body."""
    start = body.lstrip()[:15].lower()
    if start.startswith((b"{", b"[")):
        return "application/json; charset=UTF-8"
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html; charset=UTF-8"
    return "text/xml; charset=UTF-8" if start.startswith(b"<") else "text/plain; charset=UTF-8"
