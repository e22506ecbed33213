"""范围 (Scope): what a sum is about — the whole project, or one task with its own money — and the quantities that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.fact import Fact
from assistant.domain.frame import QUANTITY
from assistant.domain.indicator import Indicator
from assistant.domain.names import bigrams
from assistant.domain.numeral import print_number
from assistant.drafting.brief import Brief
from assistant.drafting.sheet import Sheet

EVENTS = ("场", "场次", "次", "期", "批", "班次", "届")
HEADS = ("人次", "人", "名", "户", "位")
GOODS = ("台", "套", "件", "辆", "台套", "部", "组")
ANY_THING = ("个", "项", "件", "次")
"""Units that say nothing of what is counted."""
MADE = re.compile(r"新建|购置|采购|建设|安装|更换|改造|维修")
NOT_BOUGHT = ("time", "month", "workday", "money")
"""Kinds of quantity no unit cost is per: days and money."""
COUNT_WORD = re.compile(r"(?:总?人次|人数|期数|总?次数|总?场次|批次|数量|(?<!农)户数|栋数|座数|家数|里程|长度|个数|天数|数|面积)$")
_MEANS = {"人次": "人均", "人": "人均", "名": "人均", "位": "人均", "户": "户均", "场": "场均", "场次": "场均", "次": "次均", "期": "期均"}
_PART_OF = re.compile(r"其中|[(（]|包?含")
GENERIC = bigrams("项目 工作 经费 活动 服务 建设 管理 专项 补助 资金 年度 任务 重点 综合 开展 组织")


@dataclass(frozen=True)
class Scope:
    """`title`: the project's or task's name; `budget_wan` its money (万元); `task` the task's key, None for the project."""

    task: str | None
    budget_wan: float
    title: str

    @property
    def words(self) -> frozenset[str]:
        """The telling character pairs of the title."""
        return bigrams(self.title) - GENERIC


def scopes(brief: Brief) -> list[Scope]:
    """The project, or each task that has money of its own."""
    request = brief.request
    tasks = [Scope(t.no or t.name, t.budget_wan, t.name) for t in request.tasks if t.budget_wan]
    return tasks or [Scope(None, request.budget_wan, request.project)]


def counts(sheet: Sheet, scope: Scope) -> list[Indicator]:
    """The counts of a scope that the words promise."""
    return [r for r in sheet.under(QUANTITY, scope.task) if isinstance(r.value, int | float) and r.unit and sheet.fact_of(r)]


def quantities(sheet: Sheet, scope: Scope, brief: Brief) -> list[Indicator]:
    """The counts of a scope, those said to be part of another (其中, 含) or adding up to it left out."""
    rows = counts(sheet, scope)
    told = [(r, fact) for r in rows if (fact := sheet.fact_of(r)) is not None]
    return [r for r, fact in told if not (_PART_OF.search(_before(fact, brief)) and _has_whole(r, rows)) and not _within(r, rows)]


def parallel(rows: Sequence[Indicator]) -> list[Indicator]:
    """Counts of one event unit held in several forms (线下8场, 线上12场): two to four with like names; else nothing."""
    for unit in dict.fromkeys(r.unit for r in rows if r.unit in EVENTS):
        same = [r for r in rows if r.unit == unit]
        if 2 <= len(same) <= 4 and shared_word(same):
            return same
    return []


def heads_of_one_kind(rows: Sequence[Indicator]) -> list[Indicator]:
    """People or households of one kind told in parts (机构托养35人, 居家托养60人): two to four of one unit whose names end alike; else nothing."""
    for unit in dict.fromkeys(r.unit for r in rows if r.unit in ("人", "名", "位", "户")):
        same = [r for r in rows if r.unit == unit]
        if 2 <= len(same) <= 4 and shared_ending(same):
            return same
    return []


def shared_ending(rows: Sequence[Indicator]) -> str:
    """The noun that the names of several counts end on, the word of counting aside: 托养 of 机构托养人数 and 居家托养人数. Blank where they share less than two characters."""
    stems = [COUNT_WORD.sub("", re.sub(r"[\d\-—–~至]+岁|百岁", "岁", r.name)) for r in rows]
    shared = next((stems[0][n:] for n in range(len(stems[0])) if all(stem.endswith(stems[0][n:]) for stem in stems)), "")
    return shared if len(shared) > 1 and any(stem != shared for stem in stems) else ""


def shared_word(rows: Sequence[Indicator]) -> str:
    """What several counts are all of: the longest words their names share (演练); 招聘会 is shared by 招聘会 and 直播带岗. Blank where nothing is."""
    for kin, word in _KIN:
        if all(any(k in r.name for k in kin) for r in rows):
            return word
    return ""


_KIN: tuple[tuple[tuple[str, ...], str], ...] = (
    (("招聘", "带岗"), "招聘会"),
    (("演练",), "演练"),
    (("培训", "讲座", "轮训"), "培训"),
    (("演出", "文艺", "展演"), "演出"),
    (("放映", "电影"), "放映"),
    (("宣传", "宣讲", "讲座"), "宣传活动"),
    (("检查", "巡查", "抽查"), "检查"),
    (("活动", "比赛", "赛事", "沙龙"), "活动"),
)


def values(rows: Iterable[Indicator]) -> list[float]:
    return [float(r.value) for r in rows if isinstance(r.value, int | float)]


def cost_name(thing: str, unit: str) -> str:
    """The name of a thing's cost per unit: 人均培训成本, 户均改造成本 before the thing; 演练次均成本, 路灯单位成本 behind it."""
    means = _MEANS.get(unit, "单位")
    if unit in (*HEADS, "户"):
        return f"{thing}成本" if thing.startswith(means) else f"{means}{thing}成本"
    return f"{thing}{means}成本"


def bare(unit: str) -> str:
    """A unit without its scale word: 万人次 → 人次."""
    return unit.lstrip("十百千万亿") or unit


def figure(row: Indicator) -> str:
    """A row's value as a sum shows it: 200人次."""
    return "".join(print_number(v) for v in values([row])) + row.unit


def clause_of(fact: Fact | None, brief: Brief) -> str:
    """The clause of the description a fact stands in, up to the fact's end."""
    if fact is None or fact.span.field != "request.description":
        return ""
    text = brief.request.description
    start = max((text.rfind(mark, 0, fact.span.start) for mark in "，,。；;"), default=-1) + 1
    return text[start : fact.span.end]


def _before(fact: Fact, brief: Brief) -> str:
    if fact.span.field != "request.description":
        return ""
    return brief.request.description[max(0, fact.span.start - 3) : fact.span.start]


def _has_whole(row: Indicator, rows: Sequence[Indicator]) -> bool:
    """Is there a count of the same unit the row can be a part of?"""
    return any(r is not row and r.unit == row.unit and values([r]) > values([row]) for r in rows)


def _within(row: Indicator, rows: Sequence[Indicator]) -> bool:
    """Is the row one of several that add up to another row of the same unit?"""
    same = [r for r in rows if r.unit == row.unit]
    return len(same) > 2 and any(sum(values(same)) - v == v and r is not row for r, v in zip(same, values(same), strict=True))
