"""How far the articles that speak of a claim warrant it: noisy-or over independent articles.

INDRA's belief model (Gyori et al., From word models to executable models of signaling networks using automated
assembly, Mol Syst Biol 2017, 13:954; Bachman et al., Automated assembly of molecular mechanisms at scale from text
mining and curated databases, Mol Syst Biol 2023, 19:e11325) takes each piece of evidence as an independent chance that
the statement is right: it is wrong only if all of them are. Here a piece of evidence is a whole article, since what two
sentences of one abstract say is not independent. With p the chance that a verdict is what the article says,

    belief = (1 − Π (1 − p) over articles for it) × Π (1 − p) over articles against it.

p is calibrated (``CALIBRATED``): of the curated verdicts (``annotations/verdicts.csv``) whose confidence lies in a
band, the share that is right, after Laplace (right + 1) / (all + 2). ``python -m tests.benchmarks.verdicts`` prints the
table. It says how sure it is that the articles report the claim, not that the claim is true.
"""

from collections.abc import Iterable
from math import prod

CALIBRATED = ((0.0, 0.5), (0.4, 0.95))  # confidence from which on, chance that the verdict is right


def chance(confidence: float) -> float:
    """The calibrated chance that a verdict of this confidence is what the article says."""
    return next(share for least, share in reversed(CALIBRATED) if confidence >= least)


def belief(supporting: Iterable[float], against: Iterable[float]) -> float | None:
    """0–1 to three places, from the confidences of one verdict for each article; None where no article speaks."""
    missed, unrefuted = ([1 - chance(confidence) for confidence in side] for side in (supporting, against))
    if not missed and not unrefuted:
        return None
    return round((1 - prod(missed)) * prod(unrefuted), 3)
