"""每条产出指标都能在项目内容里找到来处。

理由：物业项目里写“公务用车派车次数”，多半是从别的表抄来的，考核了不花这笔钱的事。
依据：财预〔2015〕88号 相关性审核（未核对原文），评审惯例。
反例：
    项目：行政中心物业管理服务
    说明：购买办公楼物业服务，含保洁、保安、会务和设备值守。
    目标：全年为5.5万平方米办公区提供物业服务。
    数量指标｜物业服务面积｜=5.5万平方米
    数量指标｜公务用车平台派车次数｜≥3200次
正例：
    项目：行政中心物业管理服务
    说明：购买办公楼物业服务，含保洁、保安、会务和设备值守。
    目标：全年为5.5万平方米办公区提供物业服务。
    数量指标｜物业服务面积｜=5.5万平方米
    数量指标｜消防设施巡检次数｜≥12次
例外：同一行当里的配套工作（物业里的消防巡检、公路养护里的路况巡查）不算无关；只看数量指标。
出处：R47
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.law import Law
from assistant.rules.fields import fields_of, narrow_fields_of
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.prose import equal, mentions, pairs, same_measure, shared
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "unrelated_indicator"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2015-88", "relevance")


QUESTION = "每条指标是否都与资金用途有关？"
_AROUND = 0.2
"""Less than this share of a name's telling words in the project's own text is no relation."""
_AKIN = 0.5
"""From here on a name is of the text, whatever line of work one of its words is known from."""
_TELLING = 4
"""A name with fewer telling words is too short to be a stranger by its words alone."""


def check(subject: Subject, law: Law) -> Outcome:
    if subject.of_department or not subject.filled:
        return not_applicable("部门表按任务检查，或没有指标行")
    if not subject.description and not subject.objective:
        return cannot_tell("没有项目说明和绩效目标可比")
    rows = subject.under(QUANTITY)
    if len(rows) < 2:
        return not_applicable("数量指标不足两条")
    fields = fields_of(subject.texts)
    return broken_by(
        Complaint(f"“{r.called}”在项目名称、说明和目标里都找不到来处，像是别的项目的指标。请核对，确有此事请写进项目内容。", r)
        for r in rows
        if _is_stranger(r, subject, fields)
    )


def _is_stranger(row: Row, subject: Subject, fields: frozenset[str]) -> bool:
    """The row's own field of work is another than the project's, and its telling words are not in the project's text."""
    if _figure_told(row, subject) or not row.name:
        return False
    if shared(row.name, subject.texts) < _AKIN and any(
        field not in fields and word not in subject.texts for field, word in narrow_fields_of(row.name)
    ):
        return True
    mine = fields_of(row.name)
    if mine & fields or shared(row.name, subject.texts) >= _AROUND:
        return False
    return bool(mine) or _stands_alone(row, subject)


def _stands_alone(row: Row, subject: Subject) -> bool:
    """Of no known line of work, and not a telling word of it in the project's text or in any other row."""
    others = " ".join(r.said for r in subject.filled if r is not row)
    return len(pairs(row.name)) >= _TELLING and not shared(row.name, f"{subject.texts} {subject.organisation or ''} {others}")


def _figure_told(row: Row, subject: Subject) -> bool:
    """Its very figure stands in the project's text, unit and all."""
    year = subject.fiscal_year or 2000
    return any(same_measure(row, m) and equal(row, m.value) for text in (subject.description, subject.objective) for m in mentions(text, year))
