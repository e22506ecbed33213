"""词类 (word classes): a list of words from the lexicon as one compiled pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant import lexicon


@cache
def pattern(table: str, key: str, *, whole: bool = False, at_end: bool = False) -> re.Pattern[str]:
    """The words of `lexicon/<table>.toml` under `key`, as a pattern: anywhere in a text, the whole of it, or at its end.

    Words are regular expressions, so that 办理.{0,4}时间 is one of them. A dotted key goes into a sub-table.
    """
    words = "|".join(sorted(strings(table, key), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{words})\Z" if at_end else rf"\A(?:{words})\Z" if whole else words)


def strings(table: str, key: str) -> list[str]:
    """The words themselves."""
    found: Any = lexicon.table(table)
    for part in key.split("."):
        found = found[part]
    return [str(w) for w in found]


def says(text: str, table: str, key: str) -> bool:
    """Does the text hold one of the words?"""
    return pattern(table, key).search(text) is not None


def ends(text: str, table: str, key: str) -> bool:
    """Does the text end on one of the words, a bracket at its end set aside?"""
    return pattern(table, key, at_end=True).search(re.sub(r"[（(][^（()）]*[)）]$", "", text)) is not None
