"""A linear model: weights by name of feature.

The table is text: one line of JSON with the settings, then a line for each feature, its name and its weights in
hundredths between tabs, in the order of the settings' ``classes``.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]
STEPS = 100  # weights are kept to two decimals: small tables, and the same whatever machine trained them


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights`` has one row for each feature and one column for each class; ``settings`` hold all else."""

    settings: Mapping[str, Any]
    rows: Mapping[str, int]
    weights: Floats

    def scores(self, features: Iterable[str]) -> Floats:
        """The sum of the weights of ``features``, for each class; a feature without weights counts for nothing."""
        found = [self.rows[name] for name in features if name in self.rows]
        total: Floats = self.weights[found].sum(axis=0)
        return total


def load(name: str) -> Linear:
    """The table ``name`` of this package."""
    return loads((resources.files("pipeline.learned") / name).read_text("utf-8"))


def loads(text: str) -> Linear:
    """Read a table."""
    first, *lines = text.splitlines()
    parts = [line.split("\t") for line in lines]
    weights = numpy.array([[int(w) for w in row[1:]] for row in parts], dtype=numpy.float64) / STEPS
    return Linear(json.loads(first), {row[0]: i for i, row in enumerate(parts)}, weights)


def dumps(settings: Mapping[str, Any], names: Sequence[str], weights: Floats) -> str:
    """Write a table, in the order of the names, without features whose weights all round to nothing."""
    rounded = numpy.rint(weights * STEPS).astype(int)
    rows = sorted((name, row) for name, row in zip(names, rounded.tolist(), strict=True) if any(row))
    lines = ["\t".join([name, *map(str, row)]) for name, row in rows]
    return "\n".join([json.dumps(settings, sort_keys=True), *lines]) + "\n"
