"""例 (example): the small language in which a rule's page writes a form, and in which its examples are executed.

    项目：基层统计人员业务培训            年度：2025        预算：64.8       框架：2021       单位：某市统计局
    说明：…                              目标：…           资金：财政 400，其他 200，合计 600
    计划：3月底 15，6月底 50              任务：任务一 法治宣传｜内容｜12｜目标       合计：基本支出 300
    可比：某县培训｜培训期数=≥4期；参训人次=≥200人次
    上年：数量指标｜培训人数｜≥150人       涉密：是           印刷：是（值与单位同格，像一张已公开的表）
    自评：是  执行：29.5  执行率：98.3  执行率得分：9.83  总分：97  问题：…  措施：…（一张自评表，行后再加 ｜完成值｜得分｜原因）
    数量指标｜培训人数｜≥200人｜说明｜依据｜权重

A row needs its tier, name and value; explanation, ground and weight may follow. Project, year and budget have defaults, so that an example shows only what matters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.domain.draft import Draft, Previous, PreviousIndicator, Request
from assistant.domain.form import Comparable, Form, Funding, PrintedIndicator, Project, RecordIndicator, Task, Total
from assistant.domain.frame import Standard, level1_of, level2_of
from assistant.domain.indicator import Indicator
from assistant.domain.target import Target
from assistant.rules.subject import Subject

_KEYS = (
    "项目",
    "年度",
    "预算",
    "框架",
    "单位",
    "说明",
    "目标",
    "资金",
    "计划",
    "任务",
    "合计",
    "上年",
    "涉密",
    "印刷",
    "部门",
    "自评",
    "执行",
    "执行率",
    "执行率得分",
    "总分",
    "问题",
    "措施",
    "可比",
)
_FUNDING = {"财政": "fiscal_wan", "其他": "other_wan", "合计": "total_wan"}


def read_example(text: str) -> Subject:
    """The subject an example describes."""
    said: dict[str, list[str]] = {}
    rows: list[list[str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        key, _, value = line.partition("：")
        if key in _KEYS:
            said.setdefault(key, []).append(value.strip())
        else:
            rows.append([cell.strip() for cell in line.split("｜")])
    if "自评" in said:
        return _evaluated_subject(said, rows)
    return _printed_subject(said, rows) if "印刷" in said else Subject.of_draft(read_example_draft(text))


def read_example_draft(text: str) -> Draft:
    """The same as a draft, for examples that are drafts."""
    said: dict[str, list[str]] = {}
    rows: list[Indicator] = []
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    for line in lines:
        key, _, value = line.partition("：")
        if key in _KEYS:
            said.setdefault(key, []).append(value.strip())
    year = int(_one(said, "年度", "2025"))
    standard: Standard = "2021" if _one(said, "框架", "2015") == "2021" else "2015"
    for n, line in enumerate(line for line in lines if line.partition("：")[0] not in _KEYS):
        rows.append(_row([c.strip() for c in line.split("｜")], n, year, standard))
    request = Request(
        project=_one(said, "项目", "业务培训"),
        organisation=_one(said, "单位", "某县人社局"),
        fiscal_year=year,
        budget_wan=float(_one(said, "预算", "20")),
        description=_one(said, "说明", "按计划开展业务工作。"),
        standard=standard,
        kind="department" if "部门" in said else "project",
        confidential="涉密" in said,
        funding=_funding(said),
        schedule=dict(map(_pair, _list(said, "计划"))) or None,
        tasks=tuple(_task(t) for t in said.get("任务", [])),
        totals=tuple(Total(label=k, value_wan=v) for k, v in map(_pair, said.get("合计", []))),
        previous=_previous(said, year),
    )
    comparables = tuple(map(_comparable, said.get("可比", [])))
    return Draft(request=request, objective=_one(said, "目标", ""), indicators=tuple(rows), comparables=comparables)


def _comparable(text: str) -> Comparable:
    project, _, rows = text.partition("｜")
    indicators = tuple(RecordIndicator(name=name, target=target) for name, _, target in (row.partition("=") for row in re.split("[；;]", rows)))
    return Comparable(id=project, project=project, score=1, indicators=indicators)


def _row(cells: list[str], n: int, year: int, standard: Standard) -> Indicator:
    level2, name, printed, explanation, basis, weight = (cells + [""] * 6)[:6]
    aim = Target.read(printed, year)
    return Indicator(id=f"r{n + 1}", level1=level1_of(level2_of(level2), standard) or "", level2=level2, name=name, comparator=aim.comparator, value=aim.value,
                     unit=aim.unit, target=printed, explanation=explanation, basis=basis, weight=float(weight) if weight else None)  # fmt: skip


def _printed_subject(said: dict[str, list[str]], rows: list[list[str]]) -> Subject:
    name = _one(said, "项目", "业务培训")
    project = Project(
        name=name, budget_wan=float(_one(said, "预算", "20")), objective=_one(said, "目标", "") or None, purpose=_one(said, "说明", "") or None
    )
    return Subject.of_form(
        Form(
            form_kind="项目目标表",
            fiscal_year=int(_one(said, "年度", "2025")),
            projects=(project,),
            indicators=tuple(_printed_row(name, c) for c in rows),
        )
    )[0]


def _evaluated_subject(said: dict[str, list[str]], rows: list[list[str]]) -> Subject:
    name = _one(said, "项目", "业务培训")
    project = Project(
        name=name,
        budget_wan=float(_one(said, "预算", "20")),
        spent_wan=_number(said, "执行"),
        execution_rate=_number(said, "执行率"),
        problems=_one(said, "问题", "") or None,
        rectification=_one(said, "措施", "") or None,
    )
    form = Form(
        form_kind="项目自评表",
        fiscal_year=int(_one(said, "年度", "2025")),
        projects=(project,),
        indicators=tuple(_printed_row(name, c) for c in rows),
        execution_score=_number(said, "执行率得分"),
        total=_number(said, "总分"),
    )
    return replace(Subject.of_form(form)[0], previous=_previous(said, form.fiscal_year or 2025))


def _printed_row(owner: str, cells: list[str]) -> PrintedIndicator:
    level2, name, target, explanation, basis, weight, actual, score, reason = [c or None for c in (cells + [""] * 9)[:9]]
    return PrintedIndicator(
        owner=owner,
        level2=level2,
        name=name,
        target=target,
        explanation=explanation,
        basis=basis,
        weight=float(weight) if weight else None,
        actual=actual,
        score=float(score) if score else None,
        reason=reason,
    )


def _number(said: dict[str, list[str]], key: str) -> float | None:
    return float(said[key][0]) if key in said else None


def _one(said: dict[str, list[str]], key: str, default: str) -> str:
    return said.get(key, [default])[0]


def _list(said: dict[str, list[str]], key: str) -> list[str]:
    return [part.strip() for value in said.get(key, []) for part in value.split("，") if part.strip()]


def _pair(text: str) -> tuple[str, float]:
    label, _, number = text.strip().rpartition(" ")
    return label, float(number)


def _funding(said: dict[str, list[str]]) -> Funding | None:
    parts = {_FUNDING[k]: v for k, v in map(_pair, _list(said, "资金"))}
    return Funding(**parts) if parts else None


def _task(text: str) -> Task:
    head, content, budget, goal = (text.split("｜") + [""] * 4)[:4]
    m = re.match(r"(任务\S+)\s+(.*)", head.strip())
    return Task(no=m[1] if m else None, name=m[2] if m else head.strip(), content=content.strip() or None, budget_wan=float(budget) if budget.strip() else None,
                goal=goal.strip() or None)  # fmt: skip


def _previous(said: dict[str, list[str]], year: int) -> Previous | None:
    rows: list[Any] = []
    for line in said.get("上年", []):
        level2, name, target, actual = (line.split("｜") + [""] * 4)[:4]
        rows.append(PreviousIndicator(level2=level2.strip(), name=name.strip(), target=target.strip(), actual=actual.strip() or None))
    return Previous(fiscal_year=year - 1, indicators=tuple(rows)) if rows else None
