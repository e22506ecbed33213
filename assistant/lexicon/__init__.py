"""词表 (lexicon): the field's words as data — units, groups served, activities, vague words, project types — read by understanding, rules and index alike.

One table a file, `assistant/lexicon/<name>.toml`. Words only: numbers of regulation belong to `assistant.law`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """One parsed `lexicon/<name>.toml`, read once a process and shared: treat it as read-only. KeyError names a table that does not exist."""
    path = _HERE / f"{name}.toml"
    if not path.is_file():
        raise KeyError(f"no lexicon table “{name}”; there are: {', '.join(names())}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """The tables there are, in order."""
    return tuple(sorted(p.stem for p in _HERE.glob("*.toml")))
