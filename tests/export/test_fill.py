"""A draft becomes an official form: what is known stands in its cell, what is unknown stays blank, nothing becomes a formula."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from assistant.domain.draft import Draft, Question, Request, withhold
from assistant.domain.failures import BadInput
from assistant.domain.form import Funding, Task
from assistant.domain.indicator import Indicator
from assistant.export.fill import export, fill
from assistant.layout.blank import blank_named, known_layouts
from assistant.layout.grid import Grid

ROWS = [
    ("产出指标", "数量指标", "培训人次", "≥200人次"),
    ("产出指标", "数量指标", "开展培训班期数", "≥4期"),
    ("产出指标", "质量指标", "学员结业考核合格率", "≥95%"),
    ("产出指标", "时效指标", "培训完成时间", "2023年9月30日前"),
    ("产出指标", "成本指标", "人均培训成本", "≤280元/人次"),
    ("效益指标", "社会效益指标", "带动就业人数", ""),
    ("满意度指标", "服务对象满意度指标", "参训学员满意度", "≥90%"),
]


def request(**changes: object) -> Request:
    facts: dict[str, object] = {
        "project": "家政技能培训",
        "organisation": "海东市城北区妇女联合会",
        "fiscal_year": 2023,
        "budget_wan": 5.6,
        "description": "开办家政技能培训班四期",
        "funding": Funding(total_wan=5.6, fiscal_wan=5.6),
        "schedule": {"6月底": 50, "12月底": 100},
    }
    return Request.model_validate({**facts, **changes})


def draft(*extra: Indicator, **changes: object) -> Draft:
    rows = tuple(Indicator(id=str(n), level1=a, level2=b, name=c, target=d, basis="年度工作计划") for n, (a, b, c, d) in enumerate(ROWS))
    return Draft(request=request(**changes), objective="培训妇女200人次，9月底前完成。", indicators=rows + extra)


def texts(grid: Grid) -> list[str]:
    return [c.text for c in grid.cells]


def right_of(grid: Grid, label: str) -> str:
    cell = next(c for c in grid.cells if c.text == label)
    return next(c.text for c in grid.cells if c.row <= cell.row <= c.last_row and c.column == cell.last_column + 1)


def below(grid: Grid, label: str) -> str:
    cell = next(c for c in grid.cells if c.text == label)
    return next(c.text for c in grid.cells if c.row == cell.last_row + 1 and c.column == cell.column)


def test_what_is_known_stands_beside_its_label() -> None:
    grid = fill(draft(code="130303P001"), blank_named("shanhaiguan"))
    assert right_of(grid, "项目编码") == "130303P001"
    assert right_of(grid, "项目名称") == "家政技能培训"
    assert right_of(grid, "预算数") == "5.60"
    assert right_of(grid, "绩效目标") == "培训妇女200人次，9月底前完成。"


def test_money_dates_and_purposes_nobody_gave_stay_blank() -> None:
    grid = fill(draft(), blank_named("shanhaiguan"))
    assert right_of(grid, "其他资金") == ""
    assert right_of(grid, "项目编码") == ""
    assert below(grid, "3月底") == "", "a share of the plan nobody gave is not invented"
    assert below(grid, "6月底") == "50%"


def test_a_value_that_waits_for_confirmation_is_not_printed() -> None:
    waiting = Indicator(id="w", level1="效益指标", level2="社会效益指标", name="上岗人数", value=50, unit="人", target="≥50人", status="unconfirmed")
    printed = texts(fill(draft(waiting), blank_named("shanhaiguan")))
    assert "上岗人数" in printed
    assert "≥50人" not in printed


def test_an_unused_tier_is_printed_as_the_place_prints_it() -> None:
    unused = Indicator(id="n", level1="效益指标", level2="经济效益指标", name="不适用", status="not_applicable", reason="公益培训")
    assert "不适用" in texts(fill(draft(unused), blank_named("shanhaiguan")))
    assert "不适用" not in texts(fill(draft(unused, kind="department"), blank_named("zhanjiang")))


def test_equal_tiers_share_one_merged_cell() -> None:
    grid = fill(draft(), blank_named("shanhaiguan"))
    spans = {c.text: c.row_span for c in grid.cells if c.text in ("产出指标", "数量指标", "质量指标")}
    assert spans == {"产出指标": 5, "数量指标": 2, "质量指标": 1}


def test_rows_stand_in_the_order_of_the_tiers_however_they_were_drafted() -> None:
    mixed = draft().with_rows(tuple(reversed(draft().indicators)))
    names = [c.text for c in fill(mixed, blank_named("shanhaiguan")).cells if c.text in {r[2] for r in ROWS}]
    assert names[0] in ("培训人次", "开展培训班期数")
    assert names[-1] == "参训学员满意度"


@pytest.mark.parametrize("layout", known_layouts())
@pytest.mark.parametrize("as_", ["xlsx", "docx"])
def test_the_same_draft_gives_the_same_bytes(layout: str, as_: str) -> None:
    kind = blank_named(layout).for_kinds[0]
    d = draft(kind=kind, tasks=(Task(no="任务一", name="家政培训"),))
    assert export(d, layout, as_, head="sha256:1", notes=["张三采纳"]) == export(d, layout, as_, head="sha256:1", notes=["张三采纳"])


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    bad = Indicator(id="x", level1="产出指标", level2="数量指标", name=text, target=text, explanation=text, basis=text)
    book = load_workbook(io.BytesIO(export(draft(bad, project=text, organisation=text), "shanhaiguan", "xlsx")))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(c.data_type != "f" for c in cells)
    assert sum(c.value == text for c in cells) >= 5, "kept as it was said"
    assert all(c.quotePrefix for c in cells if c.value == text)


def test_control_characters_do_not_break_the_file() -> None:
    bad = Indicator(id="x", level1="产出指标", level2="数量指标", name="a\x00b\x0bc", target="≥1次")
    for as_ in ("xlsx", "docx"):
        assert zipfile.is_zipfile(io.BytesIO(export(draft(bad), "shanhaiguan", as_)))


def test_the_sheet_prints_on_a4_with_its_heads_on_every_page() -> None:
    sheet = load_workbook(io.BytesIO(export(draft(), "shanhaiguan", "xlsx"))).worksheets[0]
    assert sheet.page_setup.paperSize == 9
    head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "一级指标")
    assert sheet.print_title_rows == f"${head}:${head}"


def test_the_document_is_a4_with_chinese_fonts_and_does_not_end_with_a_table() -> None:
    document = Document(io.BytesIO(export(draft(), "shanhaiguan", "docx")))
    assert round(document.sections[0].page_width.mm) == 210
    assert 'w:eastAsia="宋体"' in document.element.body.xml
    assert document.element.body[-2].tag.endswith("}p"), "an office program drops a table at the very end"


def test_acceptance_stands_on_a_second_sheet() -> None:
    book = load_workbook(io.BytesIO(export(draft(), "shanhaiguan", "xlsx", head="sha256:abc", notes=["王芳于2023年1月5日采纳"])))
    annex = [c.value for row in book["采纳记录"].iter_rows() for c in row]
    assert {"已采纳", "sha256:abc", "王芳于2023年1月5日采纳"} <= set(annex)


def test_a_draft_nobody_accepted_says_so_and_lists_what_is_open() -> None:
    asked = draft().model_copy(update={"questions": (Question(about="5", question="预计多少人上岗？"),)})
    annex = [c.value for row in load_workbook(io.BytesIO(export(asked, "shanhaiguan", "xlsx")))["采纳记录"].iter_rows() for c in row]
    assert "草稿，尚未采纳" in annex
    assert "预计多少人上岗？" in annex


def test_a_confidential_form_prints_year_budget_and_organisation_alone() -> None:
    secret = request(confidential=True)
    d = Draft(request=withhold(secret), confidential=True)
    printed = "".join(texts(fill(d, blank_named("shanhaiguan"))))
    assert "涉密项目" in printed and "5.60" in printed
    assert "家政" not in printed


@pytest.mark.parametrize(
    ("layout", "as_", "said"),
    [("tianhe", "xlsx", "还没有做好"), ("北京", "xlsx", "没有叫"), ("shanhaiguan", "pdf", "不能导出"), ("chengdu", "xlsx", "部门整体的表样")],
)
def test_what_cannot_be_exported_is_said_in_one_sentence(layout: str, as_: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as failure:
        export(draft(), layout, as_)
    assert failure.value.remedy
