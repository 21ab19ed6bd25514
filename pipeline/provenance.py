"""What a result depends on: versions, digests of the inputs, and the record of the run that holds both."""

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from pipeline import digests, lexicon, notices
from pipeline.citations import source_key
from pipeline.extract import extractor
from pipeline.installed import BUNDLED, find
from pipeline.reviews import key
from pipeline.schema import Article, Citation, Claim, Review, Run, content_id

_OF_RECORD = {"sections", "publication_types", "abstract_from"}  # what is read of a record beside its text


def record(
    started: datetime,
    *,
    settings: Mapping[str, Any],
    inputs: dict[str, dict[str, str]],
    counts: dict[str, int],
    model: str = BUNDLED,
) -> Run:
    """The record of a run that ends now. ``started`` carries a time zone.

    The id is the start to the second and a digest of everything that went in, of the exact moment and of the process:
    two runs that start in one second have two ids.
    """
    begun = started.astimezone(UTC)
    facts: dict[str, Any] = {"versions": versions(model), "settings": dict(settings), "inputs": inputs}
    digest = content_id("run", {**facts, "moment": [begun.isoformat(), os.getpid()]}).removeprefix("run-")
    return Run(
        id=f"{begun:%Y%m%dT%H%M%SZ}-{digest[:8]}",
        started=f"{begun:%Y-%m-%dT%H:%M:%SZ}",
        duration_seconds=round((datetime.now(UTC) - begun).total_seconds(), 3),
        counts=counts,
        **facts,
    )


def inputs(
    claims: Iterable[Claim],
    citations: Iterable[Citation],
    articles: Iterable[Article],
    reviews: Iterable[Review] = (),
) -> dict[str, dict[str, str]]:
    """The digest of each input by kind and id, as ``changes`` reads them; a reference is ``source:number``.

    The digest of an article is of its text alone; ``records`` has that of its types and section labels, which are read
    too. Whether it is retracted and which notices it has is told in words: ``changes`` tells which.
    """
    articles = tuple(articles)
    return {
        "claims": {c.id: c.digest for c in claims},
        "citations": {f"{source_key(c.source)}:{c.ref}": c.digest for c in citations},
        "articles": {a.id: a.model_copy(update={"retracted": False}).digest for a in articles},
        "records": {a.id: content_id("rec", a.model_dump(mode="json", include=_OF_RECORD)) for a in articles},
        "retracted": {a.id: "yes" for a in articles if notices.is_retracted(a)},
        "notices": {a.id: told for a in articles if (told := notices.cell(a))},
        "lexicons": lexicon.digests(),
        "reviews": {" ".join(key(one)): one.digest for one in reviews},
    }


def versions(model: str = BUNDLED) -> dict[str, str]:
    """The software that a result depends on; ``code`` changes with any file of the package, ``model`` with any of its.
    Words are inputs (``lexicons``), no version.

    Raises ModelError where the model cannot be used.
    """
    found = find(model)
    return {
        "claimdiff": version("claimdiff"),
        "code": digests.of_code(),
        "extractor": extractor(model),
        "model": f"{found.title} {found.digest}" if found.folder else "rules alone",
        "python": platform.python_version(),
        "scispacy": version("scispacy"),
        "spacy": version("spacy"),
    }
