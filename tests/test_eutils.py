"""The stand-in's programs, asked with plain requests: what NCBI documents is what comes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from lxml import etree

from tests.eutils import Eutils, article_set, many, record, records_of_files
from tests.eutils.fields import PHRASE_WORDS

RECORDS = {
    "11": record(
        "11",
        "Valine and sleep in older swimmers of both sexes",
        {"AIM": "Valine at <2 g was tried.", "RESULTS": "Sleep grew longer."},
        "10.1234/Valine.11",
        year=2010,
        month=5,
        entered="2010-06-01",
        journal="Journal of Invented Nutrition",
        abbreviation="J Invent Nutr",
        volume="12",
        pages="301-9",
        authors=["Berg AB", "Ode C"],
        pmcid="PMC700",
        publication_types=["Randomized Controlled Trial"],
        language="eng",
        mesh=["Valine"],
    ),
    "22": record(
        "22",
        "Glycine & sleep",
        "Glycine shortened the time to sleep.",
        "10.1234/glycine",
        year=2012,
        entered="2013-01-02",
        abbreviation="J Invent Nutr",
        volume="14",
        pages="17",
        authors=["Ode CD"],
    ),
    "33": record(
        "33", "Branched-chain amino acids", year=2012, month=12, day=31, abbreviation="Sleep", volume="14", pages="17"
    ),
}


@pytest.fixture(scope="module")
def service() -> Iterator[Eutils]:
    with Eutils(RECORDS, {"10.9/listed": ["22"]}, abstracts={"33": "<h4>Aim</h4>Of <i>theirs</i>."}) as running:
        yield running


@pytest.fixture
def own() -> Iterator[Eutils]:
    with Eutils(RECORDS) as running:
        yield running


def search(service: Eutils, term: str, **more: object) -> dict[str, Any]:
    form = {"db": "pubmed", "term": term, "retmode": "json", **more}
    answer = requests.post(f"{service.url}/esearch.fcgi", data=form, timeout=5)
    assert answer.status_code == 200
    return json.loads(answer.text, strict=False)["esearchresult"]


def fetch(service: Eutils, **form: object) -> tuple[int, etree._Element]:
    answer = requests.post(f"{service.url}/efetch.fcgi", data={"db": "pubmed", "retmode": "xml", **form}, timeout=5)
    assert answer.headers["Content-Type"] == "text/xml; charset=UTF-8"
    return answer.status_code, etree.fromstring(answer.content)


def pmids(root: etree._Element) -> list[str]:
    return [one.text or "" for one in root.iterfind("PubmedArticle/MedlineCitation/PMID")]


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("sleep", ["33", "22", "11"]),  # the last added first; a journal's name counts
        ("sleep[Title]", ["22", "11"]),
        ("valine sleep[ti]", ["11"]),
        ("shortened[Title/Abstract]", ["22"]),
        ("the time to sleep[tiab]", ["22"]),  # stopwords do not count
        ('"and sleep"[Title]', ["11"]),
        ('"Glycine & sleep"[Title]', ["22"]),
        ("branched-chain[ti]", ["33"]),
        ("branched amino-chain[ti]", []),
        ("swim*[ti]", ["11"]),
        ('"sexes older"[Title:~4]', ["11"]),
        ('"sexes older"[Title:~2]', []),
        ("11[pmid]", ["11"]),
        ("11[uid] OR 33[uid] OR 99[uid]", ["33", "11"]),
        ("22", ["22"]),
        ('"10.1234/VALINE.11"[AID]', ["11"]),
        ("10.1234/glycine[DOI]", ["22"]),
        ("10.1234/sleep.glycine.22[DOI]", []),
        ('"10.9/listed"[AID]', ["22"]),
        ("ode[Author]", ["22", "11"]),
        ("ode c[au]", ["22", "11"]),
        ("ode cd[au]", ["22"]),
        ("berg ab[1au] AND ode[au]", ["11"]),
        ("ode[1au]", ["22"]),
        ('"J Invent Nutr"[Journal]', ["22", "11"]),
        ("journal of invented nutrition[TA]", ["11"]),
        ("2012[dp]", ["33", "22"]),
        ("2012/12[dp]", ["33"]),
        ("2010:2011[dp]", ["11"]),
        ('"2012/12/31"[Date - Publication] : "3000"[Date - Publication]', ["33"]),
        ("2013/01/02[edat]", ["22"]),
        ("17[pg] AND 14[vi] AND sleep[ta]", ["33"]),
        ("randomized controlled trial[pt]", ["11"]),
        ("eng[la]", ["11"]),
        ("valine[mh]", ["11"]),
        ("sleep[ti] NOT valine", ["22"]),
        ("valine OR glycine AND branched-chain", []),  # from left to right
        ("valine OR (glycine AND sleep)", ["22", "11"]),
        ("(valine OR glycine", ["22", "11"]),
        ("sleep and valine", ["11"]),  # not an operator: a stopword
        ("sleep[nowhere]", ["33", "22", "11"]),
        ("zzz", []),
    ],
)
def test_esearch_finds(service: Eutils, term: str, found: list[str]) -> None:
    result = search(service, term)
    assert (result["idlist"], result["count"]) == (found, str(len(found)))


@pytest.mark.parametrize(
    ("term", "listed", "name", "what"),
    [
        ("sleep[nowhere]", "errorlist", "fieldsnotfound", ["nowhere"]),
        ("zzz[ti] OR sleep", "errorlist", "phrasesnotfound", ["zzz"]),
        ("sleep and valine", "warninglist", "phrasesignored", ["and"]),
        ('"sleep valine"[ti]', "warninglist", "quotedphrasesnotfound", ['"sleep valine"']),
        ('"valine and sleep in older swimmers"[ti]', "warninglist", "quotedphrasesnotfound", None),
        ("zzz", "warninglist", "outputmessages", ["No items found."]),
    ],
)
def test_esearch_remarks(service: Eutils, term: str, listed: str, name: str, what: list[str] | None) -> None:
    remarks = search(service, term)[listed][name]
    assert remarks == what if what else remarks


def test_a_quoted_title_is_in_no_phrase_index_but_its_words_find_it(service: Eutils) -> None:
    title = "Valine and sleep in older swimmers of both sexes"
    assert len(title.split()) > PHRASE_WORDS
    assert search(service, f'"{title}"[Title]')["idlist"] == []
    assert search(service, f"{title}[Title]")["idlist"] == search(service, f'"{title}"[Title:~0]')["idlist"] == ["11"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"mindate": "2012", "maxdate": "2012", "datetype": "pdat"}, ["33", "22"]),
        ({"mindate": "2012/02", "maxdate": "2013", "datetype": "pdat"}, ["33"]),
        ({"mindate": "2010/06/01", "maxdate": "2010/06/01", "datetype": "edat"}, ["11"]),
        ({"mindate": "2012"}, ["33", "22", "11"]),  # both or neither
        ({"retmax": "1"}, ["33"]),
        ({"retmax": "1", "retstart": "1"}, ["22"]),
        ({"retmax": "0"}, []),
        ({"sort": "pub_date"}, ["33", "22", "11"]),
        ({"sort": "Author"}, ["33", "11", "22"]),
        ({"sort": "JournalName"}, ["22", "11", "33"]),
    ],
)
def test_esearch_parameters(service: Eutils, more: dict[str, object], found: list[str]) -> None:
    assert search(service, "sleep OR amino", **more)["idlist"] == found


def test_esearch_in_xml(service: Eutils) -> None:
    form = {"term": '"no such"[ti] OR the sleep[zz]', "usehistory": "y"}
    root = etree.fromstring(requests.get(f"{service.url}/esearch.fcgi", form, timeout=5).content)
    assert root.getroottree().docinfo.system_url == "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd"
    assert [one.text for one in root.iterfind("IdList/Id")] == ["33", "22", "11"]
    assert [root.findtext(name) for name in ("Count", "RetMax", "RetStart", "QueryKey")] == ["3", "3", "0", "1"]
    assert (root.findtext("WebEnv") or "").startswith("MCID_")
    assert root.findtext("ErrorList/FieldNotFound") == "zz"
    assert root.findtext("WarningList/PhraseIgnored") == "the"
    assert root.findtext("WarningList/QuotedPhraseNotFound") == '"no such"'


def test_only_the_first_9999_hits_can_be_had() -> None:
    with Eutils(many(10_050)) as service:
        first = search(service, "leucine", retmax=10_000, usehistory="y")
        assert (first["count"], len(first["idlist"])) == ("10050", 9_999)
        adjusted = "Restrictions achieved. start and count adjusted to 0, 9999"
        assert first["warninglist"]["outputmessages"] == [adjusted]
        assert len(search(service, "leucine", retstart=9_998)["idlist"]) == 1
        beyond = search(service, "leucine", retstart=9_999)
        assert "'retstart' cannot be larger than 9998" in beyond["ERROR"]
        assert "\n" in beyond["ERROR"]  # as it is, which a strict reader refuses
        session = {"WebEnv": first["webenv"], "query_key": first["querykey"]}
        status, root = fetch(service, **session, retstart=9_990, retmax=500)
        assert (status, len(pmids(root))) == (200, 9)
        status, root = fetch(service, **session, retstart=9_999)
        assert (status, root.tag) == (400, "eFetchResult")
        by_date = search(service, "leucine", mindate="2004/05/05", maxdate="2004/05/05", datetype="pdat")
        assert 0 < int(by_date["count"]) < 100


@pytest.mark.parametrize(
    ("form", "error"), [({"term": ""}, "Empty term and query_key"), ({"term": "x", "db": "nowhere"}, "Invalid db name")]
)
def test_esearch_refuses(service: Eutils, form: dict[str, str], error: str) -> None:
    answer = requests.get(f"{service.url}/esearch.fcgi", {"retmode": "json", **form}, timeout=5)
    assert answer.json()["esearchresult"]["ERROR"].startswith(error)
    root = etree.fromstring(requests.get(f"{service.url}/esearch.fcgi", form, timeout=5).content)
    assert (root.findtext("ERROR") or "").startswith(error)


def test_history_keeps_joins_and_forgets(own: Eutils) -> None:
    one = search(own, "sleep[ti]", usehistory="y")
    two = search(own, "amino", usehistory="y", WebEnv=one["webenv"])
    assert (one["querykey"], two["querykey"], two["webenv"]) == ("1", "2", one["webenv"])
    assert search(own, "valine", WebEnv=one["webenv"], query_key="1")["idlist"] == ["11"]
    assert search(own, "#1 OR #2", WebEnv=one["webenv"])["count"] == "3"
    session = {"WebEnv": one["webenv"], "query_key": "1"}
    assert pmids(fetch(own, **session)[1]) == ["22", "11"]
    assert pmids(fetch(own, **session, retstart=1, retmax=1)[1]) == ["11"]
    own.history.forget()
    status, root = fetch(own, **session)
    assert (status, root.findtext("ERROR")) == (200, "Unable to obtain query #1")


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ("22,11", ["22", "11"]),
        ("22,22, 0022,11", ["22", "11"]),
        ("11,99", ["11"]),
        ("99", []),
        ("x,11", ["11"]),
    ],
)
def test_efetch_gives_what_there_is(service: Eutils, ids: str, found: list[str]) -> None:
    status, root = fetch(service, id=ids)
    assert (status, root.tag, pmids(root)) == (200, "PubmedArticleSet", found)
    address = f"{service.url}/efetch.fcgi?db=pubmed&retmode=xml&id={ids}"
    assert pmids(etree.fromstring(requests.get(address, timeout=5).content)) == found


@pytest.mark.parametrize("ids", ["", "0", "x", "-1", "1.5", "99999999999999999999"])
def test_efetch_refuses_a_list_without_any_uid(service: Eutils, ids: str) -> None:
    status, root = fetch(service, id=ids)
    assert (status, root.findtext("ERROR")) == (400, "ID list is empty! Possibly it has no correct IDs.")


def test_efetch_serves_the_records_as_they_are_and_at_most_10000(own: Eutils) -> None:
    own.records = many(10_010)
    ids = ",".join(own.records)
    body = requests.post(f"{own.url}/efetch.fcgi", data={"id": ids, "retmode": "xml"}, timeout=20).content
    assert body == article_set(*list(own.records.values())[:10_000])
    own.records["1"] = record("1", "Changed")
    assert search(own, "changed[ti]")["idlist"] == ["1"]


def test_a_long_address_is_refused_and_no_json_is_invented(service: Eutils) -> None:
    ids = ",".join(str(number) for number in range(10_000, 12_000))
    assert requests.get(f"{service.url}/efetch.fcgi", {"id": ids}, timeout=5).status_code == 414
    assert fetch(service, id="11", retmode="json")[0] == 400


def test_epost_keeps_uids(service: Eutils) -> None:
    form = {"db": "pubmed", "id": "11,abc,99,22"}
    root = etree.fromstring(requests.post(f"{service.url}/epost.fcgi", data=form, timeout=5).content)
    assert [one.text for one in root.iterfind("InvalidIdList/Id")] == ["abc"]
    session = {"WebEnv": root.findtext("WebEnv"), "query_key": root.findtext("QueryKey")}
    assert pmids(fetch(service, **session)[1]) == ["11", "22"]
    assert requests.post(f"{service.url}/epost.fcgi", data={"id": "x"}, timeout=5).status_code == 400


@pytest.mark.parametrize(
    ("cite", "outcome"),
    [
        ("j invent nutr|2010|12|301|berg ab|k|", "11"),
        ("Journal of Invented Nutrition|2010|12|301||k|", "11"),
        ("j invent nutr|1999|12|301|nobody x|k|", "11"),  # journal, volume and page decide
        ("j invent nutr|1999|||berg ab|k|", "NOT_FOUND"),
        ("j invent nutr|2010|12|302|berg ab|k|", "NOT_FOUND"),
        ("no such journal|2010|12|301||k|", "NOT_FOUND;INVALID_JOURNAL"),
        ("|2012|14|17||k|", "AMBIGUOUS 22,33"),
        ("j invent nutr||||ode|k|", "AMBIGUOUS 11,22"),
    ],
)
def test_ecitmatch(service: Eutils, cite: str, outcome: str) -> None:
    form = {"db": "pubmed", "retmode": "xml", "bdata": f"{cite}\r{cite.replace('|k|', '|other|')}"}
    answer = requests.get(f"{service.url}/ecitmatch.cgi", form, timeout=5)
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text.splitlines() == [cite + outcome, cite.replace("|k|", "|other|") + outcome]


def test_ecitmatch_counts_many_candidates(own: Eutils) -> None:
    own.records = many(40)
    answer = requests.get(f"{own.url}/ecitmatch.cgi", {"bdata": "j invent nutr|||||k|"}, timeout=5)
    assert answer.text == "j invent nutr|||||k|AMBIGUOUS (40 citations)\n"


FOUND = {"doi": "10.1234/valine.11", "pmcid": "PMC700", "pmid": 11}


@pytest.mark.parametrize(
    ("ids", "more", "records"),
    [
        ("PMC700", {}, [{**FOUND, "requested-id": "PMC700"}]),
        ("700", {"idtype": "pmcid"}, [{**FOUND, "requested-id": "700"}]),
        ("PMC700.1", {}, [{**FOUND, "requested-id": "PMC700.1"}]),
        ("10.1234/VALINE.11", {}, [{**FOUND, "requested-id": "10.1234/VALINE.11"}]),
        (
            "11,22",  # 22 is not in PMC
            {"idtype": "pmid"},
            [
                {**FOUND, "requested-id": "11"},
                {"pmid": "22", "requested-id": "22", "status": "error", "errmsg": "Identifier not found in PMC"},
            ],
        ),
        (
            "11",
            {"versions": "yes"},
            [{**FOUND, "requested-id": "11", "versions": [{"pmcid": "PMC700.1", "current": "true"}]}],
        ),
    ],
)
def test_idconv(service: Eutils, ids: str, more: dict[str, str], records: list[dict[str, object]]) -> None:
    answer = requests.get(service.idconv_url, {"ids": ids, "format": "json", **more}, timeout=5).json()
    assert (answer["status"], answer["records"]) == ("ok", records)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"ids": "11,PMC700"}, "invalid_pmids"),
        ({"ids": "10.1234/x,11"}, "invalid_dois"),
        ({"ids": ",".join(map(str, range(1, 202)))}, "too_many_ids"),
        ({"ids": ""}, "invalid_ids"),
        ({"ids": "NIHMS1", "idtype": "mid"}, "invalid_ids"),
    ],
)
def test_idconv_refuses(service: Eutils, form: dict[str, str], code: str) -> None:
    answer = requests.get(service.idconv_url, {**form, "format": "json"}, timeout=5)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert requests.post(service.idconv_url, form, timeout=5).status_code == 405


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("EXT_ID:11 AND SRC:MED", ["11"]),
        ("EXT_ID:11 AND SRC:PPR", []),
        ('DOI:"10.1234/VALINE.11"', ["11"]),
        ("PMCID:PMC700", ["11"]),
        ("(EXT_ID:22 OR EXT_ID:33) AND PUB_YEAR:2012", ["22", "33"]),
        ('TITLE:"glycine sleep" NOT AUTH:"berg"', ["22"]),
        ("EXT_ID:99", []),
    ],
)
def test_europe_pmc_finds(service: Eutils, query: str, found: list[str]) -> None:
    form = {"query": query, "format": "json"}
    answer = requests.get(f"{service.europepmc_url}/search", form, timeout=5).json()
    assert [one["id"] for one in answer["resultList"]["result"]] == found
    assert answer["hitCount"] == len(found)
    assert requests.post(f"{service.europepmc_url}/searchPOST", form, timeout=5).json() == answer


@pytest.mark.parametrize(
    ("pmid", "abstract"),
    [
        ("11", "<h4>Aim</h4>Valine at &lt;2 g was tried.<h4>Results</h4>Sleep grew longer."),
        ("22", "Glycine shortened the time to sleep."),
        ("33", "<h4>Aim</h4>Of <i>theirs</i>."),
    ],
)
def test_europe_pmc_has_abstracts(service: Eutils, pmid: str, abstract: str) -> None:
    form = {"query": f"EXT_ID:{pmid} AND SRC:MED", "format": "json", "resultType": "core"}
    (core,) = requests.get(f"{service.europepmc_url}/search", form, timeout=5).json()["resultList"]["result"]
    assert (core["source"], core["pmid"], core["abstractText"]) == ("MED", pmid, abstract)
    lite = requests.get(f"{service.europepmc_url}/search", {**form, "resultType": "lite"}, timeout=5).json()
    assert "abstractText" not in lite["resultList"]["result"][0]


def test_europe_pmc_pages_and_refuses(service: Eutils) -> None:
    form = {"query": "SRC:MED", "format": "json", "pageSize": "2", "cursorMark": "*"}
    seen: list[str] = []
    for _ in range(2):
        answer = requests.get(f"{service.europepmc_url}/search", form, timeout=5).json()
        seen += [one["id"] for one in answer["resultList"]["result"]]
        form["cursorMark"] = answer["nextCursorMark"]
    assert seen == ["11", "22", "33"]
    refused = requests.get(f"{service.europepmc_url}/search", {"query": "", "format": "json"}, timeout=5)
    assert (refused.status_code, refused.json()["errCode"]) == (200, 404)


@pytest.mark.shared
def test_real_records_are_served_found_and_matched(shared: Path) -> None:
    archive = shared / "corpora/pubmed_xml.tar.xz"
    with Eutils.from_archive(archive) as service:
        assert len(service.records) > 1_900
        facts = [one for one in service._facts() if one.doi and one.title and one.volume]
        for one in facts[::100]:
            assert one.pmid in search(service, f'"{one.doi}"[AID]')["idlist"]
            assert (
                one.pmid
                in search(service, f"{re.sub('[^-.a-zA-Z0-9]+', ' ', one.title)}[Title]", retmax=9_999)["idlist"]
            ), one.title
        assert pmids(fetch(service, id=",".join(list(service.records)[:300]))[1]) == list(service.records)[:300]
    assert records_of_files([archive]) == service.records
    assert len(Eutils.from_archive(archive, limit=7).records) == 7
