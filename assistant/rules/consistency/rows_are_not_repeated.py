"""同一张表里指标不重名，项目之间不整套照抄。

理由：同一条指标算两遍分；两个项目的指标一模一样，说明至少有一张没有按项目写。
依据：表格自身的逻辑；评审惯例。
反例：
    质量指标｜苗种检疫合格率｜=100%
    质量指标｜苗种检疫合格率｜≥98%
正例：
    质量指标｜苗种检疫合格率｜=100%
    质量指标｜苗种规格达标率｜≥98%
例外：不同任务、不同二级指标下的同名指标不算重复；满意度可以相近。
出处：R49
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "duplicate"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "form"
CLAUSE = None


_NEAR = 72
"""Similarity of two names, 0..100, from which they may be one indicator said twice."""


def check(subject: Subject, law: Law) -> Outcome:
    named = [r for r in subject.applicable if r.name]
    if not named:
        return not_applicable("没有指标名称")
    return broken_by([*_repeated(named), *_counted_twice(named), *_copied(subject, law)])


def _repeated(rows: list[Row]) -> Iterator[Complaint]:
    seen: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        key = (re.sub(r"[\s（()）:：、，]", "", row.name), row.task, row.level2)
        first = seen.setdefault(key, row)
        if first is not row:
            yield Complaint(f"“{row.name}”列了两次（{first.printed}、{row.printed}）。请合并为一条，或改名区分。", row)


def _counted_twice(rows: list[Row]) -> Iterator[Complaint]:
    """A head count under benefit that is the head count under quantity in other words."""
    counts = [r for r in rows if r.level2 == QUANTITY and r.name.endswith(_COUNTED)]
    for row in rows:
        if row.benefits and row.name.endswith(_COUNTED):
            for twin in counts:
                if twin.name != row.name and fuzz.ratio(twin.name, row.name) >= _NEAR:
                    yield Complaint(f"“{row.name}”与数量指标“{twin.name}”（{twin.printed}）说的是同一件事。请保留一条。", row)
                    break


_COUNTED = ("人数", "人次", "场次", "次数", "户数")


def _copied(subject: Subject, law: Law) -> Iterator[Complaint]:
    names = {r.name for r in subject.applicable if r.name and not r.satisfies}
    for other in subject.siblings:
        theirs = {r.name for r in other.applicable if r.name}
        same = names & theirs
        if subject.of_department or len(names) < 4 or len(same) * 100 < law.copied_percent * len(names):
            continue
        yield Complaint(f"{len(names)} 条指标中有 {len(same)} 条与“{other.owner}”的相同，像是照抄。请按本项目的用途重写。")
