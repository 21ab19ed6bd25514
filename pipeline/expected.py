"""The table of expected verdicts (``annotations/verdicts.csv``): read, checked, and set against assessments.

A row says what a person reads in one text of a cited article, its abstract or our digest of it, about one claim; it
holds no text. A third of the pairs of claim and article is held aside by a hash, both texts on the same side, so that
rules can be mended on the others and measured on these.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from math import inf
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from pipeline import csv_table
from pipeline.schema import Assessment, Record, Rejection, TextKind, Verdict

Grounds = Literal[
    "same",
    "dose",
    "magnitude",
    "opposite",
    "change",
    "no_change",
    "outside_model",
    "related_amino_acid",
    "absent",
]
COLUMNS = ("claim_id", "pmid", "doi", "text", "verdict", "reason", "sure", "decided_by", "decided_on")
NAME = "annotations/verdicts.csv"
HELD_ASIDE = 3  # one pair in so many
_GROUNDS: dict[str, Grounds] = {
    **{"dose_value": "dose", "dose_form": "dose", "magnitude": "magnitude", "opposite_direction": "opposite"},
    **{"change_reported": "change", "outside_model": "outside_model", "related_amino_acid": "related_amino_acid"},
}
_BY_VERDICT: dict[str, Grounds] = {"supported": "same", "no_effect_found": "no_change", "not_in_abstract": "absent"}


class Expected(Record):
    """What a person reads about a claim in one text of a cited article; ``sure`` is ``no`` where others may differ."""

    claim_id: str
    pmid: str | None = None
    doi: str | None = None
    text: Literal["abstract", "digest"]
    verdict: Verdict
    reason: Grounds
    sure: Literal["yes", "no"]
    decided_by: str
    decided_on: str
    place: str

    @property
    def pair(self) -> tuple[str, str]:
        """Claim and article, the article as ``Article.id`` names it."""
        return self.claim_id, f"pmid:{self.pmid}" if self.pmid else f"doi:{(self.doi or '').lower()}"

    @property
    def held_aside(self) -> bool:
        """Whether the pair is for measuring only."""
        digest = hashlib.sha256(f"{self.claim_id} {self.pmid or self.doi}".encode()).hexdigest()
        return int(digest, 16) % HELD_ASIDE == 0


class Comparison(NamedTuple):
    """An expected verdict and the assessment of its pair and text; None where the run has none."""

    expected: Expected
    found: Assessment | None

    @property
    def verdict(self) -> str:
        """The verdict that was found, or ``none``."""
        return self.found.verdict if self.found else "none"

    @property
    def right(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.verdict == self.expected.verdict

    @property
    def grounded(self) -> bool:
        """Whether the verdict is right, and for the expected reason."""
        return self.right and self.found is not None and grounds(self.found) == self.expected.reason


def load(table: Path | None = None) -> tuple[tuple[Expected, ...], tuple[Rejection, ...]]:
    """The rows in order, and those that break a rule. Raises InputError where the table cannot be read at all."""
    rows: dict[tuple[str, str, str], Expected] = {}
    rejections = []
    source: Traversable = resources.files("annotations") / "verdicts.csv" if table is None else table
    for row in csv_table.read(source, NAME if table is None else table.as_posix(), COLUMNS):
        read = row if isinstance(row, Rejection) else _row(row)
        if isinstance(read, Rejection):
            rejections.append(read)
        elif taken := rows.get((*read.pair, read.text)):
            reason = f"The pair and text stand at {taken.place} already; keep one of the rows."
            rejections.append(Rejection(place=read.place, reason=reason))
        else:
            rows[(*read.pair, read.text)] = read
    return tuple(rows.values()), tuple(rejections)


def _row(row: csv_table.Row) -> Expected | Rejection:
    cells = {name: row.cells[name] for name in COLUMNS}
    if not (cells["pmid"] or cells["doi"]):
        return Rejection(place=row.place, reason="The row names no article: give its PMID or its DOI.")
    try:
        return Expected.model_validate({**cells, "place": row.place})
    except ValidationError as error:
        first = error.errors()[0]
        return Rejection(place=row.place, reason=f"{first['loc'][0]}: {first['msg']}.")


def grounds(found: Assessment) -> Grounds:
    """The reason of an assessment in the words of the table."""
    return _GROUNDS.get(found.reason_code) or _BY_VERDICT.get(found.verdict) or "opposite"


def compare(rows: Iterable[Expected], assessments: Iterable[Assessment], text: TextKind) -> list[Comparison]:
    """The expected verdicts on one kind of text, each beside what a run over such texts says."""
    found = {(a.claim.id, a.article): a for a in assessments if a.kind == text}
    return [Comparison(row, found.get(row.pair)) for row in rows if row.text == text]


def reliability(compared: Iterable[Comparison], least: Sequence[float]) -> list[tuple[float, int, int]]:
    """For verdicts that rest on findings: from which confidence on, how many verdicts, how many of them right.

    ``least`` are the lower ends of the bands, ascending, the first 0.
    """
    found = [(one.found.confidence, one.right) for one in compared if one.found and one.verdict != "not_in_abstract"]
    ends = [*least[1:], inf]
    bands = [[right for sure, right in found if low <= sure < high] for low, high in zip(least, ends, strict=True)]
    return [(low, len(band), sum(band)) for low, band in zip(least, bands, strict=True)]


def confusion(compared: Iterable[Comparison]) -> Counter[tuple[str, str]]:
    """How often which verdict was found where which was expected."""
    return Counter((one.expected.verdict, one.verdict) for one in compared)
