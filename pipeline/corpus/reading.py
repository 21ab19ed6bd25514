"""Articles from JSON Lines or PubMed XML, plain or gzip. What cannot be used becomes a Rejection with its line."""

import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast, get_args

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.medline import plain_doi, read_xml, sections_of
from pipeline.schema import MAX_CHARS, Article, Rejection, Section, TextKind

LINE_LIMIT = 16 * 1024 * 1024  # bytes; a longer line is no article, and reading it whole would not be flat in memory
_BOM = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n\v\f"
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")  # no UTF-8 form, or none that every database keeps
_PMID = re.compile("[0-9]{1,10}")
_PMCID = re.compile("PMC[0-9]+", re.IGNORECASE)
_YEAR = re.compile("(?:1[6-9]|20)[0-9]{2}")


class _Replayed(io.RawIOBase):
    """A stream of which the first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def read_articles(path: str) -> Iterator[Article | Rejection]:
    """Articles of a JSON Lines or PubMed XML file, plain or gzip ("-" is standard input), told apart by content.

    A record that cannot be used comes as a Rejection with ``path:line``. Memory stays flat. Raises InputError when the
    file cannot be opened, is broken XML or broken gzip.
    """
    name = "stdin" if path == "-" else os.fsencode(path).decode("utf-8", "replace")
    with _opened(path) as raw:
        stream, first, line = _prepared(raw, name)
        yield from read_xml(stream, name) if first == b"<" else read_lines(stream, name, first_line=line)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115  (closed below; only opening may fail here)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be opened ({reason}).", place=path, hint="Give a file of articles.") from error
    with file:
        yield file


def _prepared(raw: BinaryIO, name: str) -> tuple[BinaryIO, bytes, int]:
    """The stream unpacked and without leading BOM and space, its first byte, and the number of the line it is on."""
    try:
        head = raw.read(2)
        stream: BinaryIO = io.BufferedReader(_Replayed(head, raw))
        if head == b"\x1f\x8b":
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        head = stream.read(len(_BOM)).removeprefix(_BOM) or stream.read(1)
        line = 1
        while head and not head.strip(_SPACE):
            line += head.count(b"\n")
            head = stream.read(1)
    except (EOFError, zlib.error, OSError) as error:
        raise _unreadable(name, error) from error
    line += head[: len(head) - len(head.lstrip(_SPACE))].count(b"\n")
    head = head.lstrip(_SPACE)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("is UTF-16.", place=name, hint="Save it as UTF-8.")
    return io.BufferedReader(_Replayed(head, stream)), head[:1], line


def _unreadable(name: str, error: Exception) -> InputError:
    return InputError(f"cannot be read to its end ({error}).", place=name, hint="Get the file anew.")


def read_lines(stream: IO[bytes], name: str, *, first_line: int = 1) -> Iterator[Article | Rejection]:
    """One outcome for each line of JSON that is not blank; lines end at a line feed only. Memory stays flat."""
    for number, line in enumerate(_lines(stream, name), first_line):
        if len(line) <= LINE_LIMIT and not line.strip(_SPACE):
            continue
        outcome: Article | Rejection
        try:
            outcome = _article(line)
        except (ValueError, RecursionError) as error:
            outcome = Rejection(place=f"{name}:{number}", reason=_reason(error))
        yield outcome


def _lines(stream: IO[bytes], name: str) -> Iterator[bytes]:
    """Lines, each cut one byte beyond the limit."""
    try:
        while line := stream.readline(LINE_LIMIT + 1):
            yield line
            while len(line) > LINE_LIMIT and not line.endswith(b"\n"):
                line = stream.readline(LINE_LIMIT + 1)
    except (EOFError, zlib.error, OSError) as error:
        raise _unreadable(name, error) from error


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
    year, types, pmcid = record.get("year"), record.get("publication_types"), record.get("pmcid")
    return {
        "journal": _valid(record.get("journal")),
        "year": int(year) if isinstance(year, int | str) and _YEAR.fullmatch(str(year)) else None,
        "publication_types": tuple(filter(None, map(_valid, types))) if isinstance(types, list) else (),
        "pmcid": pmcid.upper() if isinstance(pmcid, str) and _PMCID.fullmatch(pmcid) else None,
        "retracted": record.get("retracted") is True,
        "kind": record["kind"] if record.get("kind") in get_args(TextKind) else "abstract",
    }


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
