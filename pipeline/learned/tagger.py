"""The tagger: which words of an abstract name what one agent was found to move, and which way.

A small transformer (all-MiniLM-L6-v2, six layers) gives each word piece of the whole abstract one of seven labels:
outside, or beginning or inside of a target that rose, fell or stayed. It sees no name of the agent but one and the
same mark at each of its mentions and of the arms that got it, other marks for other agents and for the arms of
controls, so that what it learned from other substances holds for amino acids.
``README.md`` says what it was learned from, and how it was measured.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

from pipeline.learned.wordpieces import Place, word_pieces
from pipeline.schema import Direction

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[numpy.float64]

DIRECTIONS: tuple[Direction, ...] = ("increase", "decrease", "no_change")
LABELS = ("O", *(f"{edge}-{d}" for d in DIRECTIONS for edge in "BI"))
CLS, SEP = 101, 102  # rows of the vocabulary
AGENT, OTHER, CONTROL = 1, 2, 3  # rows that no text uses: marks of the agent, of others, of who got nothing
LONGEST = 510  # word pieces that are read at once, beside the two at the edges
SHARED = 128  # word pieces that two windows of a longer text have in common
LEAST = 0.3  # the probability from which on a word piece counts as part of a target


@dataclass(frozen=True, slots=True)
class Tagged:
    """A target: its place, the mean probability that it is one, and how that is shared among ``DIRECTIONS``."""

    start: int
    end: int
    probability: float
    shares: tuple[float, ...]

    @property
    def direction(self) -> Direction:
        """The likeliest direction."""
        return DIRECTIONS[self.shares.index(max(self.shares))]


@dataclass(frozen=True, slots=True)
class Tags:
    """What was read about one agent: ``places`` of the word pieces, ``labels`` their probabilities (pieces x 7)."""

    text: str
    places: Sequence[Place]
    labels: Floats

    def targets(self, least: float = LEAST) -> Iterator[Tagged]:
        """Runs of pieces whose probability to be no outsiders is ``least`` or more, cut where one begins anew."""
        begins = self.labels[:, 1::2].sum(axis=1) > self.labels[:, 2::2].sum(axis=1)
        inside = 1 - self.labels[:, 0] >= least
        first: int | None = None
        for i in range(len(self.places)):
            if first is not None and not (self._within_word(i) or (inside[i] and not begins[i])):
                yield self._tagged(first, i)
                first = None
            if first is None and inside[i]:
                first = i
        if first is not None:
            yield self._tagged(first, len(self.places))

    def over(self, start: int, end: int) -> Tagged:
        """The words from ``start`` to ``end`` taken as a target, likely or not."""
        first = bisect_right(self.places, start, key=itemgetter(1))
        stop = bisect_left(self.places, end, key=itemgetter(0))
        return self._tagged(first, stop) if first < stop else Tagged(start, end, 0.0, (0.0, 0.0, 0.0))

    def _tagged(self, first: int, stop: int) -> Tagged:
        labels = self.labels[first:stop]
        sums = (labels[:, 1::2] + labels[:, 2::2]).sum(axis=0)
        shares = tuple((sums / max(sums.sum(), 1e-9)).tolist())
        return Tagged(self.places[first][0], self.places[stop - 1][1], float((1 - labels[:, 0]).mean()), shares)

    def _within_word(self, i: int) -> bool:
        """Does piece ``i`` go on with the word of the piece before it?"""
        at = self.places[i][0]
        return i > 0 and at == self.places[i - 1][1] and self.text[at - 1].isalnum() and self.text[at].isalnum()


def tag(text: str, marks: Mapping[Place, int]) -> Tags:
    """Read ``text`` about the agent at whose places (code points) ``marks`` has ``AGENT``."""
    ids, places = pieces(text, marks)
    total = numpy.zeros((len(ids), len(LABELS)))
    times = numpy.zeros((len(ids), 1))
    for start, end in windows(len(ids)):
        read = numpy.array([[CLS, *ids[start:end], SEP]])
        [logits] = _session(_model).run(None, {"input_ids": read, "attention_mask": numpy.ones_like(read)})
        powers = numpy.exp(logits[0, 1:-1].astype(float) - logits[0, 1:-1].max(axis=1, keepdims=True))
        total[start:end] += powers / powers.sum(axis=1, keepdims=True)
        times[start:end] += 1
    return Tags(text, places, total / numpy.maximum(times, 1))


def pieces(text: str, marks: Mapping[Place, int]) -> tuple[list[int], list[Place]]:
    """Word pieces of ``text`` and their places; each place of ``marks`` is one piece, its mark."""
    ids: list[int] = []
    places: list[Place] = []
    at = 0
    for (start, end), mark in [*sorted(marks.items()), ((len(text), len(text)), 0)]:
        if start < at:
            continue
        found = list(word_pieces(text[at:start]))
        ids += [row for row, _ in found]
        places += [(at + s, at + e) for _, (s, e) in found]
        if end > start:
            ids.append(mark)
            places.append((start, end))
        at = end
    return ids, places


def windows(length: int) -> Iterator[Place]:
    """Stretches of word pieces that are read at once, the last as long as the others."""
    at = 0
    while at + LONGEST < length:
        yield at, at + LONGEST
        at += LONGEST - SHARED
    yield max(0, length - LONGEST), length


def use(model: bytes | None) -> None:
    """Read with this ONNX model from now on (None: with the one of the package): for learning and measuring."""
    global _model
    _model = model


_model: bytes | None = None


@lru_cache(maxsize=4)
def _session(model: bytes | None) -> "InferenceSession":
    import onnxruntime  # slow to import, and most texts name no amino acid

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the workers share the cores already
    options.use_deterministic_compute = True
    read = model or (resources.files("pipeline.learned") / "tagger" / "model.onnx").read_bytes()
    return onnxruntime.InferenceSession(read, options, providers=["CPUExecutionProvider"])
