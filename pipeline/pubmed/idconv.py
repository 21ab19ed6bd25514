"""PMID ↔ PMCID ↔ DOI by the ID converter of PubMed Central, which knows the articles that it holds and no others.

Documented at https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/: up to 200 ids in a request, all of one type.
The ids stand in the address of the request, so one request also holds no more characters than an address may have.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Literal

from pipeline.errors import InputError
from pipeline.medline import plain_doi
from pipeline.pubmed.answers import json_object
from pipeline.pubmed.faults import PassingError
from pipeline.pubmed.results import Identity
from pipeline.pubmed.service import Service
from pipeline.pubmed.transport import Question

MOST = 200  # ids in one request
LONGEST = 4000  # characters of the ids in one request
_REFUSED = re.compile(rb'"code"\s*:\s*"invalid_')  # an id of another form than the service wants
_PMCID = re.compile(r"PMC[1-9][0-9]{0,9}(?:\.[0-9]{1,3})?", re.IGNORECASE)
Kind = Literal["pmid", "pmcid", "doi"]


def convert(service: Service, ids: Iterable[str], tool: str) -> dict[str, Identity]:
    """The ids of each article, under the one that it was asked for by; those that are not known are absent.

    A DOI that holds a comma cannot be asked for, as commas separate the ids. An id that the answer leaves out is asked
    for once more. Raises InputError for what is no id, ServiceError when the service fails.
    """
    asked = {one: _kind(one) for one in ids}
    found: dict[str, Identity] = {}
    for kind in ("pmid", "pmcid", "doi"):
        plain = {one: text for one, (its, text) in asked.items() if its == kind and "," not in text}
        known: dict[str, Identity | None] = {}
        for _ in range(2):
            left = sorted(set(plain.values()) - set(known))
            for batch in _batches(left):
                known.update(_ask(service, kind, batch, tool))
        found.update({one: identity for one, text in plain.items() if (identity := known.get(text))})
    return {one: found[one] for one in asked if one in found}


def _kind(one: str) -> tuple[Kind, str]:
    """What an id is, and how it is asked for: PMIDs without zeros, the others in one case."""
    text = one.strip()
    if re.fullmatch("0*[1-9][0-9]{0,9}", text):
        return "pmid", text.lstrip("0")
    if _PMCID.fullmatch(text):
        return "pmcid", text.upper()
    if doi := plain_doi(text):
        return "doi", doi.lower()
    raise InputError(f"neither PMID, PMCID nor DOI: {ascii(one)[:80]}.", hint="Examples: 123, PMC123, 10.1000/182.")


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for one in ids:
        if batch and (len(batch) == MOST or sum(map(len, batch)) + len(one) > LONGEST):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _ask(service: Service, kind: Kind, batch: Sequence[str], tool: str) -> dict[str, Identity | None]:
    """The answer for each id; a batch that is refused for an id that the service does not take is halved."""
    form = {"ids": ",".join(batch), "idtype": kind, "format": "json", "versions": "no", "tool": tool}
    answer = service.ask(Question("", form, get=True, excuse=_REFUSED), lambda body: _read(body, kind, batch))
    if answer is not None:
        return answer
    if len(batch) == 1:
        return {batch[0]: None}
    middle = len(batch) // 2
    return _ask(service, kind, batch[:middle], tool) | _ask(service, kind, batch[middle:], tool)


def _read(body: bytes, kind: Kind, asked: Collection[str]) -> dict[str, Identity | None] | None:
    """None where an id is not taken."""
    if _REFUSED.search(body):
        return None
    rows = json_object(body, "list of ids").get("records")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PassingError("sent what is no list of ids in JSON", of_answer=True)
    found: dict[str, Identity | None] = {}
    for row in rows:
        one = str(row.get("requested-id") or row.get(kind) or "")
        one = one.upper() if kind == "pmcid" else one.lower()
        if one not in asked:
            raise PassingError("sent ids that were not asked for", of_answer=True)
        found[one] = _identity(row, kind, one)
    return found


def _identity(row: dict[str, Any], kind: Kind, asked: str) -> Identity | None:
    if row.get("status") == "error" or "errmsg" in row:
        return None
    pmid, pmcid = str(row.get("pmid") or ""), str(row.get("pmcid") or "").upper().partition(".")[0]
    identity = Identity(
        pmid=pmid if re.fullmatch("[1-9][0-9]{0,9}", pmid) else None,
        pmcid=pmcid if _PMCID.fullmatch(pmcid) else None,
        doi=plain_doi(str(row.get("doi") or "")),
    )
    own = {"pmid": identity.pmid, "pmcid": identity.pmcid, "doi": identity.doi and identity.doi.lower()}[kind]
    if own is not None and own != (asked.partition(".")[0] if kind == "pmcid" else asked):
        raise PassingError("sent the ids of another article", of_answer=True)
    return identity
