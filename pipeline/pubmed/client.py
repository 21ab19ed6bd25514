"""The client for NCBI: what is asked of E-utilities and of the ID converter."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.errors import InputError, ServiceError, SettingsError
from pipeline.medline import plain_doi
from pipeline.pubmed import batches, idconv
from pipeline.pubmed.answers import Outcomes, plain_pmid
from pipeline.pubmed.caller import ID_CONVERTER, NCBI, Address, Caller, introduce
from pipeline.pubmed.entrez import BRIEFLY, Entrez, says_something
from pipeline.pubmed.pages import pages
from pipeline.pubmed.results import Cite, Fetched, Identity
from pipeline.pubmed.service import HINT, Patience, Service
from pipeline.schema import Article, Rejection

PER_SECOND, PER_SECOND_WITH_KEY = 3.0, 10.0  # NBK25497, "Frequency, Timing and Registration", "API Keys"
CITES = 100  # citations in one ecitmatch


class Client:
    """A client that threads may share.

    ``url``, ``idconv_url``, ``tool``, ``email`` and ``key`` default to CLAIMDIFF_EUTILS_URL, CLAIMDIFF_IDCONV_URL (else
    NCBI's), CLAIMDIFF_TOOL (else our name), CLAIMDIFF_EMAIL and NCBI_API_KEY. ``timeout`` is the longest silence in
    seconds, ``deadline`` the seconds for one request with its at most ``tries`` repetitions, ``backoff`` the first wait
    between them, ``total`` the seconds for one ``fetch`` or one page of ``search_all`` (default: one deadline for each
    batch and one more).
    """

    def __init__(
        self,
        *,
        url: str | None = None,
        idconv_url: str | None = None,
        tool: str | None = None,
        email: str | None = None,
        key: str | None = None,
        per_second: float | None = None,
        timeout: float = 30,
        deadline: float = 180,
        tries: int = 6,
        backoff: float = 1,
        total: float | None = None,
    ) -> None:
        if total is not None and not total > 0:
            raise SettingsError("total must be above 0.")
        self._deadline, self._total = deadline, total
        patience = Patience(timeout, deadline, tries, backoff)
        caller = Caller.of(tool, email, key)
        here = Address.of(url, "CLAIMDIFF_EUTILS_URL", NCBI, key=caller.key)
        there = Address.of(idconv_url, "CLAIMDIFF_IDCONV_URL", ID_CONVERTER)
        usual = PER_SECOND_WITH_KEY if caller.key else PER_SECOND
        self._entrez = Entrez(Service("NCBI", here, caller, per_second or usual, patience, identified=True))
        self._idconv = Service("NCBI's ID converter", there, caller, per_second or PER_SECOND, patience)
        # E-utilities elsewhere than at NCBI do not go with NCBI's converter, unless somebody says so
        self._converts = here.url == NCBI or there.url != ID_CONVERTER
        self.host, self._tool = here.host, caller.tool
        introduce(caller, here)

    def __repr__(self) -> str:
        return f"Client({self.host})"

    def fetch(self, pmids: Iterable[str]) -> Fetched:
        """The articles of these PMIDs, in batches. PMIDs that PubMed leaves out are asked for once more.

        Raises InputError for something that is no PMID, ServiceError when the service fails: then nothing is returned.
        """
        return self._collect(tuple(dict.fromkeys(map(plain_pmid, pmids))), {})

    def search(self, term: str, limit: int = 20) -> tuple[str, ...]:
        """The PMIDs of the best ``limit`` (at most 9,999) hits, in the order of esearch by relevance.

        Raises InputError for an empty term or such a limit, ServiceError when the service fails.
        """
        return self._entrez.esearch(term, limit, {"sort": "relevance"}).pmids

    def search_all(self, term: str) -> Iterator[Fetched]:
        """All hits, page by page, each PMID once and accounted for as in ``fetch``.

        A page comes from the history server; what it lacks is fetched by PMID. A search with more than 9,999 hits is
        sliced by date (``history``). Raises InputError for a term that is empty or too wide, ServiceError when the
        service fails.
        """
        return (self._collect(page, known) for page, known in pages(self._entrez, term))

    def match(self, cites: Sequence[Cite]) -> tuple[str | None, ...]:
        """The PMID that ecitmatch gives for each citation; None where it finds none or several.

        It may name an article of another author or year: the caller checks. Raises ServiceError.
        """
        asked = {str(number): cite for number, cite in enumerate(cites) if says_something(cite)}
        found: dict[str, str | None] = {}
        for keys in batches.batches(tuple(asked), CITES):
            found |= self._entrez.ecitmatch({key: asked[key] for key in keys})
        return tuple(found.get(str(number)) for number in range(len(cites)))

    def convert(self, ids: Sequence[str]) -> dict[str, Identity]:
        """PMIDs, PMCIDs (also with a version) and DOIs → the ids of the same article; see ``idconv.convert``."""
        return idconv.convert(self._idconv, ids, self._tool)

    def find_pmid(self, doi: str) -> str | None:
        """The PMID of the record that itself carries this DOI (the lowest of several); None when PubMed has none.

        esearch alone is no proof: it may search for parts of a DOI that it does not know. Where it finds nothing, the
        ID converter is asked, and believed unless PubMed's record of that PMID carries another DOI. Raises InputError
        for something that is no DOI, ServiceError when one of the services fails.
        """
        wanted = plain_doi(doi)
        if wanted is None or '"' in wanted:
            raise InputError(f"not a DOI: {ascii(doi)[:80]}.", hint="A DOI looks like 10.1000/182.")
        found = self.fetch(self._entrez.esearch(f'"{wanted}"[AID]', 20, {}).pmids).articles
        same = [a.pmid for a in found if a.pmid and (a.doi or "").lower() == wanted.lower()]
        return min(same, key=int) if same else self._converted(wanted)

    def _converted(self, doi: str) -> str | None:
        identity = self.convert([doi]).get(doi) if self._converts else None
        if identity is None or identity.pmid is None:
            return None
        record = next(iter(self.fetch([identity.pmid]).articles), None)
        return record.pmid if record and (record.doi or doi).lower() == doi.lower() else None

    def _collect(self, asked: Sequence[str], known: Mapping[str, Article | Rejection]) -> Fetched:
        total = self._total or self._deadline * (2 + len(asked) // batches.BATCH)
        until = time.monotonic() + total

        def ask(batch: Sequence[str], tries: int | None = None) -> Outcomes:
            if time.monotonic() >= until:
                raise ServiceError(f"{self.host} did not give {len(asked)} records within {total:g} s.", hint=HINT)
            return self._entrez.efetch({"id": ",".join(batch)}, batch, until=until, tries=tries)

        return batches.collect(asked, ask, lambda batch: ask(batch, BRIEFLY), known)
