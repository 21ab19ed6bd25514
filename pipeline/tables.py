"""The store's tables, and how each kind of record becomes a row of them.

Columns for what is queried, the record itself as JSON beside them. Claims, citations, articles and evidence are shared
between runs by the hash of their content; assessments, findings and rejections belong to one run. The library's two
tables are no run's: what PubMed last said of a PMID, and what was noticed about it when.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, MetaData, Table, Text

from pipeline.schema import (
    Article,
    Assessment,
    Citation,
    Claim,
    Evidence,
    Finding,
    Proposal,
    Record,
    Rejection,
    Review,
    RunResult,
)

VERSION = "0005"  # of the schema: the newest file in migrations/versions
VERSION_TABLE = "claimdiff_version"
METADATA = MetaData()
Row = dict[str, Any]


def _text(name: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=nullable, index=index)


def _document() -> Column[Any]:
    return Column("document", JSON, nullable=False)


def _shared(name: str, *columns: Column[Any]) -> Table:
    return Table(name, METADATA, Column("id", Text, primary_key=True), *columns, _document())


def _of_run(name: str, *columns: Column[Any]) -> Table:
    run = Column("run_id", Text, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, run, Column("position", Integer, primary_key=True), *columns)


def _link(name: str, shared: str) -> Table:
    return _of_run(name, Column("record_id", Text, ForeignKey(f"{shared}.id"), nullable=False, index=True))


RUNS = Table(
    "runs",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("started", index=True),
    _text("digest"),
    _document(),
)
CLAIMS = _shared("claims", _text("claim_id", index=True), *map(_text, ("source", "amino_acid", "target", "direction")))
CITATIONS = _shared(
    "citations",
    _text("source"),
    Column("ref", Integer, nullable=False),
    _text("pmid", nullable=True),
    _text("doi", nullable=True),
    _text("status"),
)
ARTICLES = _shared(
    "articles", _text("article", index=True), _text("kind"), Column("retracted", Boolean, nullable=False)
)
EVIDENCE = _shared(
    "evidence",
    _text("evidence_id", index=True),
    _text("article", index=True),
    *map(_text, ("amino_acid", "target_name", "direction")),
)
ASSESSMENTS = _of_run(
    "assessments",
    Column("claim_record", Text, ForeignKey("claims.id"), nullable=False, index=True),
    _text("claim_id", index=True),
    _text("article", nullable=True, index=True),
    _text("verdict", index=True),
    _text("reason_code"),
    Column("confidence", Float, nullable=False),
    Column("retracted", Boolean, nullable=False),
    _document(),
)
FINDINGS = _of_run("findings", _text("rule"), _text("source"), _text("claim_id", nullable=True), _document())
REJECTIONS = _of_run("rejections", _text("place"), _document())
REVIEWS = _of_run(
    "reviews",
    _text("claim_id", index=True),
    *(_text(name, nullable=True) for name in ("pmid", "doi")),
    *map(_text, ("verdict", "by", "on")),
    _document(),
)
PROPOSALS = _of_run(
    "proposals",
    _text("source"),
    Column("ref", Integer, nullable=False),
    _text("outcome", index=True),
    _text("pmid", nullable=True),
    _document(),
)
WATCHED = _of_run(
    "watched",
    _text("claim_id", index=True),
    _text("article", nullable=True, index=True),
    _text("verdict", index=True),
    Column("retracted", Boolean, nullable=False),
    _document(),
)
LIBRARY = Table(
    "library",
    METADATA,
    Column("pmid", Text, primary_key=True),
    _text("outcome", index=True),
    Column("article", JSON(none_as_null=True)),  # as last found, also of a record that is gone
    *(_text(name, nullable=True) for name in ("digest", "reason")),
    _text("origin"),
    Column("settled", Boolean, nullable=False),
    *map(_text, ("first_fetched", "last_checked")),  # ISO 8601, UTC, all of one length
)
HISTORY = Table(
    "library_history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("pmid", Text, ForeignKey("library.pmid"), nullable=False, index=True),
    _text("noticed", index=True),
    _text("kind", index=True),
    _document(),
)


def _claim(claim: Claim) -> Row:
    effect = claim.effect
    what = {"amino_acid": effect.amino_acid, "target": effect.target, "direction": effect.direction}
    return {"claim_id": claim.id, "source": claim.source, **what}


def _evidence(evidence: Evidence) -> Row:
    what = {"amino_acid": evidence.effect.amino_acid, "direction": evidence.effect.direction}
    return {
        "evidence_id": evidence.id,
        "article": evidence.article,
        "target_name": evidence.target_name,
        **what,
    }


def _assessment(assessment: Assessment) -> Row:
    what = _pick(assessment, "article", "verdict", "reason_code", "confidence", "retracted")
    return {"claim_record": key(assessment.claim.model_dump(mode="json")), "claim_id": assessment.claim.id} | what


def _printable(value: Any) -> Any:
    """A column's value as every database can hold it; the document beside it keeps what this replaces."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _pick(record: Record, *names: str) -> Row:
    return {name: getattr(record, name) for name in names}


@dataclass(frozen=True)
class Kind:
    """How one field of ``RunResult`` is kept: its type, its table, its columns; ``link`` where runs share the rows."""

    field: str
    type: type[Record]
    table: Table
    columns: Callable[[Any], Row]
    link: Table | None = None
    exclude: frozenset[str] = frozenset()  # fields kept in another table

    def row(self, record: Record) -> Row:
        """The record's row; a shared one is known by the hash of its content."""
        document = record.model_dump(mode="json", exclude=set(self.exclude))
        columns = {name: _printable(value) for name, value in self.columns(record).items()}
        return columns | {"document": document} | ({} if self.link is None else {"id": key(document)})


KINDS = (
    Kind("claims", Claim, CLAIMS, _claim, _link("run_claims", "claims")),
    Kind(
        "citations",
        Citation,
        CITATIONS,
        lambda c: _pick(c, "source", "ref", "pmid", "doi", "status"),
        _link("run_citations", "citations"),
    ),
    Kind(
        "articles",
        Article,
        ARTICLES,
        lambda a: {"article": a.id} | _pick(a, "kind", "retracted"),
        _link("run_articles", "articles"),
    ),
    Kind("evidence", Evidence, EVIDENCE, _evidence, _link("run_evidence", "evidence")),
    Kind("novel", Evidence, EVIDENCE, _evidence, _link("run_novel", "evidence")),
    Kind("assessments", Assessment, ASSESSMENTS, _assessment, exclude=frozenset({"claim"})),
    Kind("findings", Finding, FINDINGS, lambda f: _pick(f, "rule", "source", "claim_id")),
    Kind("rejections", Rejection, REJECTIONS, lambda r: _pick(r, "place")),
    Kind(
        "watched",
        Assessment,
        WATCHED,
        lambda a: {"claim_id": a.claim.id} | _pick(a, "article", "verdict", "retracted"),
    ),
    Kind("reviews", Review, REVIEWS, lambda r: _pick(r, "claim_id", "pmid", "doi", "verdict", "by", "on")),
    Kind("proposals", Proposal, PROPOSALS, lambda p: _pick(p, "source", "ref", "outcome", "pmid")),
)


def key(document: Any) -> str:
    """SHA-256 over canonical JSON; in ASCII, so that no text of a paper can fail to encode."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def rows(result: RunResult) -> dict[Table, list[Row]]:
    """All rows of a run but that of ``runs``: first the shared ones (distinct, sorted by id), then those that refer."""
    shared: dict[Table, dict[str, Row]] = {}
    own: dict[Table, list[Row]] = {}
    for kind in KINDS:
        for position, record in enumerate(getattr(result, kind.field)):
            row, place = kind.row(record), {"run_id": result.run.id, "position": position}
            if kind.link is None:
                own.setdefault(kind.table, []).append(place | row)
            else:
                shared.setdefault(kind.table, {})[row["id"]] = row
                own.setdefault(kind.link, []).append(place | {"record_id": row["id"]})
    judged = (KINDS[0].row(assessment.claim) for assessment in result.assessments)
    shared[CLAIMS] = shared.get(CLAIMS, {}) | {row["id"]: row for row in judged}
    return {table: [found[id_] for id_ in sorted(found)] for table, found in shared.items()} | own
