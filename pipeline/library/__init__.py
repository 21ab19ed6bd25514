"""The library: articles from PubMed kept in the store, so that none is asked for twice and no change goes unnoticed.

============  =============================================================================
module        holds
============  =============================================================================
``fetching``  ``Library``: what is known comes from the store, the rest in batches from PubMed
``cited``     ``get_cited``: the articles of citations
``noticing``  what changed between two looks at a PMID, and how that is told; pure
============  =============================================================================
"""

from pipeline.library.cited import get_cited
from pipeline.library.fetching import BATCH, Abstracts, Library, PubMed
from pipeline.library.noticing import told

__all__ = ["BATCH", "Abstracts", "Library", "PubMed", "get_cited", "told"]
