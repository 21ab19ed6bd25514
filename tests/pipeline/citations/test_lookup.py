"""From a reference to a record: the real client against the stand-in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.citations import propose, references, to_look_up
from pipeline.errors import ServiceError
from pipeline.pubmed import Client
from pipeline.schema import Citation, Proposal
from pipeline.sources import read_source
from tests.eutils import Eutils, record
from tests.pipeline.citations.references import row

TITLE = "Leucine raises the uptake of glucose by the skeletal muscles of ageing rats"
OTHER = "Valine lowers the appetite of young invented hamsters in spring"
TWIN = "Glycine and the sleep of invented swimmers after long races"
PLACE = {"journal": "The Journal of nutrition", "volume": "12", "pages": "34-9", "authors": ["Invented A"]}
RECORDS = {
    "11": record("11", TITLE, doi="10.5555/leucine", pmcid="PMC110", year=2004, **PLACE),
    "12": record("12", OTHER, doi="10.5555/valine", year=2010),
    "13": record("13", f"Is{TITLE.lower()}", year=2004),
    "21": record("21", TWIN, year=1999),
    "22": record("22", TWIN, year=2009),
    "31": record("31", f"Erratum: {OTHER}", year=2011, publication_types=["Published Erratum"]),
}
CITED = {"first_author": "Invented A", "year": 2004, "journal": "The Journal of nutrition 12(3):34-9"}


@pytest.fixture
def service() -> Iterator[Eutils]:
    with Eutils(RECORDS) as running:
        yield running


@pytest.fixture
def client(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("CLAIMDIFF_IDCONV_URL", service.idconv_url)
    return Client(url=service.url, per_second=1000, tries=2, backoff=0)


Ask = Callable[..., Proposal]


@pytest.fixture
def ask(client: Client) -> Ask:
    def one(**fields: Any) -> Proposal:
        (found,) = propose([row(1, **fields)], (), client)
        return found

    return one


def summed(proposal: Proposal) -> tuple[str, str | None, str | None]:
    return proposal.outcome, proposal.method, proposal.pmid


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": TITLE}, ("proposed", "title_search", "11")),
        ({"title": f"{TITLE} - PubMed", "year": 2005}, ("proposed", "title_search", "11")),
        ({"title": f"{TITLE[:56]}..."}, ("proposed", "title_search", "11")),
        ({"title": TITLE.replace("skeletal", "skeletel")}, ("proposed", "title_search", "11")),
        ({"title": TITLE.replace("Leucine", "Lysine")}, ("below_threshold", "title_search", "11")),
        ({"title": OTHER}, ("proposed", "title_search", "12")),
        ({"title": "Nothing of the kind was ever published anywhere"}, ("not_found", "title_search", None)),
        ({"title": "???", "status": "probable"}, ("not_found", "title_search", None)),
        ({"title": TWIN}, ("ambiguous", "title_search", None)),
        ({"title": TWIN, "year": 2009}, ("proposed", "title_search", "22")),
        ({"title": TITLE, "doi": "10.5555/LEUCINE", "pmcid": "PMC110"}, ("proposed", "id_converter", "11")),
        ({"title": OTHER, "doi": "10.5555/valine"}, ("proposed", "doi_lookup", "12")),
        ({"title": TITLE, "doi": "10.5555/valine"}, ("conflict", "doi_lookup", "12")),
        ({"title": TITLE, "doi": "10.5555/preprint"}, ("conflict", "title_search", "11")),
        ({"title": TITLE, **CITED}, ("proposed", "citation_match", "11")),
        ({"title": TITLE, "pmid": "11"}, ("agrees", None, "11")),
        ({"title": OTHER, "pmid": "11"}, ("conflict", None, "11")),
        ({"title": TITLE, "pmid": "11", "doi": "10.5555/another"}, ("conflict", None, "11")),
        ({"title": TITLE, "pmid": "99"}, ("conflict", None, None)),
        ({"status": "unresolvable", "note": "Only a shop."}, ("site_only", None, None)),
    ],
)  # fmt: skip
def test_each_way_and_each_outcome(
    ask: Ask, fields: dict[str, Any], expected: tuple[str, str | None, str | None]
) -> None:
    found = ask(**fields)
    assert summed(found) == expected
    assert found.reason.endswith(".")


def test_an_ambiguity_lists_all_that_fit(ask: Ask) -> None:
    found = ask(title=TWIN)
    assert found.candidates == ("21", "22")
    assert "PMID 21" in found.reason
    assert "2009" in found.reason


def test_what_was_found_is_told_in_full(ask: Ask) -> None:
    found = ask(title=TITLE, year=2004)
    assert (found.doi, found.pmcid, found.title, found.year) == ("10.5555/leucine", "PMC110", TITLE, 2004)
    assert (found.journal, found.author, found.score) == ("The Journal of nutrition", "Invented A", 1.0)
    assert found.parts == "title 1.00, year 1.00, journal -, author -"


def test_a_decision_of_the_table_is_not_looked_up(ask: Ask, service: Eutils) -> None:
    found = ask(status="unresolvable", title=TITLE, note="A web page of that name.")
    assert (found.outcome, found.pmid) == ("site_only", None)
    assert "A web page of that name." in found.reason
    assert service.requests == []


def test_references_to_one_paper_are_one_article_and_asked_for_once(client: Client, service: Eutils) -> None:
    rows = [row(1, title=TITLE, pmid="11"), row(2, title=TITLE), row(3, title=TITLE)]
    found = propose(rows, (), client)
    assert [p.pmid for p in found] == ["11"] * 3
    assert "One article with 000-first 1, 000-first 3." in found[1].reason
    assert [program for program, _ in service.requests].count("efetch.fcgi") == 1


def test_an_outage_is_no_empty_result(client: Client, service: Eutils) -> None:
    service.fail("500", times=99)
    with pytest.raises(ServiceError):
        propose([row(1, title=TITLE)], (), client)


def test_the_same_input_gives_the_same_proposals(client: Client) -> None:
    rows = [row(n, title=title) for n, title in enumerate((TWIN, TITLE, OTHER, "Nothing like it"), 1)]
    assert propose(rows, (), client) == propose(rows[::-1], (), client)


def document(folder: Path, *entries: str) -> Any:
    path = folder / "000_invented.md"
    listed = "\n".join(f"- {n}. {entry}" for n, entry in enumerate(entries, 1))
    path.write_text(f"A guide\n\nLeucine does something in rats [1].\n\nReferences\n\n{listed}\n", encoding="utf-8")
    return read_source(path)


def test_a_documents_list_adds_what_the_table_lacks(tmp_path: Path, client: Client) -> None:
    guide = document(
        tmp_path,
        f"{TITLE} - PubMed [pubmed.ncbi.nlm.nih.gov]",
        f"{OTHER} doi:10.5555/valine [example.org]",
        "example.org [example.org]",
        f"{OTHER} PMID: 11 [example.org]",
    )
    rows: list[Citation] = [row(1, title=TITLE, pmid="11"), row(4, title=OTHER, pmid="12")]
    found = propose(rows, [guide], client)
    assert sorted((p.ref, p.source, p.listed, p.outcome) for p in found) == [
        (1, "000-first", True, "agrees"),
        (2, "000-invented", False, "proposed"),
        (3, "000-invented", False, "site_only"),
        (4, "000-first", True, "conflict"),
    ]
    assert [p.reason for p in found if p.ref == 4] == [
        "The document's list gives PMID 11, but the record that was found has 12."
    ]


def test_how_many_wait() -> None:
    rows = [row(1, title="A"), row(2, title="B", pmid="1"), row(3, status="unresolvable"), row(4, doi="10.5555/x")]
    assert to_look_up(references(rows)) == 2
