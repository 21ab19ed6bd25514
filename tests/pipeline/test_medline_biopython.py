"""Held against Biopython's reader on the real records of the development data.

They may differ in four things, each made equal here before the texts are compared: white space (Biopython keeps line
feeds and indents of the XML), inline markup (it leaves the tags in the text), labels (it has them beside a part of an
abstract, this reader before it) and parts (it has a list, this reader one text).
"""

import io
import re
import tarfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from Bio import Entrez
from lxml import etree

from pipeline.medline import read_tagged, read_xml, sections_of
from pipeline.medline.linked import LINKS
from pipeline.schema import Article
from tests.benchmarks.medline_text import medline_text

HEAD = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st June 2018//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_180601.dtd">
"""


@pytest.fixture(scope="module")
def files(shared: Path) -> dict[str, bytes]:
    with tarfile.open(shared / "corpora/pubmed_xml.tar.xz") as archive:
        members = [(member.name, archive.extractfile(member)) for member in archive]
        return {Path(name).stem.lstrip("0"): file.read() for name, file in members if file}


@pytest.fixture(scope="module")
def articles(files: dict[str, bytes]) -> dict[str, Article]:
    outcomes = {name: tuple(read_xml(io.BytesIO(body), name)) for name, body in files.items()}
    return {name: one for name, found in outcomes.items() for one in found if isinstance(one, Article)}


def biopython(body: bytes) -> Any:
    """The only record of a document, as Biopython reads it, with the DTD that it brings along."""
    (found,) = Entrez.read(io.BytesIO(body))["PubmedArticle"]
    return found["MedlineCitation"]


def spaced(text: str) -> str:
    return " ".join(text.split())


def unmarked(text: str) -> str:
    return unescape(re.sub(r"</?(?:b|i|u|sup|sub)>", "", text))


def abstract(citation: Any) -> str:
    parts = citation["Article"].get("Abstract", {}).get("AbstractText", [])
    labels = [getattr(part, "attributes", {}).get("Label") for part in parts]
    return " ".join(f"{label}: {part}" if label else part for label, part in zip(labels, parts, strict=True))


@pytest.mark.shared
def test_every_record_is_read(files: dict[str, bytes], articles: dict[str, Article]) -> None:
    assert len(files) == len(articles) == 1993
    assert all(article.pmid == name for name, article in articles.items())
    assert all(a.abstract and a.year and a.journal and a.first_author and a.language for a in articles.values())
    assert sum(article.doi is not None for article in articles.values()) == 392
    assert sum(len(article.mesh) for article in articles.values()) > 30_000


@pytest.mark.shared
def test_labels_agree_with_those_of_nlm(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert sections_of(article.abstract or "", len(article.title) + 1) == article.sections
    assert sum(len(article.sections) for article in articles.values()) == 226


@pytest.mark.shared
@pytest.mark.slow
def test_the_same_as_biopython(files: dict[str, bytes], articles: dict[str, Article]) -> None:
    for name, body in files.items():
        citation, article = biopython(body), articles[name]
        paper = citation["Article"]
        assert article.pmid == citation["PMID"] == name
        assert spaced(article.title) == spaced(unmarked(paper["ArticleTitle"]))
        assert spaced(article.abstract or "") == spaced(unmarked(abstract(citation)))
        assert article.version == int(citation["PMID"].attributes["Version"])
        assert article.language == paper["Language"][0]
        assert article.vernacular_title == (spaced(paper.get("VernacularTitle", "")) or None)
        assert list(article.publication_types) == list(paper["PublicationTypeList"])
        assert list(article.mesh) == list(dict.fromkeys(str(h["DescriptorName"]) for h in citation["MeshHeadingList"]))
        linked = citation.get("CommentsCorrectionsList", [])
        about = [
            (LINKS[link.attributes["RefType"]], link.get("PMID"))
            for link in linked
            if link.attributes["RefType"] in LINKS
        ]
        assert [(notice.kind, notice.pmid) for notice in article.notices] == about


@pytest.mark.shared
def test_none_of_the_differences_but_space_and_labels_is_there(files: dict[str, bytes]) -> None:
    """The real records hold no inline markup; what becomes of it is shown by the invented ones below."""
    assert not [name for name, body in files.items() if re.search(rb"<(?:b|i|u|sup|sub|mml:math)>", body)]


@pytest.mark.parametrize(
    ("title", "ours", "theirs"),
    [
        ("Effect of <i>L</i>-leucine", "Effect of L-leucine", "Effect of <i>L</i>-leucine"),
        ("3 g·kg<sup>-1</sup>", "3 g·kg-1", "3 g·kg<sup>-1</sup>"),
        ("10<sup>6</sup> cells", "10⁶ cells", "10<sup>6</sup> cells"),  # another number without
        ("P &lt; 0.05", "P < 0.05", "P < 0.05"),
        ("Two\n  lines", "Two lines", "Two\n  lines"),
        ("[Soup].", "[Soup].", "[Soup]."),
    ],
)
def test_the_differences_by_name(title: str, ours: str, theirs: str) -> None:
    record = (
        '<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">1</PMID><Article>'
        f"<ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    body = (HEAD + record).encode()
    (article,) = read_xml(io.BytesIO(body), "x.xml")
    assert isinstance(article, Article)
    assert article.title == ours
    assert str(biopython(body)["Article"]["ArticleTitle"]) == theirs


@pytest.mark.shared
def test_the_same_articles_from_medline_text(files: dict[str, bytes], articles: dict[str, Article]) -> None:
    records = (record for body in files.values() for record in etree.fromstring(body).iter("PubmedArticle"))
    text = "".join(map(medline_text, records))
    for ours, article in zip(read_tagged(io.BytesIO(text.encode()), "x.nbib"), articles.values(), strict=True):
        assert isinstance(ours, Article)
        assert ours.model_dump(exclude={"sections", "notices", "title", "abstract"}) == article.model_dump(
            exclude={"sections", "notices", "title", "abstract"}
        )
        assert spaced(ours.text) == spaced(article.text)
        assert len(ours.notices) == len(article.notices)
