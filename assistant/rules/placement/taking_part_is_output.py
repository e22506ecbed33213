"""培训人数、活动场次是产出数量，不是效益。

理由：来了多少人是做了多少事；因为来了而发生的变化，才是效益。
依据：评审惯例；覆盖人数、受益人数放在社会效益下，没有来源认为有错，不提。
反例：
    经济效益指标｜参训统计人员人次｜≥480人次
    社会效益指标｜妇女维权课程培训人数｜≥90人
正例：
    数量指标｜参训统计人员人次｜≥480人次
    社会效益指标｜带动就业人数｜≥50人
    社会效益指标｜参训人员就业率｜≥60%
例外：带动、受益、惠及的人数，以及事故、投诉的件数，可以是效益。
出处：R30
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import ECOLOGICAL, ECONOMIC, OUTPUT, QUANTITY, SOCIAL
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, pattern, says

KIND: FindingKind = "benefit_head_count"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


_COUNTED = ("人数", "人次", "场次", "次数")


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.under(ECONOMIC, SOCIAL, ECOLOGICAL) if r.name]
    if not rows:
        return not_applicable("没有经济、社会或生态效益指标")
    return broken_by(filter(None, (_complaint(r) for r in rows)))


def _complaint(row: Row) -> Complaint | None:
    move = Fix(safe=False, indicator={"level1": OUTPUT, "level2": QUANTITY})
    if _is_taking_part(row):
        return Complaint(f"“{row.called}”数的是来了多少、办了多少，属于产出数量。请移到数量指标；效益请写参加之后的变化。", row, fix=move)
    if row.aim.is_numeric and ends(row.name, "tiers", "served_counts") and not says(row.name, "tiers", "effect"):
        said = f"“{row.called}”数的是服务了多少人次，多半是产出数量。请看能否换成服务之后的变化；确是受益面的，可以保留。"
        return Complaint(said, row, severity="note", fix=move)
    return None


def _is_taking_part(row: Row) -> bool:
    if row.aim.is_numeric and pattern("tiers", "attendance").search(row.name):
        return True
    if not row.aim.is_numeric or says(row.name, "tiers", "effect") or (row.unit == "%" and not row.name.endswith(_COUNTED)):
        return False
    if pattern("tiers", "doing").match(row.name) and row.unit and not row.name.endswith(("率", "占比", "比例", "额", "量", "年限", "寿命", "时间")):
        return "元" not in row.unit
    if not says(row.name, "tiers", "taking_part"):
        return False
    counted = not row.unit or pattern("tiers", "people_units", whole=True).search(row.unit) is not None
    return (counted and not row.name.endswith(("率", "占比", "比例"))) or row.name.endswith(_COUNTED)
