"""What articles say of claims that do not cite them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; runs stay as they are."""
    op.create_table(
        "watched",
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("claim_id", sa.Text, nullable=False, index=True),
        sa.Column("article", sa.Text, index=True),
        sa.Column("verdict", sa.Text, nullable=False, index=True),
        sa.Column("retracted", sa.Boolean, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
    )
