"""完成值写实际测得的数，不照抄目标。

理由：目标≥90%，完成写“达90%以上”，等于没有调查。
依据：评审惯例；龙岗13个项目中10个这样写。
反例：
    自评：是
    服务对象满意度指标｜来访群众满意度｜≥90%｜｜｜10｜达90%以上
正例：
    自评：是
    服务对象满意度指标｜来访群众满意度｜≥90%｜｜｜10｜93.6%
例外：恰好等于目标值的整数不算照抄。
出处：S08
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row, is_blank
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_actual"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.actual and r.actual.strip()]
    if not subject.evaluates or not rows:
        return not_applicable("没有完成值")
    empty = [r for r in subject.filled if is_blank(r.actual)]
    return broken_by(
        [
            *(Complaint(f"“{r.called}”没有填完成值。请填实际完成了多少；没有开展的写明原因。", r) for r in empty),
            *(
                Complaint(f"“{r.called}”的完成值“{r.actual}”只是重复目标。请填实际测得的数（如 93.6%），并留调查资料。", r)
                for r in rows
                if _echoes(r)
            ),
        ]
    )


def _echoes(row: Row) -> bool:
    said = (row.actual or "").strip()
    if not re.search(r"\d[\d.]*\s*%?\s*(?:及)?以上|不低于|大于|超过|≥|＞|>", said) or len(said) > 40:
        return False
    numbers = re.findall(r"\d+(?:\.\d+)?", said)
    return len(numbers) == 1 and numbers[0] in re.findall(r"\d+(?:\.\d+)?", row.printed)
