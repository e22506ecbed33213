"""采纳 (acceptance): what stands in its way, and the waivers (豁免) by which a named person lets a finding stand. Pure.

A waiver names the rule and what the person saw: the row, or the finding's own words where it is about the whole form. When that changes the
waiver falls and the finding is open again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from assistant.domain.draft import Draft, row_digest
from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding, Waiver
from assistant.domain.indicator import Indicator

SYSTEM = "system"
"""Who a deed is by when no person did it. Not a name a person may accept under."""
LONGEST_NAME = 60


def named(by: str) -> str:
    """The person's name, or BadInput: acceptance is an event only a named person can make."""
    name = " ".join(by.split())
    if not name or name.casefold() == SYSTEM or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput("需要写明是谁采纳的。", "请给出经办人的姓名（--by 姓名）。", ["by"])
    return name


def seen(draft: Draft, finding: Finding) -> str:
    """A digest of what a person looked at when waiving this finding."""
    row = _row(draft, finding)
    return row_digest(row) if row is not None else hashlib.blake2b(finding.message.encode(), digest_size=8).hexdigest()


def waiver(draft: Draft, finding: str, reason: str, by: str) -> Waiver:
    """The waiver of one finding of the draft, named by its id (or by its rule, where that has one open finding). Raises BadInput."""
    named_so = [f for f in draft.findings if f.id == finding] or [f for f in draft.findings if f.rule == finding and f.waived is None]
    if len(named_so) != 1:
        known = "、".join(f.id for f in draft.findings if f.open_error) or "无"
        why = "没有这条意见" if not named_so else "这条规则有不止一条意见"
        raise BadInput(f"不能豁免“{finding}”：{why}。", f"请写意见的编号；当前未处理的错误：{known}。", ["waive"])
    if not reason.strip():
        raise BadInput("豁免要写明理由。", "请写一句为什么这样填是对的，例如“按合同分两年支付”。", ["reason"])
    return Waiver(finding=named_so[0].id, rule=named_so[0].rule, reason=reason.strip(), by=named(by), row=seen(draft, named_so[0]))


def with_waivers(draft: Draft, findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """The findings, waived where a waiver of that rule still fits what it was given for. Waivers written into the findings themselves count for nothing."""
    held = {(w.rule, w.row): w for w in waivers}
    return tuple(f.model_copy(update={"waived": held.get((f.rule, seen(draft, f)))}) for f in findings)


def waiving(draft: Draft, given: Waiver) -> Draft:
    """The draft with one waiver more."""
    return draft.model_copy(update={"findings": with_waivers(draft, draft.findings, (*waivers_in(draft), given))})


def waivers_in(draft: Draft) -> tuple[Waiver, ...]:
    """The waivers a draft's findings carry."""
    return tuple(f.waived for f in draft.findings if f.waived is not None)


def reasons_against(draft: Draft) -> list[str]:
    """Every reason why the draft cannot be accepted as it stands, in the order a person would meet them; empty where it can."""
    if draft.confidential:
        return ["涉密项目不在本系统内采纳，请按保密规定办理"]
    if not draft.indicators:
        return ["一条指标也没有"]
    waiting = [f"“{row.name or row.level2}”还待确认" for row in draft.indicators if _waits(row)]
    empty = [f"“{row.name or row.level2}”没有指标值" for row in draft.indicators if row.is_blank and not _waits(row)]
    errors = [f"{_about(f)}{f.message.rstrip('。')}（意见 {f.id}）" for f in draft.findings if f.open_error]
    return waiting + empty + errors


def _waits(row: Indicator) -> bool:
    """待确认: by its status, or because what the machine proposed rests on nothing but an assumption."""
    assumed = row.status == "proposed" and bool(row.sources) and all(g.kind == "assumption" for g in row.sources)
    return row.status == "unconfirmed" or assumed


def _about(finding: Finding) -> str:
    return f"“{finding.indicator}”" if finding.indicator and finding.indicator not in finding.message else ""


def _row(draft: Draft, finding: Finding) -> Indicator | None:
    if finding.index is not None and 0 <= finding.index < len(draft.indicators):
        return draft.indicators[finding.index]
    return None
