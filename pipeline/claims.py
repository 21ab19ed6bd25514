"""Load the curated claims: ``annotations/claims``, one CSV table for each source document, one claim a row.

A row that breaks the rules of its columns becomes a ``Rejection`` with file and line for each of them, and the others
go through; a table that cannot be read at all raises. How claims are curated, and what each column holds:
``annotations/README.md``.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from pipeline import csv_table
from pipeline.csv_table import Cells, maybe, needed
from pipeline.errors import ClaimdiffError, InputError
from pipeline.schema import Amount, Claim, Direction, Effect, Exposure, Magnitude, Rejection
from pipeline.units import canonical_unit, parse_amount

COLUMNS = (
    "id",
    "source",
    "section",
    "anchor",
    "amino_acid",
    "amino_acid_id",
    "exposure",
    "target",
    "target_id",
    "direction",
    "dose_text",
    "doses",
    "magnitude",
    "system",
    "refs",
    "part",
    "note",
)
ANCHOR_WORDS = 5
OTHER_TABLES = frozenset({"reviews.csv"})  # what is kept beside the claims and holds none

_SOURCE = re.compile(r"\d{3}(-[a-z0-9-]+)?", re.ASCII)
_CURIE = re.compile(r"[A-Za-z][\w.]*:\S+")
_REF = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_MAGNITUDE = re.compile(r"(\d+(?:\.\d+)?) ?([^\d\s.].*)", re.ASCII)


class LoadedClaims(NamedTuple):
    """Claims in the order of the tables' names and rows, and the rows that could not be used."""

    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]


def load(folder: Path | None = None) -> LoadedClaims:
    """All claims of the ``*.csv`` tables in ``folder``; None reads the packaged ones.

    Raises InputError where the folder holds no table, or a table is no UTF-8 CSV with the columns of ``COLUMNS``.
    """
    claims: dict[str, Claim] = {}
    rejections = []
    for table, name in _tables(folder):
        for found in read_table(table, name):
            if isinstance(found, Rejection):
                rejections.append(found)
            elif taken := claims.get(found.id):
                reason = f"The id {found.id} is taken already at {taken.place}; give each claim its own."
                rejections.append(Rejection(place=found.place, reason=reason))
            else:
                claims[found.id] = found
    return LoadedClaims(tuple(claims.values()), tuple(rejections))


def read_table(table: Traversable, name: str) -> Iterator[Claim | Rejection]:
    """The rows of one table in order, a bad one as all that is wrong with it. Raises InputError.

    ``name`` stands before the line in every place.
    """
    for row in csv_table.read(table, name, COLUMNS):
        yield from [row] if isinstance(row, Rejection) else read_row(row.cells, row.place)


def _tables(folder: Path | None) -> list[tuple[Traversable, str]]:
    root: Traversable = resources.files("annotations") / "claims" if folder is None else folder
    name = "annotations/claims" if folder is None else folder.as_posix()
    if not root.is_dir():
        raise InputError("This is no folder.", place=name, hint="Name a folder that holds claim tables (*.csv).")
    tables = [t for t in root.iterdir() if t.name.endswith(".csv") and t.name not in OTHER_TABLES and t.is_file()]
    if not tables:
        raise InputError("The folder holds no claim table.", place=name, hint="Put at least one *.csv into it.")
    return [(table, f"{name}/{table.name}") for table in sorted(tables, key=lambda t: t.name)]


def read_row(cells: Cells, place: str) -> list[Claim | Rejection]:
    """The claim of a row, or a rejection for each column that breaks its rule. ``cells`` has all of ``COLUMNS``."""
    values, problems = {}, []
    for column, read in _COLUMNS.items():
        try:
            values[column] = read(cells, column)
        except (ClaimdiffError, ValidationError) as error:
            reason = f"{error.errors()[0]['msg']}." if isinstance(error, ValidationError) else str(error)
            problems.append(Rejection(place=place, reason=reason))
    return [*problems] or [_claim(values, place)]


def _claim(values: dict[str, Any], place: str) -> Claim:
    effect = Effect(**{name: values.pop(name) for name in _OF_EFFECT}, doses=values["doses"])
    return Claim(**values, effect=effect, place=place)


def _one_of(allowed: tuple[str, ...], cells: Cells, column: str) -> str:
    value = needed(cells, column)
    if value not in allowed:
        raise InputError(f"The {column} {value!r} is none of {', '.join(allowed)}.")
    return value


def _source(cells: Cells, column: str) -> str:
    value = needed(cells, column)
    if not _SOURCE.fullmatch(value):
        raise InputError(f"The source {value!r} is no three digits and slug, such as 000-isoleucine.")
    return value


def _anchor(cells: Cells, column: str) -> str:
    value = needed(cells, column)
    words = len(value.split())
    if words > ANCHOR_WORDS:
        raise InputError(f"The anchor has {words} words; keep the first {ANCHOR_WORDS} or fewer.")
    return value


def _amino_acid(cells: Cells, column: str) -> str:
    value = needed(cells, column)
    names = value.split("+")
    if value != value.lower() or names != sorted(set(names)) or any(not n or n != n.strip() for n in names):
        hint = "write lower case, the names of a mixture once each, in alphabetical order, joined with '+'."
        raise InputError(f"The amino_acid {value!r} is not in its canonical form; {hint}")
    return value


def _curie(cells: Cells, column: str) -> str | None:
    value = cells[column]
    if value is not None and not _CURIE.fullmatch(value):
        raise InputError(f"The {column} {value!r} is no CURIE, such as CHEBI:25017.")
    return value


def _doses(cells: Cells, column: str) -> tuple[Amount, ...]:
    """The amounts of the column ``doses``; each stands for the entry of ``dose_text`` in the same place."""
    texts, amounts = _list(cells["dose_text"]), _list(cells[column])
    if len(texts) != len(amounts):
        raise InputError(f"dose_text has {len(texts)} and doses {len(amounts)} entries; give each dose in both.")
    return tuple(parse_amount(amount) for amount in amounts)


def _magnitude(cells: Cells, column: str) -> Magnitude | None:
    value = cells[column]
    if value is None:
        return None
    found = _MAGNITUDE.fullmatch(value)
    if not found:
        raise InputError(f"The magnitude {value!r} is no number with a unit, such as 16.8 % or 3.7 fold.")
    unit = found[2] if found[2] in ("%", "fold") else canonical_unit(found[2])
    return Magnitude(value=float(found[1]), unit=unit)


def _refs(cells: Cells, column: str) -> tuple[int, ...]:
    value = cells[column]
    refs = _list(value)
    for ref in refs:
        if not _REF.fullmatch(ref):
            raise InputError(f"The reference {ref!r} is no number; separate numbers with ';'.")
    if len(set(refs)) < len(refs):
        raise InputError(f"The references {value} name one number twice.")
    return tuple(map(int, refs))


def _list(value: str | None) -> list[str]:
    return [entry.strip() for entry in value.split(";")] if value else []


_COLUMNS: dict[str, Callable[[Cells, str], Any]] = {
    "id": needed,
    "source": _source,
    "section": needed,
    "anchor": _anchor,
    "amino_acid": _amino_acid,
    "amino_acid_id": _curie,
    "exposure": partial(_one_of, get_args(Exposure)),
    "target": needed,
    "target_id": _curie,
    "direction": partial(_one_of, get_args(Direction)),
    "dose_text": maybe,
    "doses": _doses,
    "magnitude": _magnitude,
    "system": maybe,
    "refs": _refs,
    "part": maybe,
    "note": maybe,
}
_OF_EFFECT = ("amino_acid", "amino_acid_id", "exposure", "target", "target_id", "direction")
