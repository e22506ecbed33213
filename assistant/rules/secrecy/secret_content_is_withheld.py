"""涉密项目只标“涉密”，不写内容。

理由：绩效目标表要公开。写出密级、涉密点位和网络，就是泄密。
依据：保守国家秘密法第三条、政府信息公开条例（条文已核对）。
反例：
    说明：维护监控前端1200路，其中38路为涉密布控点位（机密级）。
    数量指标｜维护监控前端｜=1200路
正例：
    项目：保密宣传教育与检查
    说明：面向涉密人员之外的工作人员举办保密法讲座24场。本表内容不涉及国家秘密。
    数量指标｜保密法宣传讲座｜≥24场
例外：保密宣传、保密检查是公开的日常工作；“不涉及国家秘密”“保密员培训”不算涉密。
出处：R56
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "confidential_content"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "clause"
CLAUSE = ("secrets-law", "duty")


def check(subject: Subject, law: Law) -> Outcome:
    content = [t for t in (subject.description, subject.objective) if t.strip()]
    if subject.confidential:
        told = bool(subject.applicable or content) if subject.from_request else bool(subject.applicable)
        return broken_by([Complaint("这是涉密项目，表上却写了内容。请只保留项目代码和金额，项目名称写“涉密项目”，其余不填。")] if told else ())
    if not content and not subject.rows:
        return not_applicable("没有文字可看")
    denied = says("\n".join(content), "secrecy", "denials")
    if any(_classified(text, denied) for text in (subject.project, *content)):
        said = "文字里写了涉密内容（密级、涉密部位或设备）。请确认是否涉密：涉密的只标“涉密项目”，不写内容；不涉密的删去这些字样。"
        return broken_by([Complaint(said)])
    return broken_by(())


def _classified(text: str, denied: bool) -> bool:
    """A secret word is left once the harmless phrases (不涉密, 保密员, 国家秘密法) are struck out, and a name of an office (机要) where the form says it holds no secret."""
    rest = pattern("secrecy", "harmless").sub("", text)
    if denied:
        rest = pattern("secrecy", "offices").sub("", rest)
    return pattern("secrecy", "words").search(rest) is not None
