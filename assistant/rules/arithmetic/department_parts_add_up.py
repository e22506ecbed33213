"""基本支出加项目支出等于总额，任务清单加起来也要等于它们。

理由：表头和任务清单是同一笔钱，两处的分项不一样，必有一处填错。
依据：表内数字勾稽。
反例：
    部门：是
    预算：791.42
    合计：基本支出 553.66
    合计：项目支出 200
    合计：预算总额 791.42
    目标：保障机关运转。
正例：
    部门：是
    预算：791.42
    合计：基本支出 553.66
    合计：项目支出 237.76
    合计：预算总额 791.42
    目标：保障机关运转。
例外：任务没有全部填金额的，不与总额比；没有写项目支出总数的，任务清单只列重点任务也可以，加起来不超过总额即可。
出处：R41
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "sum_mismatch"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_RUNNING = re.compile(r"基本.{0,4}(?:支出|经费)")


def check(subject: Subject, law: Law) -> Outcome:
    basic, projects, total = _labelled(subject, "基本支出"), _labelled(subject, "项目支出"), _labelled(subject, "总额|合计|预算(?:整体|总)|资金总")
    total = total if total is not None else subject.budget_wan
    if not subject.totals and not subject.tasks:
        return not_applicable("没有部门的分项金额和任务清单")
    complaints: list[Complaint] = []
    if basic is not None and projects is not None and total is not None and abs(basic + projects - total) > law.tolerance_wan:
        complaints.append(Complaint(f"基本支出 {basic:g} + 项目支出 {projects:g} = {basic + projects:g} 万元，与总额 {total:g} 万元不等。请核对。"))
    complaints += _against_tasks(subject, basic, projects, total, law.tolerance_wan)
    return broken_by(complaints)


def _labelled(subject: Subject, label: str) -> float | None:
    return next((t.value_wan for t in subject.totals if re.search(label, t.label) and t.value_wan is not None), None)


def _against_tasks(subject: Subject, basic: float | None, projects: float | None, total: float | None, tolerance: float) -> Iterator[Complaint]:
    """The task list against the heads it should add up to; a list that holds a row of running costs is the whole, any other the projects."""
    if not subject.tasks or any(t.budget_wan is None for t in subject.tasks):
        return
    running = round(sum(t.budget_wan or 0 for t in subject.tasks if _RUNNING.search(t.name)), 4)
    others = round(sum(t.budget_wan or 0 for t in subject.tasks) - running, 4)
    if running:
        pairs = [("基本支出", running, basic), ("项目支出", others, projects), ("合计", running + others, total)]
    elif projects is None:
        pairs = [("合计", others, total)] if total is not None and others > total else []
    else:
        pairs = [] if total is not None and abs(others - total) <= tolerance else [("合计", others, projects)]
    for label, listed, stated in pairs:
        if stated is not None and abs(listed - stated) > tolerance:
            yield Complaint(f"任务清单的{label} {listed:g} 万元，与表头的 {stated:g} 万元不等。请核对。")
