"""Imported records: one a project, entered once, the record itself as canonical JSON."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "imported_records",
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("sameness", sa.String(24), nullable=False, unique=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("imported_records")
