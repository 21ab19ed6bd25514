"""MEDLINE text: what PubMed's website saves as "PubMed" format (``.nbib``), fields with a tag of up to four letters.

Biopython's ``Bio.Medline`` reads the fields. The records are told apart here, one at a time, so that each has its line
and one that is broken does not take the others with it. The fields are described in PubMed's help
(https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format).
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import IO

from Bio import Medline

from pipeline.medline.fields import best_title, is_retracted, plain_doi, year_in
from pipeline.medline.labels import sections_of
from pipeline.medline.lines import bounded_lines
from pipeline.medline.linked import tagged_notices
from pipeline.medline.markup import plain
from pipeline.schema import MAX_CHARS, Article, Rejection

RECORD_LIMIT = 16 * 1024 * 1024  # bytes of one record, and of one line
_FIELD = re.compile(rb"[A-Z][A-Z0-9]{1,3} {0,2}- ")
_FOLDED = re.compile(r"\r?\n {6}")
_IDENTIFIER = re.compile(r"(\S+) \[(\w+)\]")
_PMCID = re.compile("PMC[0-9]+")
Fields = Mapping[str, list[str]]


def is_tagged(head: bytes) -> bool:
    """Whether a text that begins like this is MEDLINE text ("PMID- 123")."""
    return bool(_FIELD.match(head))


def read_tagged(stream: IO[bytes], name: str, *, first_line: int = 1) -> Iterator[Article | Rejection]:
    """Each record as an Article with the same fields as of XML, or as a Rejection with the line that it begins on.

    Memory stays flat. Raises InputError, after the records before the fault, when the file cannot be read to its end.
    """
    for line, raw in _records(stream, name, first_line):
        outcome: Article | Rejection
        try:
            outcome = _article(raw)
        except ValueError as error:
            reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            outcome = Rejection(place=f"{name}:{line}", reason=reason)
        yield outcome


def _records(stream: IO[bytes], name: str, first_line: int) -> Iterator[tuple[int, bytes]]:
    """Number of the first line, and bytes, of what stands between blank lines; a PMID begins a record too."""
    begin, record = first_line, bytearray()
    for number, line in enumerate(bounded_lines(stream, name, RECORD_LIMIT), first_line):
        blank = not line.strip(b"\r\n")
        if record and (blank or line.startswith(b"PMID- ")):
            yield begin, bytes(record)
            record.clear()
        if not blank and len(record) <= RECORD_LIMIT:
            begin = begin if record else number
            record += line
    if record:
        yield begin, bytes(record)


def _article(raw: bytes) -> Article:
    """The article of one record; ValueError says why there is none."""
    if len(raw) > RECORD_LIMIT:
        raise ValueError(f"the record is longer than {RECORD_LIMIT} bytes")
    record = _fields(raw.decode("utf-8"))
    pmid = _first(record, "PMID")
    if not re.fullmatch("[0-9]{1,10}", pmid):
        raise ValueError("a record without a PMID")
    vernacular = _first(record, "TT")
    title = best_title(_first(record, "TI"), vernacular, _first(record, "BTI"))
    abstract = _first(record, "AB") or (_first(record, "OAB") if _first(record, "OABL") in ("", "eng") else "")
    if not (title or abstract):
        raise ValueError(f"PMID {pmid} has neither title nor abstract")
    if len(title) + len(abstract) >= MAX_CHARS:
        raise ValueError(f"PMID {pmid} is longer than {MAX_CHARS} characters")
    types = tuple(filter(None, map(plain, record.get("PT", ()))))
    notices, linked = tagged_notices(record)
    return Article(
        pmid=pmid,
        doi=_doi(record),
        pmcid=next((one for one in record.get("PMC", ()) if _PMCID.fullmatch(one)), None),
        title=title,
        abstract=abstract or None,
        sections=sections_of(abstract, len(title) + 1),
        journal=_first(record, "JT") or _first(record, "BTI") or None,
        first_author=_first_author(record),
        year=year_in(_first(record, "DP")) or year_in(_first(record, "DEP")[:4]),
        publication_types=types,
        mesh=tuple(dict.fromkeys(filter(None, map(_descriptor, record.get("MH", ()))))),
        language=_first(record, "LA").lower() or None,
        vernacular_title=vernacular or None,
        notices=notices,
        retracted=is_retracted(types, linked),
    )


def _fields(text: str) -> Fields:
    """The values of each field as Biopython reads them; lines are unfolded first, as it does for some only."""
    if "\0" in text:
        raise ValueError("the record holds a null character")
    unfolded = io.StringIO(_FOLDED.sub(" ", text), newline="\n")
    try:
        read: dict[str, str | list[str]] = Medline.read(unfolded)  # type: ignore[no-untyped-call]
    except (KeyError, StopIteration) as error:  # a folded line first
        raise ValueError("a record without a PMID") from error
    return {tag: [value] if isinstance(value, str) else value for tag, value in read.items()}


def _first(record: Fields, tag: str) -> str:
    return plain(next(iter(record.get(tag, ())), ""))


def _doi(record: Fields) -> str | None:
    """Of LID, then of AID ("10.1000/182 [doi]")."""
    written = (found for tag in ("LID", "AID") for one in record.get(tag, ()) for found in _IDENTIFIER.findall(one))
    return next((doi for value, kind in written if kind == "doi" and (doi := plain_doi(value))), None)


def _first_author(record: Fields) -> str | None:
    """The first person, or the group where its field comes before those of persons."""
    first = next((tag for tag in record if tag in ("AU", "CN")), "AU")
    return _first(record, first) or None


def _descriptor(heading: str) -> str:
    """``Leucine`` of "*Leucine/administration & dosage"."""
    return plain(heading.partition("/")[0].lstrip("*"))
