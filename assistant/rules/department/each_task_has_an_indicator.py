"""每项任务至少有一条指标，指标上的任务序号在任务清单里有。

理由：列了任务没有指标，做没做、做得怎样都无从评价。
依据：表格自身的逻辑：成都的表每条三级指标带任务序号。
反例：
    部门：是
    任务：任务一 法治宣传｜宣讲60场｜90｜宣讲60场
    任务：任务二 家政培训｜培训400人｜70｜培训400人
    目标：完成全年工作。
    数量指标｜法治宣传宣讲场次｜≥60场
正例：
    部门：是
    任务：任务一 法治宣传｜宣讲60场｜90｜宣讲60场
    任务：任务二 家政培训｜培训400人｜70｜培训400人
    目标：完成全年工作。
    数量指标｜法治宣传宣讲场次｜≥60场
    数量指标｜家政培训人数｜≥400人
例外：指标不按任务编排、名称也对不上的表，只看名称里有没有任务的词；广东的表任务自带期望目标，不强求。
出处：R59
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.form import Task
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "task_without_indicator"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    tasks = subject.tasks
    if not subject.of_department or not tasks:
        return not_applicable("不是部门整体表，或没有任务清单")
    rows = [r for r in subject.whole if r.applicable]
    if not rows:
        return not_applicable("没有指标行")
    named = any(r.task for r in rows) or any(s.rows for s in subject.siblings)
    return broken_by([*_without_row(tasks, rows, subject, named), *_unknown_task(tasks, rows)])


def _without_row(tasks: tuple[Task, ...], rows: list[Row], subject: Subject, named: bool) -> Iterator[Complaint]:
    owned = {s.owner for s in subject.siblings if s.rows}
    for task in tasks:
        keys = {k for k in (task.no, task.name) if k}
        if task.name in owned or any(r.task in keys for r in rows):
            continue
        if named or not any(_shares_words(task, r) for r in rows):
            yield Complaint(f"任务“{task.name}”没有对应的指标。请至少写一条（做多少、做到什么程度）。")


def _unknown_task(tasks: tuple[Task, ...], rows: list[Row]) -> Iterator[Complaint]:
    known = {k for t in tasks for k in (t.no, t.name) if k}
    for row in rows:
        if row.task and row.task not in known:
            yield Complaint(f"“{row.called}”标的是{row.task}，任务清单里没有。请核对序号。", row)


def _shares_words(task: Task, row: Row) -> bool:
    said = f"{task.name}{task.content or ''}{task.goal or ''}"
    pairs = {row.name[i : i + 2] for i in range(len(row.name) - 1)} - {"数量", "人数", "次数", "完成", "工作", "活动", "开展", "情况"}
    return any(p in said for p in pairs)
