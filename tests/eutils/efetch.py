"""EFetch and EPost: UIDs → records (NBK25499, "EFetch", "EPost").

Documented: ``id`` as a list separated by commas, by GET or, for more than about 200, by POST; or ``WebEnv`` and
``query_key``; ``retstart`` and ``retmax`` (at most 10,000). EPost keeps the UIDs of ``id`` on the history server.
Observed: a UID is the number that its digits spell, one that is given twice is answered once; PubMed leaves out those
that it does not have, and answers an empty set with status 200 when it has none of them; a list without any number is
refused with status 400 ("ID list is empty"); an unknown or expired session is an ERROR with status 200; of a search
only the first 9,999 records can be fetched, beyond which the status is 400, and a page that crosses the border is cut
there without a word. PubMed's EFetch has no JSON; here it has nothing but XML.
"""

from collections.abc import Callable, Mapping, Sequence

from tests.eutils.answers import BEYOND_WINDOW, EMPTY_LIST, PUBMED_WINDOW, Answer, Form, RefusedError, number, tag
from tests.eutils.answers import xml_answer as xml
from tests.eutils.history import History
from tests.eutils.records import article_set

MOST = 10_000  # records in one answer
_FETCH, _POST = "efetch 20131226", "epost 20090526"
_LARGEST = 18446744073709551615
Change = Callable[[list[str], Mapping[str, str]], list[str]]


def efetch(form: Form, records: Mapping[str, str], history: History, change: Change | None = None) -> Answer:
    """Answer with the records asked for; ``change`` spoils the list of PMIDs that are there."""
    try:
        if form.get("retmode", "xml").lower() != "xml":
            raise RefusedError("the stand-in has records as XML only", 400)
        pmids = [pmid for pmid in _asked(form, history) if pmid in records]
    except RefusedError as error:
        return xml("eFetchResult", tag("ERROR", error.message), _FETCH, error.status)
    return Answer(200, article_set(*(records[pmid] for pmid in (change(pmids, records) if change else pmids))))


def epost(form: Form, history: History) -> Answer:
    """Keep a list of UIDs; whether they exist is not asked (observed)."""
    good, bad = _uids(form.get("id", ""))
    if not good:
        return xml("ePostResult", tag("ERROR", EMPTY_LIST), _POST, 400)
    web_env, key = history.keep(good, form.get("WebEnv"))
    left_out = f"<InvalidIdList>{''.join(tag('Id', one) for one in bad)}</InvalidIdList>" if bad else ""
    said = tag("ERROR", f"Some IDs have invalid value and were omitted. Maximum ID value {_LARGEST}") if bad else ""
    return xml("ePostResult", f"{left_out}{tag('QueryKey', key)}{tag('WebEnv', web_env)}{said}", _POST)


def _asked(form: Form, history: History) -> Sequence[str]:
    start, most = number(form, "retstart", 0), min(number(form, "retmax", MOST), MOST)
    if "id" not in form and (form.get("WebEnv") or form.get("query_key")):
        if start >= PUBMED_WINDOW:
            raise RefusedError(BEYOND_WINDOW, 400)
        kept = history.get(form.get("WebEnv", ""), form.get("query_key", ""))
        return kept[start : min(start + most, PUBMED_WINDOW)]
    uids, _ = _uids(form.get("id", ""))
    if not uids:
        raise RefusedError(EMPTY_LIST, 400)
    return uids[start : start + most]


def _uids(text: str) -> tuple[list[str], list[str]]:
    """The UIDs of a list, each once, and what in it is none."""
    parts = [part.strip() for part in text.replace(" ", ",").split(",") if part.strip()]
    plain = {part: part.lstrip("0") for part in parts}
    good = [uid for uid in dict.fromkeys(plain.values()) if uid.isdecimal() and uid.isascii() and int(uid) <= _LARGEST]
    return good, [part for part in parts if plain[part] not in good]
