"""审核意见 (opinion): what a reviewer would write back on the form, drafted from the findings: a verdict, and the points in order of weight.

Verdicts are those of the field: 通过, 完善后通过, 不通过. Said calmly and briefly, what is to be done and not whose fault it is; a person reads and signs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.domain.finding import Finding, FindingKind
from assistant.rules import catalogue
from assistant.rules.subject import DEPARTMENT

Verdict = Literal["通过", "完善后通过", "不通过"]

_BLOCKING: tuple[FindingKind, ...] = ("confidential_content", "personal_data", "missing_tier", "budget_mismatch", "sum_mismatch")
"""An error of these kinds sends the form back whole: it may not be published, or the money or the frame of it is not settled."""
_MANY = 8
"""Rows with an error from which on mending row by row is no mending any more."""
_FIRST: tuple[FindingKind, ...] = (
    *_BLOCKING, "inconsistent_figures", "date_out_of_year", "weight_sum", "score_error", "missing_value", "not_quantified", "missing_unit", "missing_comparator",
    "wrong_direction", "wrong_tier", "value_type_mismatch", "copied_from_comparable", "unrelated_indicator", "activity_without_indicator", "vague_wording",
    "cost_restates_budget",
)  # fmt: skip
"""What a reviewer raises first among points of one severity; the rest follow as the rulebook has them."""
_SEVERITY = ("error", "warning", "note")
_NAMED = 3
"""Rows called by name in one point; more are counted."""
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Opinion:
    """`text` is the whole, ready to be put into the form's 审核意见 cell; `points` are its sentences, heaviest first."""

    verdict: Verdict
    points: tuple[str, ...]
    text: str


def opinion(findings: Sequence[Finding]) -> Opinion:
    """The opinion on one form or one file of forms. Waived findings are not raised again; notes are counted, not argued."""
    raised = [f for f in findings if f.waived is None]
    points = tuple(_points([f for f in raised if f.severity != "note"]))
    notes = sum(f.severity == "note" for f in raised)
    verdict = _verdict(raised)
    return Opinion(verdict, points, _written(verdict, points, notes))


def _verdict(raised: Sequence[Finding]) -> Verdict:
    errors = [f for f in raised if f.severity == "error"]
    rows = {(f.form, f.owner, f.owner_no, f.index) for f in errors if f.index is not None}
    if len(rows) >= _MANY or any(f.kind in _BLOCKING for f in errors):
        return "不通过"
    return "完善后通过" if any(f.severity != "note" for f in raised) else "通过"


def _points(raised: Sequence[Finding]) -> Iterable[str]:
    """One point a demand, however many rows and projects fail it."""
    groups: dict[tuple[int, int, str], list[Finding]] = {}
    for f in raised:
        weight = _FIRST.index(f.kind) if f.kind in _FIRST else len(_FIRST)
        groups.setdefault((_SEVERITY.index(f.severity), weight, f.rule), []).append(f)
    single = len({(f.form, f.owner, f.owner_no) for f in raised}) == 1
    for key in sorted(groups, key=lambda k: k[:2]):
        yield _point(groups[key], single)


def _point(same: Sequence[Finding], single: bool) -> str:
    """A lone fault in its own words; several of one kind as the demand, where it fails, and what to do."""
    if len(same) == 1:
        return ("" if single else _lead(same[0])) + same[0].message
    if len(same) <= _NAMED and not any(f.indicator for f in same):
        return ("" if single else _lead(same[0])) + "".join(dict.fromkeys(f.message for f in same))
    rule = catalogue.rule(same[0].rule)
    demand = rule.title.rstrip("。") if rule else same[0].message.split("。")[0]
    places: dict[str, list[str]] = {}
    for f in same:
        places.setdefault("" if single else _lead(f), []).append(f"“{f.indicator}”" if f.indicator else "")
    where = "；".join(lead + _named([n for n in dict.fromkeys(names) if n]) for lead, names in list(places.items())[:_NAMED]).replace("：；", "；")
    more = f"等 {len(same)} 处" if len(places) > _NAMED else ""
    return f"{demand}。没有做到的有：{where.rstrip('：')}{more}。{_advice(same)}"


def _lead(finding: Finding) -> str:
    if finding.owner == DEPARTMENT:
        return "部门整体："
    return f"{finding.owner}：" if finding.owner else ""


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 条" if len(names) > _NAMED else "")


def _advice(same: Sequence[Finding]) -> str:
    """What to do now: the last sentence of a message, where it asks for something."""
    last = (f.message.rstrip("。").split("。")[-1] for f in same)
    return next((f"{said}。" for said in last if said.startswith("请")), "")


def _written(verdict: Verdict, points: Sequence[str], notes: int) -> str:
    head = {
        "通过": "审核意见：通过。目标和指标完整、可衡量，前后一致。",
        "完善后通过": f"审核意见：完善后通过。请修改以下 {len(points)} 点：",
        "不通过": f"审核意见：不通过。有影响表格成立的问题，请按以下 {len(points)} 点修改后重新报送：",
    }[verdict]
    lines = [f"{_ordinal(n)}、{p}" for n, p in enumerate(points, 1)]
    tail = [f"另有 {notes} 处提示，供参考，不影响本次结论。"] if notes else []
    return "\n".join([head, *lines, *tail])


def _ordinal(n: int) -> str:
    """1–99 in Chinese."""
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (_DIGITS[ones - 1] if ones else "") if n < 100 else str(n)
