"""名称 (names): how like two indicator names are, by the pairs of neighbouring characters they share."""

from __future__ import annotations

import re


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(run[i : i + 2] for run in re.findall(r"[\u4e00-\u9fff]+", text) for i in range(len(run) - 1))


def likeness(a: str, b: str) -> float:
    """How like two names are, 0..1: the share of character pairs they have in common."""
    if a == b:
        return 1.0
    mine, theirs = bigrams(a), bigrams(b)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
