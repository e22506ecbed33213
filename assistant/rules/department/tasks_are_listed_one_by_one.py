"""核心任务逐项列出，不打包成一行。

理由：一行装下全部任务和大部分资金，看不出钱花在哪件事上。
依据：评审惯例；湛江市对部门整体目标表的审核意见。
反例：
    部门：是
    任务：任务一 妇联各项工作｜宣传、维权、培训、慰问等全部工作｜180｜完成全年任务
    任务：任务二 走访慰问｜慰问困难妇女｜20｜慰问200人
    目标：完成全年工作。
正例：
    部门：是
    任务：任务一 法治宣传｜宣讲60场｜90｜宣讲60场
    任务：任务二 家政培训｜培训400人｜70｜培训400人
    任务：任务三 走访慰问｜慰问困难妇女｜40｜慰问200人
    目标：完成全年工作。
例外：本来就只有一项任务的单位、人员和公用经费（基本支出）不算打包。
出处：R58
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


_RUNNING = re.compile(r"基本支出|人员经费|公用经费|机关运转|运转保障|日常公用")


def check(subject: Subject, law: Law) -> Outcome:
    tasks = [t for t in subject.tasks if not _RUNNING.search(t.name)]
    if not subject.of_department or not tasks:
        return not_applicable("不是部门整体表，或没有任务清单")
    money = [t.budget_wan or 0 for t in tasks]
    complaints = []
    for task, amount in zip(tasks, money, strict=True):
        share = amount / sum(money) * 100 if sum(money) else 0
        lumped = len(re.findall(r"[、；;]|[一二三四五六七八九]是", task.content or "")) >= 3
        if (len(tasks) > 1 and share > law.lumped_percent and lumped) or (len(tasks) == 1 and lumped and len(task.content or "") > 40):
            complaints.append(
                Complaint(f"“{task.name}”一行装了多项工作{f'、占任务资金的{share:.0f}%' if share else ''}。请把核心任务逐项列出，各写资金和目标。")
            )
    return broken_by(complaints)
