"""A small curated world on disk: three claims, their citation table and the articles. Invented, like all in it."""

import csv
import json
from pathlib import Path
from typing import NamedTuple

from pipeline import citations, claims

LEUCINE = {
    "pmid": "90000001",
    "doi": "10.5555/leucine",
    "title": "Leucine and insulin",
    "abstract": "Eight men took 3 g of leucine. Leucine increased plasma insulin.",
}
VALINE = {"pmid": "90000002", "title": "Valine and glucose", "abstract": "Valine decreased plasma glucose in rats."}
CLAIMS = [
    {"id": "000-001", "target": "plasma insulin", "refs": "1", "dose_text": "3g", "doses": "3 g"},
    {"id": "000-002", "amino_acid": "valine", "target": "plasma glucose", "refs": "2;3"},
    {"id": "000-003", "target": "muscle mass"},
]
REFERENCES = [
    {"ref": "1", "title": "Leucine and insulin", "pmid": "90000001", "status": "verified"},
    {"ref": "2", "title": "Valine and glucose", "pmid": "90000002", "status": "verified"},
    {"ref": "3", "status": "unresolvable"},
    {"ref": "4", "title": "Nobody cites this", "pmid": "90000004", "status": "verified"},
]


class Paths(NamedTuple):
    """Where the tables and articles lie."""

    claims: Path
    citations: Path
    articles: Path


def write(folder: Path) -> Paths:
    """Write all of it below ``folder``."""
    paths = Paths(folder / "claims", folder / "citations.csv", folder / "articles.jsonl")
    paths.claims.mkdir()
    base = {"source": "000-example", "section": "1", "anchor": "Leucine", "amino_acid": "leucine"}
    rows = [{**base, "exposure": "given", "direction": "increase", **row} for row in CLAIMS]
    _table(paths.claims / "000.csv", claims.COLUMNS, rows)
    _table(paths.citations, citations.COLUMNS, [{"seed": "000", **row} for row in REFERENCES])
    paths.articles.write_text("".join(f"{json.dumps(article)}\n" for article in (LEUCINE, VALINE)), encoding="utf-8")
    return paths


def _table(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
