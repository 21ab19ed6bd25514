"""What curators decided about verdicts: kept beside the claims, applied to every later run, never in a verdict's place.

============  ==============================================================================
module        holds
============  ==============================================================================
``table``     ``reviews.csv`` in the folder of claim tables: read, and added to
``standing``  which review stands beside which verdict, and what changed since it was written
============  ==============================================================================
"""

from pipeline.reviews.standing import Standing, article_of, claim_digest, key, of_no_claim, review, standings, unmatched
from pipeline.reviews.table import COLUMNS, FILE, LoadedReviews, add, load

__all__ = [
    "COLUMNS",
    "FILE",
    "LoadedReviews",
    "Standing",
    "add",
    "article_of",
    "claim_digest",
    "key",
    "load",
    "of_no_claim",
    "review",
    "standings",
    "unmatched",
]
