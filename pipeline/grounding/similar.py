"""Wordings that look like a phrase: exact search over character trigrams, in float32 and in a fixed order.

scispaCy's own index is approximate, drops rare wordings and cannot be built with today's scipy; at this size the exact
product is faster. scikit-learn is imported with the first phrase that needs it.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.grounding.wordings import Wording
from pipeline.keywords import spelled_out

if TYPE_CHECKING:
    import numpy as np


class Similar:
    """The wordings of ``written`` as a matrix of trigram weights, one row a wording, each of length 1."""

    def __init__(self, written: tuple[Wording, ...]) -> None:
        self.written = written

    @cached_property
    def _index(self) -> tuple[Any, Any]:
        """Vectorizer, and the weights as trigrams × wordings."""
        import numpy
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), min_df=1, dtype=numpy.float32)
        return vectorizer, vectorizer.fit_transform([spelled_out(w.text) for w in self.written]).T.tocsr()

    def nearest(self, phrase: str, above: float) -> list[tuple[Wording, float]]:
        """The wordings whose cosine with ``phrase`` (0–1) is ``above`` this, best first, then in their order."""
        if not self.written:
            return []
        vectorizer, weights = self._index
        row = vectorizer.transform([spelled_out(phrase)]) @ weights
        scores: np.ndarray[Any, Any] = row.data.round(4)
        high = scores > above
        order = sorted(zip(-scores[high], row.indices[high], strict=True))
        return [(self.written[place], min(1.0, round(float(-score), 4))) for score, place in order]
