"""Runs, what they read (shared between runs by content id) and what they found."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _shared(name: str, *columns: sa.Column[Any]) -> None:
    """A table of records that runs share; ``id`` is the hash of the document."""
    op.create_table(
        name, sa.Column("id", sa.Text, primary_key=True), *columns, sa.Column("document", sa.JSON, nullable=False)
    )


def _links(name: str, shared: str) -> None:
    """Which run holds which shared record, in order."""
    op.create_table(
        name,
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("record_id", sa.Text, sa.ForeignKey(f"{shared}.id"), nullable=False, index=True),
    )


def _found(name: str, *columns: sa.Column[Any]) -> None:
    """What one run found, in order."""
    op.create_table(
        name,
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *columns,
        sa.Column("document", sa.JSON, nullable=False),
    )


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("started", sa.Text, nullable=False, index=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
    )
    _shared(
        "claims",
        sa.Column("claim_id", sa.Text, nullable=False, index=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("amino_acid", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
    )
    _shared(
        "citations",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("ref", sa.Integer, nullable=False),
        sa.Column("pmid", sa.Text),
        sa.Column("doi", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
    )
    _shared(
        "articles",
        sa.Column("article", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("retracted", sa.Boolean, nullable=False),
    )
    _shared(
        "evidence",
        sa.Column("evidence_id", sa.Text, nullable=False, index=True),
        sa.Column("article", sa.Text, nullable=False, index=True),
        sa.Column("amino_acid", sa.Text, nullable=False),
        sa.Column("target_name", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
    )
    for name, shared in (
        ("run_claims", "claims"),
        ("run_citations", "citations"),
        ("run_articles", "articles"),
        ("run_evidence", "evidence"),
        ("run_novel", "evidence"),
    ):
        _links(name, shared)
    _found(
        "assessments",
        sa.Column("claim_record", sa.Text, sa.ForeignKey("claims.id"), nullable=False, index=True),
        sa.Column("claim_id", sa.Text, nullable=False, index=True),
        sa.Column("article", sa.Text, index=True),
        sa.Column("verdict", sa.Text, nullable=False, index=True),
        sa.Column("reason_code", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("retracted", sa.Boolean, nullable=False),
    )
    _found(
        "findings",
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("claim_id", sa.Text),
    )
    _found("rejections", sa.Column("place", sa.Text, nullable=False))
