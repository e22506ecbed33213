"""合并近似 (folding): published forms copied from year to year or from unit to unit, shown once with the others named under the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain.form import Comparable

_SAME_ROWS = 0.8
"""Share of all rows of two projects that must be printed alike."""

_PASSING = re.compile(r"[0-9〇一二三四五六七八九十]+年度?|\d+|[（）()“”\"\s]")
"""What a name may differ in when it comes back next year."""


def fold(found: Iterable[Comparable]) -> list[tuple[Comparable, Sequence[Comparable]]]:
    """Each project not nearly the same as a better one, with those that are nearly the same as it; order kept."""
    kept: list[tuple[Comparable, list[Comparable]]] = []
    for candidate in found:
        twin = next((others for first, others in kept if nearly_same(first, candidate)), None)
        if twin is None:
            kept.append((candidate, []))
        else:
            twin.append(candidate)
    return list(kept)


def nearly_same(one: Comparable, other: Comparable) -> bool:
    """The same table printed again, or the same project of the same unit in another year."""
    ours, theirs = _rows(one), _rows(other)
    if ours and theirs:
        return len(ours & theirs) >= _SAME_ROWS * len(ours | theirs)
    return bool(one.organisation) and one.organisation == other.organisation and _name(one) == _name(other)


def _rows(project: Comparable) -> frozenset[tuple[str, str]]:
    return frozenset((row.name, row.target or "") for row in project.indicators)


def _name(project: Comparable) -> str:
    return _PASSING.sub("", project.project)
