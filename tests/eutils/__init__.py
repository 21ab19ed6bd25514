"""A stand-in for the services that claimdiff asks: NCBI's E-utilities and PMC ID converter, and Europe PMC.

A real HTTP server on the loopback that serves given records, behaves as the services document (each module says where)
and fails by switch. Where behaviour is known from what others saw and not from documentation, the docstrings say
"observed". The documents: Entrez Programming Utilities Help (NBK25497 usage and limits, NBK25499 parameters, NBK25500
quick start, at www.ncbi.nlm.nih.gov/books/), PubMed Help (pubmed.ncbi.nlm.nih.gov/help/), the page of the PMC ID
Converter API, Europe PMC's page of its RESTful web service.

    with Eutils({"1": record("1", title="Leucine and sleep")}) as service:
        service.fail("429", times=2)
        Client(url=service.url).fetch(["1"])

To work against it by hand, start it in the root of the checkout and set the variables that it prints:

    $ python -m tests.eutils --records FILE.xml --fault 429
    export CLAIMDIFF_EUTILS_URL=http://127.0.0.1:40123/entrez/eutils
    export CLAIMDIFF_IDCONV_URL=http://127.0.0.1:40123/tools/idconv/api/v1/articles/
    export CLAIMDIFF_EUROPEPMC_URL=http://127.0.0.1:40123/europepmc/webservices/rest
"""

from tests.eutils.faults import FAULTS, Fault
from tests.eutils.records import HEAD, article_set, many, record, records_of_archive, records_of_files
from tests.eutils.service import Eutils

__all__ = [
    "FAULTS",
    "HEAD",
    "Eutils",
    "Fault",
    "article_set",
    "many",
    "record",
    "records_of_archive",
    "records_of_files",
]
