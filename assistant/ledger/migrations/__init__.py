"""The ledger's schema, step by step (Alembic). Applied when a ledger is opened."""
