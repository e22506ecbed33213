"""检查 (probe): is a Chroma collection whole? Run as a process of its own, since a torn store may hang or crash whoever opens it.

    python -m index.probe PATH_OR_URL COLLECTION HOLDINGS HELD_AS    ids that were being written, as a JSON list, on stdin

Exit 0: it holds the ids that are held, and the vectors asked for find themselves. Exit 1: it does not; the reason is on stderr.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from index.chroma import connect, missing
from index.holdings import Holdings

_ALL_UP_TO = 2000
_SAMPLE = 50


def probe(where: str, collection: str, holdings: Path, held_as: str, suspects: list[str]) -> str | None:
    """What is wrong, or None. All vectors are tried in a small collection, the suspects and a random sample in a large one."""
    is_url = where.startswith(("http://", "https://"))
    client, stored = connect(Path(where), collection, where if is_url else None)
    try:
        ids, vectors = Holdings(holdings).vectors(held_as)
        if set(stored.get(include=[])["ids"]) != set(ids):
            return "the ids differ"
        held = dict(zip(ids, vectors, strict=True))
        asked = ids if len(ids) <= _ALL_UP_TO else sorted({*random.Random(0).sample(ids, _SAMPLE), *suspects} & set(ids))
        lost = missing(stored, {i: held[i] for i in asked})
        return f"{len(lost)} of {len(asked)} vectors are lost" if lost else None
    finally:
        client.close()


if __name__ == "__main__":
    where, collection, holdings, held_as = sys.argv[1:5]
    problem = probe(where, collection, Path(holdings), held_as, json.load(sys.stdin))
    if problem:
        print(problem, file=sys.stderr)
    sys.exit(1 if problem else 0)
