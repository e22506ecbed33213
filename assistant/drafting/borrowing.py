"""借鉴 (borrowing): values of comparable published projects, taken only from rows nothing is wrong with, and only where scale does not matter.

A published count belongs to the project that published it; a rate or a service time can be held up to another. The value taken is the middle of
what the comparables print, and the draft says of how many. Names are never carried over with a foreign noun in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.form import Comparable, Record, RecordIndicator
from assistant.domain.frame import QUALITY, SERVED_SATISFACTION, SOCIAL, level2_in, level2_of
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.names import bigrams, likeness
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import Target
from assistant.drafting.brief import Brief
from assistant.drafting.scope import GENERIC
from assistant.rules.checking import check_record
from assistant.understanding.project_type import project_types

_SAME_THING = 0.5
_SCALE_FREE = ("%",)
_NAME = re.compile(r"[\u4e00-\u9fff]{4,14}")
_COMMON = bigrams(
    "合格率 验收合格率 完成率 及时率 达标率 覆盖率 知晓率 准确率 出勤率 办结率 满意度 服务对象 群众满意度 受益群众满意度 社会公众满意度 工作人员满意度 "
    "质量合格率 通过率 完好率 正常率 整改率 使用率 利用率 参与率 普及率 发放及时率 发放准确率 参训人员 培训人员 项目验收 工程验收 按时完成率"
)


class Precedent(NamedTuple):
    """A sound row of a comparable, with the value it prints."""

    comparable: Comparable
    row: RecordIndicator
    level2: str
    target: Target

    def ground(self) -> Ground:
        return Ground(kind="comparable", ref=self.comparable.id, quote=f"{self.row.name} {self.row.target}")


class Lender:
    """What the comparables of a brief lend; their rows are gone through once."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._rows = tuple(_sound_rows(brief))

    def value(self, pattern: IndicatorPattern, name: str) -> tuple[Target, Ground, str] | None:
        """The middle of what the comparables print for this entry, its ground, and a phrase that says of how many; None where none prints it."""
        level2 = self._brief.tier(pattern.level2)
        bare = pattern.name.replace("{object}", "").replace("{group}", "")
        found = [
            p
            for p in self._rows
            if p.level2 == level2
            and p.target.comparator in (pattern.comparator, "=")
            and p.target.unit in _SCALE_FREE
            and p.target.unit in pattern.units
            and max(likeness(p.row.name, name), likeness(p.row.name, bare), _rate_alike(p.row.name, bare)) >= _SAME_THING
        ]
        return _middle(found, pattern.comparator)

    def row(self, level2: str) -> Indicator | None:
        """A whole row for a tier the library has nothing for: a sound rate of the nearest comparable whose name holds no foreign noun."""
        own = bigrams(self._brief.text) | _COMMON
        for p in self._rows:
            if p.level2 != level2 or p.target.unit not in _SCALE_FREE or level2_in(level2, "2015") not in (QUALITY, SOCIAL, SERVED_SATISFACTION):
                continue
            if _NAME.fullmatch(p.row.name) and bigrams(p.row.name) <= own and not any(word in p.row.name for word in ("预算", "资金", "执行")):
                row = Indicator(level2=level2, name=p.row.name, sources=(p.ground(),), basis=f"参照可比项目“{p.comparable.project}”的取值")
                return row.with_target(p.target.model_copy(update={"comparator": "≥" if p.target.comparator == "=" else p.target.comparator}))
        return None


def _sound_rows(brief: Brief) -> Iterator[Precedent]:
    """Every sound row of the comparables, nearest project first."""
    for comparable in brief.comparables:
        if comparable.doubts or not _akin(comparable, brief):
            continue
        faulty = _faulty(comparable, brief)
        for n, row in enumerate(comparable.indicators):
            level2 = level2_of(row.level2)
            if level2 is None or row.doubts or not row.target or n in faulty:
                continue
            target = Target.read(row.target, comparable.fiscal_year or brief.request.fiscal_year)
            if _sound(row, level2, target):
                yield Precedent(comparable, row, level2_in(level2, brief.standard), target)


def _akin(comparable: Comparable, brief: Brief) -> bool:
    """Is a comparable about the same kind of thing: a name with a telling word of this project, or one of its types? Near in a search is not yet that."""
    if (bigrams(comparable.project) - GENERIC) & bigrams(brief.request.project):
        return True
    mine = {brief.profile.name, *(t.name for t in brief.understanding.project_types[:2])} - {brief.general.name}
    return any(t.name in mine for t in project_types("", comparable.project)[:1])


def _faulty(comparable: Comparable, brief: Brief) -> set[int]:
    """The rows of a comparable that a rule finds an error or a warning in."""
    if brief.law is None:
        return set()
    record = Record(
        id=comparable.id,
        project=comparable.project,
        organisation=comparable.organisation,
        region=comparable.region,
        fiscal_year=comparable.fiscal_year,
        budget_wan=comparable.budget_wan,
        indicators=comparable.indicators,
    )
    return set(check_record(record, brief.law))


def _middle(found: list[Precedent], comparator: str) -> tuple[Target, Ground, str] | None:
    one_each = {p.comparable.id: p for p in reversed(found)}
    ranked = sorted(one_each.values(), key=lambda p: (p.target.number or 0.0, p.comparable.id))
    if not ranked:
        return None
    middle = ranked[(len(ranked) - 1) // 2]
    low, high = ranked[0].target.printed(), ranked[-1].target.printed()
    among = f"{len(ranked)}个可比项目的中位值" + (f"（{low}至{high}）" if low != high else "")
    says = f"参照{among}，取自“{middle.comparable.project}”" if len(ranked) > 1 else f"参照可比项目“{middle.comparable.project}”的取值"
    return middle.target.model_copy(update={"comparator": comparator}), middle.ground(), says


def _rate_alike(a: str, b: str) -> float:
    """Rates of one kind are alike whatever they are of: 学员满意度 and 参训学员满意度, 设备验收合格率 and 验收合格率."""
    return _SAME_THING if a.endswith("满意度") and b.endswith("满意度") else 0.0


def _sound(row: RecordIndicator, level2: str, target: Target) -> bool:
    """Fit to be held up as an example: a number with a unit, in a fitting tier, a rate of at most 100 % that is not trivially all of it by ≥."""
    if target.number is None or not target.unit or target.comparator is None:
        return False
    if target.unit == "%" and not (0 < target.number < 100 or (target.number == 100 and target.comparator == "=")):
        return False
    rate = re.search(r"[率度]$", row.name) is not None
    return rate == (target.unit == "%") and level2_of(row.name) in (None, level2, QUALITY) and not re.search(r"\d", row.name)
