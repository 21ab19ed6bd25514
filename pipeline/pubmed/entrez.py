"""The programs of E-utilities that are used, each as one method.

Requests are POSTs, so that neither the key nor a thousand PMIDs stand in an address that someone logs. Formats and
limits: "Entrez Programming Utilities Help", https://www.ncbi.nlm.nih.gov/books/NBK25499/.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence

from pipeline.errors import InputError
from pipeline.pubmed import answers
from pipeline.pubmed.answers import Hits, Outcomes
from pipeline.pubmed.results import Cite
from pipeline.pubmed.service import Service
from pipeline.pubmed.transport import Question

BRIEFLY = 2  # tries where there is another way


class Entrez:
    """E-utilities for the database pubmed."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def efetch(
        self, which: Mapping[str, str], asked: Collection[str], *, until: float = math.inf, tries: int | None = None
    ) -> Outcomes:
        """The records that ``which`` names (``id``, or a place on the history server), each one of ``asked``.

        Raises ExpiredError for a place that is forgotten, UnusableError and ServiceError as ``Service.ask``.
        """
        question = Question("efetch.fcgi", {"db": "pubmed", "retmode": "xml", **which}, excuse=answers.EXCUSES)

        def read(body: bytes) -> Outcomes:
            return answers.record_set(body, self._service.host, asked)

        return self._service.ask(question, read, until=until, tries=tries)

    def esearch(self, term: str, limit: int, more: Mapping[str, str]) -> Hits:
        """At most ``limit`` hits. Raises InputError for an empty term or a limit that no search has, ServiceError."""
        if not term.strip():
            raise InputError("nothing to search for: the term is empty.")
        if not 1 <= limit <= answers.MOST_HITS:
            raise InputError(f"a search can give 1 to {answers.MOST_HITS} hits, not {limit}.")
        form = {"db": "pubmed", "term": term, "retmode": "json", "retmax": str(limit), **more}
        return self._service.ask(Question("esearch.fcgi", form), lambda body: answers.hits(body, limit))

    def ecitmatch(self, cites: Mapping[str, Cite]) -> dict[str, str | None]:
        """The PMID for the citation under each key; None where none or several fit. Raises ServiceError.

        The first citation stands at the end once more: an answer in plain text shows by nothing else that it is whole,
        and one that is cut off could end within a PMID.
        """
        first, *_ = cites
        asked = {**cites, "end": cites[first]}
        lines = [citation_line(cite, key) for key, cite in asked.items()]
        form = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(lines)}
        found = self._service.ask(Question("ecitmatch.cgi", form), lambda body: answers.matches(body, asked))
        return {key: found[key] for key in cites}


def citation_line(cite: Cite, key: str) -> str:
    """The citation as ecitmatch wants it: ``journal|year|volume|first page|author|key|``."""
    return "|".join([*_cells(cite), key, ""])


def says_something(cite: Cite) -> bool:
    """Whether there is anything to match."""
    return any(_cells(cite))


def _cells(cite: Cite) -> Sequence[str]:
    year = str(cite.year) if cite.year is not None else ""
    cells = [cite.journal or "", year, cite.volume or "", cite.first_page or "", cite.author or ""]
    return [re.sub(r"[\s|\x00-\x1f]+", " ", cell).strip() for cell in cells]
