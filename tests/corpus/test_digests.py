"""The bundled digests: form, order, and that each belongs to a cited article."""

import csv
import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from pipeline.citations import load
from pipeline.corpus import ArticleIndex, bundled

KEYS = ("pmid", "doi", "pmcid", "title", "abstract", "kind", "journal", "year", "publication_types", "facts_from")
TYPES = {"Clinical Trial", "Journal Article", "Randomized Controlled Trial", "Review", "Systematic Review"}


def lines() -> list[str]:
    return (resources.files("corpus") / "digests.jsonl").read_text(encoding="utf-8").splitlines()


RECORDS: list[dict[str, Any]] = [json.loads(line) for line in lines()]
DECIDED_BY = {"document", "sister page", "context", "site only", "none"}
each = pytest.mark.parametrize("record", RECORDS, ids=[r.get("pmid") or r["doi"] for r in RECORDS])


def rank(record: dict[str, Any]) -> tuple[bool, int, str]:
    return "pmid" not in record, int(record.get("pmid", 0)), record.get("doi", "")


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.)]) (?=[A-Z])", text)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def test_the_file_is_sorted_and_canonical() -> None:
    assert sorted(RECORDS, key=rank) == RECORDS
    assert lines() == [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    assert len(RECORDS) >= 30


@each
def test_a_record_has_its_keys_in_order_and_filled(record: dict[str, Any]) -> None:
    assert [key for key in KEYS if key in record] == list(record)
    assert set(KEYS) - set(record) <= {"pmid", "doi", "pmcid"}
    assert all(record.values())
    assert record["kind"] == "digest"
    assert set(record["publication_types"]) <= TYPES
    assert sorted(record["publication_types"]) == record["publication_types"]


@each
def test_a_digest_is_a_few_plain_sentences(record: dict[str, Any]) -> None:
    found = sentences(record["abstract"])
    assert 3 <= len(found) <= 8
    assert all(sentence.endswith(".") and len(words(sentence)) <= 40 for sentence in found)
    assert record["abstract"] == " ".join(record["abstract"].split())
    assert not re.search(r"\b(we|our)\b", record["abstract"], re.IGNORECASE)


def test_each_digest_is_the_digest_of_one_cited_article() -> None:
    articles = bundled()
    index = ArticleIndex(articles)
    cited = [c for c in load().citations if c.status != "unresolvable"]
    hits = {article.id: c for c in cited if (article := index.find(c))}
    assert index.duplicates == ()
    assert {article.id for article in articles} == set(hits)
    for article in articles:
        c = hits[article.id]
        assert (article.pmid, article.doi, article.pmcid) == (c.pmid, c.doi, c.pmcid)
        assert (article.title, article.year) == (c.title, c.year)
        assert (c.journal or "").startswith(article.journal or "?")


def test_all_citations_without_a_digest_are_known() -> None:
    index = ArticleIndex(bundled())
    without = [(c.source[:3], c.ref) for c in load().citations if c.status != "unresolvable" and not index.find(c)]
    assert without == [
        ("000", 8),
        ("000", 10),
        ("000", 12),
        ("000", 13),
        ("001", 18),
        ("001", 19),
        ("001", 25),
        ("003", 17),
        ("003", 23),
        ("003", 41),
    ]


def test_the_datasheet_counts_what_is_there() -> None:
    folder = resources.files("corpus")
    datasheet = (folder / "README.md").read_text(encoding="utf-8")
    found = load().citations
    counts = Counter(c.status for c in found)
    for number, what in [
        (len(found), "references"),
        (counts["verified"], "verified"),
        (counts["probable"], "probable"),
        (counts["unresolvable"], "unresolvable"),
        (sum(bool(c.pmid) for c in found), "with a PMID"),
        (sum(bool(c.doi) for c in found), "with a DOI"),
        (len(RECORDS), "digests"),
    ]:
        assert f"{number} {what}" in datasheet
    table = csv.DictReader((folder / "citations.csv").read_text(encoding="utf-8").splitlines())
    assert {row["decided_by"] for row in table} == DECIDED_BY
    assert all(f"`{name}`" in datasheet for name in DECIDED_BY)


@pytest.mark.shared
def test_no_digest_repeats_the_source_documents(shared: Path) -> None:
    run = 8
    for seed in sorted((shared / "seeds").glob("*.txt")):
        text = words(seed.read_text(encoding="utf-8", errors="replace"))
        taken = {tuple(text[i : i + run]) for i in range(len(text) - run + 1)}
        for record in RECORDS:
            mine = words(record["abstract"])
            assert not taken & {tuple(mine[i : i + run]) for i in range(len(mine) - run + 1)}
