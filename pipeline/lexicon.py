"""Read and validate ``pipeline/lexicons/*``, or a file of the same form: words are data, never code.

Each table is JSON Lines, one term a row, and each kind of row is a frozen type below. ``read`` is the only way in: it
refuses a row of another shape, a row out of order (so none comes twice) and a term that stands for two concepts.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from pipeline.errors import LexiconError
from pipeline.schema import Record

SUFFIX = ".jsonl"
Words = Annotated[str, Field(pattern=r"^\S+( \S+)*$")]  # no white space at the ends, single spaces inside
Curie = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.]*:\S+$")]


class Term(Record):
    """A word or phrase for a concept: amino acids, systems, targets.

    ``id`` is a CURIE or None. ``case`` "exact" matches only as written (``Leu``, ``ALA``), "any" ignores case.
    """

    name: Words  # canonical name of the concept
    id: Curie | None = None
    term: Words
    type: Words  # name, synonym, abbreviation, salt, ester, dipeptide, mixture, metabolite, brand, strain …
    case: Literal["any", "exact"] = "any"
    source: str = Field(min_length=1)  # where the pair comes from

    @property
    def key(self) -> str:
        """What the matcher compares: the term, in lower case where case does not count."""
        return self.term if self.case == "exact" else self.term.casefold()


class Trap(Record):
    """What makes a name something else: a word beside it (``leucine`` + ``zipper``), or a phrase that it is within.

    ``position`` is where ``term`` stands as seen from the name; "within" is a fixed phrase that holds the name.
    """

    term: Annotated[Words, Field(pattern=r"^[^A-Z]+$")]  # lower case
    position: Literal["after", "before", "within"]
    becomes: str = Field(min_length=1)  # enzyme, gene, receptor, residue, assay, motif, transporter, drug, disease …
    example: str = Field(min_length=1)


class Relation(Record):
    """How ``id`` stands to ``other``; a ``readout_of`` something rises and falls with it, as studies take it."""

    id: str
    relation: Literal["broader", "part_of", "site_of", "metabolite_of", "member_of", "inverse_of", "readout_of"]
    other: str


class Cue(Record):
    """A word that carries direction, negation, hedging or a role; ``pos`` restricts its use, None is any."""

    term: str = Field(min_length=1)
    category: str = Field(min_length=1)
    pos: str | None = None
    source: str = Field(min_length=1)


Row = TypeVar("Row", bound=Record)


def read(name: str, kind: type[Row]) -> tuple[Row, ...]:
    """All rows of ``pipeline/lexicons/{name}.jsonl`` as ``kind``, or of a file of one's own, named by its path.

    A file's rows may come in any order. Raises LexiconError with the line.
    """
    return _parse(name, kind)


@cache
def _parse(name: str, kind: type[Row]) -> tuple[Row, ...]:
    rows: list[Row] = []
    meaning: dict[tuple[str, str], Term] = {}
    previous = ""
    for number, line in enumerate(_text(name).removesuffix("\n").split("\n"), 1):
        place = f"{_place(name)}:{number}"
        row = _row(line, kind, place)
        if line <= previous and not is_file(name):
            fault = "The row stands here twice." if line == previous else "The row is out of order."
            raise LexiconError(fault, place=place, hint="Write the table with pipeline.lexicon.dumps.")
        if isinstance(row, Term) and (other := meaning.setdefault((row.key, row.type), row)).name != row.name:
            raise LexiconError(f"The term '{row.term}' means both '{other.name}' and '{row.name}'.", place=place)
        rows.append(row)
        previous = line
    return tuple(rows)


def _row(line: str, kind: type[Row], place: str) -> Row:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        message = f"The row is not a {kind.__name__}: {field + ': ' if field else ''}{first['msg']}."
        raise LexiconError(message, place=place) from error


def is_file(name: str) -> bool:
    """Is it the path of a file, not the name of a packaged table?"""
    return name.endswith(SUFFIX)


def _place(name: str) -> str:
    return name if is_file(name) else f"lexicons/{name}{SUFFIX}"


def _text(name: str) -> str:
    if is_file(name):
        try:
            return Path(name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8"
            raise LexiconError(f"The lexicon cannot be read: {why}.", place=name) from error
    try:
        return (resources.files("pipeline") / "lexicons" / f"{name}.jsonl").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"There is no lexicon named '{name}'.", place=_place(name)) from error


@cache
def digests() -> dict[str, str]:
    """SHA-256 of each file of words, by table name: tells whether a run's words were the same."""
    folder = resources.files("pipeline") / "lexicons"
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith((".jsonl", ".txt")))
    return {
        name.removesuffix(".jsonl"): hashlib.sha256((folder / name).read_bytes()).hexdigest()[:16] for name in files
    }


def dumps(rows: Iterable[Record]) -> str:
    """Rows as a JSON Lines table without defaults and duplicates, in the order ``read`` demands: by name or term."""
    lines = {json.dumps(r.model_dump(exclude_defaults=True), ensure_ascii=False) for r in rows}
    return "\n".join(sorted(lines)) + "\n"
