"""表里不写身份证号、手机号和个人的姓名、病情。

理由：绩效目标表要公开，个人信息一公开就收不回来。
依据：政府信息公开条例：个人隐私不公开（2007年条文已核对）。
反例：
    说明：含李小雨（女，5岁，孤独症）等续训儿童96名。
    数量指标｜救助残疾儿童人数｜≥130人
正例：
    说明：为130名残疾儿童提供康复救助，含续训儿童96名，咨询电话0335-5051234。
    数量指标｜救助残疾儿童人数｜≥130人
例外：单位的办公电话、打了星号的号码不算。
出处：R57
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by
from assistant.rules.subject import Subject

KIND: FindingKind = "personal_data"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "clause"
CLAUSE = ("disclosure-rules", "not_published")


_KINDS = (
    ("身份证号", re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")),
    ("手机号", re.compile(r"(?<![\d.A-Za-z])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])")),
    ("银行卡号", re.compile(r"(?:卡号|账号)[:：为]?\s*\d{16,19}(?!\d)")),
    ("个人姓名和年龄", re.compile(r"[\u4e00-\u9fa5]{2,4}[（(](?:[男女][,，、]\s*\d{1,2}\s*岁|\d{1,2}\s*岁[,，、][男女])")),
    ("个人住址", re.compile(r"(?:家住|住址[:：]|现住)[\u4e00-\u9fa5]{2,20}\d+号")),
)


def check(subject: Subject, law: Law) -> Outcome:
    return broken_by([*_in_texts(subject), *_in_rows(subject)])


def _in_texts(subject: Subject) -> Iterator[Complaint]:
    texts = "\n".join((subject.texts, *(f"{t.name} {t.content or ''} {t.goal or ''}" for t in subject.tasks)))
    for what, shape in _KINDS:
        if shape.search(texts):
            yield Complaint(f"文字里有{what}。绩效目标表要公开，请删去，只写人数。")


def _in_rows(subject: Subject) -> Iterator[Complaint]:
    for row in subject.rows:
        for what, shape in _KINDS:
            if shape.search(f"{row.said} {row.printed} {row.basis} {row.measured}"):
                yield Complaint(f"“{row.level2 or '这一行'}”里有{what}。绩效目标表要公开，请删去。", row)
