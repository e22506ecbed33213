"""稿纸 (Sheet): the rows of a draft as they are put down, none of which says what another already says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.fact import Fact
from assistant.domain.frame import Standard, is_benefit, is_cost, level1_of, rank
from assistant.domain.indicator import Indicator, stable_id
from assistant.domain.names import likeness

_SAME_NAME = 0.7
_NOISE = re.compile(r"[^\w%‰]|指标|数量(?=$)")


def alike(a: Indicator, b: Indicator) -> bool:
    """Do two rows say the same: nearly the same name, or the same value and unit in the same tier? Rows of different tasks never do."""
    if a.task and b.task and a.task != b.task:
        return False
    if likeness(a.name, b.name) >= _SAME_NAME or _NOISE.sub("", a.name) == _NOISE.sub("", b.name):
        return True
    if a.level2 != b.level2 or a.value is None or b.value is None:
        return False
    return (
        a.aim.scaled == b.aim.scaled and a.unit.lstrip("十百千万亿") == b.unit.lstrip("十百千万亿")
        if a.aim.scaled is not None
        else a.value == b.value
    )


class Sheet:
    """Rows in the order they were put down, with the fact each one tells."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self._rows: list[Indicator] = []
        self._facts: dict[str, Fact] = {}

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._rows)

    def __len__(self) -> int:
        return sum(row.applicable for row in self._rows)

    def put(self, row: Indicator, fact: Fact | None = None) -> Indicator | None:
        """Put a row down and return it with its id and level 1; None where a row here already says it (a fact is refused only by itself)."""
        twin = next((r for r in self._rows if r.applicable and row.applicable and alike(r, row)), None)
        if twin is not None and (fact is None or _told_before(twin, row)):
            return None
        level1 = level1_of(row.level2, self.standard) or row.level1
        stamped = row.model_copy(update={"level1": level1, "id": stable_id("row", row.task or "", row.level2, row.name)})
        self._rows.append(stamped)
        if fact is not None:
            self._facts[stamped.id] = fact
        return stamped

    def replace(self, old: Indicator, new: Indicator) -> None:
        """Another version of a row, in its place and under its id."""
        level1 = level1_of(new.level2, self.standard) or new.level1
        self._rows[self._rows.index(old)] = new.model_copy(update={"id": old.id, "level1": level1})

    def named(self, name: str, task: str | None = None) -> Indicator | None:
        """The row of this name in a task (or in none)."""
        return next((r for r in self._rows if r.name == name and r.task == task), None)

    def fact_of(self, row: Indicator) -> Fact | None:
        return self._facts.get(row.id)

    def under(self, level2: str, task: str | None = None) -> list[Indicator]:
        """The applicable rows of a tier, of one task where a task is named."""
        return [r for r in self._rows if r.applicable and r.level2 == level2 and (task is None or r.task == task)]

    def costs(self, task: str | None = None) -> list[Indicator]:
        return [r for r in self._rows if r.applicable and is_cost(r.level2) and (task is None or r.task == task)]

    def benefits(self) -> list[Indicator]:
        return [r for r in self._rows if r.applicable and is_benefit(r.level2)]

    def says(self, row: Indicator) -> bool:
        """Does a row here already say this?"""
        return any(r.applicable and alike(r, row) for r in self._rows)

    def in_order(self, tasks: list[str]) -> tuple[Indicator, ...]:
        """The rows as a form prints them: by tier, then by task, then as they were put down."""
        place = {task: n for n, task in enumerate(tasks)}
        return tuple(sorted(self._rows, key=lambda r: (rank(r.level2, self.standard), place.get(r.task or "", len(place)))))


def _told_before(twin: Indicator, row: Indicator) -> bool:
    """The same promise said twice: like name, same value and unit."""
    return likeness(twin.name, row.name) >= _SAME_NAME and (twin.value, twin.unit, twin.task) == (row.value, row.unit, row.task)
