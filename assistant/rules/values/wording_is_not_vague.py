"""定性指标值不用“提高”“加强”“明显改善”这类空话。

理由：“明显改善”没有尺子，做与没做都能这么写。
依据：财预〔2015〕88号 细化量化（未核对原文），评审惯例。
反例：
    可持续影响指标｜基层法治氛围｜明显改善
正例：
    社会效益指标｜村民法律知识知晓率｜≥80%
    社会效益指标｜群众安全感｜分优良中差四档，不低于良
例外：空话旁边有数字、分档标准或可查证的结果的，不算空泛。
出处：R15
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "vague_wording"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2015-88", "quantified")


def check(subject: Subject, law: Law) -> Outcome:
    worded = [r for r in subject.filled if r.words]
    done = [r for r in subject.applicable if not subject.targeted and r.actual and _says_nothing(r.actual)]
    if not worded and not done:
        return not_applicable("没有定性指标")
    return broken_by(
        [
            *(
                Complaint(f"“{r.called}”的指标值“{r.words}”说不出程度。请换成能统计的数（比率、数量、次数），或写明分档标准。", r)
                for r in worded
                if _vague(r)
            ),
            *(Complaint(f"“{r.called}”的完成情况“{r.actual}”看不出做到了什么程度。请写明数量、比率或成果。", r) for r in done),
        ]
    )


def _vague(row: Row) -> bool:
    if pattern("vague", "yes_only", whole=True).search(row.words.strip()) or says(row.words, "cost", "restates"):
        return False  # said by the rules on 是/否 and on cost
    return _says_nothing(row.words, row.measured)


def _says_nothing(words: str, measured: str = "") -> bool:
    return says(words, "vague", "degree") and not says(f"{words} {measured}", "vague", "verifiable")
