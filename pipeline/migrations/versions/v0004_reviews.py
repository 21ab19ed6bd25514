"""What curators had decided about verdicts when a run was made."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; runs stay as they are."""
    op.create_table(
        "reviews",
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("claim_id", sa.Text, nullable=False, index=True),
        sa.Column("pmid", sa.Text),
        sa.Column("doi", sa.Text),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("on", sa.Text, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
    )
