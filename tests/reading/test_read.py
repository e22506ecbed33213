"""A file becomes a reading: the published forms, our own exports read back cell by cell, and what cannot be read is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Funding, PrintedIndicator, Reading
from assistant.domain.indicator import Indicator
from assistant.export.fill import export, ordered, printed_target
from assistant.reading.read import read_file

NINE = [
    ("产出指标", "数量指标", "培训人次", "≥200人次"),
    ("产出指标", "数量指标", "开展培训班期数", "≥4期"),
    ("产出指标", "质量指标", "学员结业考核合格率", "≥95%"),
    ("产出指标", "时效指标", "培训完成时间", "2023年9月30日前"),
    ("产出指标", "成本指标", "人均培训成本", "≤280元/人次"),
    ("效益指标", "经济效益指标", "不适用", ""),
    ("效益指标", "社会效益指标", "带动就业人数", ""),
    ("效益指标", "可持续影响指标", "培训后三个月在岗率", "≥60%"),
    ("满意度指标", "服务对象满意度指标", "参训学员满意度", "≥90%"),
]


def a_draft(kind: str = "project") -> Draft:
    rows = tuple(
        Indicator(id=str(n), level1=a, level2=b, name=c, target=d, explanation=f"反映{c}", basis="年度工作计划")
        for n, (a, b, c, d) in enumerate(NINE)
    )
    request = Request(
        kind=kind,  # type: ignore[arg-type]
        project="家政技能培训",
        organisation="海东市城北区妇女联合会",
        fiscal_year=2023,
        budget_wan=5.6,
        description="开办家政技能培训班",
        code="130303P001",
        funding=Funding(total_wan=5.6, fiscal_wan=5, other_wan=0.6),
        purpose="开办培训班，支付师资和场地费用",
        schedule={"6月底": 50, "12月底": 100},
    )
    return Draft(request=request, objective="培训妇女200人次，9月底前完成。", indicators=rows)


def shown(rows: tuple[PrintedIndicator, ...]) -> list[tuple[str | None, ...]]:
    return [(i.level1, i.level2, i.name, i.target, i.explanation, i.basis) for i in rows]


@pytest.mark.parametrize("as_", ["xlsx", "docx"])
def test_what_we_export_reads_back_cell_by_cell(tmp_path: Path, as_: str) -> None:
    draft = a_draft()
    file = tmp_path / f"目标表.{as_}"
    file.write_bytes(export(draft, "shanhaiguan", as_, head="sha256:1", notes=["张三采纳"]))
    (form,) = read_file(file).forms
    assert form.form_kind == "项目目标表"
    assert (form.organisation, form.fiscal_year) == ("海东市城北区妇女联合会", 2023)
    (project,) = form.projects
    assert project.name == "家政技能培训"
    assert project.code == "130303P001"
    assert (project.budget_wan, project.fiscal_wan, project.other_wan) == (5.6, 5, 0.6)
    assert project.purpose == "开办培训班，支付师资和场地费用"
    assert project.objective == draft.objective
    assert project.schedule == {"6月底": 50, "12月底": 100}
    expected = [(i.level1, i.level2, i.name, printed_target(i) or None, i.explanation, i.basis) for i in ordered(draft)]
    assert shown(form.indicators) == expected
    assert {i.owner for i in form.indicators} == {"家政技能培训"}
    assert [i.status for i in form.indicators if i.name == "不适用"] == ["not_applicable"]


@pytest.mark.parametrize("as_", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", ["national-goal", "chengdu", "zhanjiang"])
def test_every_layout_reads_back_its_indicators(tmp_path: Path, layout: str, as_: str) -> None:
    draft = a_draft("project" if layout == "national-goal" else "department")
    file = tmp_path / f"目标表.{as_}"
    file.write_bytes(export(draft, layout, as_))
    (form,) = read_file(file).forms
    read = [(i.level2, i.name, i.target) for i in form.indicators if i.status == "given"]
    assert read == [(i.level2, i.name, printed_target(i) or None) for i in ordered(draft) if i.applicable]


def test_the_layout_that_lists_names_reads_back_the_names(tmp_path: Path) -> None:
    draft = a_draft()
    file = tmp_path / "目标表.xlsx"
    file.write_bytes(export(draft, "guangzhou", "xlsx"))
    form = read_file(file).forms[0]
    assert [i.name for i in form.indicators] == [i.name for i in ordered(draft) if i.applicable]
    assert (form.projects[0].budget_wan, form.projects[0].objective) == (5.6, draft.objective)


def test_a_blank_value_is_read_as_blank_and_not_made_up(tmp_path: Path) -> None:
    file = tmp_path / "目标表.xlsx"
    file.write_bytes(export(a_draft(), "shanhaiguan", "xlsx"))
    row = next(i for i in read_file(file).forms[0].indicators if i.name == "带动就业人数")
    assert row.target is None


def test_every_row_says_which_cell_it_stood_in(tmp_path: Path) -> None:
    file = tmp_path / "目标表.xlsx"
    file.write_bytes(export(a_draft(), "shanhaiguan", "xlsx"))
    rows = read_file(file).forms[0].indicators
    assert all(i.location.cell and i.location.sheet for i in rows)
    assert len({i.location.cell for i in rows}) == len(rows)


# -- the published forms -----------------------------------------------------------------------------------------------


def published(seeds: Path, number: str) -> Reading:
    return read_file(next(seeds.glob(f"{number}_*.txt")))


def test_the_shanhaiguan_text_gives_five_projects_with_their_plans(seeds: Path) -> None:
    reading = published(seeds, "001")
    projects = [p for f in reading.forms for p in f.projects]
    assert [(p.no, p.budget_wan) for p in projects] == [("1", 0.4), ("2", 5.6), ("3", 7.0), ("4", 3.0), ("5", 8.5)]
    assert projects[0].schedule == {"10月底": 100, "12月底": 100}, "the two blank dates stay unknown"
    assert all(p.code and p.purpose and p.objective for p in projects)
    assert {t.role for f in reading.forms for t in f.texts} == {"objective", "sub_objective", "measures"}


def test_the_standards_inside_a_sentence_are_indicators_of_the_unit(seeds: Path) -> None:
    rows = [i for f in published(seeds, "001").forms for i in f.indicators if i.owner == "department"]
    assert len(rows) == 15
    assert ("妇女家政培训参与人次", "100人次以上") in [(i.name, i.target) for i in rows]
    assert ("从受理案件到办理所用时间", "即时或规定时间内") in [(i.name, i.target) for i in rows]


def test_a_task_keyed_table_goes_on_across_a_page_break(seeds: Path) -> None:
    (form,) = published(seeds, "004").forms
    assert len(form.tasks) == 7
    assert len(form.indicators) == 34
    last_of_page = next(i for i in form.indicators if i.name and i.name.startswith("集中力量打造"))
    assert (last_of_page.task, last_of_page.owner, last_of_page.level2) == ("任务七", "社区领办点位建设", "数量指标")


def test_wide_rows_with_missing_cells_are_aligned_and_said(seeds: Path) -> None:
    reading = published(seeds, "002")
    (form,) = reading.forms
    assert [p.no for p in form.projects] == [str(n) for n in range(1, 14)]
    satisfied = [i for i in form.indicators if i.level2 == "服务对象满意度指标"]
    assert len(satisfied) == 13
    assert all("满意" in (i.target or "") for i in satisfied)
    assert {d.kind for d in reading.doubts} >= {"two_readings"}


def test_a_confidential_project_keeps_its_amount_and_nothing_else(seeds: Path) -> None:
    secret = next(p for f in published(seeds, "000").forms for p in f.projects if p.confidential)
    assert secret.budget_wan == 399
    assert secret.objective is None


def test_a_task_table_with_results_gives_rows_under_their_tasks(seeds: Path) -> None:
    (form,) = published(seeds, "003").forms
    assert form.form_kind == "部门整体自评表"
    assert [t.budget_wan for t in form.tasks] == [15.9, 9.6, 25.1, 40.1, 6.0]
    assert ("任务1", "宣传发布", "20条") in [(i.owner, i.name, i.actual) for i in form.indicators]
    assert {"key_project", "overall_performance", "problems", "next_steps"} <= {t.role for t in form.texts}


# -- what cannot be read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "空文件"),
        ("图.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "图片"),
        ("断.xlsx", b"PK\x03\x04" + b"\x00" * 300, "不完整"),
        ("坏.pdf", b"%PDF-1.4\n garbage", "pdf"),
        ("散文.txt", "今天天气很好，我们去公园。".encode(), "没有找到"),
        ("包.gz", b"\x1f\x8b\x08" + b"0" * 50, "压缩包"),
    ],
)
def test_what_is_no_form_ends_in_one_sentence_with_a_remedy(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableForm, match=said) as failure:
        read_file(file)
    assert failure.value.remedy


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableForm, match="找不到"):
        read_file(tmp_path / "没有.xlsx")


def test_a_target_typed_as_a_formula_is_the_target_it_says(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "质量指标", "验收合格率", "=100%"],
        ["产出指标", "数量指标", "维修座数", "=SUM(A1:A2)"],
    ):
        sheet.append(line)
    file = tmp_path / "表.xlsx"
    book.save(file)
    reading = read_file(file)
    assert [(i.name, i.target) for i in reading.forms[0].indicators] == [("验收合格率", "=100%"), ("维修座数", None)]
    assert [(d.kind, d.location.cell) for d in reading.doubts] == [("formula", "D2"), ("formula", "D3")]
