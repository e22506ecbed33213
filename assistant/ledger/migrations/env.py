"""Alembic's entry: runs the steps on the connection the ledger hands over, inside its transaction, so that two processes never migrate at once."""

from __future__ import annotations

from alembic import context

from assistant.ledger.store import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
