"""修改 (refining): changing a draft. operations (the typed edits) · edits (`apply`, pure) · instructions (a sentence read offline into edits, or a question back)."""
