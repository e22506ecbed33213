"""全部满分又没有问题的，请再看一遍。

理由：财政部门反对刻意抬高分数；一个问题都没有的自评，最容易被抽查。
依据：评审惯例；财政部关于中央部门自评的通知要求如实打分。
反例：
    自评：是
    总分：100
    问题：无
    数量指标｜培训人数｜≥200人｜｜｜90｜200人｜90
正例：
    自评：是
    总分：96
    问题：部分课程安排过紧
    数量指标｜培训人数｜≥200人｜｜｜90｜200人｜86
出处：S13
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import is_no_reason
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.evaluates or subject.total_score is None:
        return not_applicable("没有总分")
    perfect = subject.total_score >= 100 and is_no_reason(subject.problems)
    return broken_by([Complaint("总分100分，也没有写任何问题。请核对每条完成值，如实写明不足。")] if perfect else ())
