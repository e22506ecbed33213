"""台账 (Ledger): what was done, provably. chain (links and their examination, pure) · store (SQLite or PostgreSQL) · dossier (the fold of a project's events)."""
