"""提议 (Proposal): a model's rows as heard, each either sound or with the reason why not; asked again, only the unsound ones change.

    Listener(brief, material).hear(answer, kept) → Heard(Proposed, complaints)        for `model_loop.ask_until`

A row is sound when its tier is one of the standard, its value can be read, what it cites is in the material, and its number is carried by what it
cites (`assistant.evidence`) — and is not one of the numbers understood as no promise (去年, 文号), nor another unit's count or day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from assistant.domain.fact import Fact
from assistant.domain.figure import find_figures
from assistant.domain.frame import is_benefit, tiers
from assistant.domain.indicator import Indicator
from assistant.domain.target import Target, read_unit
from assistant.drafting.answer import AskedBack, RowAnswer, UnusedTier, indicator_of, target_of, tier_of, what_is_wrong
from assistant.drafting.brief import Brief
from assistant.drafting.material import Material
from assistant.evidence import Evidence
from assistant.model_loop import Complaint, Heard, first_object

_BORROWED_KINDS = {"comparable", "library"}
_SHARES = ("%", "‰")
_LEAVE_BLANK = "没有别的依据就把 value 留空，把要问单位的话写进 question"


@dataclass(frozen=True)
class Proposal:
    """One row a model proposed. `row` is None where not even its tier and name could be read; `fault` says why it is not sound, in words for a
    person, `mend` what the model should do about it."""

    key: str
    row: Indicator | None
    fault: str | None = None
    mend: str = ""
    question: str = ""

    @property
    def complaint(self) -> Complaint:
        return Complaint(self.label, "，".join(filter(None, (self.fault, self.mend))))

    @property
    def label(self) -> str:
        return f"第{self.key}行 {self.row.name}" if self.row else f"第{self.key}行"


@dataclass(frozen=True)
class Proposed:
    """All that was kept of a model's answers so far."""

    proposals: tuple[Proposal, ...] = ()
    objective: str = ""
    unused: tuple[UnusedTier, ...] = ()
    questions: tuple[AskedBack, ...] = ()

    @property
    def sound(self) -> list[Proposal]:
        return [p for p in self.proposals if p.row is not None and p.fault is None]

    @property
    def unsound(self) -> list[Proposal]:
        return [p for p in self.proposals if p.fault is not None]


class Listener:
    """Reads a model's answers about one brief."""

    def __init__(self, brief: Brief, material: Material) -> None:
        self._brief = brief
        self._material = material
        self._tiers = tiers(brief.standard)

    def hear(self, answer: str, kept: Proposed | None) -> Heard[Proposed]:
        """What is kept after this answer, and what to tell the model about it."""
        found = first_object(answer)
        rows = found.get("rows") if found else None
        if found is None or not isinstance(rows, list):
            return Heard(kept, (Complaint("", "没有找到带 rows 的 JSON 对象"),))
        if not rows and kept is None:
            return Heard(None, (Complaint("rows", "是空的，请按事实逐条写出指标行"),))
        read = _merged(kept.proposals if kept else (), self._checked([self._read(n, row) for n, row in enumerate(rows, 1)], kept))
        if not any(p.row for p in read):
            return Heard(kept, tuple(p.complaint for p in read))
        objective = _text(found.get("objective")) or (kept.objective if kept else "")
        proposed = Proposed(
            proposals=read,
            objective=objective,
            unused=self._unused(found.get("not_applicable")) or (kept.unused if kept else ()),
            questions=tuple(_each(AskedBack, found.get("questions"))) or (kept.questions if kept else ()),
        )
        faults = [p.complaint for p in proposed.unsound]
        if strange := strange_figures(objective, [p.row for p in proposed.sound if p.row], self._brief):
            faults.append(Complaint("objective", f"其中的“{'、'.join(strange)}”在申请和各行里都没有"))
        return Heard(proposed, tuple(faults))

    def _read(self, number: int, row: Any) -> Proposal:
        try:
            said = RowAnswer.model_validate(row)
        except ValidationError as error:
            key = str(row.get("key") or number) if isinstance(row, dict) else str(number)
            return Proposal(key[:12], None, "这一行不合格式", what_is_wrong(error))
        key = said.key or str(number)
        level2 = tier_of(said.level2, self._brief.standard)
        if level2 is None:
            return Proposal(key, None, f"“{said.name}”归在“{said.level2}”，没有这个二级指标", f"level2 只能用：{'、'.join(self._tiers)}")
        target = target_of(said, self._brief.request.fiscal_year)
        if target is None:
            unread = indicator_of(
                said.model_copy(update={"value": "", "grounds": ()}), level2, Target(comparator=said.comparator, unit=read_unit(said.unit))
            )
            return Proposal(key, unread, f"指标值“{said.value}”读不成数", "value 应是一个数、一个日期（2023-10-31）或范围（3~5）", said.question)
        return Proposal(key, indicator_of(said, level2, target), question=said.question)

    def _checked(self, proposals: list[Proposal], kept: Proposed | None) -> list[Proposal]:
        """The rows with their faults; a sum may take an operand from any row of this answer or a sound one of an earlier."""
        rows = [p.row for p in (*(kept.sound if kept else ()), *proposals) if p.row is not None and p.fault is None]
        evidence = Evidence(self._brief.request, self._brief.comparables, rows)
        return [p if p.fault or p.row is None else self._weighed(p, p.row, evidence) for p in proposals]

    def _weighed(self, proposal: Proposal, row: Indicator, evidence: Evidence) -> Proposal:
        found = tuple(g for g in row.sources if self._material.holds(g.kind, g.ref, g.quote))
        row = row.model_copy(update={"sources": found})
        fault, mend = self._fault(row, proposal, evidence)
        return replace(proposal, row=row, fault=fault, mend=mend)

    def _fault(self, row: Indicator, proposal: Proposal, evidence: Evidence) -> tuple[str | None, str]:
        """(what is wrong, what would mend it), (None, "") for a sound row."""
        if row.value is None:
            return None, ""
        cited = proposal.row.sources if proposal.row else ()
        if not row.sources:
            return ("引用的话在材料里找不到", "quote 请逐字摘抄") if cited else ("没有依据", "请写 grounds")
        if all(g.kind == "assumption" for g in row.sources):
            return "没有依据，只是建议", _LEAVE_BLANK
        if complaint := evidence.complaint(row):
            return complaint, _LEAVE_BLANK
        if excluded := self._no_promise(row):
            return f"“{excluded.span.quote}”不是本年指标（{excluded.why_not or excluded.role}）", "不能用作指标值"
        if all(g.kind in _BORROWED_KINDS for g in row.sources) and row.aim.is_numeric and not row.unit.startswith(_SHARES):
            return "别的单位的数量、金额和时限不能照抄，只有比率可以参考", _LEAVE_BLANK
        return None, ""

    def _no_promise(self, row: Indicator) -> Fact | None:
        """The number set aside that this row would promise, where no promise has the same value."""
        if row.aim.scaled is None or any(g.kind not in ("description", "assumption") for g in row.sources):
            return None
        same = [f for f in (*self._brief.understanding.set_aside, *self._brief.promises) if f.target.scaled == row.aim.scaled]
        aside = [f for f in same if f.role != "target" and any(f.span.quote in g.quote or g.quote in f.span.quote for g in row.sources)]
        return aside[0] if aside and not any(f.role == "target" for f in same) else None

    def _unused(self, said: object) -> tuple[UnusedTier, ...]:
        read = ((tier_of(u.level2, self._brief.standard), u) for u in _each(UnusedTier, said))
        return tuple(u.model_copy(update={"level2": name}) for name, u in read if name and is_benefit(name))


def strange_figures(text: str, rows: Iterable[Indicator], brief: Brief) -> list[str]:
    """The figures of a text that neither the request's words, nor its money, nor a row has."""
    said = [brief.text, *(r.printed() for r in rows)]
    known = {f.scaled for words in said for f in find_figures(words)} | {wan * 10000 for wan in Evidence(brief.request).money}
    return [text[f.start : f.end] for f in find_figures(text) if not any(math.isclose(f.scaled, k, rel_tol=1e-6) for k in known)]


def _merged(kept: tuple[Proposal, ...], fresh: list[Proposal]) -> tuple[Proposal, ...]:
    """Rows by key: a fresh one takes the place of one that failed; a sound one gives way only to a sound one."""
    rows = {p.key: p for p in kept}
    seen: set[str] = set()
    for n, proposal in enumerate(fresh, 1):
        key = proposal.key if proposal.key not in seen else f"{proposal.key}.{n}"
        seen.add(key)
        before = rows.get(key)
        if before is None or before.fault or proposal.fault is None:
            rows[key] = replace(proposal, key=key)
    return tuple(rows.values())


def _text(value: object) -> str:
    return value.strip()[:800] if isinstance(value, str) else ""


def _each(kind: type[Any], said: object) -> list[Any]:
    """The parts of a list that are what they should be; the others are dropped, nothing rests on them."""
    read = []
    for part in said if isinstance(said, list) else ():
        try:
            read.append(kind.model_validate(part))
        except ValidationError:
            continue
    return read[:5]
