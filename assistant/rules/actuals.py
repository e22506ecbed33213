"""完成值 (actuals): what a self-evaluation says was done, as a number in the target's unit; whether the target is met; whether a reason is one."""

from __future__ import annotations

import re

from assistant.domain.target import Target, unit_scale
from assistant.rules.row import Row


def actual_number(row: Row) -> float | None:
    """The actual in the unit of the row's target; None where it is words or another unit. A bare number is taken in the target's unit."""
    if not row.actual or row.number is None:
        return None
    done = Target.read(row.actual)
    if done.number is None:
        return None
    if not done.unit or done.unit == row.unit:
        return done.number
    if done.unit.lstrip("百千万亿") == row.unit.lstrip("百千万亿"):
        return done.number * unit_scale(done.unit) / unit_scale(row.unit)
    return None


def met(row: Row, actual: float) -> bool:
    """Does the actual keep the target, by its sign?"""
    target = row.number or 0.0
    if row.aim.comparator in ("≤", "<"):
        return actual <= target
    if row.costs and not row.signed:
        return True  # money not spent is no miss
    return actual >= target if target or row.aim.comparator != "=" else actual <= 0


def said_actual(row: Row) -> str:
    return (row.actual or "").strip()


def is_no_reason(text: str | None) -> bool:
    """Nothing, 无, /, —, 不适用: a reason that is none."""
    return not text or bool(re.fullmatch(r"\s*(?:无|没有|暂无|不适用|[-—–/\\\s]*)[。.]?\s*", text))
