"""What a look-up said about the references of a run."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; runs stay as they are."""
    op.create_table(
        "proposals",
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("ref", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False, index=True),
        sa.Column("pmid", sa.Text),
        sa.Column("document", sa.JSON, nullable=False),
    )
