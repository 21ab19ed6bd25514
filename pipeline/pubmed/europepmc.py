"""Europe PMC as a second source of abstracts, where PubMed has none.

Documented at https://europepmc.org/RestfulWebService (search, resultType=core). ``abstractText`` is HTML: labels of a
structured abstract stand in ``<h4>``, inline markup stays.
"""

import re
from html.parser import HTMLParser
from typing import Any

from pipeline.medline import sections_of
from pipeline.pubmed.answers import json_object
from pipeline.pubmed.caller import EUROPE_PMC, Address, Caller
from pipeline.pubmed.faults import PassingError
from pipeline.pubmed.service import Patience, Service
from pipeline.pubmed.transport import Question
from pipeline.schema import MAX_CHARS, Article

SOURCE = "Europe PMC"
ANSWER_LIMIT = 16 * 1024 * 1024  # bytes; 25 records have less than one
PER_SECOND = 3.0  # no limit is documented
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "sec", "title", "table", "tr", "td", "th"}) | _HEADINGS
_INLINE = frozenset({"a", "b", "bold", "em", "font", "i", "inf", "italic", "s", "sc", "small", "span"}) | frozenset(
    {"strong", "sub", "sup", "tt", "u", "underline"}
)


class EuropePmc:
    """A client that threads may share.

    ``url`` defaults to CLAIMDIFF_EUROPEPMC_URL, the e-mail to CLAIMDIFF_EMAIL; the other settings are those of
    ``Client``.
    """

    def __init__(
        self,
        *,
        url: str | None = None,
        tool: str | None = None,
        email: str | None = None,
        per_second: float = PER_SECOND,
        timeout: float = 30,
        deadline: float = 180,
        tries: int = 6,
        backoff: float = 1,
    ) -> None:
        address = Address.of(url, "CLAIMDIFF_EUROPEPMC_URL", EUROPE_PMC)
        patience = Patience(timeout, deadline, tries, backoff)
        caller = Caller.of(tool, email, None)
        self._service = Service(SOURCE, address, caller, per_second, patience, limit=ANSWER_LIMIT)
        self.host = address.host

    def __repr__(self) -> str:
        return f"EuropePmc({self.host})"

    def abstract(self, article: Article) -> Article | None:
        """The same article with the abstract that Europe PMC has for its PMID, or else for its DOI; None without one.

        Only a record that carries the PMID or the DOI of the article counts. Raises ServiceError.
        """
        queries = [f"EXT_ID:{article.pmid} AND SRC:MED"] if article.pmid else []
        if article.doi and '"' not in article.doi:
            queries.append(f'DOI:"{article.doi}"')
        for query in queries:
            for record in self._search(query):
                text = _plain(record.get("abstractText"))
                if text and _is_of(record, article) and len(article.title) + len(text) < MAX_CHARS:
                    sections = sections_of(text, len(article.title) + 1)
                    return article.model_copy(update={"abstract": text, "sections": sections, "abstract_from": SOURCE})
        return None

    def _search(self, query: str) -> list[dict[str, Any]]:
        form = {"query": query, "resultType": "core", "format": "json", "pageSize": "25"}
        return self._service.ask(Question("search", form, get=True), _results)


def _results(body: bytes) -> list[dict[str, Any]]:
    answer = json_object(body, "search result")
    listed = answer.get("resultList")
    results = listed.get("result") if isinstance(listed, dict) else None
    if "errCode" in answer or not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise PassingError("sent what is no search result in JSON", of_answer=True)
    return results


def _is_of(record: dict[str, Any], article: Article) -> bool:
    """By PMID where both have one, else by DOI."""
    pmid = str(record.get("pmid") or (record.get("id") if record.get("source") == "MED" else "") or "")
    if article.pmid and pmid:
        return pmid == article.pmid
    doi = str(record.get("doi") or "").lower()
    return bool(doi) and doi == (article.doi or "").lower()


class _Text(HTMLParser):
    """Collects text; tags that HTML does not have are text ("n<a and b>c")."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._heading: int | None = None  # where the text of an open one begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not (tag in _BLOCKS or tag in _INLINE or ":" in tag) or any(value is None for _, value in attrs):
            self.parts.append(self.get_starttag_text() or "")
            return
        if tag in _BLOCKS:
            self.parts.append(" ")
        if tag in _HEADINGS:
            self._heading = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self._heading is not None:
            label = "".join(self.parts[self._heading :]).strip(" :.")
            self.parts[self._heading :] = [f"{label}: "] if label else []
            self._heading = None
        elif tag in _BLOCKS:
            self.parts.append(" ")
        elif tag not in _INLINE and ":" not in tag:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(html: object) -> str | None:
    if not isinstance(html, str) or len(html) > MAX_CHARS:
        return None
    reader = _Text()
    reader.feed(html)
    reader.close()
    return re.sub(r"\s+", " ", "".join(reader.parts)).strip() or None
