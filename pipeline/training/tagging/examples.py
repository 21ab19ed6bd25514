"""What the tagger learns from: a text, where it mentions one agent, and the targets that the agent moved."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.learned.tagger import AGENT, CONTROL, OTHER
from pipeline.schema import Direction, Record

Kind = Literal["gold", "trial", "silver"]
Target = tuple[int, int, Direction]  # start, end, which way it went


class Example(Record):
    """One agent of one text; places are code points. Without targets it teaches what is no finding.

    ``mentions`` are those of the agent and of its arms, ``others`` those of other agents, ``controls`` of other arms.
    """

    kind: Kind
    pmid: str | None = None
    text: str
    mentions: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...] = ()
    controls: tuple[tuple[int, int], ...] = ()
    targets: tuple[Target, ...]

    @property
    def marks(self) -> dict[tuple[int, int], int]:
        """What the tagger is shown at which place."""
        kinds = ((self.others, OTHER), (self.controls, CONTROL), (self.mentions, AGENT))
        return {place: mark for places, mark in kinds for place in places}


def half(pmid: str) -> int:
    """0 or 1: the tagger of this number is trained without the abstract, and may be measured on it."""
    return int(sha256(f"f{pmid}".encode()).hexdigest(), 16) % 2


def without(examples: Iterable[Example], number: int | None) -> list[Example]:
    """The examples that the tagger of this number learns from: of gold the other half; None is the tagger of all."""
    return [e for e in examples if e.kind != "gold" or e.pmid is None or half(e.pmid) != number]


def write(examples: Iterable[Example], file: Path) -> int:
    """Write them as JSON Lines; returns their number. Raises InputError where the file cannot be written."""
    number = 0
    try:
        with file.open("w", encoding="utf-8") as lines:
            for example in examples:
                lines.write(example.model_dump_json() + "\n")
                number += 1
    except OSError as error:
        raise InputError(f"The examples cannot be written: {error.strerror or error}.", place=str(file)) from error
    return number


def read(file: Path) -> Iterator[Example]:
    """The examples of a file that ``write`` wrote. Raises InputError where a line is none."""
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield Example.model_validate_json(line)
                except ValidationError as error:
                    raise InputError("The line is no example.", place=f"{file}:{number}") from error
    except OSError as error:
        raise InputError(f"The examples cannot be read: {error.strerror or error}.", place=str(file)) from error
