"""A new citation table with the proposals that a curator accepted; what the table says already is never touched."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from pipeline import csv_table
from pipeline.citations import proposals, table
from pipeline.errors import InputError
from pipeline.schema import Rejection

YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"", "no", "n", "false", "0"})
NOTE = "accepted"  # column that says what was accepted, by what method and score
_ADDED = ("source", "decided_by", "decided_on", NOTE)  # columns that the new table has in any case
_IDS = ("pmid", "doi", "pmcid")
_FACTS = {"title": "title", "first_author": "author", "year": "year", "journal": "journal"}
_OPEN = frozenset({"proposed", "agrees"})
Cells = dict[str, str]


class AcceptedTable(NamedTuple):
    """A new table as CSV text, and how many rows were completed and added."""

    text: str
    completed: int
    added: int


def accept(citations: Path | None, proposed: Path, on: date) -> AcceptedTable:
    """The table with the proposals whose ``accept`` says yes: empty cells are filled, missing rows added.

    Raises InputError where a table cannot be read, a proposal is none that can be accepted, or a cell that is filled
    already says something else (``file:line`` of the proposal, and of the row).
    """
    name = "corpus/citations.csv" if citations is None else str(citations)
    packaged = resources.files("corpus") / "citations.csv"
    rows = _rows(packaged if citations is None else citations, name, table.COLUMNS)
    header = list(dict.fromkeys([*(rows[0][1] if rows else table.COLUMNS), *_ADDED]))
    known = {(cells["seed"], cells["ref"]): (place, cells) for place, cells in rows}
    added: list[Cells] = []
    completed = 0
    for place, proposal in _accepted(proposed):
        key = table.source_key(proposal["source"]), proposal["ref"]
        if key in known:
            completed += _complete(known[key][1], known[key][0], proposal, place, on)
        else:
            known[key] = (place, _new(proposal, place, on))
            added.append(known[key][1])
    whole = [cells for _, cells in rows]
    for cells in added:
        whole.insert(_position(whole, cells), cells)
    return AcceptedTable(_csv(header, whole), completed, len(added))


def _rows(where: Traversable, name: str, columns: tuple[str, ...]) -> list[tuple[str, Cells]]:
    rows = []
    for row in csv_table.read(where, name, columns):
        if isinstance(row, Rejection):
            raise InputError(row.reason, place=row.place, hint="Nothing was written.")
        rows.append((row.place, {column: cell or "" for column, cell in row.cells.items()}))
    return rows


def _accepted(path: Path) -> Iterator[tuple[str, Cells]]:
    """The proposals that a curator said yes to, each with its place."""
    for place, cells in _rows(path, str(path), proposals.PROPOSED):
        answer = cells["accept"].casefold()
        if answer not in YES | NO:
            raise InputError(f"The accept is {cells['accept']!r}.", place=place, hint="Write yes, or leave it empty.")
        if answer in YES and cells["outcome"] not in _OPEN:
            hint = "Put what you found into the citation table by hand."
            raise InputError(
                f"A reference whose outcome is {cells['outcome']!r} has nothing to accept.", place=place, hint=hint
            )
        if answer in YES:
            yield place, cells


def _complete(row: Cells, row_place: str, proposal: Cells, place: str, on: date) -> bool:
    """Fill the row's empty cells; True where there were any."""
    if row["status"] == "unresolvable":
        hint = "Change the row by hand, or do not accept."
        raise InputError(f"The table calls this reference unresolvable ({row_place}).", place=place, hint=hint)
    for column in _IDS:
        if row[column] and proposal[column] and row[column].casefold() != proposal[column].casefold():
            message = f"The {column} is {proposal[column]}, but the table has {row[column]} ({row_place})."
            raise InputError(message, place=place, hint="Change the row by hand, or do not accept.")
    facts = {column: proposal[column] for column in _IDS} | {c: proposal[p] for c, p in _FACTS.items()}
    filled = {column: value for column, value in facts.items() if value and not row[column]}
    if not filled:
        return False
    said = _said(proposal, on)
    notes = {"decided_by": proposal["method"], "decided_on": on.isoformat(), "note": said, NOTE: said}
    row |= filled | {column: value for column, value in notes.items() if not row.get(column)}
    _check(row, place)
    return True


def _new(proposal: Cells, place: str, on: date) -> Cells:
    seed = table.source_key(proposal["source"])
    said = _said(proposal, on)
    row = {
        "seed": seed,
        "ref": proposal["ref"],
        **{column: proposal[column] for column in _IDS},
        **{column: proposal[found] for column, found in _FACTS.items()},
        "status": "verified" if proposal["score"] else "probable",
        "note": said,
        "source": proposal["source"],
        "decided_by": proposal["method"],
        "decided_on": on.isoformat(),
        NOTE: said,
    }
    _check(row, place)
    return row


def _check(row: Cells, place: str) -> None:
    """Raise InputError where the row would break the rules of the table."""
    known = {column: row.get(column) or None for column in (*table.COLUMNS, "source")}
    found = table.read_row(csv_table.Row(place, known))
    if isinstance(found, Rejection):
        raise InputError(f"The row would not be valid: {found.reason}", place=place, hint="Mend it, or do not accept.")


def _said(proposal: Cells, on: date) -> str:
    method = proposal["method"].replace("_", " ") or "the table's own PMID"
    score = f", score {proposal['score']} ({proposal['parts']})" if proposal["score"] else ", no title to compare"
    return f"Accepted on {on.isoformat()}: {method}{score}."


def _position(rows: list[Cells], new: Cells) -> int:
    """Before the first row that stands for a later reference."""
    key = new["seed"], int(new["ref"])
    later = (at for at, row in enumerate(rows) if (row["seed"], int(row["ref"]) if row["ref"].isdecimal() else 0) > key)
    return next(later, len(rows))


def _csv(header: list[str], rows: list[Cells]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: csv_table.escaped(cell) for column, cell in row.items()} for row in rows)
    return out.getvalue()
