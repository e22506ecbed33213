"""Alembic's entry: runs the steps on the connection the store hands over, inside its transaction. The ledger's tables are not its business."""

from __future__ import annotations

from alembic import context

from corpus.store import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
