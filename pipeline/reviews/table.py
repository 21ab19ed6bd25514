"""``reviews.csv`` in the folder of claim tables: one row for each decision, in the order they were made.

A row is never changed: a later one on the same verdict takes its place. One that breaks a rule is a ``Rejection`` with
file and line, and the others go through.
"""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pipeline import csv_table
from pipeline.csv_table import Cells, escaped, maybe, needed
from pipeline.errors import InputError
from pipeline.schema import Rejection, Review, Verdict

FILE = "reviews.csv"
COLUMNS = (
    "claim_id",
    "pmid",
    "doi",
    "refs",
    "verdict",
    "by",
    "on",
    "reason",
    "seen_verdict",
    "seen_claim",
    "seen_article",
    "seen_evidence",
)


class LoadedReviews(NamedTuple):
    """Reviews in the order of the table, and the rows that could not be used."""

    reviews: tuple[Review, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def load(folder: Path | None = None) -> LoadedReviews:
    """The reviews beside the claims of ``folder``; None stands for the packaged claims. None at all without a table.

    Raises InputError where the table is no UTF-8 CSV with the columns of ``COLUMNS``.
    """
    table, name = _table(folder)
    if not table.is_file():
        return LoadedReviews()
    read = [row if isinstance(row, Rejection) else _read_row(row) for row in csv_table.read(table, name, COLUMNS)]
    return LoadedReviews(
        tuple(row for row in read if isinstance(row, Review)),
        tuple(row for row in read if isinstance(row, Rejection)),
    )


def add(review: Review, folder: Path | None = None) -> Path:
    """Write a review behind the others, whose rows stay as they are; returns the table.

    Raises InputError where the table cannot be written, or is none that ``load`` can read.
    """
    load(folder)
    table, name = _table(folder)
    if not isinstance(table, Path):
        hint = "Copy the claim tables into a folder and name it with --claims."
        raise InputError("The packaged claims cannot be written to.", place=name, hint=hint)
    try:
        before = table.read_bytes() if table.exists() else b""
        rows = [[escaped(_cell(review, column)) for column in _header(before)]]
        with table.open("ab") as file:
            torn = bool(before) and not before.endswith(b"\n")
            file.write(_written(rows if before else [list(COLUMNS), *rows], torn=torn))
    except OSError as error:
        hint = "Name a folder that you may write to with --claims."
        raise InputError(f"The review cannot be kept: {error.strerror}.", place=name, hint=hint) from error
    return table


def _table(folder: Path | None) -> tuple[Traversable, str]:
    root: Traversable = resources.files("annotations") / "claims" if folder is None else folder
    name = "annotations/claims" if folder is None else folder.as_posix()
    return root / FILE, f"{name}/{FILE}"


def _header(table: bytes) -> list[str]:
    """The columns of a table that can be read, in its own order; of a new one ``COLUMNS``."""
    text = table.decode("utf-8-sig")
    found = next((row for row in csv.reader(io.StringIO(text, newline="")) if any(row)), None)
    return [cell.strip() for cell in found] if found else list(COLUMNS)


def _written(rows: list[list[str]], *, torn: bool) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return ("\r\n" if torn else "").encode() + out.getvalue().encode("utf-8", "replace")


def _cell(review: Review, column: str) -> str:
    """One cell as text on one line; a column of the curator's own stays empty."""
    value = getattr(review, column) if column in COLUMNS else None
    return ";".join(map(str, value)) if isinstance(value, tuple) else " ".join((value or "").split())


def _read_row(row: csv_table.Row) -> Review | Rejection:
    try:
        fields = {column: read(row.cells, column) for column, read in _READERS.items()}
        return Review(**fields, place=row.place)
    except InputError as error:
        return Rejection(place=row.place, reason=error.message)


def _verdict(cells: Cells, column: str) -> str:
    value = needed(cells, column)
    if value not in get_args(Verdict):
        raise InputError(f"The {column} {value!r} is none of {', '.join(get_args(Verdict))}.")
    return value


def _pmid(cells: Cells, column: str) -> str | None:
    value = cells[column]
    if value is not None and not (value.isascii() and value.isdecimal()):
        raise InputError(f"The pmid {value!r} is no number.")
    return value


def _moment(cells: Cells, column: str) -> str:
    value = needed(cells, column)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise InputError(f"The column {column} holds {value!r}, no ISO date such as 2030-01-02.") from None
    return value


def _refs(cells: Cells, column: str) -> tuple[int, ...]:
    refs = [ref.strip() for ref in (cells[column] or "").split(";") if ref.strip()]
    for ref in refs:
        if not (ref.isascii() and ref.isdecimal() and len(ref) < 7):
            raise InputError(f"The reference {ref!r} is no number; separate numbers with ';'.")
    return tuple(map(int, refs))


_READERS: dict[str, Callable[[Cells, str], Any]] = dict.fromkeys(COLUMNS, needed) | {
    "pmid": _pmid,
    "doi": maybe,
    "refs": _refs,
    "verdict": _verdict,
    "on": _moment,
    "seen_verdict": _verdict,
    "seen_article": maybe,
}
