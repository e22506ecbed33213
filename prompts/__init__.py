"""The words we say to a model: one file a task and version, `versions.toml` says which version is live, `library` loads them."""
