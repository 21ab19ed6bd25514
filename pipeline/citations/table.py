"""The citation table: which article each numbered reference of a document is, as a person decided it.

The table is a CSV file with one row for each numbered reference of a source document. Its columns and the meaning of
each status: ``corpus/README.md``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from pipeline import csv_table
from pipeline.schema import Citation, CitationStatus, Claim, Record, Rejection

COLUMNS = (
    "seed",
    "ref",
    "title",
    "first_author",
    "year",
    "journal",
    "pmid",
    "doi",
    "pmcid",
    "status",
    "note",
)
_EXTRA = "source"  # the document's full id; other columns are for people and left alone


class LoadedCitations(NamedTuple):
    """The usable rows of a citation table in file order, and the rows that break its rules."""

    citations: tuple[Citation, ...]
    rejections: tuple[Rejection, ...] = ()


class Resolution(Record):
    """One reference number of one claim: the citation it was tied to, or the reason why it leads to no article."""

    claim: Claim
    ref: int
    citation: Citation | None = None  # None: the number is not in the table
    reason: str | None = None  # None: tied to an article


class _Row(Record):
    """A row, cells as written; a description ends the sentence "It must be …" when the cell is something else."""

    seed: str = Field(pattern=r"^[0-9]{3}$", description="the three digits of the document")
    ref: str = Field(pattern=r"^[1-9][0-9]{0,3}$", description="a number from 1 to 9999")
    title: str | None
    first_author: str | None
    year: str | None = Field(pattern=r"^(1[89]|20)[0-9]{2}$", description="a year from 1800 to 2099")
    journal: str | None
    pmid: str | None = Field(pattern=r"^[1-9][0-9]{0,7}$", description="one to eight digits and nothing else")
    doi: str | None = Field(pattern=r"^10\.[0-9]{4,9}/\S+$", description="a bare DOI as in 10.1000/182")
    pmcid: str | None = Field(pattern=r"^PMC[1-9][0-9]*$", description="PMC and digits")
    status: CitationStatus = Field(description="verified, probable or unresolvable")
    note: str | None
    source: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        identified = bool(self.pmid or self.doi)
        if self.source and not self.source.startswith(self.seed):
            raise ValueError(f"The source {self.source!r} does not start with the seed {self.seed}")
        if self.status == "verified" and not (self.title and identified):
            raise ValueError("Verified needs a title and a PMID or DOI")
        if self.status == "probable" and not (self.title or identified):
            raise ValueError("Probable needs a title, a PMID or a DOI")
        if self.status == "unresolvable" and (identified or self.pmcid):
            raise ValueError("Unresolvable has no place for an identifier; put a candidate into the note")
        return self

    def citation(self, place: str) -> Citation:
        cells = self.model_dump(exclude={"seed"})
        return Citation.model_validate({**cells, "source": self.source or self.seed, "place": place})


def load(path: Path | None = None) -> LoadedCitations:
    """The citations in ``path``; None reads the packaged table. Raises InputError where the table is unusable.

    A row that breaks a rule, or repeats seed and number of an earlier one, becomes a Rejection with its line.
    """
    table = resources.files("corpus") / "citations.csv" if path is None else path
    name = "corpus/citations.csv" if path is None else str(path)
    citations: dict[tuple[str, int], Citation] = {}
    rejections = []
    for row in csv_table.read(table, name, COLUMNS):
        found = row if isinstance(row, Rejection) else read_row(row)
        if isinstance(found, Rejection):
            rejections.append(found)
            continue
        first = citations.setdefault((source_key(found.source), found.ref), found)
        if first is not found:
            reason = f"Reference {found.ref} of {found.source} stands already at {first.place}; delete one."
            rejections.append(Rejection(place=found.place, reason=reason))
    return LoadedCitations(tuple(citations.values()), tuple(rejections))


def read_row(row: csv_table.Row) -> Citation | Rejection:
    """The citation of a row, or why it is none."""
    cells = {column: row.cells[column] for column in (*COLUMNS, _EXTRA) if column in row.cells}
    try:
        return _Row.model_validate(cells).citation(row.place)
    except ValidationError as error:
        return Rejection(place=row.place, reason=_reason(error))


def _reason(error: ValidationError) -> str:
    return " ".join(map(_sentence, error.errors(include_url=False)))


def _sentence(detail: ErrorDetails) -> str:
    if not detail["loc"]:
        return f"{detail['msg'].removeprefix('Value error, ')}."
    column, cell = str(detail["loc"][0]), detail["input"]
    found = "empty" if cell is None else shorten(repr(cell), 60, placeholder="…")
    return f"The {column} is {found}; it must be {_Row.model_fields[column].description}."


def source_key(source: str) -> str:
    """The three digits that a source's id starts with, or all of it where it starts with none."""
    return source[:3] if re.match(r"[0-9]{3}(?![0-9])", source) else source


@dataclass(frozen=True)
class CitationTable:
    """Citations by document and reference number; of two for one number the first counts."""

    citations: tuple[Citation, ...]
    _by_number: Mapping[tuple[str, int], Citation] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {(source_key(c.source), c.ref): c for c in reversed(self.citations)}
        object.__setattr__(self, "_by_number", index)

    def find(self, source: str, ref: int) -> Citation | None:
        """The citation behind number ``ref`` of the document ``source`` ("000" or "000-isoleucine")."""
        return self._by_number.get((source_key(source), ref))


def resolve(claims: Iterable[Claim], table: CitationTable) -> tuple[Resolution, ...]:
    """Each reference number of each claim with its citation, in the order of the claims and their numbers.

    ``reason`` says why a number leads to no article: it is not in the table, or its row is unresolvable.
    """
    return tuple(_resolution(claim, ref, table.find(claim.source, ref)) for claim in claims for ref in claim.refs)


def _resolution(claim: Claim, ref: int, citation: Citation | None) -> Resolution:
    reason = None
    if citation is None:
        reason = f"Reference {ref} of {claim.source} is not in the citation table."
    elif citation.status == "unresolvable":
        reason = f"Reference {ref} of {claim.source} could not be tied to an article."
    return Resolution(claim=claim, ref=ref, citation=citation, reason=reason)


def summary(citations: Iterable[Citation]) -> tuple[dict[str, str], ...]:
    """One flat row (source, ref, status, pmid, doi, title) for each citation, sorted by document and number."""
    ordered = sorted(citations, key=lambda c: (c.source, c.ref))
    return tuple(
        {
            "source": c.source,
            "ref": str(c.ref),
            "status": c.status,
            "pmid": c.pmid or "",
            "doi": c.doi or "",
            "title": c.title or "",
        }
        for c in ordered
    )
