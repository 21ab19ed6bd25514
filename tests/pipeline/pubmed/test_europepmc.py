import json
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.errors import ServiceError
from pipeline.pubmed import europepmc
from pipeline.schema import Article
from tests.eutils import Eutils, record
from tests.pipeline.pubmed.clients import europe_pmc

BY_PMID = Article(pmid="81", title="Serine")
BY_DOI = Article(doi="10.1234/Serine", title="Serine")


@pytest.fixture
def service() -> Iterator[Eutils]:
    records = {
        "81": record("81", "Serine", doi="10.1234/serine"),
        "82": record("82", "Other", abstract="Nothing of interest.", doi="10.1234/other"),
    }
    with Eutils(records, abstracts={"81": "Serine raised <i>d</i>-serine."}) as running:
        yield running


@pytest.mark.parametrize("article", [BY_PMID, BY_DOI, Article(pmid="81", doi="10.1234/SERINE", title="Serine")])
def test_an_abstract_that_pubmed_does_not_have(service: Eutils, article: Article) -> None:
    found = europe_pmc(service).abstract(article)
    assert found
    assert (found.abstract, found.abstract_from) == ("Serine raised d-serine.", "Europe PMC")
    assert found.model_copy(update={"abstract": None, "abstract_from": None}) == article


@pytest.mark.parametrize("article", [Article(pmid="9"), Article(doi="10.1234/none"), Article(pmid="9", doi='10.1/a"b')])
def test_none_where_it_has_none(service: Eutils, article: Article) -> None:
    assert europe_pmc(service).abstract(article) is None


def test_the_doi_is_the_second_way(service: Eutils) -> None:
    service.abstracts["81"] = ""
    assert europe_pmc(service).abstract(Article(pmid="81", doi="10.1234/serine")) is None
    assert [form["query"] for _, form in service.requests] == ["EXT_ID:81 AND SRC:MED", 'DOI:"10.1234/serine"']


@pytest.mark.parametrize(
    "result",
    [
        {"id": "82", "source": "MED", "pmid": "82", "abstractText": "Of another."},
        {"id": "82", "source": "MED", "abstractText": "Of another."},
        {"id": "81", "source": "PPR", "abstractText": "A preprint with the same number."},
        {"id": "81", "source": "MED", "pmid": "81"},
        {"id": "81", "source": "MED", "pmid": "81", "abstractText": " <p> </p> "},
        {"id": "81", "source": "MED", "pmid": "81", "abstractText": ["a list"]},
        {"id": "x", "doi": "10.1234/other", "abstractText": "Of another."},
        {},
    ],
)
@pytest.mark.parametrize("article", [BY_PMID, BY_DOI, Article(pmid="81", doi="10.1234/serine")])
def test_only_a_record_of_the_article_counts(
    service: Eutils, monkeypatch: pytest.MonkeyPatch, result: dict[str, Any], article: Article
) -> None:
    body = json.dumps({"hitCount": 1, "resultList": {"result": [result]}}).encode()
    monkeypatch.setattr(service, "answer", lambda *_: (200, body))
    assert europe_pmc(service).abstract(article) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"<html/>",
        b'{"errCode": 404, "errMsg": "no", "resultList": {"result": []}}',
        b'{"resultList": {}}',
        b'{"resultList": {"result": [1]}}',
        b'{"resultList": null}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_answer_raises(service: Eutils, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(service, "answer", lambda *_: (200, body))
    with pytest.raises(ServiceError):
        europe_pmc(service).abstract(BY_PMID)


@pytest.mark.parametrize(
    ("html", "text", "labels"),
    [
        ("Plain text.", "Plain text.", []),
        ("5 mg kg<sup>-1</sup> of <i>l</i>-serine", "5 mg kg-1 of l-serine", []),
        ("<p>One.</p><p>Two.</p>", "One. Two.", []),
        ("One.<br/>Two.", "One. Two.", []),
        ("fish &amp; chips, p &lt; 0.05", "fish & chips, p < 0.05", []),
        ("p < 0.05 and n<a and b>c", "p < 0.05 and n<a and b>c", []),
        ("p<0.05, n<x and y>2", "p<0.05, n<x and y>2", []),
        ("before <b", "before <b", []),
        (
            "<h4>Background</h4>Rats.<h4>Results: </h4>None.",
            "Background: Rats. Results: None.",
            ["Background", "Results"],
        ),
        ("<h4>Aims</h4><p>Rats.</p><h4>Conclusion</h4>Few.", "Aims: Rats. Conclusion: Few.", ["Aims", "Conclusion"]),
        ("<h4></h4>Rats.", "Rats.", []),
        ("a<script>alert(1)</script>b", "a<script>alert(1)</script>b", []),
    ],
)
def test_markup_becomes_text(service: Eutils, html: str, text: str, labels: list[str]) -> None:
    service.abstracts["81"] = html
    found = europe_pmc(service).abstract(BY_PMID)
    assert found
    assert found.abstract == text
    assert [section.label for section in found.sections] == labels
    assert all(found.text[s.start : s.end].startswith(s.label) for s in found.sections)


def test_the_size_of_an_answer_is_limited(service: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(europepmc, "ANSWER_LIMIT", 1000)
    service.abstracts["81"] = "Serine. " * 1000
    with pytest.raises(ServiceError, match="more than 1000 bytes"):
        europe_pmc(service).abstract(BY_PMID)
