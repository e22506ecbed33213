"""一段话 (one text box) → the fields of a request, each with the words it was read from; what is missing comes back as questions.

    read_back("我们县财政局2023年想办预算绩效培训，预算5.6万元…")
    → organisation 县财政局 · fiscal_year 2023 · budget_wan 5.6 · project 预算绩效培训, each with its span

Nothing is guessed in silence: a field that was only inferred (a project's name out of its main activity) says so in `inferred`, and the page shows all of them for confirmation.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.domain.fact import Span
from assistant.domain.form import Frozen
from assistant.domain.numeral import read_numeral, tidy
from assistant.understanding import money
from assistant.understanding.activities import activities_in
from assistant.understanding.asides import telling
from assistant.understanding.passage import Passage
from assistant.understanding.quantities import figures

FIELD = "text"

_ORGANISATION = re.compile(
    r"(?:[一-鿿]{1,8}(?:省|市|区|县|旗|州|镇|乡|街道))?[一-鿿]{0,12}?"
    r"(?:人民政府|管理委员会|管委会|委员会|联合会|残联|妇联|工商联|文联|科协|团委|总工会|办事处|管理局|监督局|保障局|发改委|卫健委|卫生院|图书馆|博物馆|文化馆|档案馆|纪念馆|美术馆|体育馆|幼儿园|小学|中学|学校|学院|大学|医院|法院|检察院|研究院|研究所|检验所|服务所|司法所|派出所|"
    r"服务中心|保护中心|管理中心|信息中心|中心|支队|大队|总队|监测站|管理站|服务站|办公室|管理处|事务所|公安局|[一-鿿]{2}局|局)(?!长|面|部(?!门)|域|势|限|属)"
)
_SELF = re.compile(
    r"(?:^|[,，。;\s])(?:我们?(?:单位)?是|本单位(?:是|为)|单位(?:名称)?[:是为]|填报单位[:是为]|由)\s*(?P<name>[一-鿿]{3,24}?)(?=[,，。;、\s(]|想|要|拟|计划|打算|今年|准备|$)"
)
_PROJECT = re.compile(
    r"(?:项目(?:名称)?(?:叫做?|是|为|:)|叫做?|名为|申报|申请)\s*[“\"《]?(?P<name>[一-鿿A-Za-z0-9()“”]{4,30}?)[”\"》]?(?=[,，。;\s]|项目[,，。]|$)"
)
_QUOTED = re.compile(r"[“\"《](?P<name>[一-鿿A-Za-z0-9]{4,30})[”\"》](?=项目|工程|专项)")
_NAMED = re.compile(r"(?P<name>[一-鿿]{4,20}(?:项目|工程|经费|补助|专项|行动))(?=[,，。:;\s]|预算|需|共|计|$)")
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})\s*(?P<unit>年度?|财政年度|财年)")
_BUDGET_CUE = re.compile(
    r"(?:总预算|预算(?:金额|资金|总额|控制在)?|项目(?:总)?(?:资金|经费|金额)|资金(?:总额)?|经费|总投入|共需(?:资金)?|需要?(?:资金)?|申请(?:资金|财政资金)?|安排(?:资金)?|合计|总共|一共|花|拨款|财政拨款)[^,，。;\d一二两三四五六七八九十百]{0,8}$"
)
_DEPARTMENT = re.compile(r"部门整体|整体支出|单位整体|全局(?:整体)?(?:支出|预算)|部门(?:整体)?(?:绩效|预算)")


class Field(Frozen):
    """One field read back: its value and the words it came from; `inferred` where the words do not name it outright."""

    value: str | int | float
    span: Span
    inferred: bool = False


class ReadBack(Frozen):
    """What one text says of a request. Money in 万元. None: the text does not say; `questions` asks for exactly those, in Chinese."""

    text: str
    project: Field | None = None
    organisation: Field | None = None
    fiscal_year: Field | None = None
    budget_wan: Field | None = None
    kind: Literal["project", "department"] = "project"
    kind_span: Span | None = None
    questions: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Is everything there that a request requires?"""
        return None not in (self.project, self.fiscal_year, self.budget_wan)


def read_back(text: str, fiscal_year: int | None = None) -> ReadBack:
    """The fields of one text. `fiscal_year`: the year 今年 means (None: 今年 alone is no year, and is asked)."""
    passage = Passage(text, FIELD)
    year = _year(passage, fiscal_year)
    budget = _budget(passage, int(year.value) if year else fiscal_year or 2000)
    organisation = _organisation(passage)
    project = _project(passage, int(year.value) if year else fiscal_year or 2000, organisation)
    department = _DEPARTMENT.search(passage.text)
    asked = {
        "项目叫什么名字？": project,
        "是哪一年度的预算？": year,
        "预算一共多少万元？": budget,
        "由哪个单位申报？": organisation,
    }
    return ReadBack(
        text=text,
        project=project,
        organisation=organisation,
        fiscal_year=year,
        budget_wan=budget,
        kind="department" if department else "project",
        kind_span=passage.span(*department.span()) if department else None,
        questions=tuple(question for question, found in asked.items() if found is None),
    )


def _year(passage: Passage, fiscal_year: int | None) -> Field | None:
    """The budget year: one said as a plan (2023年计划…) before one merely mentioned; 今年 where the caller knows which."""
    said = [m for m in _YEAR.finditer(passage.text) if (n := read_numeral(m["year"])) and 1990 <= n <= 2100]
    ahead = [m for m in said if not re.match(r"[一-鿿]{0,2}(?:建|买|修|上的|成立|以来|底|印发|购|立项|前|\d)", passage.text[m.end() :])]
    ranges = [m for m in ahead if not re.search(r"[-—~至到]\s*$", passage.text[: m.start()]) and not re.match(r"[-—~至到]", passage.text[m.end() :])]
    latest = max(ranges, key=lambda m: (int(read_numeral(m["year"]) or 0) == fiscal_year, -m.start()), default=None)
    if latest is not None:
        return Field(value=int(read_numeral(latest["year"]) or 0), span=passage.span(*latest.span()))
    word = re.search(r"今年|本年度?|当年|明年|来年", passage.text)
    if word and fiscal_year is not None:
        return Field(value=fiscal_year + (word[0] in ("明年", "来年")), span=passage.span(*word.span()), inferred=True)
    return None


def _budget(passage: Passage, year: int) -> Field | None:
    """The amount called the budget; else the one amount that is the sum of the others; else the only amount that is no price."""
    text = passage.text
    told = telling(passage, year)
    amounts = []
    for figure in figures(passage):
        clause = passage.clause(figure.start)[0]
        plain = figure.dimension == "money" or (figure.dimension == "scaled" and figure.unit.startswith(("万", "亿")))
        if not plain or any(a.start <= figure.start < a.end for a in told) or money.price(figure, text, clause):
            continue
        amounts.append(figure)
    for cue in (r"总预算|预算|概算", _BUDGET_CUE.pattern):
        for figure in amounts:
            before = text[passage.sentence(figure.start)[0] : figure.start]
            if (
                re.search(rf"(?:{cue})[^,，。;、\d]{{0,8}}$", before) if cue != _BUDGET_CUE.pattern else _BUDGET_CUE.search(before)
            ) and figure.high is None:
                return Field(value=tidy(round(money.in_wan(figure), 6)), span=passage.span(figure.left, figure.end))
    total = next((f for f in amounts if len(amounts) > 2 and abs(2 * money.in_wan(f) - sum(map(money.in_wan, amounts))) < 0.005), None)
    only = total or (amounts[0] if len(amounts) == 1 and amounts[0].dimension == "money" else None)
    return Field(value=tidy(round(money.in_wan(only), 6)), span=passage.span(only.start, only.end), inferred=True) if only else None


def _organisation(passage: Passage) -> Field | None:
    text = passage.text
    if (m := _SELF.search(text)) and _ORGANISATION.match(m["name"] + "。"):
        return Field(value=m["name"], span=passage.span(*m.span("name")))
    for m in _ORGANISATION.finditer(text):
        words = re.sub(r"^(?:年|我们?是|我们?|本|由|为|给|对|和|与|请|委托|联合|是|在|的|组织|全)+", "", m[0])
        if (
            len(words) < 3
            or re.search(r"^(?:各|全[县市区]|[0-9一二三四五六七八九十]+[所个家])|购置|建设|改造|维修|培训|开展", words)
            or re.search(r"委托$|[和与、]$|给$|向$|为$", text[: m.start()])
        ):
            continue
        return Field(value=words, span=passage.span(m.end() - len(words), m.end()))
    return None


def _project(passage: Passage, year: int, organisation: Field | None) -> Field | None:
    """The name said outright; a title line; else one made of the first activity, marked as inferred."""
    text = passage.text
    for pattern in (_QUOTED, _PROJECT):
        if (m := pattern.search(text)) and not re.search(r"\d+万|资金|预算", m["name"]):
            return Field(value=passage.original[m.start("name") : m.end("name")].strip('“”"《》'), span=passage.span(*m.span("name")))
    first = re.match(r"\s*(?P<name>[^\n,，。;:]{4,30})(?:\n|[。:])", text)
    if (
        first
        and re.search(r"项目|工程|活动|培训|补助|经费|购置|改造|建设|维修|服务|运维|支出", first["name"])
        and not re.search(r"\d", first["name"])
    ):
        return Field(value=first["name"].strip(), span=passage.span(*first.span("name")))
    if m := _NAMED.search(text):
        words = re.sub(r"^.*?(?:申报|申请|开展|实施|做|搞|办|想|要)", "", m["name"]) or m["name"]
        if len(words) >= 4 and not (organisation and words in str(organisation.value)):
            return Field(value=words, span=passage.span(m.end() - len(words), m.end()))
    if whole := re.search(r"(?:部门|单位)整体(?:支出)?", text):
        return Field(value=f"{year}年部门整体支出", span=passage.span(*whole.span()), inferred=True)
    acts = activities_in([passage], [telling(passage, year)], [()])
    if not acts:
        return None
    act = acts[0]
    words = act.object if act.verb in ("举办", "开展") or act.verb in act.object else f"{act.object}{act.verb}"
    return Field(value=words, span=act.span, inferred=True)
