"""What a look-up gives: concepts that may be meant, and the one that is."""

from typing import Literal, NamedTuple

Way = Literal["exact", "abbreviation", "similar"]


class Candidate(NamedTuple):
    """A concept that a phrase may name, and why: the wording that is alike, and how much (0–1)."""

    id: str
    name: str
    synonym: str
    score: float
    way: Way


class Link(NamedTuple):
    """The concept that a phrase names, and why; ``read`` is what was looked up (short forms spelled out)."""

    id: str
    name: str
    synonym: str
    score: float
    way: Way
    read: str
