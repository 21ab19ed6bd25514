"""Europe PMC's Articles RESTful API: ``search`` (europepmc.org/RestfulWebService).

Documented: GET ``search`` or POST ``searchPOST`` with ``query`` (fields as ``EXT_ID:1``, ``SRC:MED``, ``DOI:"…"``,
``PMCID:…``, ``TITLE:"…"``, ``AUTH:"…"``, ``PUB_YEAR:…``; AND, OR, NOT), ``resultType`` (idlist, lite by default, core
with the abstract), ``format``, ``pageSize`` (25 by default, 1 to 1,000) and ``cursorMark``.
Observed: in ``abstractText`` the labels of a structured abstract stand in ``<h4>``, inline markup stays, ``<`` is
``&lt;``; an article without an abstract has no such key; errors come as ``errCode`` and ``errMsg`` with status 200.
Here the only format is JSON, and every record is of source MED.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from tests.eutils.answers import Answer, Form, json_answer, number
from tests.eutils.boolean import evaluate
from tests.eutils.entries import Entry, tree, words
from tests.eutils.fields import phrase_test

_TOKEN = re.compile(r'[()]|\b(?:AND|OR|NOT)\b|\w+:"[^"]*"|\w+:[^\s()]+|"[^"]*"|[^\s()"]+')
_VERSION = "6.9"


def search(form: Form, entries: Sequence[Entry], abstracts: Mapping[str, str]) -> Answer:
    """Answer one search; ``abstracts`` (PMID → HTML) are those that Europe PMC has beside the records' own."""
    query, size = form.get("query", "").strip(), number(form, "pageSize", 25)
    if not query or not 1 <= size <= 1000 or form.get("format", "xml").lower() != "json":
        return json_answer({"version": _VERSION, "errCode": 404, "errMsg": "Invalid query, pageSize or format"})
    found = evaluate(_TOKEN.findall(query), lambda token: _leaf(token, entries))
    hits = [entry for entry in entries if entry.pmid in found]
    mark = form.get("cursorMark", "*")
    start = int(mark) if mark.isdecimal() else 0
    kind = form.get("resultType", "lite")
    following = str(start + size) if start + size < len(hits) else mark
    request = {"queryString": query, "resultType": kind, "cursorMark": mark, "pageSize": size, "synonym": False}
    return json_answer(
        {
            "version": _VERSION,
            "hitCount": len(hits),
            "nextCursorMark": following,
            "request": request,
            "resultList": {"result": [_result(entry, kind, abstracts) for entry in hits[start : start + size]]},
        }
    )


def _leaf(token: str, entries: Sequence[Entry]) -> set[str]:
    name, colon, value = token.partition(":")
    value = (value if colon else token).strip('"')
    plain = {
        "EXT_ID": lambda entry: entry.pmid == value,
        "SRC": lambda entry: value.upper() == "MED",
        "DOI": lambda entry: entry.doi == value.lower(),
        "PMCID": lambda entry: entry.pmcid == value.upper(),
        "PUB_YEAR": lambda entry: str(entry.year) == value,
    }
    fields = {"TITLE": "title", "AUTH": "author", "JOURNAL": "journal"}
    test = plain.get(name.upper()) or phrase_test(fields.get(name.upper(), "all"), words(value))
    return {entry.pmid for entry in entries if test(entry)}


def _result(entry: Entry, kind: str, abstracts: Mapping[str, str]) -> dict[str, Any]:
    ids = {"id": entry.pmid, "source": "MED", "pmid": entry.pmid, "pmcid": entry.pmcid, "doi": entry.doi}
    result: dict[str, Any] = {name: value for name, value in ids.items() if value}
    if kind == "idlist":
        return result
    result |= {"title": entry.title, "authorString": _authors(entry), "pubYear": str(entry.year or "")}
    if kind != "core":
        return result
    result |= {
        "journalInfo": {
            "volume": entry.volume,
            "issue": entry.issue,
            "yearOfPublication": entry.year,
            "journal": {"title": " ".join(max(entry.journals, key=len, default=()))},
        },
        "pageInfo": entry.pages,
        "pubTypeList": {"pubType": list(entry.publication_types)},
    }
    abstract = abstracts[entry.pmid] if entry.pmid in abstracts else abstract_html(entry.text)
    return result | ({"abstractText": abstract} if abstract else {})


def _authors(entry: Entry) -> str:
    names = (name.rpartition(" ") for name in entry.authors)
    return ", ".join(f"{last.title()} {initials.upper()}".strip() for last, _, initials in names) + "."


def abstract_html(text: str) -> str:
    """A record's abstract as Europe PMC gives it; "" where it has none."""
    parts = []
    for part in tree(text).iterfind(".//Article/Abstract/AbstractText"):
        label = part.get("Label")
        inner = _escaped(part.text) + "".join(etree.tostring(child, encoding="unicode") for child in part)
        parts.append(f"<h4>{label.capitalize()}</h4>{inner.strip()}" if label else inner.strip())
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
