"""NCBI's E-utilities, its ID converter and Europe PMC: the only package that touches the network.

An outage raises, it never looks like "no papers".

=============  =====================================================================================
module         holds
=============  =====================================================================================
``results``    the types that come out: what was fetched, a citation to match, the ids of an article
``faults``     what can go wrong, as the client tells it apart
``turns``      the next free turn at a service, shared by all processes of a user on this machine
``pace``       never more than so many requests in any one second
``caller``     who asks (tool, e-mail, key) and where: addresses from the environment
``transport``  one HTTP exchange, bounded in time and size
``service``    an outside service: paced, asked again after passing faults, until a deadline
``answers``    what E-utilities answer, read and checked
``batches``    every PMID that is asked for comes back, is missing, or is rejected
``entrez``     the programs of E-utilities that are used
``history``    all hits of a search, sliced by date where they are too many
``pages``      the hits page by page from the history server
``idconv``     PMID ↔ PMCID ↔ DOI by the ID converter of PubMed Central
``client``     ``Client``, which puts these together
``europepmc``  ``EuropePmc``, the second source of abstracts
=============  =====================================================================================
"""

from pipeline.pubmed.answers import plain_pmid
from pipeline.pubmed.client import Client
from pipeline.pubmed.europepmc import EuropePmc
from pipeline.pubmed.results import Cite, Fetched, Identity

__all__ = ["Cite", "Client", "EuropePmc", "Fetched", "Identity", "plain_pmid"]
