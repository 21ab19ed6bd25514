"""What E-utilities answer, read and checked against what was asked. What cannot be used raises PassingError.

Formats: "Entrez Programming Utilities Help", https://www.ncbi.nlm.nih.gov/books/NBK25499/.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from pipeline.errors import InputError
from pipeline.medline import records
from pipeline.pubmed.faults import ExpiredError, PassingError
from pipeline.schema import Article, Record, Rejection

MOST_HITS = 9_999  # that a search of PubMed can give; what is asked for beyond is cut off without a word
_EMPTY_LIST = b"ID list is empty"  # efetch, with status 400, when none of the PMIDs exists
_EXPIRED = re.compile(rb"<ERROR>[^<]*(?:Unable to obtain query|history data|WebEnv)", re.IGNORECASE)
EXCUSES = re.compile(_EXPIRED.pattern + b"|" + _EMPTY_LIST, re.IGNORECASE)  # why efetch may answer with status 400
PMID = re.compile("[1-9][0-9]{0,9}")

Outcomes = dict[str, Article | Rejection]


def plain_pmid(text: str) -> str:
    """The PMID in digits, without leading zeros. Raises InputError where the text is none."""
    plain = text.strip().lstrip("0")
    if not PMID.fullmatch(plain):
        raise InputError(f"not a PMID: {ascii(text)[:40]}.", hint="A PMID is a number.")
    return plain


class Hits(Record):
    """What a search found: all of them are ``count``, of which ``pmids`` came; where the history server keeps them."""

    count: int
    pmids: tuple[str, ...]
    webenv: str | None = None
    query_key: str | None = None


def record_set(body: bytes, name: str, asked: Collection[str]) -> Outcomes:
    """Each record of an efetch answer by PMID; of several with the same one the highest version.

    An answer with a record that was not asked for is unusable: which other it should have been, nobody knows. Raises
    ExpiredError where the history server has forgotten the search.
    """
    head = body[:4096]
    if _EXPIRED.search(head):
        raise ExpiredError(f"{name} has forgotten a search.", hint="Start the search anew.")
    if _EMPTY_LIST in head and b"<PubmedArticleSet" not in head:
        return {}
    found: Outcomes = {}
    nameless: list[Article | Rejection] = []
    for pmid, outcome in _records(body, name):
        if pmid is None:
            nameless.append(outcome)
        elif pmid not in asked:
            raise PassingError(f"sent PMID {pmid} when asked for PMID {_some(asked)}", of_answer=True)
        else:
            found[pmid] = _better(found.get(pmid), outcome)
    left = [pmid for pmid in asked if pmid not in found]
    if len(left) == 1 and len(nameless) == 1:  # it can only be that one
        found[left[0]] = nameless[0]
    return found


def _records(body: bytes, name: str) -> Iterator[tuple[str | None, Article | Rejection]]:
    try:
        yield from records(BytesIO(body), name)
    except InputError as error:
        raise PassingError("sent what is no whole set of PubMed records", of_answer=True) from error


def _better(known: Article | Rejection | None, other: Article | Rejection) -> Article | Rejection:
    """The record of the higher version, the first of several; one that can be used rather than none."""
    if isinstance(known, Article) and isinstance(other, Article):
        return max(known, other, key=lambda article: article.version)
    return known if known is not None and not isinstance(other, Article) else other


def _some(pmids: Iterable[str]) -> str:
    first = list(islice(pmids, 4))
    return ", ".join(first[:3]) + (", …" if len(first) > 3 else "")


def json_object(body: bytes, what: str) -> dict[str, Any]:
    """The JSON object that an answer is; control characters, which NCBI does not escape, are let through."""
    try:
        found = json.loads(body, strict=False)
    except (ValueError, RecursionError) as error:
        raise PassingError(f"sent what is no {what} in JSON", of_answer=True) from error
    if not isinstance(found, dict):
        raise PassingError(f"sent what is no {what} in JSON", of_answer=True)
    return found


def hits(body: bytes, limit: int) -> Hits:
    """The hits of an esearch answer in JSON, of which ``limit`` were asked for; none for a phrase that is not known.

    An answer with fewer PMIDs than it counts is unusable: esearch cuts lists off without a word.
    """
    result = json_object(body, "search result").get("esearchresult")
    if not isinstance(result, dict) or "ERROR" in result:
        raise PassingError("reported that the search failed", of_answer=True)
    pmids = result.get("idlist")
    count = str(result.get("count"))
    if not isinstance(pmids, list) or not re.fullmatch("[0-9]{1,9}", count):
        raise PassingError("sent what is no search result in JSON", of_answer=True)
    if not all(isinstance(pmid, str) and PMID.fullmatch(pmid) for pmid in pmids):
        raise PassingError("sent a search result that holds other things than PMIDs", of_answer=True)
    if len(set(pmids)) != min(int(count), limit):
        raise PassingError(f"sent {len(set(pmids))} PMIDs of {count} hits", of_answer=True)
    webenv, key = (str(value) if (value := result.get(name)) else None for name in ("webenv", "querykey"))
    return Hits(count=int(count), pmids=tuple(pmids), webenv=webenv, query_key=key)


def matches(body: bytes, keys: Collection[str]) -> dict[str, str | None]:
    """The PMID for each key of an ecitmatch answer; None for what it does not find, or finds several of.

    A line is ``journal|year|volume|page|author|key|PMID``, with ``NOT_FOUND`` or ``AMBIGUOUS`` and a reason, or
    nothing, in the place of the PMID. The first and the last key are of the same citation.
    """
    found: dict[str, str | None] = {}
    for line in body.decode("utf-8", "replace").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) >= 7 and cells[5] in keys:
            found[cells[5]] = cells[6] if PMID.fullmatch(cells[6]) else None
    first, *_, last = keys
    if len(found) != len(keys) or found[first] != found[last]:
        raise PassingError(f"sent matches for {len(found)} of {len(keys)} citations", of_answer=True)
    return found
