"""Entries of the reference list → Reference: what each entry says, and the identifiers it holds."""

import re
from collections.abc import Iterable

from pipeline.identifiers import find_identifiers
from pipeline.sources import bibliography
from pipeline.sources.document import Lines, Reference
from pipeline.sources.listing import Entry

_LONGEST = 4000  # characters; what is longer is no entry, and only its beginning is looked at
_SITE = re.compile(r"\s*\[(?P<site>[^\[\]\s]+\.[^\[\]\s]+)\]\s*$")
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[\w.-]+)[^\s<>\"\]]*", re.IGNORECASE)
_FORMAT = re.compile(r"^(?:\[(?:PDF|HTML|BOOK|DOC)\]|\((?:PDF|HTML)\))\s*", re.IGNORECASE)
_HOST = re.compile(r"(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,})(?:/\S*)?")
_TAIL = re.compile(r"\s+[-–—|·]\s+(?P<name>(?:(?!\s[-–—|·]\s)[^|]){1,60})$")
_HEAD = re.compile(r"(?P<name>[^|]{1,60}?)\s+\|\s+")
_GREEK = re.compile(
    r"(?<=[α-ω]) -(?=\w)|(?<=\w)- (?=[α-ω])|(?<=[α-ω])- (?=\w)"
)  # "α -keto", as it is copied from formulas
_SHORTEST = 3  # letters of a word that stands in a host name


def references(entries: Iterable[Entry], lines: Lines) -> tuple[Reference, ...]:
    """A Reference for each entry, in order."""
    return tuple(_reference(entry, lines) for entry in entries)


def _reference(entry: Entry, lines: Lines) -> Reference:
    first, last = entry.rows[0], entry.rows[-1]
    text = entry.text[:_LONGEST]
    identifiers = find_identifiers(text)
    address = _ADDRESS.search(text)
    named = _SITE.search(text)
    fields = bibliography.read(text[: named.start()] if named else text)
    host = _HOST.fullmatch(fields.title or "")
    site = named["site"] if named else address["host"] if address else host["host"] if host else None
    return Reference(
        number=entry.number,
        text=entry.text,
        title=_title(fields.title or "", site),
        site=site,
        url=address[0].rstrip(".,;:)") if address else None,
        pmid=identifiers.pmid,
        doi=identifiers.doi,
        pmcid=identifiers.pmcid,
        authors=fields.authors,
        journal=fields.journal,
        year=fields.year,
        volume=fields.volume,
        pages=fields.pages,
        line=first + 1,
        start=lines.starts[first],
        end=lines.starts[last] + len(lines.all[last].rstrip()),
    )


def _title(title: str, site: str | None) -> str | None:
    """The title without the name of the site it was found on; None where nothing but the site is named."""
    title = _FORMAT.sub("", title)
    for part in (_TAIL, _HEAD):
        found = part.search(title) if part is _TAIL else part.match(title)
        if found and site and _names(found["name"], site):
            title = title[: found.start()] + title[found.end() :]
    title = _GREEK.sub("-", title.strip().rstrip(".").rstrip())
    if not re.search(r"[^\W\d_]", title) or _HOST.fullmatch(title) or (site and title.casefold() == site.casefold()):
        return None
    return title


def _names(name: str, site: str) -> bool:
    """Whether a name is that of a site: "Creative Proteomics" of ``creative-proteomics.com``."""
    host = re.sub(r"[\W_]", "", site).casefold()
    word = re.match(r"[\W_]*([^\W_]*)", name)
    whole = re.sub(r"[\W_]", "", name).casefold()
    first = word[1].casefold() if word else ""
    return any(len(part) >= _SHORTEST and part in host for part in (whole, first))
