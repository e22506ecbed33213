"""指标要按本项目写，不能把可比项目的指标名称和数值整套搬来。

理由：可比项目是参照；名称和数值都一样，说明没有按本项目的数量、对象和金额测算过。
依据：评审惯例：目标雷同的退回重填。
反例：
    可比：某县技能培训｜培训期数=≥4期；参训人次=≥200人次；结业合格率=≥95%；学员满意度=≥90%
    数量指标｜培训期数｜≥4期
    数量指标｜参训人次｜≥200人次
    质量指标｜结业合格率｜≥95%
    满意度指标｜学员满意度｜≥90%
    时效指标｜培训完成时间｜2025年9月底前
正例：
    可比：某县技能培训｜培训期数=≥4期；参训人次=≥200人次；结业合格率=≥95%；学员满意度=≥90%
    数量指标｜培训期数｜≥6期
    数量指标｜参训人次｜≥300人次
    质量指标｜结业合格率｜≥95%
    满意度指标｜学员满意度｜≥90%
    时效指标｜培训完成时间｜2025年9月底前
例外：少数几条通用指标（合格率、满意度）相同不算照抄；本单位上年的表按沿用处理。
出处：C01
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.form import Comparable
from assistant.domain.target import Target
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "copied_from_comparable"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


_FEWEST = 4
"""Rows alike in name and value from which a set, and not a habit of the trade, was taken over."""


def check(subject: Subject, law: Law) -> Outcome:
    numeric = [r for r in subject.applicable if r.name and r.aim.is_numeric]
    if not subject.comparables:
        return not_applicable("没有可比项目可以对照")
    if len(numeric) < _FEWEST:
        return not_applicable(f"带数值的指标不到 {_FEWEST} 条")
    return broken_by(c for other in subject.comparables if (c := _copied(numeric, other, law)))


def _copied(rows: list[Row], other: Comparable, law: Law) -> Complaint | None:
    theirs = {(_bare(i.name), _value(Target.read(i.target))) for i in other.indicators if i.target}
    same = [r for r in rows if (_bare(r.name), _value(r.aim)) in theirs]
    if len(same) < _FEWEST or len(same) * 100 < law.copied_percent * len(rows):
        return None
    names = "、".join(r.name for r in same[:3])
    return Complaint(
        f"{len(rows)} 条带数值的指标中有 {len(same)} 条（{names}等）与可比项目“{other.project}”的名称和数值都一样，像是照抄。请按本项目的数量、对象和金额重新测算。"
    )


def _bare(name: str) -> str:
    return re.sub(r"[\s（()）:：、，]", "", name)


def _value(aim: Target) -> tuple[object, str]:
    return aim.value, aim.unit
