"""References for the tests of this folder. Titles are invented."""

from typing import Any

from pipeline.citations import Wanted
from pipeline.schema import Article, Citation


def wanted(title: str | None = None, **fields: Any) -> Wanted:
    return Wanted.model_validate({"source": "000-first", "ref": 1, "place": "t.csv:2", "title": title} | fields)


def found(title: str, **fields: Any) -> Article:
    return Article.model_validate({"pmid": "90000001", "title": title} | fields)


def row(ref: int, **fields: Any) -> Citation:
    base = {"source": "000-first", "ref": ref, "status": "probable", "place": f"t.csv:{ref + 1}"}
    return Citation.model_validate(base | fields)
