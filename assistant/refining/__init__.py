"""修改 (refining): changing a draft.

operations (the typed edits) · edits (`apply`, pure) · redrafting (a fresh draft beside a person's rows)
instructions (a sentence read offline into edits, or a question back) = mention (which row) + sayings (on_rows, on_values, on_the_whole)
"""
