"""The real services against the stand-in: the same questions, answers of the same form, the same articles.

Off by default, for it needs the network: ``CLAIMDIFF_LIVE=1 pytest -m live tests/test_live.py``, about a minute; set
CLAIMDIFF_EMAIL (and NCBI_API_KEY). It fails where the stand-in answers with a key, a type, a status or a sentence of
error that the real service does not: then the stand-in is wrong, and what was tested against it may be.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
import requests
from lxml import etree

from pipeline.pubmed import Cite, Client
from tests.eutils import Eutils
from tests.eutils.records import records_of

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(os.environ.get("CLAIMDIFF_LIVE") != "1", reason="needs the network: set CLAIMDIFF_LIVE=1"),
]

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
IDCONV = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
PMIDS = ("23193287", "2014248", "3026048")  # one in PMC; the examples of ecitmatch in NBK25499
DOI, UNKNOWN = "10.1093/nar/gks1195", "4294967294"
PNAS = "proc natl acad sci u s a|1991|88|3248|mann bj|one|"


class Addresses(NamedTuple):
    """Where the three services are."""

    eutils: str
    idconv: str
    europepmc: str


REAL = Addresses(NCBI, IDCONV, EUROPE_PMC)


@pytest.fixture(scope="module")
def service() -> Iterator[Eutils]:
    """The stand-in with the records that the real service gives."""
    form = {"db": "pubmed", "retmode": "xml", "id": ",".join(PMIDS)}
    records = records_of(asked(REAL.eutils, "efetch.fcgi", form).text)
    assert set(records) == set(PMIDS)
    with Eutils(records) as running:
        yield running


def asked(base: str, program: str, form: Mapping[str, str], *, get: bool = False) -> requests.Response:
    """One answer; the real services are asked less than 3 times a second."""
    who = {"tool": "claimdiff", "email": os.environ.get("CLAIMDIFF_EMAIL", "")}
    sent = dict(form) if base == REAL.europepmc else {**form, **{name: value for name, value in who.items() if value}}
    if base.startswith("https:"):
        time.sleep(0.5)
    url = f"{base}/{program}" if program else base
    if get:
        return requests.get(url, sent, timeout=60)
    return requests.post(url, sent, timeout=60)


def both(service: Eutils, part: str, program: str, form: Mapping[str, str], *, get: bool = False) -> tuple[Any, Any]:
    """The answers of the real service and of the stand-in."""
    here = Addresses(service.url, service.idconv_url, service.europepmc_url)
    return (
        asked(getattr(REAL, part), program, form, get=get),
        asked(getattr(here, part), program, form, get=get),
    )


def form_of(value: Any, path: str = "") -> set[tuple[str, str]]:
    """The paths in a JSON value with the types that stand there; the items of a list count as one."""
    found = {(path, type(value).__name__)}
    parts = (
        value.items()
        if isinstance(value, dict)
        else (("[]", item) for item in value)
        if isinstance(value, list)
        else ()
    )
    for name, inner in parts:
        found |= form_of(inner, f"{path}/{name}")
    return found


def paths_of(body: bytes) -> set[str]:
    """The paths of the elements in an XML document."""
    root = etree.fromstring(body)
    return {"/".join([*reversed([a.tag for a in one.iterancestors()]), one.tag]) for one in root.iter(etree.Element)}


def loaded(answer: requests.Response) -> Any:
    """JSON in which NCBI leaves newlines as they are."""
    return json.loads(answer.text, strict=False)


@pytest.mark.parametrize(
    "form",
    [
        {"term": f'"{DOI}"[AID]'},
        {"term": "23193287[pmid] OR 2014248[pmid]", "usehistory": "y"},
        {"term": "23193287[pmid]", "datetype": "pdat", "mindate": "1900", "maxdate": "3000"},
        {"term": "zzqqzzqq[ti]"},
        {"term": '"zzqq zzqq"[ti]'},
        {"term": "23193287[nowhere]"},
        {"term": "23193287[pmid]", "retstart": "9999"},
        {"term": ""},
    ],
    ids=lambda form: "_".join(form.values())[:40],
)
def test_esearch(service: Eutils, form: dict[str, str]) -> None:
    real, ours = both(service, "eutils", "esearch.fcgi", {"db": "pubmed", "retmode": "json", **form})
    assert real.status_code == ours.status_code
    assert form_of(loaded(ours)) <= form_of(loaded(real))
    there, here = loaded(real)["esearchresult"], loaded(ours)["esearchresult"]
    assert here.get("ERROR", "") in there.get("ERROR", "")
    assert bool(here.get("idlist")) == bool(there.get("idlist"))
    in_xml = both(service, "eutils", "esearch.fcgi", {"db": "pubmed", **form})
    assert paths_of(in_xml[1].content) <= paths_of(in_xml[0].content)


@pytest.mark.parametrize(
    "ids", [",".join(PMIDS), f"{PMIDS[0]},{PMIDS[0]},0{PMIDS[1]}", f"{PMIDS[0]},{UNKNOWN}", UNKNOWN, "0"]
)
def test_efetch(service: Eutils, ids: str) -> None:
    real, ours = both(service, "eutils", "efetch.fcgi", {"db": "pubmed", "retmode": "xml", "id": ids})
    assert (real.status_code, list(records_of(real.text))) == (ours.status_code, list(records_of(ours.text)))
    there, here = etree.fromstring(real.content), etree.fromstring(ours.content)
    assert (there.tag, there.findtext("ERROR")) == (here.tag, here.findtext("ERROR"))


def test_the_history_server(service: Eutils) -> None:
    posted = both(service, "eutils", "epost.fcgi", {"db": "pubmed", "id": ",".join(PMIDS)})
    assert paths_of(posted[1].content) == paths_of(posted[0].content)
    fetched = []
    for base, answer in zip((REAL.eutils, service.url), posted, strict=True):
        root = etree.fromstring(answer.content)
        session = {"WebEnv": root.findtext("WebEnv") or "", "query_key": root.findtext("QueryKey") or ""}
        form = {"db": "pubmed", "retmode": "xml", "retmax": "2", **session}
        fetched.append(len(records_of(asked(base, "efetch.fcgi", form).text)))
    assert fetched == [2, 2]


def test_a_session_that_is_gone(service: Eutils) -> None:
    form = {"db": "pubmed", "retmode": "xml", "WebEnv": "MCID_0", "query_key": "1"}
    real, ours = both(service, "eutils", "efetch.fcgi", form)
    assert not records_of(real.text)
    assert etree.fromstring(ours.content).tag == etree.fromstring(real.content).tag
    assert b"<ERROR>" in real.content


def test_ecitmatch(service: Eutils) -> None:
    cites = [
        PNAS,
        PNAS.replace("|3248|", "|99999|").replace("one", "two"),
        "no such journal|1991|88|3248|mann bj|three|",
    ]
    form = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(cites)}
    real, ours = both(service, "eutils", "ecitmatch.cgi", form, get=True)
    there, here = (
        {cells[5]: cells[6].split()[0] for line in answer.text.splitlines() if len(cells := line.split("|")) > 6}
        for answer in (real, ours)
    )
    assert there == here


@pytest.mark.parametrize(
    "form",
    [
        {"ids": PMIDS[0]},
        {"ids": DOI},
        {"ids": "PMC3531190"},
        {"ids": UNKNOWN, "idtype": "pmid"},
        {"ids": f"{PMIDS[0]},{DOI}"},
    ],
)
def test_idconv(service: Eutils, form: dict[str, str]) -> None:
    real, ours = both(service, "idconv", "", {"format": "json", **form}, get=True)
    assert real.status_code == ours.status_code
    assert form_of(ours.json()) <= form_of(real.json())
    kept = ("pmid", "pmcid", "doi", "errmsg")
    there, here = (
        [{name: one.get(name) for name in kept} for one in a.json().get("records", [])] for a in (real, ours)
    )
    assert [{name: str(value).lower() for name, value in one.items()} for one in there] == [
        {name: str(value).lower() for name, value in one.items()} for one in here
    ]


@pytest.mark.parametrize(
    "query", [f"EXT_ID:{PMIDS[0]} AND SRC:MED", f'DOI:"{DOI}"', f"EXT_ID:{UNKNOWN} AND SRC:MED", ""]
)
def test_europe_pmc(service: Eutils, query: str) -> None:
    form = {"query": query, "resultType": "core", "format": "json"}
    real, ours = both(service, "europepmc", "search", form, get=True)
    assert real.status_code == ours.status_code
    assert form_of(ours.json()) <= form_of(real.json())
    there, here = (
        [one["pmid"] for one in answer.json().get("resultList", {}).get("result", [])] for answer in (real, ours)
    )
    assert there == here


def test_the_client_gets_the_same(service: Eutils) -> None:
    real, ours = Client(), Client(url=service.url, idconv_url=service.idconv_url)
    assert real.fetch([*PMIDS, UNKNOWN]) == ours.fetch([*PMIDS, UNKNOWN])
    assert real.find_pmid(DOI) == ours.find_pmid(DOI) == PMIDS[0]
    assert real.convert([DOI]) == ours.convert([DOI])
    cite = Cite(journal="proc natl acad sci u s a", year=1991, volume="88", first_page="3248", author="mann bj")
    assert real.match([cite]) == ours.match([cite]) == (PMIDS[1],)
