"""ECitMatch: citation strings → PMIDs (NBK25499, "ECitMatch").

Documented: ``bdata`` holds strings ``journal|year|volume|first page|author|key|``, separated by a carriage return
(%0D); the answer repeats each with the PMID behind it.
Observed: it is plain text, whatever ``retmode`` says; "NOT_FOUND", with ";INVALID_JOURNAL" where the journal is not
known; "AMBIGUOUS" with the PMIDs of a few candidates, or their number as "(783 citations)". Journal, volume and page
decide, so that a PMID may come although author or year differ (github.com/cyanheads/pubmed-mcp-server/issues/35, 40):
whoever asks must check.
"""

import re
from collections.abc import Callable, Sequence

from tests.eutils.answers import EMPTY_LIST, Answer, Form
from tests.eutils.entries import Entry, words
from tests.eutils.fields import phrase_test

LISTED = 3  # candidates that are named


def ecitmatch(form: Form, entries: Sequence[Entry]) -> Answer:
    """Answer each citation string on a line of its own."""
    asked = [line.strip() for line in re.split(r"[\r\n]+", form.get("bdata", "")) if line.strip()]
    if not asked:
        return Answer(400, EMPTY_LIST.encode())
    return Answer(200, "".join(f"{_answered(line, entries)}\n" for line in asked).encode())


def _answered(line: str, entries: Sequence[Entry]) -> str:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 6:
        return f"{line}|NOT_FOUND"
    journal, year, volume, page, author = parts[:5]
    return f"{'|'.join(parts[:6])}|{_outcome(journal, year, volume, page, author, entries)}"


def _outcome(journal: str, year: str, volume: str, page: str, author: str, entries: Sequence[Entry]) -> str:
    named = words(journal)
    found = [entry for entry in entries if named in entry.journals] if named else list(entries)
    if not found:
        return "NOT_FOUND;INVALID_JOURNAL"
    found = [entry for entry in found if volume in ("", entry.volume) and page in ("", first_page(entry.pages))]
    certain = bool(named and volume and page)
    found = _narrowed(found, lambda entry: year in ("", *(str(date[0]) for date in entry.published)), certain=certain)
    by_author = phrase_test("author", words(author)) if words(author) else lambda _: True
    found = _narrowed(found, by_author, certain=certain)
    if len(found) == 1:
        return found[0].pmid
    if not found:
        return "NOT_FOUND"
    few = len(found) <= LISTED
    return f"AMBIGUOUS {','.join(entry.pmid for entry in found)}" if few else f"AMBIGUOUS ({len(found)} citations)"


def _narrowed(found: list[Entry], test: Callable[[Entry], bool], *, certain: bool) -> list[Entry]:
    """Those that pass; all of them where none does and journal, volume and page are enough."""
    passing = [entry for entry in found if test(entry)]
    return passing or (found if certain else [])


def first_page(pages: str) -> str:
    """``3248`` of ``3248-52``."""
    return re.split(r"[-–,;]", pages)[0].strip()
