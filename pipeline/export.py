"""A run as files: one dict of writers over flat rows, and the way back.

CSV is RFC 4180 in UTF-8: lines end with CR LF, the first names the columns, a missing value is an empty cell. Numbers
are the shortest text that reads back the same, truth is ``true`` or ``false``. A text that a spreadsheet would take for
a formula gets an apostrophe in front; ``read_snapshot`` takes it off again. No id or time of the run is in a CSV, so
that two runs over the same input give the same bytes.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline import csv_table, report
from pipeline.changes import REVIEW, Snapshot
from pipeline.columns import TABLES, Cell, number
from pipeline.errors import InputError, SettingsError
from pipeline.schema import Run, RunResult

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Cell]
TextRow = dict[str, str]

LATER = REVIEW | {
    "notices",
    "parts",
    "amino_acid_relation",
    "target_relation",
}  # columns that the tables of earlier versions do not have
COMPARED = ("assessments", "evidence")  # tables that every run folder has
STATES = "claims"  # and the one that those of earlier versions do not have
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
FIELD_LIMIT = 2**31 - 1  # characters; the csv module stops at 131,072 otherwise


def columns(name: str) -> tuple[str, ...]:
    """The column names of a table, one of ``TABLES``."""
    return tuple(TABLES[name][0])


def rows(result: RunResult, name: str) -> list[Row]:
    """The rows of a table, cells with their types, in a fixed order."""
    cells, records = TABLES[name]
    return [{column: cell(record) for column, cell in cells.items()} for record in records(result)]


def frame(result: RunResult, name: str) -> "DataFrame":
    """A table as a pandas DataFrame; missing cells are None or NaN as pandas has it."""
    from pandas import DataFrame  # slow to import, and few need it

    return DataFrame(rows(result, name), columns=list(columns(name)))


def text_of(cell: Cell) -> str:
    """A cell as text, before formulas are escaped."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return number(cell)


def escaped(cell: Cell) -> str:
    """A cell as a CSV holds it: a text that would start a formula gets an apostrophe in front, a number never."""
    return csv_table.escaped(cell) if isinstance(cell, str) else text_of(cell)


def csv_text(header: Sequence[str], records: Iterable[Mapping[str, Cell]]) -> str:
    """Rows as one CSV text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([escaped(record[column]) for column in header] for record in records)
    return out.getvalue()


def _table(name: str) -> Callable[[RunResult], str]:
    return lambda result: csv_text(columns(name), rows(result, name))


def _run(result: RunResult) -> str:
    return json.dumps(result.run.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[[RunResult], str]] = {
    **{f"{name}.csv": _table(name) for name in TABLES},
    "report.html": report.render,
    "run.json": _run,
}


def write_folder(result: RunResult, out: Path) -> Path:
    """Write all files of a run into ``out/RUN_ID`` and return that folder; an interrupted export leaves none.

    Where the folder is there already, its files are replaced one by one, each as a whole. Raises InputError where
    ``out`` cannot be written, SettingsError where the run's id cannot name a folder.
    """
    if not RUN_ID.fullmatch(result.run.id):
        raise SettingsError(f"The run id {result.run.id!r} cannot name a folder.", hint="Use letters, digits, - and _.")
    folder = out / result.run.id
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".export-") as temporary:
            fresh = Path(temporary) / result.run.id
            fresh.mkdir()
            for name, write in WRITERS.items():
                (fresh / name).write_bytes(write(result).encode("utf-8", "replace"))
            _move(fresh, folder)
    except OSError as error:
        message = f"The run cannot be written: {error.strerror}."
        raise InputError(message, place=str(folder), hint="Choose a folder that you may write to.") from error
    return folder


def _move(fresh: Path, folder: Path) -> None:
    """The new folder under its name; into the old one where another export of the same run was first."""
    try:
        fresh.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        for file in sorted(fresh.iterdir()):
            file.replace(folder / file.name)


def snapshot(result: RunResult) -> Snapshot:
    """What ``changes`` compares, from a run as it stands in memory or in the store."""
    texts = {name: [_as_text(row) for row in rows(result, name)] for name in (*COMPARED, STATES)}
    return _snapshot(result.run, texts)


def read_snapshot(folder: Path) -> Snapshot:
    """What ``changes`` compares, from a run folder. Raises InputError where a file is missing or is no such table."""
    if not folder.is_dir():
        raise InputError(
            "There is no such run folder.", place=str(folder), hint="Give a folder that `claimdiff run` made."
        )
    names = (*COMPARED, STATES) if (folder / f"{STATES}.csv").exists() else COMPARED
    texts = {name: _read_table(folder / f"{name}.csv", name) for name in names}
    return _snapshot(_read_run(folder / "run.json"), texts)


def _as_text(row: Row) -> TextRow:
    return {column: text_of(cell) for column, cell in row.items()}


def _snapshot(run: Run, texts: Mapping[str, list[TextRow]]) -> Snapshot:
    assessments = {(row["claim_id"], row["refs"]): row for row in texts["assessments"]}
    claims = {row["claim_id"]: row for row in texts[STATES]} if STATES in texts else None
    evidence = {row["id"]: row for row in texts["evidence"]}
    return Snapshot(run=run, assessments=assessments, evidence=evidence, claims=claims)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror}.", place=str(path), hint="Export the run again."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("The file is not UTF-8.", place=str(path), hint="Export the run again.") from error


def _read_run(path: Path) -> Run:
    try:
        return Run.model_validate_json(_read(path))
    except ValidationError as error:
        message = f"This is not a run's run.json ({error.errors()[0]['msg']})."
        raise InputError(message, place=str(path), hint="Export the run again.") from error


def _read_table(path: Path, name: str) -> list[TextRow]:
    usual = csv.field_size_limit(FIELD_LIMIT)
    try:
        return _rows_of(path, name)
    finally:
        csv.field_size_limit(usual)  # it is of the whole process, and curated tables are to be refused long cells


def _rows_of(path: Path, name: str) -> list[TextRow]:
    reader = csv.reader(io.StringIO(_read(path).removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        missing = [column for column in columns(name) if column not in header and column not in LATER]
        if missing:
            raise InputError(
                f"The table has no column {missing[0]!r}.", place=f"{path}:1", hint="Export the run again."
            )
        found = []
        for cells in reader:
            if len(cells) != len(header):
                message = f"The row has {len(cells)} cells, the header {len(header)}."
                raise InputError(message, place=f"{path}:{reader.line_num}", hint="Export the run again.")
            found.append(dict(zip(header, map(csv_table.unescaped, cells), strict=True)))
    except csv.Error as error:
        raise InputError(
            f"The table is broken ({error}).", place=f"{path}:{reader.line_num}", hint="Export the run again."
        ) from error
    return found
