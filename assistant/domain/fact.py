"""事实 (Fact): what a clerk's plain words say, each with the exact words it came from.

A Fact is either a promise (`role` "target") that a draft must carry, or a number set aside with the reason why it is none
(history, document number, plan year, budget …): nothing numeric in the text goes unaccounted for.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.domain.form import Frozen
from assistant.domain.target import Comparator, Target

FactRole = Literal[
    "target",  # a promise: becomes an indicator
    "budget",  # the budget or a part of it
    "history",  # 去年, 上年, 目前, 现有: what was, not what will be
    "document",  # 文号, 文件年份
    "contact",  # telephone, hotline
    "address",  # floor, room, house number
    "plan",  # plan years and multi-year totals (十四五, 到2030年)
    "condition",  # who or what is meant (65岁以上老人, 200人的村): limits, not promises
    "project_name",  # a number that is part of a name (一期, 二手, 第八届)
    "other",
]


class Span(Frozen):
    """Words of a request: `field` says where (“request.description”, “request.tasks[0].goal”), [start, end) in characters of that text."""

    field: str = "request.description"
    start: int = 0
    end: int = 0
    quote: str = ""


class Fact(Frozen):
    """One statement with a value. `level2` is the tier it belongs to, `level2_alternatives` others a fair reviewer accepts.

    `name`: the indicator name it suggests, a short noun phrase (培训期数). `object`: the thing counted (培训班). `computation` shows a product
    or sum in full (“4期×50人=200人次”) and `parts` the ids it was made from. `deadline_of`: for a day, what is due then.
    `ask`: a question the fact raises itself (an ambiguous day), in Chinese.
    """

    id: str
    span: Span
    role: FactRole = "target"
    why_not: str | None = None
    object: str = ""
    name: str = ""
    comparator: Comparator | None = None
    value: float | int | str | tuple[float, float] | None = None
    unit: str = ""
    approximate: bool = False
    level2: str | None = None
    level2_alternatives: tuple[str, ...] = ()
    activity: int | None = None
    task: str | None = None
    group: str | None = None
    computation: str | None = None
    parts: tuple[str, ...] = ()
    ask: str | None = None

    @property
    def target(self) -> Target:
        return Target(comparator=self.comparator, value=self.value, unit=self.unit, approximate=self.approximate)


class Activity(Frozen):
    """活动: something the money pays for: a verb, its object, the words, whom it serves."""

    index: int
    verb: str
    object: str
    span: Span
    group: str | None = None
    task: str | None = None


class Secrecy(Frozen):
    """Why a project counts as confidential (涉密): the flag, or the word found."""

    by: Literal["flag", "word"]
    word: str = ""


class ProjectType(Frozen):
    """项目类型 with how sure we are (0..1) and the words that say so."""

    name: str
    score: float
    words: tuple[str, ...] = ()


class Understanding(Frozen):
    """Everything read out of a request: promises, numbers set aside, activities, groups served, types, secrecy."""

    facts: tuple[Fact, ...] = ()
    set_aside: tuple[Fact, ...] = ()
    activities: tuple[Activity, ...] = ()
    groups: tuple[str, ...] = ()
    project_types: tuple[ProjectType, ...] = ()
    secrecy: Secrecy | None = None
    notes: tuple[str, ...] = Field(default=())

    @property
    def project_type(self) -> str | None:
        return self.project_types[0].name if self.project_types else None
