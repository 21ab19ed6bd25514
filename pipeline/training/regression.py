"""Linear tables from signs: logistic regression, and the same for each fold of a cross-validation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.learned.linear import Linear, dumps, loads
from pipeline.training.gold import fold


class Keyed(Protocol):
    """What belongs to one abstract."""

    @property
    def key(self) -> str:
        """The abstract."""


One = TypeVar("One", bound=Keyed)


def table(
    signs: Iterable[Iterable[str]], outcomes: Sequence[object], strength: float, settings: Mapping[str, Any]
) -> str:
    """The table that tells ``outcomes`` from the ``signs`` of each; ``strength`` is the inverse of the regularisation.

    ``settings`` come before ``classes``, the outcomes in the order of the weights, where they do not name them.
    """
    turned = DictVectorizer()
    features = turned.fit_transform([dict.fromkeys(found, 1.0) for found in signs])
    model = LogisticRegression(C=strength, max_iter=1000, fit_intercept=False).fit(features, outcomes)
    told = {"classes": model.classes_.tolist(), **settings}
    return dumps(told, list(turned.get_feature_names_out()), model.coef_.T)


def unseen(given: Sequence[One], learn: Callable[[list[One]], str]) -> dict[int, Linear]:
    """For each fold the table learned from all others: it has seen no abstract of the fold."""
    return {k: loads(learn([one for one in given if fold(one.key) != k])) for k in {fold(one.key) for one in given}}
