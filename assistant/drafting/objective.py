"""年度绩效目标 (objective): one readable sentence or two that say what the rows say, with the same figures. Values to be confirmed are left out."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.frame import QUALITY, QUANTITY, SERVED_SATISFACTION, TIMELINESS, is_benefit, is_cost
from assistant.domain.indicator import Indicator
from assistant.domain.numeral import print_number
from assistant.domain.target import DATE_UNIT, QUALITATIVE
from assistant.drafting.brief import Brief

_SIGNS = {"≥": "不少于", ">": "超过", "≤": "不超过", "<": "低于", "=": ""}
_MOST_IN_A_TIER = 6


def objective_of(rows: Sequence[Indicator], brief: Brief) -> str:
    """The objective: what is done, how well, by when, at what unit cost, what it changes, how content the served are."""
    request = brief.request
    told = [r for r in rows if r.applicable and r.value is not None and r.status != "unconfirmed"]

    def of(test: str | None = None, *, cost: bool = False, benefit: bool = False) -> str:
        chosen = [r for r in told if (is_cost(r.level2) if cost else is_benefit(r.level2) if benefit else r.level2 == test)]
        return "、".join(_said(r) for r in chosen[:_MOST_IN_A_TIER])

    done = [s for s in (of(QUANTITY), of(QUALITY), of(TIMELINESS)) if s]
    effect = [s for s in (of(cost=True), of(benefit=True), of(SERVED_SATISFACTION)) if s]
    subject = "围绕年度重点工作任务" if request.kind == "department" else f"实施{_project(request.project)}"
    sentences = [f"{request.fiscal_year}年安排资金{print_number(request.budget_wan)}万元，{subject}" + (f"：{'；'.join(done)}。" if done else "。")]
    if effect:
        sentences.append("；".join(effect) + "。")
    return "".join(sentences)


def _project(name: str) -> str:
    return f"“{name}”项目" if not name.endswith("项目") else f"“{name}”"


def _said(row: Indicator) -> str:
    """A row in words: 培训期数不少于4期; 2023年9月30日前完成 for a day."""
    if row.unit == DATE_UNIT:
        return f"{row.name}不晚于{row.printed().removesuffix('前')}"
    if row.comparator == QUALITATIVE:
        return f"{row.name}{row.value}"
    if isinstance(row.value, int | float) and row.value == 0:
        return f"{row.name}为0{row.unit}"
    if isinstance(row.value, tuple):
        return f"{row.name}{row.aim.printed()}"
    sign = _SIGNS.get(row.comparator or "", "")
    if row.unit == "%":
        sign = {"≥": "不低于", "=": "达到"}.get(row.comparator or "", sign)
    elif row.comparator == "=":
        sign = "为"
    return f"{row.name}{sign}{print_number(float(row.value))}{row.unit}" if isinstance(row.value, int | float) else f"{row.name}{row.value}"
