"""合成 (fuse): the lanes' likenesses as one score in 0..1, and the order that follows from it.

A weighted sum of likenesses, not of ranks: a lane that finds nothing alike must be able to say so. Weights are data (`weights.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from index.terms import Floats

DIGITS = 6
"""Scores are rounded before they are compared, so that the last bits of a sum never decide an order."""


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return {k: v for k, v in tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8")).items() if isinstance(v, dict)}


def weights(profile: str) -> dict[str, float]:
    """The lanes' weights of a profile (embedded, model, without_vectors), scaled to sum to 1."""
    given = _table()[profile]
    total = sum(given.values())
    return {lane: weight / total for lane, weight in given.items() if weight}


def least_score(understood: float) -> float:
    """The score below which nothing is called comparable: more is asked of the likeness where little of the request is `understood` (0..1)."""
    least = _table()["least"]
    return least["score"] if understood >= least["understood"] else least["score_of_little"]


def fuse(lanes: Mapping[str, Floats], profile: str) -> Floats:
    """One score a document, rounded. A lane the profile knows and `lanes` lacks counts as nothing alike."""
    total: Floats = np.zeros(len(next(iter(lanes.values()))))
    for lane, weight in sorted(weights(profile).items()):
        if lane in lanes:
            total += weight * lanes[lane]
    return np.round(total, DIGITS)


def order(scores: Floats, ids: Sequence[str], among: Sequence[int]) -> list[int]:
    """The members of `among`, best first; equal scores by id."""
    return sorted(among, key=lambda i: (-scores[i], ids[i]))
