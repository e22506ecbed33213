"""指标名称与计量单位要对得上。

理由：名称是“合格率”，值是“15座”，一看就是填串了。
依据：表格自身的逻辑。
反例：
    质量指标｜工程一次验收合格率｜≥15座
    社会效益指标｜社会认知度｜2次
    经济效益指标｜培训人数｜≥90%
    时效指标｜培训计划按期完成时间｜≥95
正例：
    质量指标｜工程一次验收合格率｜=100%
    数量指标｜培训人数｜≥480人
例外：频率、功率、效率、密度等不是占比的“率”“度”不按百分比要求；发病率可用“/10万”。“人数”用“人次”只作提示。
出处：R20
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, pattern, says

KIND: FindingKind = "value_type_mismatch"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    named = [r for r in subject.filled if r.name]
    return broken_by(filter(None, map(_complaint, named))) if named else not_applicable("没有指标名称")


def _complaint(row: Row) -> Complaint | None:
    unit, printed = row.unit, row.printed or row.aim.printed()
    if ends(row.name, "measures", "ratio_names") and not ends(row.name, "measures", "not_ratio"):
        if row.aim.is_numeric and unit and not pattern("measures", "ratio_units", whole=True).search(unit):
            return Complaint(f"“{row.name}”是比率，值却是“{printed}”。请改成百分比，或把名称改成数量。", row)
        if row.words and pattern("vague", "yes_only", whole=True).search(row.words.strip()):
            return Complaint(f"“{row.name}”是比率，值却是“{row.words}”。请填百分比。", row)
        return None
    if ends(row.name, "measures", "count_names") and row.level2 != QUANTITY and unit == "%":
        return Complaint(f"“{row.name}”是数量，值却是“{printed}”。请填数量，或把名称改成比率。", row)
    if ends(row.name, "measures", "cost_names") and unit == "%" and not says(row.name, "directions", "turned"):
        return Complaint(f"“{row.name}”是金额，值却是“{printed}”。请填金额，或把名称改成控制率、节约率。", row)
    if ends(row.name, "measures", "time_names") and row.deadline is None:
        return _not_a_time(row, printed)
    if ends(row.name, "measures", "state_names") and pattern("tiers", "count_units", whole=True).search(unit):
        return Complaint(f"“{row.name}”说的是状态，值却是“{printed}”。请换成能反映它的比率，或把名称改成所数的事。", row)
    if row.name.endswith("人次") and unit.lstrip("百千万") in ("人", "名"):
        return Complaint(f"“{row.name}”数的是人次，单位却是“{unit}”。请统一。", row, severity="note")
    if row.name.endswith("人数") and unit.endswith("人次"):
        return Complaint(f"“{row.name}”数的是人，单位却是“人次”。一人多次时两者不同，请统一。", row, severity="note")
    return None


def _not_a_time(row: Row, printed: str) -> Complaint | None:
    if row.aim.is_numeric and not pattern("measures", "time_units", whole=True).search(row.unit):
        return Complaint(f"“{row.name}”量的是时间，值却是“{printed}”。请填日期或时长，或把名称改成按期完成率。", row)
    return None
