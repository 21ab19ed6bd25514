"""The library: each PMID that was asked for, what PubMed last said of it, and what was noticed about it when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add both tables; runs stay as they are."""
    op.create_table(
        "library",
        sa.Column("pmid", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text, nullable=False, index=True),
        sa.Column("article", sa.JSON),
        sa.Column("digest", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("first_fetched", sa.Text, nullable=False),
        sa.Column("last_checked", sa.Text, nullable=False),
    )
    op.create_table(
        "library_history",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("pmid", sa.Text, sa.ForeignKey("library.pmid"), nullable=False, index=True),
        sa.Column("noticed", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("document", sa.JSON, nullable=False),
    )
