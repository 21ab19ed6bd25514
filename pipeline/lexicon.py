"""Read and validate ``pipeline/lexicons/*``: words are data, never code.

Each table is JSON Lines, one term a row, and each kind of row is a frozen type below. ``read`` is the only way in.
"""

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from pipeline.errors import LexiconError
from pipeline.schema import Record


class Term(Record):
    """A word or phrase for a concept: amino acids, systems, targets.

    ``id`` is a CURIE or None. ``case`` "exact" matches only as written (``Leu``, ``ALA``), "any" ignores case.
    """

    name: str = Field(min_length=1)  # canonical name of the concept
    id: str | None = None
    term: str = Field(min_length=1)
    type: str = Field(
        min_length=1
    )  # name, synonym, abbreviation, salt, ester, dipeptide, mixture, metabolite, brand, strain …
    case: Literal["any", "exact"] = "any"
    source: str = Field(min_length=1)  # where the pair comes from


class Trap(Record):
    """A word beside an amino acid's name that makes it something else (``leucine`` + ``zipper``)."""

    term: str = Field(min_length=1)  # the neighbouring word or phrase, lower case
    position: Literal["after", "before"]
    becomes: str = Field(min_length=1)  # enzyme, gene, receptor, residue, assay, motif, transporter, drug, disease …
    example: str = Field(min_length=1)


class Relation(Record):
    """``id`` stands in ``relation`` to ``other``: broader, part_of, site_of, metabolite_of, member_of."""

    id: str
    relation: Literal["broader", "part_of", "site_of", "metabolite_of", "member_of"]
    other: str


class Cue(Record):
    """A word that carries direction, negation, hedging or a role; ``pos`` restricts its use, None is any."""

    term: str = Field(min_length=1)
    category: str = Field(min_length=1)
    pos: str | None = None
    source: str = Field(min_length=1)


Row = TypeVar("Row", bound=Record)


def read(name: str, kind: type[Row]) -> tuple[Row, ...]:
    """All rows of ``pipeline/lexicons/{name}.jsonl`` as ``kind``. Raises LexiconError with the line."""
    return _parse(name, kind)


@cache
def _parse(name: str, kind: type[Row]) -> tuple[Row, ...]:
    rows = []
    for number, line in enumerate(_text(name).splitlines(), 1):
        try:
            rows.append(kind.model_validate_json(line))
        except ValidationError as error:
            raise LexiconError(str(error.errors()[0]["msg"]), place=f"lexicons/{name}.jsonl:{number}") from error
    return tuple(rows)


def _text(name: str) -> str:
    return (resources.files("pipeline") / "lexicons" / f"{name}.jsonl").read_text(encoding="utf-8")


@cache
def digests() -> dict[str, str]:
    """SHA-256 of each lexicon file, by name: tells whether a run's words were the same."""
    folder = resources.files("pipeline") / "lexicons"
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".jsonl"))
    return {
        name.removesuffix(".jsonl"): hashlib.sha256((folder / name).read_bytes()).hexdigest()[:16] for name in files
    }


def dumps(rows: list[Row]) -> str:
    """Rows as a sorted JSON Lines table, defaults left out: the form in which lexicons are kept."""
    lines = {json.dumps(r.model_dump(exclude_defaults=True), ensure_ascii=False) for r in rows}
    return "\n".join(sorted(lines)) + "\n"
