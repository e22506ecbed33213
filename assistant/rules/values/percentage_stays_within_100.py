"""比率不超过100%，也不写“≥100%”。

理由：合格率、覆盖率最多100%，写“≥105%”不可能，写“≥100%”等于写错符号。
依据：评审惯例；公开的审核系统对大于100%的比率报错。
反例：
    质量指标｜培训覆盖率｜≥105%
正例：
    质量指标｜核查处置率｜=100%
    经济效益指标｜销售额增长率｜≥120%
例外：增长率、提升幅度这类变化量可以超过100%；法定必须全部做到的写“=100%”。
出处：R17
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, says

KIND: FindingKind = "percent_over_100"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    shares = [r for r in subject.filled if r.unit == "%" and r.number is not None and _is_share(r)]
    return broken_by(filter(None, map(_complaint, shares))) if shares else not_applicable("没有百分比指标")


def _is_share(row: Row) -> bool:
    if row.aim.baseline or says(row.name, "measures", "change_names"):
        return False
    return not row.name or ends(row.name, "measures", "share_names") or (row.number or 0) <= 100


def _complaint(row: Row) -> Complaint | None:
    number, comparator = row.number or 0, row.aim.comparator
    if number > 100:
        return Complaint(f"“{row.called}”是比率，不会超过100%，现在是“{row.printed or row.aim.printed()}”。请核对数值，或改用增长率、数量。", row)
    if number == 100 and comparator in ("≥", ">"):
        fix = Fix(safe=False, indicator={"comparator": "=", "target": "=100%"})
        return Complaint(f"“{row.called}”写的是“{comparator}100%”，比率到100%就到顶了。必须全部做到的写“=100%”，否则定一个做得到的数。", row, fix=fix)
    return None
