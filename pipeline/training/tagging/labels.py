"""Examples → word pieces with labels, as the tagger reads them, and batches of these; pure."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.learned.tagger import CLS, LABELS, SEP, pieces, windows
from pipeline.learned.wordpieces import Place
from pipeline.relations.words import overlap
from pipeline.training.tagging.examples import Example, Target

OUTSIDE = LABELS.index("O")
NEAR = 60  # pieces by which the lengths within a batch may differ, so that batches are not the same each time


class Window(NamedTuple):
    """What is read at once: rows of the vocabulary with the two at the edges, and the label of each."""

    ids: list[int]
    labels: list[int]


def labelled(example: Example) -> Iterator[Window]:
    """The windows of an example."""
    ids, places = pieces(example.text, example.marks)
    told = labels(places, example.targets)
    for start, end in windows(len(ids)):
        yield Window([CLS, *ids[start:end], SEP], [OUTSIDE, *told[start:end], OUTSIDE])


def labels(places: Sequence[Place], targets: Iterable[Target]) -> list[int]:
    """The label of each piece, as its place in ``LABELS``; a piece that a target touches is part of it."""
    found = [OUTSIDE] * len(places)
    for start, end, direction in targets:
        touched = [i for i, place in enumerate(places) if overlap(place, (start, end))]
        for n, i in enumerate(touched):
            found[i] = LABELS.index(f"{'I' if n else 'B'}-{direction}")
    return found


def batches(items: Iterable[Window], most: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, with ``most`` pieces or fewer (a longer window is alone), in random order."""
    mixed = list(items)
    chance.shuffle(mixed)
    mixed.sort(key=lambda w: len(w.ids) + chance.random() * NEAR)
    made: list[list[Window]] = [[]]
    longest = 0
    for window in mixed:
        longest = max(longest, len(window.ids))
        if made[-1] and longest * (len(made[-1]) + 1) > most:
            made.append([])
            longest = len(window.ids)
        made[-1].append(window)
    chance.shuffle(made)
    return [batch for batch in made if batch]
