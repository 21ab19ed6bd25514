"""Read a curated CSV table (UTF-8, RFC 4180, a header row) row by row, each with the place it came from.

A text that a spreadsheet would take for a formula is written with an apostrophe in front (``escaped``), which reading
takes off again.
"""

import csv
import io
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple

from pipeline.errors import InputError
from pipeline.schema import Rejection

# What spreadsheets take for a formula, also behind white space, quotes and invisible characters (OWASP, CSV injection).
# Whatever it matches, it matches with one more apostrophe in front, so that escaping can be undone.
FORMULA = re.compile("[\\s\"'\u00ad\u200b-\u200f\u2060\ufeff\x00-\x20]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


Cells = dict[str, str | None]


class Row(NamedTuple):
    """The cells of one row by column, without surrounding white space, empty ones None; ``place`` is ``file:line``."""

    place: str
    cells: Cells


def escaped(text: str) -> str:
    """A text as a CSV holds it: one that would start a formula gets an apostrophe in front."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """What ``escaped`` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def needed(cells: Cells, column: str) -> str:
    """The cell of a column that must hold something. Raises InputError where it is empty."""
    value = cells[column]
    if value is None:
        raise InputError(f"The column {column} is empty; it needs a value.")
    return value


def maybe(cells: Cells, column: str) -> str | None:
    """The cell of a column that may be empty."""
    return cells[column]


def read(table: Traversable, name: str, columns: tuple[str, ...]) -> Iterator[Row | Rejection]:
    """The rows that are not blank, in order; one with too many or too few cells, or a null character, is a Rejection.

    ``name`` stands before the line in each place. Columns besides ``columns`` are allowed. Raises InputError where the
    table cannot be read, is no UTF-8 or no CSV, is empty, or its header lacks one of ``columns`` or names one twice.
    """
    lines = _lines(_text(table, name), name)
    try:
        line, cells = next(lines)
    except StopIteration:
        hint = f"Its first row names the columns: {', '.join(columns)}."
        raise InputError("The table is empty.", place=name, hint=hint) from None
    header = [cell.strip() for cell in cells]
    _check(header, columns, f"{name}:{line}")
    for line, cells in lines:
        if any("\0" in cell for cell in cells):
            yield Rejection(place=f"{name}:{line}", reason="The row holds a null character; take it out.")
        elif len(cells) == len(header):
            values = (unescaped(cell.strip()) or None for cell in cells)
            yield Row(f"{name}:{line}", dict(zip(header, values, strict=True)))
        else:
            reason = f"The row has {len(cells)} cells, the header {len(header)}; mend its commas or quotes."
            yield Rejection(place=f"{name}:{line}", reason=reason)


def _text(table: Traversable, name: str) -> str:
    try:
        return table.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save the table as CSV in UTF-8."
        raise InputError(f"The table is not UTF-8 (byte {error.start}).", place=name, hint=hint) from error
    except OSError as error:
        raise InputError(f"The table cannot be read: {error.strerror}.", place=name) from error


def _lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Cells of each row that is not blank, with the line it starts on (a quoted cell may span lines)."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "Mend the quotes and commas there."
        raise InputError(f"The table is no CSV: {error}.", place=f"{name}:{start}", hint=hint) from error


def _check(header: list[str], columns: tuple[str, ...], place: str) -> None:
    missing = [column for column in columns if column not in header]
    twice = sorted({column for column in header if header.count(column) > 1})
    if missing:
        hint = "Separate columns with commas, and keep all of them even where they are empty."
        raise InputError(f"The header lacks {', '.join(missing)}.", place=place, hint=hint)
    if "" in header:
        raise InputError("The header has a cell without a name.", place=place, hint="Name that column or remove it.")
    if twice:
        found = ", ".join(map(repr, twice))
        raise InputError(f"The header names {found} more than once.", place=place, hint="Keep one of each.")
