"""Articles from JSON Lines, PubMed XML or MEDLINE text, plain or gzip.

What cannot be used becomes a Rejection with its line.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from pydantic import ValidationError

from pipeline.corpus.files import SPACE, opened, prepared
from pipeline.medline import bounded_lines, is_tagged, plain_doi, read_tagged, read_xml, sections_of
from pipeline.schema import MAX_CHARS, Article, Notice, Rejection, Section

LINE_LIMIT = 16 * 1024 * 1024  # bytes; a longer line is no article, and reading it whole would not be flat in memory
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")  # no UTF-8 form, or none that every database keeps
_PMID = re.compile("[0-9]{1,10}")
_PMCID = re.compile("PMC[0-9]+", re.IGNORECASE)
_YEAR = re.compile("(?:1[6-9]|20)[0-9]{2}")
_VERSION = re.compile("[1-9][0-9]{0,8}")


def read_articles(path: str) -> Iterator[Article | Rejection]:
    """Articles of a file in one of three formats, plain or gzip, told apart by content ("-" is standard input).

    - JSON Lines: one object a line, with the keys of ``Article``; ``pmid`` or ``doi``, and a text, must be there.
    - PubMed XML: a PubmedArticleSet, as efetch, the FTP files of NLM or "Save → XML" give it.
    - MEDLINE text: what PubMed's website saves by "Save → Format: PubMed" or "Send to → Citation manager" (``.nbib``).

    A record that cannot be used comes as a Rejection with ``path:line``. Memory stays flat. Raises InputError when the
    file cannot be opened, is broken XML, broken gzip, or a bomb.
    """
    name = "stdin" if path == "-" else os.fsencode(path).decode("utf-8", "replace")
    with opened(path) as raw:
        stream, head, line = prepared(raw, name)
        if head.startswith(b"<"):
            yield from read_xml(stream, name)
        elif is_tagged(head):
            yield from read_tagged(stream, name, first_line=line)
        else:
            yield from read_lines(stream, name, first_line=line)


def read_lines(stream: IO[bytes], name: str, *, first_line: int = 1) -> Iterator[Article | Rejection]:
    """One outcome for each line of JSON that is not blank; lines end at a line feed only. Memory stays flat."""
    for number, line in enumerate(bounded_lines(stream, name, LINE_LIMIT), first_line):
        if len(line) <= LINE_LIMIT and not line.strip(SPACE):
            continue
        outcome: Article | Rejection
        try:
            outcome = _article(line)
        except (ValueError, RecursionError) as error:
            outcome = Rejection(place=f"{name}:{number}", reason=_reason(error))
        yield outcome


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte {error.start + 1} of the line)"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg}, column {error.colno})"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _article(line: bytes) -> Article:
    """The article of one JSON line; ValueError or RecursionError says why there is none."""
    if len(line) > LINE_LIMIT:
        raise ValueError(f"the line is longer than {LINE_LIMIT} bytes")
    record = json.loads(line.decode("utf-8"))
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    pmid, doi = _pmid(record.get("pmid")), _doi(record.get("doi"))
    if pmid is None and doi is None:
        raise ValueError("neither a pmid nor a doi")
    title, abstract = _string(record, "title") or "", _string(record, "abstract")
    if not (title.strip() or (abstract or "").strip()):
        raise ValueError("neither title nor abstract")
    if len(title) + len(abstract or "") >= MAX_CHARS:
        raise ValueError(f"title and abstract are longer than {MAX_CHARS} characters")
    abstract = abstract if abstract and abstract.strip() else None
    sections = _sections(record.get("sections"), title, abstract)
    return Article(pmid=pmid, doi=doi, title=title, abstract=abstract, sections=sections, **_optional(record))


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is {type(value).__name__}, not text")
    if value and _UNKEEPABLE.search(value):
        raise ValueError(f"{key} holds a lone surrogate or a null character")
    return value


def _pmid(value: object) -> str | None:
    if value is None or value == "":
        return None
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PMID.fullmatch(text.strip()):
        raise ValueError(f"pmid is not a number: {ascii(value)[:40]}")
    return text.strip()


def _doi(value: object) -> str | None:
    """The DOI; None for text that is none, as "n/a" is."""
    if value is not None and not isinstance(value, str):
        raise ValueError(f"doi is {type(value).__name__}, not text")
    doi = plain_doi(value or "")
    return None if doi and _UNKEEPABLE.search(doi) else doi


def _optional(record: dict[str, Any]) -> dict[str, Any]:
    """The keys that may be there, each only when its value is valid."""
    year, version, pmcid = record.get("year"), record.get("version"), record.get("pmcid")
    texts = ("journal", "first_author", "language", "vernacular_title", "abstract_from")
    return {
        **{key: _valid(record.get(key)) for key in texts},
        **{key: _texts(record.get(key)) for key in ("publication_types", "mesh")},
        "year": int(year) if isinstance(year, int | str) and _YEAR.fullmatch(str(year)) else None,
        "version": int(version) if isinstance(version, int | str) and _VERSION.fullmatch(str(version)) else 1,
        "pmcid": pmcid.upper() if isinstance(pmcid, str) and _PMCID.fullmatch(pmcid) else None,
        "notices": _notices(record.get("notices")),
        "retracted": record.get("retracted") is True,
        "kind": "digest" if record.get("kind") == "digest" else "abstract",
    }


def _texts(given: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_valid, given))) if isinstance(given, list) else ()


def _notices(given: object) -> tuple[Notice, ...]:
    """Those that are valid: a retraction is not lost because another notice is broken."""
    found: list[Notice] = []
    for one in given if isinstance(given, list) else ():
        with suppress(ValidationError):
            notice = Notice.model_validate(one)
            if all(text is None or _valid(text) for text in (notice.source, notice.pmid)):
                found.append(notice)
    return tuple(found)


def _valid(value: object) -> str | None:
    return value if isinstance(value, str) and value and not _UNKEEPABLE.search(value) else None


def _sections(given: object, title: str, abstract: str | None) -> tuple[Section, ...]:
    """The sections as given when all are valid and inside the text, else those of the labels in the abstract."""
    start, end = len(title) + 1, len(title) + 1 + len(abstract or "")
    try:
        found = tuple(Section.model_validate(s) for s in given) if isinstance(given, list) else ()
    except ValidationError:
        found = ()
    if found and all(start <= s.start < s.end <= end and _valid(s.label) for s in found):
        return found
    return sections_of(abstract or "", start)
