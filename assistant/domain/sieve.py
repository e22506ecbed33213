"""筛 (sieve): what no field of any input may hold, whichever field it is — caught once, at the door, before anything looks at the words.

Characters that no form can print (control characters, halves of a character) fall through. A number that is none (NaN, ∞), a text longer than a
person writes and a run of digits longer than any figure are named by their path: the patterns of later rooms take minutes over such texts.
"""

from __future__ import annotations

import math
import re
from typing import Any

LONGEST_TEXT = 20_000
"""Characters of one text. The longest 部门整体 description seen is a tenth of it."""
LONGEST_NUMBER = 50
"""Digits in a row. An amount in 分 of the whole country's budget has 16, a bank card 19."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIGITS = re.compile(rf"\d{{{LONGEST_NUMBER + 1}}}")


def printable(text: str) -> str:
    """The text without characters that no form can print."""
    return _UNPRINTABLE.sub("", text)


def sieved(value: Any, path: str, wrong: dict[str, str]) -> Any:
    """A JSON value without unprintable characters; what is wrong with it is entered in `wrong` as {path: why}."""
    if isinstance(value, str):
        if why := _unfit(value):
            wrong.setdefault(path, why)
        return printable(value)
    if isinstance(value, float) and not math.isfinite(value):
        wrong.setdefault(path, "应是有限的数")
    if isinstance(value, dict):
        return {k: sieved(v, f"{path}.{k}" if path else str(k), wrong) for k, v in value.items()}
    if isinstance(value, list):
        return [sieved(v, f"{path}[{n}]", wrong) for n, v in enumerate(value)]
    return value


def _unfit(text: str) -> str | None:
    if len(text) > LONGEST_TEXT:
        return f"太长（{len(text):,} 字，最多 {LONGEST_TEXT:,} 字）"
    return f"里有一串超过 {LONGEST_NUMBER} 位的数字，像是粘贴错了" if _DIGITS.search(text) else None
