"""Drafts of claims: what a source document seems to claim, as rows for a curator to accept, mend or drop.

The same extraction that reads abstracts reads the document, section by section, with one difference: there are no
results to wait for, so every sentence counts as one that may claim something (``relations.roles.statements``).

===========  ===========================================================================
module       holds
===========  ===========================================================================
``passage``  a section of a document as an article to read, each place with its origin
``rows``     findings → rows of a claim table
``propose``  both for a whole document
===========  ===========================================================================
"""

from pipeline.drafts.passage import Passage, passages
from pipeline.drafts.propose import Proposed, propose
from pipeline.drafts.rows import Draft, draft, references

__all__ = ["Draft", "Passage", "Proposed", "draft", "passages", "propose", "references"]
