"""部门整体 (department): tasks with money — every task ends in a row, 分项目标 and 保障措施 say only what the words and the rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.draft import Statement
from assistant.domain.form import Task
from assistant.domain.frame import QUANTITY, SERVED_SATISFACTION
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.target import DATE_UNIT
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.sheet import Sheet

_SAFEGUARD = re.compile(r"专款专用|监督|监管|督促|考核|制度|责任制|落实责任|台账|公示|审计|统筹|领导小组")
_FIGURE = re.compile(r"\d")


def key_of(task: Task) -> str:
    """What rows of a task carry in `task`: its number, else its name."""
    return task.no or task.name


def put_tasks(sheet: Sheet, brief: Brief) -> None:
    """A task none of whose words gave a figure gets a count to be confirmed."""
    for n, task in enumerate(brief.request.tasks):
        if any(r.task == key_of(task) and r.applicable for r in sheet):
            continue
        quote = task.content or task.goal or task.name
        field = "content" if task.content else "goal" if task.goal else "name"
        row = Indicator(
            level2=QUANTITY,
            task=key_of(task),
            name=f"{_short(task.name)}完成数量",
            comparator="≥",
            basis=f"任务内容：“{quote}”，数量待单位确认",
            sources=(Ground(kind="description", ref=f"request.tasks[{n}].{field}", quote=quote), Ground(kind="assumption")),
            status="unconfirmed",
        )
        sheet.put(measured(row, brief))


def unbalanced(brief: Brief) -> str | None:
    """A sentence where the tasks' money is neither the budget nor one of the totals (项目支出); None where it is, or where money is missing."""
    request = brief.request
    paid = [t.budget_wan for t in request.tasks]
    given = [wan for wan in paid if wan is not None]
    if not given or len(given) < len(paid):
        return None
    wholes = [request.budget_wan, *(t.value_wan for t in request.totals if t.value_wan is not None)]
    if any(abs(sum(given) - whole) <= (brief.law.tolerance_wan if brief.law else 0.1) for whole in wholes):
        return None
    return f"各项任务资金合计{sum(given):g}万元，与部门预算{request.budget_wan:g}万元不等，是否还有基本支出或未列的任务，请核对"


def sub_objectives(brief: Brief) -> tuple[Statement, ...]:
    """分项目标: each task's goal in the unit's own words."""
    stated = []
    for n, task in enumerate(brief.request.tasks):
        parts = [(field, text) for field, text in (("content", task.content), ("goal", task.goal)) if text]
        if parts:
            text = "".join(t.rstrip("。；;") + "。" for _, t in parts)
            grounds = tuple(Ground(kind="description", ref=f"request.tasks[{n}].{field}", quote=t) for field, t in parts)
            stated.append(Statement(text=f"{task.name}：{text}", sources=grounds))
    return tuple(stated)


def measures(rows: Sequence[Indicator], brief: Brief) -> tuple[Statement, ...]:
    """保障措施: what the words promise of control, then what follows from the rows — money by task, days, evidence, surveys."""
    stated = [*_said(brief)]
    paid = [t for t in brief.request.tasks if t.budget_wan]
    if len(paid) > 1:
        text = "资金按任务分别核算：" + "、".join(f"{_short(t.name)}{t.budget_wan:g}万元" for t in paid) + "，调剂须说明理由。"
        stated.append(
            Statement(
                text=text,
                sources=tuple(
                    Ground(kind="budget", ref=f"request.tasks[{brief.request.tasks.index(t)}].budget_wan", quote=f"{t.budget_wan:g}万元")
                    for t in paid
                ),
            )
        )
    due = [r for r in rows if r.unit == DATE_UNIT and r.status == "proposed"]
    if due:
        text = "按时限倒排进度：" + "、".join(f"{r.name}{r.printed()}" for r in due) + "，临近时限未完成的逐项说明原因。"
        stated.append(Statement(text=text, sources=tuple(g for r in due for g in r.sources)))
    kept = list(dict.fromkeys(r.measurement.evidence for r in rows if r.applicable and r.measurement.evidence))
    if kept:
        grounds = tuple(dict.fromkeys(g for r in rows for g in r.sources if g.kind == "library"))[:3]
        stated.append(
            Statement(
                text="按指标逐条留存佐证：" + "；".join(kept[:3]) + "等，自评时一并提交。",
                sources=grounds or (Ground(kind="rule", ref="佐证资料", quote="每条指标须有佐证资料"),),
            )
        )
    asked = [r for r in rows if r.level2 == SERVED_SATISFACTION and r.applicable]
    if asked:
        text = "年内组织满意度调查：" + "、".join(r.name for r in asked) + "，问卷原件与汇总表存档。"
        stated.append(Statement(text=text, sources=tuple(g for r in asked for g in r.sources)))
    return tuple(stated)


def _said(brief: Brief) -> list[Statement]:
    """Clauses of the description that speak of control and hold no figure."""
    clauses = [c.strip() for c in re.split(r"[，,。；;]", brief.request.description)]
    fit = [c for c in clauses if 6 <= len(c) <= 40 and _SAFEGUARD.search(c) and not _FIGURE.search(c) and brief.request.kind == "department"]
    return [Statement(text=c + "。", sources=(Ground(kind="description", ref="request.description", quote=c),)) for c in dict.fromkeys(fit)]


def _short(name: str) -> str:
    return re.sub(r"(?:项目|经费|资金|工作)$", "", name) or name
