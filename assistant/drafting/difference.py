"""改动 (difference): what changed between two drafts, row by row — added, removed, changed field by field."""

from __future__ import annotations

from typing import Any

from assistant.domain.draft import Draft
from assistant.domain.form import Frozen
from assistant.domain.indicator import Indicator

_FIELDS = ("level2", "task", "name", "comparator", "value", "unit", "target", "explanation", "basis", "weight", "status", "reason")


class Change(Frozen):
    """One field of one row, before and after."""

    row: str
    name: str
    field: str
    before: Any = None
    after: Any = None


class Difference(Frozen):
    """What a second draft has that the first had not, and the other way round. Rows are the same by id, else by tier, task and name."""

    added: tuple[Indicator, ...] = ()
    removed: tuple[Indicator, ...] = ()
    changed: tuple[Change, ...] = ()
    objective: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.added or self.removed or self.changed or self.objective)


def difference(before: Draft, after: Draft) -> Difference:
    """The rows added, removed and changed from one draft to the next, in the order of the drafts."""
    pairs = [(old, _same_row(old, after)) for old in before.indicators]
    found = {new.id for _, new in pairs if new is not None}
    changes = [
        Change(row=new.id, name=new.name, field=field, before=getattr(old, field), after=getattr(new, field))
        for old, new in pairs
        if new is not None
        for field in _FIELDS
        if getattr(old, field) != getattr(new, field)
    ]
    return Difference(
        added=tuple(row for row in after.indicators if row.id not in found),
        removed=tuple(old for old, new in pairs if new is None),
        changed=tuple(changes),
        objective=before.objective != after.objective,
    )


def _same_row(old: Indicator, draft: Draft) -> Indicator | None:
    by_id = draft.row(old.id) if old.id else None
    return by_id or next((r for r in draft.indicators if (r.level2, r.task, r.name) == (old.level2, old.task, old.name)), None)
