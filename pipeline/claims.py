"""Load the curated claims: ``annotations/claims``, one CSV table for each source document, one claim a row.

A row that breaks the rules of its columns becomes a ``Rejection`` with file and line, and the others go through;
a table that cannot be read at all raises. How claims are curated, and what each column holds:
``annotations/README.md``.
"""

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, cast, get_args

from pydantic import ValidationError

from pipeline import csv_table
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

Cells = dict[str, str | None]


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
    """The rows of one table in order; ``name`` stands before the line in every place. Raises InputError."""
    for row in csv_table.read(table, name, COLUMNS):
        yield row if isinstance(row, Rejection) else _read_row(row)


def _tables(folder: Path | None) -> list[tuple[Traversable, str]]:
    root: Traversable = resources.files("annotations") / "claims" if folder is None else folder
    name = "annotations/claims" if folder is None else folder.as_posix()
    if not root.is_dir():
        raise InputError("This is no folder.", place=name, hint="Name a folder that holds claim tables (*.csv).")
    tables = [t for t in root.iterdir() if t.name.endswith(".csv") and t.name not in OTHER_TABLES and t.is_file()]
    if not tables:
        raise InputError("The folder holds no claim table.", place=name, hint="Put at least one *.csv into it.")
    return [(table, f"{name}/{table.name}") for table in sorted(tables, key=lambda t: t.name)]


def _read_row(row: csv_table.Row) -> Claim | Rejection:
    try:
        return _claim(row.cells, row.place)
    except ValidationError as error:
        return Rejection(place=row.place, reason=f"{error.errors()[0]['msg']}.")
    except ClaimdiffError as error:
        return Rejection(place=row.place, reason=str(error))


def _claim(cells: Cells, place: str) -> Claim:
    effect = _effect(cells)
    return Claim(
        id=_needed(cells, "id"),
        source=_source(cells),
        section=_needed(cells, "section"),
        anchor=_anchor(cells),
        effect=effect,
        dose_text=cells["dose_text"],
        doses=effect.doses,
        magnitude=_magnitude(cells["magnitude"]),
        system=cells["system"],
        refs=_refs(cells["refs"]),
        part=cells["part"],
        note=cells["note"],
        place=place,
    )


def _effect(cells: Cells) -> Effect:
    return Effect(
        amino_acid=_amino_acid(cells),
        amino_acid_id=_curie(cells, "amino_acid_id"),
        exposure=cast(Exposure, _one_of(cells, "exposure", get_args(Exposure))),
        target=_needed(cells, "target"),
        target_id=_curie(cells, "target_id"),
        direction=cast(Direction, _one_of(cells, "direction", get_args(Direction))),
        doses=_doses(cells),
    )


def _needed(cells: Cells, column: str) -> str:
    value = cells[column]
    if value is None:
        raise InputError(f"The column {column} is empty; it needs a value.")
    return value


def _one_of(cells: Cells, column: str, allowed: tuple[str, ...]) -> str:
    value = _needed(cells, column)
    if value not in allowed:
        raise InputError(f"The {column} {value!r} is none of {', '.join(allowed)}.")
    return value


def _source(cells: Cells) -> str:
    value = _needed(cells, "source")
    if not _SOURCE.fullmatch(value):
        raise InputError(f"The source {value!r} is no three digits and slug, such as 000-isoleucine.")
    return value


def _anchor(cells: Cells) -> str:
    value = _needed(cells, "anchor")
    words = len(value.split())
    if words > ANCHOR_WORDS:
        raise InputError(f"The anchor has {words} words; keep the first {ANCHOR_WORDS} or fewer.")
    return value


def _amino_acid(cells: Cells) -> str:
    value = _needed(cells, "amino_acid")
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


def _doses(cells: Cells) -> tuple[Amount, ...]:
    """The amounts of the column ``doses``; each stands for the entry of ``dose_text`` in the same place."""
    texts, amounts = _list(cells["dose_text"]), _list(cells["doses"])
    if len(texts) != len(amounts):
        raise InputError(f"dose_text has {len(texts)} and doses {len(amounts)} entries; give each dose in both.")
    return tuple(parse_amount(amount) for amount in amounts)


def _magnitude(value: str | None) -> Magnitude | None:
    if value is None:
        return None
    found = _MAGNITUDE.fullmatch(value)
    if not found:
        raise InputError(f"The magnitude {value!r} is no number with a unit, such as 16.8 % or 3.7 fold.")
    unit = found[2] if found[2] in ("%", "fold") else canonical_unit(found[2])
    return Magnitude(value=float(found[1]), unit=unit)


def _refs(value: str | None) -> tuple[int, ...]:
    refs = _list(value)
    for ref in refs:
        if not _REF.fullmatch(ref):
            raise InputError(f"The reference {ref!r} is no number; separate numbers with ';'.")
    if len(set(refs)) < len(refs):
        raise InputError(f"The references {value} name one number twice.")
    return tuple(map(int, refs))


def _list(value: str | None) -> list[str]:
    return [entry.strip() for entry in value.split(";")] if value else []
