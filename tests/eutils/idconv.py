"""The PMC ID Converter API, version 1 (pmc.ncbi.nlm.nih.gov/tools/id-converter-api/).

Documented: GET with ``ids``, up to 200 separated by commas and all of one type, that of ``idtype`` (pmid, pmcid, doi,
mid) or else of their format; ``versions``; ``format`` xml, json, csv or html; related IDs are known for articles in
PMC only; PMCIDs may carry a version (PMC2808187.1).
Observed: ``pmid`` is a number in JSON where it is found; an identifier that is not found gives a record with status
"error" and "Identifier not found in PMC"; mixed types are refused with status 400 and a code ``invalid_dois`` or the
like. How more than 200 are refused is not documented. Here the only format is JSON.
"""

import re
from collections.abc import Sequence
from typing import Any

from tests.eutils.answers import Answer, Form, json_answer
from tests.eutils.entries import Entry

MOST = 200
_FORMS = {"pmid": r"0*[1-9]\d*", "pmcid": r"(?i:PMC)?\d+(\.\d+)?", "doi": r"10\.\d+/.+"}
_WANTED = {"pmid": "PubMed IDs (Positive Integers)", "pmcid": "PMCIDs", "doi": "DOIs"}


def idconv(form: Form, entries: Sequence[Entry]) -> Answer:
    """Answer with a record for each identifier, in the order asked."""
    ids = [one.strip() for one in form.get("ids", "").split(",") if one.strip()]
    kind = form.get("idtype") or _kind(ids[0] if ids else "")
    if not ids or kind not in _FORMS:
        return _refused("The query param `ids` or `idtype` is missing or of no known type.", "invalid_ids")
    if len(ids) > MOST:
        return _refused(f"At most {MOST} values of query param `ids` are allowed.", "too_many_ids")
    if not all(re.fullmatch(_FORMS[kind], one) for one in ids):
        return _refused(f"All values of query param `ids` must be {_WANTED[kind]}.", f"invalid_{kind}s")
    if form.get("format", "xml") != "json":
        return _refused("the stand-in has the format json only", "invalid_format")
    known = {getattr(entry, kind).lower(): entry for entry in entries if entry.pmcid}
    versions = form.get("versions") == "yes"
    records = [_record(one, kind, known.get(_plain(one, kind)), versions=versions) for one in ids]
    return json_answer({"status": "ok", "records": records})


def _record(asked: str, kind: str, found: Entry | None, *, versions: bool) -> dict[str, Any]:
    if found is None:
        return {kind: asked, "requested-id": asked, "status": "error", "errmsg": "Identifier not found in PMC"}
    known: dict[str, Any] = {"doi": found.doi} if found.doi else {}
    known |= {"pmcid": found.pmcid, "pmid": int(found.pmid), "requested-id": asked}
    return known | {"versions": [{"pmcid": f"{found.pmcid}.1", "current": "true"}]} if versions else known


def _kind(one: str) -> str:
    if one.lower().startswith("pmc"):
        return "pmcid"
    return "doi" if one.startswith("10.") else "pmid"


def _plain(one: str, kind: str) -> str:
    if kind == "pmcid":
        return "pmc" + one.lower().removeprefix("pmc").partition(".")[0]
    return one.lower() if kind == "doi" else one.lstrip("0")


def _refused(message: str, code: str) -> Answer:
    errors = [{"message": message, "code": code}]
    said = {"status": "error", "http_status": "400", "http_status_reason": "Bad Request", "errors": errors}
    return json_answer(said, 400)
