"""The events table: append-only, unique per dossier and seq, each hash and each parent used once (no forks)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("dossier", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("parent", sa.String(80), nullable=False, unique=True),
        sa.Column("hash", sa.String(80), nullable=False, unique=True),
        sa.UniqueConstraint("dossier", "seq", name="uq_events_dossier_seq"),
    )


def downgrade() -> None:
    raise NotImplementedError("deeds are never taken back")
