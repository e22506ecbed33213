"""The assistant: everything between a clerk's plain words and an accepted official form. Arrows go down (docs/architecture.md)."""
