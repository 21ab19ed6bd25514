"""Whether a sentence states the finding that was read in it, or asks for it, denies it, or only grades it.

The extractor reads "no evidence was found that arginine improves healing" as what the inner clause says. Such words are
rows of the lexicon ``framings``: those of ``before`` count where they stand before the target in its clause, those of
``clause`` anywhere in it. A finding that says no change supports no claim of a change, whatever frames it; one that
holds for a part only (``partly``: "not always") is no finding of no change.
"""

import re
from functools import cache

from pipeline.lexicon import Cue, read
from pipeline.relations.chance import clause
from pipeline.schema import Evidence


def is_stated(evidence: Evidence) -> bool:
    """Whether the sentence says the finding itself; one whose target stands in another sentence is taken as said."""
    start = evidence.target_start - evidence.sentence_start
    if (around := clause(evidence.sentence, start)) is None:
        return True
    before, said = evidence.sentence[around[0] : start], evidence.sentence[slice(*around)]
    if evidence.effect.direction == "no_change":
        return not _words("partly").search(said)
    return not (_words("before").search(before) or _words("clause").search(said))


@cache
def _words(category: str) -> re.Pattern[str]:
    terms = sorted(re.escape(row.term) for row in read("framings", Cue) if row.category == category)
    return re.compile(rf"\b(?:{'|'.join(terms)})\b", re.IGNORECASE)
