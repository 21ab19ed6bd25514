"""Which article a reference is: the curated table, and proposals for what it leaves open.

=============  ========================================================================================
module         holds
=============  ========================================================================================
``table``      the citation table as people keep it; ties the numbers of claims to its rows
``grouping``   references that are one article
``wanted``     what is known of a reference that may be looked up
``titles``     a title as words that can be compared
``wording``    how the words of two titles differ, and what that costs
``journals``   journals and authors of two records, compared
``matching``   how well an article fits a reference: a score in parts, pure
``queries``    what PubMed is asked for a title
``lookup``     the way from a reference to a record of PubMed, surest steps first
``judging``    what that record is worth
``proposals``  what comes out, for a curator to accept
``accept``     a new table with the proposals that a curator accepted
=============  ========================================================================================
"""

from pipeline.citations.grouping import group_refs, same_article
from pipeline.citations.judging import is_doubtful
from pipeline.citations.lookup import Service, propose, to_look_up
from pipeline.citations.proposals import PROPOSED, proposal_row, proposal_rows
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
from pipeline.citations.wanted import Wanted, references

__all__ = [
    "COLUMNS",
    "PROPOSED",
    "CitationTable",
    "LoadedCitations",
    "Resolution",
    "Service",
    "Wanted",
    "group_refs",
    "is_doubtful",
    "load",
    "proposal_row",
    "proposal_rows",
    "propose",
    "references",
    "resolve",
    "same_article",
    "source_key",
    "summary",
    "to_look_up",
]
