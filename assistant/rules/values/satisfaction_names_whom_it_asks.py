"""满意度要有数值，说清问谁、怎么问。

理由：“社会公众满意度”谁都能代表；没有调查对象和样本，结果只能是抄目标值。
依据：评审惯例；设置满意度就要开展调查（财预〔2021〕101号，未核对原文）。
反例：
    服务对象满意度指标｜社会公众满意度｜≥90%｜反映满意程度
正例：
    服务对象满意度指标｜沿线群众满意度｜≥87%｜沿线30个村每村抽取10人问卷，样本300份
    服务对象满意度指标｜服务对象满意度｜≥90%｜参训学员匿名问卷，样本不少于430份
例外：名称笼统但解释里写明对象的，可以；只缺调查方法或样本数的，只作提示。
出处：R24
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "satisfaction_no_group"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2021-101", "satisfaction")


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.applicable if r.satisfies and r.name.endswith(("满意度", "满意率", "满意程度"))]
    return broken_by(filter(None, map(_complaint, rows))) if rows else not_applicable("没有满意度指标")


def _complaint(row: Row) -> Complaint | None:
    if not row.blank and not row.aim.is_numeric:
        return Complaint(f"“{row.called}”没有数值，只写了“{row.printed}”。请写明满意度不低于百分之多少。", row)
    how = f"{row.explanation} {row.measured}"
    if not _names_somebody(row.name) and not _names_somebody(how):
        return Complaint(f"“{row.called}”没有说清问谁。请写明具体对象（如参训学员、沿线村民）、调查方式和样本数。", row)
    if not says(how, "grounds", "asks"):
        return Complaint(f"“{row.called}”没有写怎么调查。建议注明方式和样本数，如“结业时匿名问卷，样本不少于200份”。", row, severity="note")
    return None


def _names_somebody(text: str) -> bool:
    """Is anything left once the words of asking and the words for anybody are struck out?"""
    rest = pattern("grounds", "generic_groups").sub("", pattern("grounds", "about_asking").sub("", text))
    return len(re.findall(r"[\u4e00-\u9fa5]", rest)) >= 2
