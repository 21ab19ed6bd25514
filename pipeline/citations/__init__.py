"""Which article a reference is: the curated table, and proposals for what it leaves open.

=============  ========================================================================================
module         holds
=============  ========================================================================================
``table``      the citation table as people keep it; ties the numbers of claims to its rows
``grouping``   references that are one article
=============  ========================================================================================
"""

from pipeline.citations.grouping import group_refs, same_article
from pipeline.citations.table import (
    COLUMNS,
    CitationTable,
    LoadedCitations,
    Resolution,
    load,
    resolve,
    source_key,
    summary,
)

__all__ = [
    "COLUMNS",
    "CitationTable",
    "LoadedCitations",
    "Resolution",
    "group_refs",
    "load",
    "resolve",
    "same_article",
    "source_key",
    "summary",
]
