"""What was said already: a finding counts once, however many sentences say it."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.keywords import share_half

Words = frozenset[str]
ENOUGH = 12  # words of a target that are looked up; longer ones are sentences that went wrong


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding without its place. ``target`` holds key words; outside the results only what is new counts."""

    cause: tuple[str, str]  # amino acid and exposure
    target: Words
    direction: str
    doses: tuple[Hashable, ...]
    result: bool

    def repeats(self, other: "Statement") -> bool:
        """Does it say what ``other`` said? Outside the results the same target is enough."""
        if self.cause != other.cause or not share_half(self.target, other.target):
            return False
        said = (other.direction, other.doses) == (self.direction, self.doses)
        nested = self.target <= other.target or other.target <= self.target  # "alpha1 activity", "alpha2 activity"
        return not self.result or (said and nested)

    def disputes(self, other: "Statement") -> bool:
        """Does it say of the same cause and target another direction than ``other``?"""
        same = self.cause == other.cause and share_half(self.target, other.target)
        return same and self.direction != other.direction


class Told:
    """Statements that were made, found again by the words of their targets."""

    def __init__(self) -> None:
        self._shelves: dict[Hashable, list[Statement]] = defaultdict(list)

    def is_new(self, statement: Statement) -> bool:
        """Was it not said before? Then it is from now on."""
        for key in _looked_up(statement.target):
            if any(statement.repeats(other) for other in self._shelves.get((statement.cause, key), ())):
                return False
        for key in _kept_under(statement.target):
            self._shelves[statement.cause, key].append(statement)
        return True


def _kept_under(target: Words) -> Iterator[tuple[str, ...]]:
    """Two targets that share half of their words share two of them, unless one has a single word and the other two."""
    words = sorted(target)[:ENOUGH]
    yield from combinations(words, 2)
    if len(words) == 1:
        yield ("alone", words[0])
    elif len(words) == 2:
        yield from (("in two", word) for word in words)


def _looked_up(target: Words) -> Iterator[tuple[str, ...]]:
    words = sorted(target)[:ENOUGH]
    yield from combinations(words, 2)
    if len(words) <= 2:
        yield from (("alone", word) for word in words)
    if len(words) == 1:
        yield ("in two", words[0])
