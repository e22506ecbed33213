"""Doubts that only the whole form gives: totals that do not add up, weights that do not, parts greater than their whole."""

from __future__ import annotations

from assistant.domain.form import Doubt, Form
from assistant.domain.numeral import print_number

_CENT = 0.005


def doubts_of_sums(form: Form) -> list[Doubt]:
    """One doubt for each sum of the form that its parts contradict."""
    doubts: list[Doubt] = []
    for project in form.projects:
        parts = [p for p in (project.fiscal_wan, project.other_wan) if p is not None]
        whole = project.spent_wan if form.form_kind.endswith("自评表") else project.budget_wan
        if whole is not None and parts and sum(parts) > whole + max(_CENT, whole * 0.01):
            doubts.append(
                Doubt(
                    kind="sum_mismatch",
                    message=f"“{project.name}”的资金分项合计 {print_number(sum(parts))} 万元，大于总额 {print_number(whole)} 万元。",
                )
            )
    doubts += _totals(form)
    return doubts


def _totals(form: Form) -> list[Doubt]:
    """基本支出 + 项目支出 against the sum by source, where a department's form prints both."""
    by_label = {t.label.replace("其中：", "").replace("其中:", ""): t.value_wan for t in form.totals if t.value_wan is not None}
    basic, projects, fiscal, other = (by_label.get(k) for k in ("基本支出", "项目支出", "财政拨款", "其他资金"))
    if basic is None or projects is None or fiscal is None:
        return []
    by_kind, by_source = basic + projects, fiscal + (other or 0)
    if abs(by_kind - by_source) <= _CENT:
        return []
    return [
        Doubt(
            kind="sum_mismatch",
            message=f"按支出类型合计 {print_number(by_kind)} 万元，按收入来源合计 {print_number(by_source)} 万元，两者不等。",
        )
    ]
