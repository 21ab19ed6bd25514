"""ESearch: text query → UIDs (NBK25499, "ESearch").

Documented: ``db`` and ``term``; ``retmax`` (20 by default) and ``retstart``; ``retmode`` xml or json; ``usehistory=y``,
``WebEnv`` and ``query_key`` (the set is joined to the term with AND); ``sort`` pub_date, Author, JournalName or
relevance; ``datetype`` with ``mindate`` and ``maxdate``, both or neither, as YYYY, YYYY/MM or YYYY/MM/DD; of a search
in PubMed only the first 9,999 records can be had.
Observed: a ``retstart`` beyond them is answered with status 200 and an ERROR whose newline makes the JSON one that
strict readers refuse (github.com/jannisborn/paperscraper/issues/40); a page that crosses the border is cut there with
an OutputMessage; ``retmax`` in the answer is the count of UIDs in it; the default order is the last added first.
Without ``datetype`` the publication date counts here, which is not documented.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from tests.eutils.answers import BEYOND_WINDOW, PUBMED_WINDOW, Answer, Form, RefusedError, json_answer, number, tag
from tests.eutils.answers import xml_answer as xml
from tests.eutils.entries import Entry
from tests.eutils.fields import FIELDS, date_range, date_test
from tests.eutils.history import History
from tests.eutils.terms import Finding, Query

_DTD = "esearch 20060628"


def esearch(form: Form, entries: Sequence[Entry], dois: Mapping[str, Iterable[str]], history: History) -> Answer:
    """Answer one search."""
    as_json = form.get("retmode", "xml").lower() == "json"
    try:
        found, pmids = _search(form, entries, dois, history)
        start = number(form, "retstart", 0)
        if start >= PUBMED_WINDOW:
            raise RefusedError(BEYOND_WINDOW)
    except RefusedError as error:
        return _refused(error, as_json=as_json)
    asked = number(form, "retmax", 20)
    page = pmids[start : min(start + asked, PUBMED_WINDOW)]
    cut = start + asked > PUBMED_WINDOW and len(pmids) > PUBMED_WINDOW
    messages = [f"Restrictions achieved. start and count adjusted to {start}, {PUBMED_WINDOW - start}"] if cut else []
    kept = history.keep(pmids, form.get("WebEnv")) if form.get("usehistory") == "y" else None
    write = _json if as_json else _xml
    return write(form.get("term", ""), found, len(pmids), start, page, kept, messages or _none_found(pmids))


def _search(
    form: Form, entries: Sequence[Entry], dois: Mapping[str, Iterable[str]], history: History
) -> tuple[Finding, list[str]]:
    if form.get("db", "pubmed") != "pubmed":
        raise RefusedError(f"Invalid db name specified: {form['db']}")
    term, web_env, key = form.get("term", "").strip(), form.get("WebEnv", ""), form.get("query_key")
    if not term and not key:
        raise RefusedError("Empty term and query_key - nothing todo")  # observed
    found = Query(entries, dois, lambda number: history.get(web_env, number)).run(term) if term else None
    if key:
        earlier = set(history.get(web_env, key))
        found = found or Finding(earlier)
        found.pmids &= earlier
    assert found
    found.pmids = _within_dates(form, found.pmids, entries)
    return found, _ordered(found.pmids, entries, form.get("sort", ""))


def _within_dates(form: Form, pmids: set[str], entries: Sequence[Entry]) -> set[str]:
    low, high = form.get("mindate", ""), form.get("maxdate", "")
    days = date_range(low, high) if low and high else None
    if days is None:
        return pmids
    field = FIELDS.get(form.get("datetype", "pdat").lower(), "published")
    test = date_test(field, *days)
    return {entry.pmid for entry in entries if entry.pmid in pmids and test(entry)}


def _ordered(pmids: set[str], entries: Sequence[Entry], sort: str) -> list[str]:
    newest = sorted(pmids, key=int, reverse=True)
    if sort not in {"pub_date", "pub date", "Author", "JournalName"}:
        return newest  # relevance is not copied: the last added come first for it, too
    facts = {entry.pmid: entry for entry in entries if entry.pmid in pmids}
    if sort in {"pub_date", "pub date"}:
        return sorted(newest, key=lambda pmid: max(facts[pmid].published, default=(0, 0, 0)), reverse=True)
    if sort == "Author":
        return sorted(newest, key=lambda pmid: facts[pmid].authors[:1])
    return sorted(newest, key=lambda pmid: min(facts[pmid].journals, default=()))


def _none_found(pmids: Sequence[str]) -> list[str]:
    return [] if pmids else ["No items found."]


def _refused(error: RefusedError, *, as_json: bool) -> Answer:
    if not as_json:
        return xml("eSearchResult", tag("ERROR", error.message), _DTD, error.status)
    said = {"header": _HEADER, "esearchresult": {"ERROR": error.message}}
    return Answer(error.status, json.dumps(said).replace("\\n", "\n").encode())


_HEADER = {"type": "esearch", "version": "0.3"}


def _json(
    term: str,
    found: Finding,
    count: int,
    start: int,
    page: list[str],
    kept: tuple[str, str] | None,
    messages: list[str],
) -> Answer:
    result: dict[str, object] = {"count": str(count), "retmax": str(len(page)), "retstart": str(start)}
    if kept:
        result |= {"querykey": kept[1], "webenv": kept[0]}
    result |= {"idlist": page, "translationset": [], "querytranslation": term}
    if found.phrases_not_found or found.fields_not_found:
        result["errorlist"] = {"phrasesnotfound": found.phrases_not_found, "fieldsnotfound": found.fields_not_found}
    if found.phrases_ignored or found.quoted_not_found or messages:
        result["warninglist"] = {
            "phrasesignored": found.phrases_ignored,
            "quotedphrasesnotfound": found.quoted_not_found,
            "outputmessages": messages,
        }
    return json_answer({"header": _HEADER, "esearchresult": result})


def _xml(
    term: str,
    found: Finding,
    count: int,
    start: int,
    page: list[str],
    kept: tuple[str, str] | None,
    messages: list[str],
) -> Answer:
    counts = tag("Count", count) + tag("RetMax", len(page)) + tag("RetStart", start)
    session = tag("QueryKey", kept[1]) + tag("WebEnv", kept[0]) if kept else ""
    ids = "".join(tag("Id", pmid) + "\n" for pmid in page)
    errors = _tags("PhraseNotFound", found.phrases_not_found) + _tags("FieldNotFound", found.fields_not_found)
    warnings = _tags("PhraseIgnored", found.phrases_ignored) + _tags("QuotedPhraseNotFound", found.quoted_not_found)
    warnings += _tags("OutputMessage", messages)
    after = (f"<ErrorList>{errors}</ErrorList>" if errors else "") + (
        f"<WarningList>{warnings}</WarningList>" if warnings else ""
    )
    listed = f"<IdList>\n{ids}</IdList><TranslationSet/>{tag('QueryTranslation', term)}"
    return xml("eSearchResult", counts + session + listed + after, _DTD)


def _tags(name: str, texts: list[str]) -> str:
    return "".join(tag(name, text) for text in texts)
