"""The steps of the imported records' schema."""
