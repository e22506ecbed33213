"""材料 (Material): a brief as quoted text for a model — everything it may rest a row on, each piece under the reference it is cited by.

What others wrote (the description, published rows) is data: it cannot close the quotation it stands in, so no sentence in it becomes an instruction.
Rows of comparables that carry a doubt are not shown, and what is not shown cannot be cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.domain.draft import PreviousIndicator
from assistant.domain.fact import Fact
from assistant.domain.form import RecordIndicator
from assistant.domain.frame import tiers
from assistant.domain.numeral import half_width, print_number
from assistant.domain.pattern import IndicatorPattern
from assistant.drafting.brief import Brief
from assistant.model_loop import quoted

NOTHING = "（无）"
_SHOWN_COMPARABLES = 5
_SHOWN_ROWS = 12
_SHOWN_ENTRIES = 40


@dataclass(frozen=True)
class Material:
    """The slots of the drafting prompt, filled from a brief; and whether a quote is found where it says it is."""

    brief: Brief

    def slots(self) -> dict[str, str]:
        """Slot → text, as `prompts/draft` names them."""
        return {
            "project": self._project(),
            "request": quoted("\n".join(self.said.values())),
            "facts": _lines(_fact(f) for f in self.brief.promises),
            "set_aside": _lines(f"「{f.span.quote}」｜{f.why_not or f.role}" for f in self.brief.understanding.set_aside),
            "comparables": _lines(line for lines in self._published.values() for line in lines),
            "library": _lines(self._entries.values()),
            "previous": _lines(self._previous),
        }

    def holds(self, kind: str, ref: str, quote: str) -> bool:
        """Is a quote found in what was shown under its reference? Sums, money and assumptions quote nothing; their numbers are checked elsewhere."""
        if kind == "description":
            return bool(quote) and any(_plain(quote) in _plain(text) for text in self.said.values())
        if kind == "comparable":
            return any(_pieces_in(quote, line) for line in self._published.get(ref, ()))
        if kind == "library":
            return ref in self._entries and _pieces_in(quote, self._entries[ref])
        if kind == "previous":
            return any(_pieces_in(quote, line) for line in self._previous)
        return kind in ("budget", "derived", "assumption")

    def _project(self) -> str:
        request = self.brief.request
        money = f"{print_number(request.budget_wan)}万元"
        pairs = [
            ("项目", request.project), ("单位", request.organisation), ("年度", str(request.fiscal_year)), ("预算", money),
            ("类型", self.brief.profile.name), ("服务对象", "、".join(self.brief.understanding.groups)),
            ("任务", "、".join(t.no or t.name for t in request.tasks)), ("二级指标", "、".join(tiers(request.standard))),
        ]  # fmt: skip
        return quoted("\n".join(f"{name}：{value}" for name, value in pairs if value))

    @cached_property
    def said(self) -> dict[str, str]:
        """The request's own words by field; a task's parts as one."""
        request = self.brief.request
        said = {"request.description": request.description, "request.purpose": request.purpose or ""}
        for n, task in enumerate(request.tasks):
            money = f"（{print_number(task.budget_wan)}万元）" if task.budget_wan else ""
            parts = (f"{task.no or ''} {task.name}{money}".strip(), task.content, task.goal)
            said[f"request.tasks[{n}]"] = "；".join(part for part in parts if part)
        return {field: text for field, text in said.items() if text}

    @cached_property
    def _published(self) -> dict[str, tuple[str, ...]]:
        shown = {}
        for comparable in self.brief.comparables[:_SHOWN_COMPARABLES]:
            sound = [r for r in comparable.indicators if not r.doubts and r.name][:_SHOWN_ROWS]
            shown[comparable.id] = tuple(quoted(f"{comparable.id}｜{comparable.project}｜{_printed(r)}") for r in sound)
        return shown

    @cached_property
    def _entries(self) -> dict[str, str]:
        return {p.id: quoted(_entry(p, self.brief)) for p in self.brief.patterns[:_SHOWN_ENTRIES]}

    @cached_property
    def _previous(self) -> tuple[str, ...]:
        previous = self.brief.request.previous
        return tuple(quoted(_last_year(row)) for row in previous.indicators) if previous else ()


def _lines(lines: Iterable[str]) -> str:
    return quoted("\n".join(lines)) or NOTHING


def _fact(fact: Fact) -> str:
    parts = [fact.id, f"原话「{fact.span.quote}」", f"{fact.name or fact.object} {fact.target.printed()}", fact.level2 or "", fact.task or ""]
    return "｜".join(part for part in (*parts, f"算式 {fact.computation}" if fact.computation else "") if part)


def _printed(row: RecordIndicator) -> str:
    return "｜".join(part for part in (row.level2, row.name, row.target) if part)


def _entry(pattern: IndicatorPattern, brief: Brief) -> str:
    units = f"单位 {'/'.join(pattern.units)}" if pattern.units else ""
    usual = f"常用值 {pattern.comparator}{print_number(pattern.usual.value)}，出处「{pattern.usual.quote}」" if pattern.usual else ""
    return "｜".join(part for part in (pattern.id, brief.tier(pattern.level2), brief.named(pattern), units, usual, pattern.qualitative) if part)


def _last_year(row: PreviousIndicator) -> str:
    value = "" if row.value is None else f"{row.comparator or ''}{row.value}{row.unit or ''}"
    actual = f"实际 {row.actual}" if row.actual is not None else ""
    return "｜".join(part for part in (row.level2, row.name, row.target or value, actual) if part)


def _plain(text: str) -> str:
    return re.sub(r"[\s,。;「」]+", "", half_width(text))


def _pieces_in(quote: str, line: str) -> bool:
    pieces = [_plain(piece) for piece in re.split(r"[\s｜|:：]+", quote) if _plain(piece)]
    return bool(pieces) and all(piece in _plain(line) for piece in pieces)
