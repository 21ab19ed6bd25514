"""Drafts of claims: what a source document seems to claim, as rows for a curator to accept, mend or drop.

The same extraction that reads abstracts reads the document, section by section, with one difference: there are no
results to wait for, so every sentence counts as one that may claim something (``relations.roles.statements``), and what
a sentence leaves unsaid is the amino acid of its heading.

===========  ===========================================================================
module       holds
===========  ===========================================================================
``passage``  a section of a document as an article to read, each place with its origin
``rows``     findings → rows of a claim table
``leads``    sentences without a finding that a curator should read → rows of guesses
``propose``  all of it for a whole document
===========  ===========================================================================
"""

from pipeline.drafts.passage import Passage, passages
from pipeline.drafts.propose import Proposed, drafted, propose
from pipeline.drafts.rows import Draft, references

__all__ = ["Draft", "Passage", "Proposed", "drafted", "passages", "propose", "references"]
