"""质量指标写标准和比率，人数、场次放到数量指标。

理由：“培训100人”是做了多少，不是做得好不好。
依据：评审惯例；预算审核常见问题“数量质量混淆”。
反例：
    质量指标｜培训人数｜≥480人
正例：
    质量指标｜结业考试合格率｜≥95%
    质量指标｜较大以上网络安全事件｜=0起
例外：事故、差错、投诉的件数（越少越好）可以是质量指标。
出处：R21
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import QUALITY, QUANTITY
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, pattern, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.under(QUALITY)
    if not rows:
        return not_applicable("没有质量指标")
    move = Fix(safe=False, indicator={"level2": QUANTITY})
    return broken_by(
        Complaint(f"“{r.called}”数的是做了多少，应放在数量指标。质量指标请写合格率、达标率一类的标准。", r, fix=move) for r in rows if _is_count(r)
    )


def _is_count(row: Row) -> bool:
    if not row.aim.is_numeric or row.aim.comparator in ("≤", "<") or row.number == 0 or says(row.name, "directions", "lower"):
        return False
    if says(row.name, "tiers", "capacity") or row.unit.endswith(("%", "‰", "分", "年", "级")) or row.name.endswith(("率", "占比", "比例", "度")):
        return False
    if row.unit in ("人", "名", "位", "人次") and row.name.endswith(("人数", "人员数", "人次", "员数", "人员", "名额")):
        return True
    counted = not row.unit or pattern("tiers", "count_units", whole=True).search(row.unit)
    return bool(counted and ends(row.name, "tiers", "head_count")) or bool(row.unit and pattern("tiers", "doing").match(row.name))
