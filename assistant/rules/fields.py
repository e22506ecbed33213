"""行当 (fields of work): which line of work a text is about, by the words of `lexicon/fields.toml`; allied lines count as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant import lexicon


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (f["name"], re.compile("|".join(sorted(f["words"], key=lambda w: (-len(w), w)))), frozenset(f.get("allied", ())))
        for f in lexicon.table("fields")["field"]
    )


@lru_cache(maxsize=1024)
def fields_of(text: str) -> frozenset[str]:
    """The lines of work a text speaks of, with their allies; empty where it names none."""
    found = [(name, allied) for name, words, allied in _fields() if words.search(text)]
    return frozenset(name for name, _ in found) | frozenset(a for _, allied in found for a in allied)


@cache
def _narrow() -> frozenset[str]:
    return frozenset(f["name"] for f in lexicon.table("fields")["field"] if f.get("narrow"))


def narrow_fields_of(text: str) -> list[tuple[str, str]]:
    """(line of work, its word) for the narrow lines a text names: those that come along with no other line unsaid."""
    return [(name, m[0]) for name, words, _ in _fields() if name in _narrow() and (m := words.search(text))]
