"""承诺 (promises): every fact of the request becomes exactly one row, in its tier, with the exact words as its ground."""

from __future__ import annotations

import re

from assistant.domain.fact import Fact
from assistant.domain.frame import QUANTITY, TIMELINESS, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.numeral import print_number
from assistant.domain.target import DATE_UNIT, Comparator
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.sheet import Sheet, likeness

_LIKE_HISTORY = 0.25
_LAST_YEAR = re.compile(r"去年|上年|上一年|往年")


def put_promises(sheet: Sheet, brief: Brief) -> None:
    """Put down a row for each promise, in the order of the words."""
    for fact in brief.promises:
        sheet.put(measured(_row(fact, brief), brief, fact), fact)


def grounds_of(fact: Fact) -> tuple[Ground, ...]:
    """The words the fact came from and, where its value is worked out from them, the sum in full."""
    said = Ground(kind="description", ref=fact.span.field, quote=fact.span.quote)
    return (said, Ground(kind="derived", ref=fact.span.field, quote=fact.computation)) if fact.computation else (said,)


def _row(fact: Fact, brief: Brief) -> Indicator:
    level2 = level2_in(fact.level2 or (TIMELINESS if fact.unit == DATE_UNIT else QUANTITY), brief.standard)
    comparator: Comparator = fact.comparator or ("≤" if fact.unit == DATE_UNIT else "≥")
    row = Indicator(level2=level2, task=fact.task, name=fact.name or fact.object or brief.noun, basis=_basis(fact, brief), sources=grounds_of(fact))
    return row.with_target(fact.target.model_copy(update={"comparator": comparator, "approximate": False}))


def _basis(fact: Fact, brief: Brief) -> str:
    """What the value rests on: the words, the sum, and last year's figure of the same thing where the words give one."""
    said = f"单位申报说明：“{fact.span.quote}”"
    if fact.computation:
        said += f"，测算：{fact.computation}"
    before = history_of(fact, brief)
    return f"{said}；上年实际{print_number(float(before.value))}{before.unit}" if before and isinstance(before.value, int | float) else said


def history_of(fact: Fact, brief: Brief) -> Fact | None:
    """Last year's figure of the same thing, where the words give one: the same unit and a like name."""
    if not isinstance(fact.value, int | float):
        return None
    scored = [
        (likeness(fact.name, past.name or past.object), past)
        for past in brief.history
        if past.unit.lstrip("十百千万") == fact.unit.lstrip("十百千万") and _LAST_YEAR.search(past.span.quote + (past.why_not or ""))
    ]
    best = max(scored, key=lambda s: s[0], default=(0.0, None))
    return best[1] if best[0] >= _LIKE_HISTORY else None
