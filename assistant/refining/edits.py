"""修改 (edits): `apply` makes one typed edit on a draft, purely.

A row a person touched carries the status "edited" (changed) or "locked" (confirmed as it stands) and a Ground of kind "user" with the person's
words; no drafter changes it afterwards. A new value replaces the grounds of the old one. What an edit cannot do is said as BadInput; nothing is half done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.domain.draft import Draft, Question, Request
from assistant.domain.failures import BadInput
from assistant.domain.frame import Standard, is_benefit, is_cost, level1_of, level2_in, rank, tiers
from assistant.domain.indicator import Ground, Indicator, Measurement, stable_id
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, read_comparator, read_unit
from assistant.drafting.objective import renewed
from assistant.drafting.questions import ABOUT_SERVED, UNNAMED_GROUP
from assistant.drafting.unit_cost import cost_that_follows
from assistant.refining.answers import budget_in, funding_in, schedule_in, shared_out, value_in
from assistant.refining.operations import (
    AddRow,
    AnswerQuestion,
    Confirm,
    Edit,
    MarkNotApplicable,
    MoveRow,
    MoveTier,
    Operation,
    RemoveRow,
    Rename,
    SetBudget,
    SetField,
    SetObjective,
    SetStandard,
    SetTarget,
)

LONGEST_NAME = 120
LONGEST_TARGET = 300
"""Characters. The longest published here have 45 and 57."""
_MEASUREMENT = frozenset(Measurement.model_fields)


def apply(draft: Draft, edit: Edit) -> Draft:
    """The draft after one edit, an objective that was ours said anew with the new figures. Raises BadInput where it cannot be made (no such row, a blank name, a tier the standard does not have …)."""
    return renewed(draft, _APPLY[type(edit)](draft, edit))


def apply_all(draft: Draft, edits: Sequence[Edit]) -> Draft:
    """The draft after all edits, or BadInput and none of them."""
    for edit in edits:
        draft = apply(draft, edit)
    return draft


def identified(draft: Draft) -> Draft:
    """The draft with an id on every row, each id once: what a draft written by another program may lack. Same rows, same ids."""
    seen: set[str] = set()
    rows: list[Indicator] = []
    for row in draft.indicators:
        base = row.id or stable_id(row.level2, row.task or "", row.name)
        name, n = base, 1
        while name in seen:
            n += 1
            name = f"{base}-{n}"
        seen.add(name)
        rows.append(row if name == row.id else row.model_copy(update={"id": name}))
    return draft.with_rows(rows)


def target_of(row: Indicator, printed: str, fiscal_year: int) -> Target:
    """The target a printing means for this row: what it leaves out (sign, unit) stays as the row has it.

    “300” on ≥240人次 is ≥300人次; “不低于95%” says its own sign; “9月底前” is a day.
    """
    if len(printed) > LONGEST_TARGET:
        raise BadInput(
            f"指标值太长（{len(printed)} 字，最多 {LONGEST_TARGET} 字）。", "指标值写一个数、一个时间或一句话，说明放在指标解释里。", ["printed"]
        )
    read = Target.read(printed, fiscal_year)
    if read.value is None:
        raise BadInput("指标值是空的。", "请写出要改成的值，例如“≥95%”“300人次”“9月底前”。", ["printed"])
    old = row.aim
    says_equal = any(sign in printed for sign in ("=", "＝", "═", "等于"))
    if read.number is not None and read.comparator == "=" and not says_equal and old.comparator not in (None, QUALITATIVE):
        read = read.model_copy(update={"comparator": old.comparator})
    if read.is_numeric and not read.unit and old.unit != DATE_UNIT:
        read = read.model_copy(update={"unit": old.unit})
    return read


# --- one function an operation -----------------------------------------------------------------------------------------------------


def _set_target(draft: Draft, edit: SetTarget) -> Draft:
    row = _row(draft, edit.row)
    if edit.printed is not None:
        target = target_of(row, edit.printed, draft.request.fiscal_year)
    elif edit.value is None:
        raise BadInput("没有给出新的指标值。", "请写出要改成的值，例如“≥95%”“300人次”“9月底前”。", ["value"])
    else:
        unit = row.unit if edit.unit is None else read_unit(edit.unit)
        target = Target(comparator=edit.comparator or row.aim.comparator or "=", value=edit.value, unit=unit)
    changed = row.with_target(target, status="edited", reason=None, sources=(_user(edit, target.printed()),))
    return _settled(_replaced(draft, changed), row.id)


def _set_field(draft: Draft, edit: SetField) -> Draft:
    row = _row(draft, edit.row)
    if edit.field in ("comparator", "unit"):
        return _set_sign_or_unit(draft, row, edit)
    if edit.field == "weight":
        return _replaced(draft, _weighed(row, edit.value))
    text = "" if edit.value is None else str(edit.value).strip()
    if edit.field in _MEASUREMENT:
        return _replaced(draft, _touched(row, edit, text, measurement=row.measurement.model_copy(update={edit.field: text or None})))
    return _replaced(draft, _touched(row, edit, text, **{edit.field: text}))


def _set_sign_or_unit(draft: Draft, row: Indicator, edit: SetField) -> Draft:
    if edit.field == "comparator":
        sign = read_comparator(edit.value)
        if sign is None:
            raise BadInput(f"“{edit.value}”不是一个比较符号。", "可用：≥ > = < ≤ 定性。", ["comparator"])
        target = row.aim.model_copy(update={"comparator": sign})
    else:
        target = row.aim.model_copy(update={"unit": read_unit(edit.value)})
    return _replaced(draft, row.with_target(target, status="edited", sources=(*row.sources, _user(edit, target.printed()))))


def _weighed(row: Indicator, weight: object) -> Indicator:
    """Another weight: it says nothing about what the row's value rests on, so grounds and status stay."""
    try:
        return Indicator.model_validate({**row.model_dump(), "weight": weight})
    except ValueError as e:
        raise BadInput(f"“{row.name}”的权重“{weight}”不是数字。", "权重请填数字，例如 10。", ["weight"]) from e


def _rename(draft: Draft, edit: Rename) -> Draft:
    name = _said_name(edit.name)
    return _replaced(draft, _touched(_row(draft, edit.row), edit, name, name=name))


def _add_row(draft: Draft, edit: AddRow) -> Draft:
    standard = _standard(draft)
    level1, level2 = _tier(edit.level2, standard)
    name = _said_name(edit.name)
    row = Indicator(
        id=_new_id(draft, level2, name),
        level1=level1,
        level2=level2,
        task=edit.task,
        name=name,
        explanation=edit.explanation,
        basis=edit.basis,
        weight=edit.weight,
        sources=(_user(edit, name),),
        status="unconfirmed",
    )
    if edit.printed:
        target = target_of(row, edit.printed, draft.request.fiscal_year)
        row = row.with_target(target, status="edited", sources=(_user(edit, f"{name}{target.printed()}"),))
    return _inserted(draft, row, standard)


def _remove_row(draft: Draft, edit: RemoveRow) -> Draft:
    row = _row(draft, edit.row)
    return _settled(draft.with_rows([r for r in draft.indicators if r.id != row.id]), row.id)


def _confirm(draft: Draft, edit: Confirm) -> Draft:
    row = _row(draft, edit.row)
    if row.is_blank:
        raise BadInput(f"“{row.name}”还没有指标值，无法确认。", "请先填上指标值。", [row.id])
    grounds = (*(g for g in row.sources if g.kind != "assumption"), _user(edit, f"确认：{row.printed()}"))
    changed = row.model_copy(update={"status": "locked" if row.applicable else row.status, "sources": grounds})
    return _settled(_replaced(draft, changed), row.id)


def _mark_not_applicable(draft: Draft, edit: MarkNotApplicable) -> Draft:
    row = _row(draft, edit.row)
    if not is_benefit(row.level2):
        raise BadInput(f"{row.level2}不能填“不适用”：只有效益类指标可以。", "请填上指标值，或换一条合适的指标。", [row.id])
    reason = edit.reason.strip()
    if not reason:
        raise BadInput("“不适用”要说明理由。", "请写一句为什么本项目没有这类效益。", ["reason"])
    changed = row.with_target(Target(), status="not_applicable", reason=reason, sources=(_user(edit, reason),))
    return _settled(_replaced(draft, changed), row.id)


def _move_tier(draft: Draft, edit: MoveTier) -> Draft:
    row = _row(draft, edit.row)
    standard = _standard(draft)
    level1, level2 = _tier(edit.level2, standard)
    moved = _touched(row, edit, level2, level1=level1, level2=level2, level1_printed=None, level2_printed=None)
    return _inserted(draft.with_rows([r for r in draft.indicators if r.id != row.id]), moved, standard)


def _move_row(draft: Draft, edit: MoveRow) -> Draft:
    row, other = _row(draft, edit.row), _row(draft, edit.before)
    if row.id == other.id:
        return draft
    rows = [r for r in draft.indicators if r.id != row.id]
    rows.insert(next(n for n, r in enumerate(rows) if r.id == other.id), row)
    return draft.with_rows(rows)


def _set_objective(draft: Draft, edit: SetObjective) -> Draft:
    if not edit.text.strip():
        raise BadInput("年度绩效目标不能为空。", "请写一两句本年要做成什么、做到什么程度。", ["objective"])
    return draft.model_copy(update={"objective": edit.text.strip()})


def _set_budget(draft: Draft, edit: SetBudget) -> Draft:
    if not 0 <= edit.budget_wan < float("inf"):
        raise BadInput("预算须是不小于 0 的有限数（万元）。", "请写明金额，例如“500万元”。", ["request.budget_wan"])
    return draft.model_copy(update={"request": draft.request.model_copy(update={"budget_wan": edit.budget_wan})})


def _set_standard(draft: Draft, edit: SetStandard) -> Draft:
    request = draft.request
    if not isinstance(request, Request):
        raise BadInput("涉密项目没有指标，不涉及框架。", "", ["standard"])
    rows = []
    for row in draft.indicators:
        level2 = level2_in(row.level2, edit.standard) if is_cost(row.level2) else row.level2
        rows.append(row.model_copy(update={"level1": level1_of(level2, edit.standard) or row.level1, "level2": level2}))
    rows.sort(key=lambda r: rank(r.level2, edit.standard))
    return draft.with_rows(rows, request=request.model_copy(update={"standard": edit.standard}))


def _answer_question(draft: Draft, edit: AnswerQuestion) -> Draft:
    answer = edit.answer.strip()
    if not answer:
        raise BadInput("回答是空的。", "请写下答案，不清楚的可以先留着。", ["answer"])
    if (row := draft.row(edit.about)) is not None:
        return _answered_row(draft, row, answer, edit.said)
    asked = next((q for q in draft.questions if q.about == edit.about), None)
    if asked is None:
        raise BadInput(f"没有关于“{edit.about}”的待确认问题。", "请按列出的问题回答。", ["about"])
    waiting = [r for r in draft.indicators if r.level2 == edit.about and r.status == "unconfirmed"]
    if waiting:
        return _answered_tier(draft, waiting, asked, answer, edit.said)
    settled = _settled(draft, edit.about)
    if isinstance(draft.request, Request) and (changed := _answered_field(draft.request, edit.about, answer)) is not None:
        settled = settled.model_copy(update={"request": changed})
    if edit.about == ABOUT_SERVED:
        settled = _named_group(settled, answer, edit)
    return settled.model_copy(update={"notes": (*settled.notes, f"{asked.question} 答：{answer}")})


def _answered_row(draft: Draft, row: Indicator, answer: str, said: str) -> Draft:
    """The row with the value the answer gives; a unit cost that waited for just this quantity follows from it."""
    printed = value_in(row, answer, draft.request.fiscal_year)
    changed = _set_target(draft, SetTarget(row=row.id, printed=printed, said=said or answer))
    given = changed.row(row.id) or row
    changed = _replaced(changed, given.model_copy(update={"basis": f"单位答复：“{answer}”"}))
    cost = cost_that_follows(changed, row.id)
    return changed if cost is None else _settled(_replaced(changed, cost), cost.id)


def _answered_tier(draft: Draft, waiting: Sequence[Indicator], asked: Question, answer: str, said: str) -> Draft:
    """Several rows answered at once; those the answer does not speak of stay asked for."""
    for row_id, clause in shared_out(waiting, answer).items():
        draft = _answered_row(draft, _row(draft, row_id), clause, said)
    left = [r for r in draft.indicators if r.level2 == asked.about and r.status == "unconfirmed"]
    listed = "、".join(f"“{r.name}”" for r in left)
    still = (asked.model_copy(update={"question": f"{listed}{'各' if len(left) > 1 else ''}是多少？"}),) if left else ()
    questions = [q for q in draft.questions if q.about != asked.about]
    return draft.model_copy(update={"questions": (*still, *questions)})


def _answered_field(request: Request, about: str, answer: str) -> Request | None:
    """The request with the field an answer fills; None where it fills none."""
    if about == "request.schedule":
        return request.model_copy(update={"schedule": schedule_in(answer)})
    if about == "request.funding":
        return request.model_copy(update={"funding": funding_in(answer, request.budget_wan)})
    if about == "request.purpose":
        return request.model_copy(update={"purpose": answer})
    if about == "request.budget_wan" and (wan := budget_in(answer)) is not None:
        return request.model_copy(update={"budget_wan": wan})
    return None


def _named_group(draft: Draft, answer: str, edit: AnswerQuestion) -> Draft:
    """The satisfaction of “服务对象” renamed to whom the answer says is asked."""
    group = re.sub(r"满意度$|[。；;]$", "", answer)
    if not re.fullmatch(r"[\u4e00-\u9fff、（）()]{2,14}", group):
        raise BadInput("调查对象写得太长。", "请只写是哪些人，例如“参训学员”“来访群众”。", ["answer"])
    rows = [r for r in draft.indicators if r.name == f"{UNNAMED_GROUP}满意度"]
    for row in rows:
        draft = _replaced(draft, _touched(row, edit, answer, name=f"{group}满意度", explanation=row.explanation.replace(UNNAMED_GROUP, group)))
    return draft


_APPLY: dict[type[Operation], Callable[[Draft, Any], Draft]] = {
    SetTarget: _set_target,
    SetField: _set_field,
    Rename: _rename,
    AddRow: _add_row,
    RemoveRow: _remove_row,
    Confirm: _confirm,
    MarkNotApplicable: _mark_not_applicable,
    MoveTier: _move_tier,
    MoveRow: _move_row,
    SetObjective: _set_objective,
    SetBudget: _set_budget,
    SetStandard: _set_standard,
    AnswerQuestion: _answer_question,
}


# --- what they share ---------------------------------------------------------------------------------------------------------------


def _row(draft: Draft, row_id: str) -> Indicator:
    row = draft.row(row_id)
    if row is None:
        raise BadInput(f"草稿里没有编号为“{row_id}”的指标。", "它可能刚被删除，请看最新的草稿。", ["row"])
    return row


def _standard(draft: Draft) -> Standard:
    return draft.request.standard if isinstance(draft.request, Request) else "2015"


def _tier(level2: str, standard: Standard) -> tuple[str, str]:
    name = level2_in(level2, standard)
    level1 = level1_of(name, standard)
    if level1 is None:
        raise BadInput(f"没有“{level2}”这一级指标。", f"{standard} 框架的二级指标是：{'、'.join(tiers(standard))}。", ["level2"])
    return level1, name


def _said_name(name: str) -> str:
    if not name.strip():
        raise BadInput("指标名称是空的。", "请写一个简短的名称，例如“培训人次”。", ["name"])
    if len(name.strip()) > LONGEST_NAME:
        raise BadInput(f"指标名称太长（{len(name.strip())} 字，最多 {LONGEST_NAME} 字）。", "名称写短些，说明放在指标解释里。", ["name"])
    return name.strip()


def _user(edit: Operation, otherwise: str) -> Ground:
    return Ground(kind="user", ref="edit", quote=edit.said.strip() or otherwise)


def _touched(row: Indicator, edit: Operation, otherwise: str, **changes: Any) -> Indicator:
    """The row with changes a person made; an unconfirmed row stays so: a new name does not confirm its value."""
    status = row.status if row.status in ("unconfirmed", "not_applicable") else "edited"
    return row.model_copy(update={**changes, "status": status, "sources": (*row.sources, _user(edit, otherwise))})


def _replaced(draft: Draft, row: Indicator) -> Draft:
    return draft.with_rows([row if r.id == row.id else r for r in draft.indicators])


def _inserted(draft: Draft, row: Indicator, standard: Standard) -> Draft:
    """The draft with the row at the end of its tier."""
    rows, place = list(draft.indicators), rank(row.level2, standard)
    same = [n + 1 for n, r in enumerate(rows) if r.level2 == row.level2]
    before = [n + 1 for n, r in enumerate(rows) if rank(r.level2, standard) <= place]
    rows.insert(max(same or before, default=0), row)
    return draft.with_rows(rows)


def _new_id(draft: Draft, level2: str, name: str) -> str:
    n = 1
    while draft.row(made := stable_id("user", level2, name, n)) is not None:
        n += 1
    return made


def _settled(draft: Draft, about: str) -> Draft:
    return draft.model_copy(update={"questions": tuple(q for q in draft.questions if q.about != about)})


__all__ = ["Edit", "apply", "apply_all", "identified", "target_of"]
