"""Annotated abstracts: findings and texts together, the ``Language`` made to read the substances that they are about.

The texts of ``NAME.jsonl`` are those of ``NAME_texts.jsonl``. A row may bring its own substances: ``names``, from each
name to its wordings.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import nlp
from pipeline.components.traps import Row, TrappedComponent
from pipeline.corpus import read_articles
from pipeline.evaluate import Finding
from pipeline.lexicon import Term
from pipeline.schema import Article
from pipeline.tuples import read_findings

FOLDS = 5
FINDING = ("findings", "targets")  # components


class Annotated(NamedTuple):
    """An abstract and what its gold says."""

    pmid: str
    article: Article
    findings: tuple[Finding, ...]


def fold(key: str) -> int:
    """The part of the five-fold cross-validation that an abstract is in, by hash."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


def split(given: str) -> tuple[str, str | None]:
    """``FILE[,LEXICON]`` of the command line: the file, and what stands in the amino acids' place."""
    file, _, lexicon = given.partition(",")
    return file, lexicon or None


def language(lexicon: str | None = None, **settings: Any) -> Language:
    """A fresh ``Language`` that reads about the terms of ``lexicon`` (None: amino acids).

    ``settings`` are those of the findings' component.
    """
    overrides: dict[str, Any] = {f"components.findings.{name}": value for name, value in settings.items()}
    return nlp.build(overrides | ({nlp.SUBSTANCES: lexicon} if lexicon else {}))


def words_only(lexicon: str | None = None) -> Language:
    """The same, without what makes findings: for those who want the words of a text and its study."""
    reader = language(lexicon)
    for name in FINDING:
        reader.disable_pipe(name)
    return reader


def annotated(gold: str, reader: Language) -> Iterator[Annotated]:
    """The abstracts of a gold file with their findings; ``reader`` knows the substances of each while it is yielded.

    Raises InputError where gold or texts cannot be read.
    """
    component = cast(TrappedComponent, reader.get_pipe("amino_acids"))
    usual, findings, named = component.rows, read_findings(gold), names(gold)
    for article in read_articles(gold.removesuffix(".jsonl") + "_texts.jsonl"):
        if isinstance(article, Article) and article.pmid in findings:
            rows = _rows(named[article.pmid]) if article.pmid in named else usual
            if rows is not component.rows:
                component.load(rows)
            yield Annotated(article.pmid, article, tuple(findings[article.pmid]))


def document(article: Article, reader: Language) -> Doc:
    """The text and sections of an article, not read yet."""
    doc = reader.make_doc(article.text)
    doc._.sections = [section.model_dump() for section in article.sections]
    return doc


def names(gold: str) -> dict[str, dict[str, list[str]]]:
    """Wordings of the substances by name, of the abstracts whose row of the gold brings its own."""
    rows = (json.loads(line) for line in Path(gold).read_text("utf-8").splitlines() if line.strip())
    return {row["pmid"]: row["names"] for row in rows if "names" in row}


def _rows(names: dict[str, list[str]]) -> tuple[Row, ...]:
    return tuple(
        Row(term=Term(name=name, term=wording, type="synonym", source="annotated"))
        for name, wordings in names.items()
        for wording in dict.fromkeys((name, *wordings))
    )
