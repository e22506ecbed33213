"""Forms as they are found: cells that slipped, wide rows with gaps, funding tables, several projects in one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.failures import AssistantFailure
from assistant.domain.form import Reading
from assistant.layout.grid import Cell, Grid
from assistant.reading.extract import extract
from assistant.reading.read import read_file

FORMS = Path(__file__).resolve().parents[1] / "forms"


def sheet(*rows: list[str | None], spans: dict[str, tuple[int, int]] | None = None) -> Reading:
    """The reading of a sheet given as rows; `spans` are the rows and columns a cell covers, by its text."""
    cells = [
        Cell(text, y, x, *(spans or {}).get(text, (1, 1)))
        for y, row in enumerate(rows, start=1)
        for x, text in enumerate(row, start=1)
        if text is not None
    ]
    return extract([Grid(cells, kind="sheet", name="表")], "表.xlsx")


SELF_EVALUATION = (
    ["项目支出绩效自评表"],
    ["（2022年度）"],
    ["项目名称", "两癌筛查", "实施单位", "云岭县妇幼保健院"],
    ["项目资金（万元）", None, "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分"],
    [None, "年度资金总额", "120", "118.5", "115.2", "10", "97.22%", "9.72"],
    [None, "其中：本年财政拨款", "120", "118.5", "115.2", "—", "97.22%", "—"],
    [None, "其他资金", "0", "0", "0", "—", "—", "—"],
    ["年度总体目标", "预期目标", None, None, "实际完成情况"],
    [None, "全年筛查8000人。", None, None, "全年筛查8213人。"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "筛查人数", "≥8000人", "8213人", "20", "20"],
    [None, "时效指标", "筛查完成时间", "11月底前", "12月5日", "8", "6", "道路维修，推迟一周。"],
    ["效益指标", "社会效益指标"],
    ["满意度指标", "服务对象满意度指标", "受检妇女满意度", "≥90%", "93%", "10", "10"],
    ["总分", None, None, None, None, "100", "97.72"],
    ["存在问题", "个别乡镇进度偏慢。"],
)


def test_a_self_evaluation_gives_its_money_scores_and_reasons() -> None:
    (form,) = sheet(*SELF_EVALUATION).forms
    (project,) = form.projects
    assert form.form_kind == "项目自评表"
    assert (project.budget_wan, project.spent_wan, project.execution_rate) == (118.5, 115.2, 97.22)
    assert (project.fiscal_wan, project.other_wan) == (115.2, 0), "parts of what was spent"
    assert (project.objective, project.completion) == ("全年筛查8000人。", "全年筛查8213人。")
    assert (form.execution_score, form.total) == (9.72, 97.72)
    late = form.indicators[1]
    assert (late.level1, late.level2, late.score, late.reason) == ("产出指标", "时效指标", 6, "道路维修，推迟一周。")


@pytest.mark.parametrize("shape", ["tabs", "pipes", "one cell a line", "csv"])
def test_however_the_table_is_written_it_reads_the_same(tmp_path: Path, shape: str) -> None:
    rows = [[c or "" for c in row] for row in SELF_EVALUATION]
    match shape:
        case "tabs":
            text = "\n".join("\t".join(r) for r in rows)
        case "pipes":
            text = "\n".join("| " + " | ".join(r) + " |" for r in rows)
        case "csv":
            text = "\n".join(",".join(r) for r in rows)
        case _:
            text = "\n\n".join("\n".join("\t" + c for c in r) for r in rows)
    file = tmp_path / ("表.csv" if shape == "csv" else "表.txt")
    file.write_text(text, encoding="utf-8")
    (written,), (sheeted,) = read_file(file).forms, sheet(*SELF_EVALUATION).forms
    without_places = {"indicators": {"__all__": {"location"}}, "texts": {"__all__": {"location"}}}
    assert written.model_dump(exclude=without_places) == sheeted.model_dump(exclude=without_places)


def test_a_tier_left_blank_stays_a_blank_row() -> None:
    (form,) = sheet(*SELF_EVALUATION).forms
    assert [(i.level2, i.status) for i in form.indicators if i.status != "given"] == [("社会效益指标", "blank")]


def test_sign_value_and_unit_in_three_cells_are_one_value() -> None:
    reading = sheet(
        ["项目支出绩效自评表"],
        ["项目名称", "学生补助"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值"],
        ["产出指标", "数量指标", "资助人数", "≥", "728", "人", "728"],
        [None, "质量指标", "发放准确性", "定性", "优良中低差", None, "优"],
    )
    assert [i.target for i in reading.forms[0].indicators] == ["≥728人", "定性优良中低差"]


def test_money_printed_in_yuan_is_read_in_ten_thousands() -> None:
    reading = sheet(
        ["项目支出绩效目标表"],
        ["填报单位：松湖镇人民政府", "单位：元"],
        ["项目名称", "河涌保洁", "预算数", "1,860,000"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "保洁河涌长度", "≥32公里"],
    )
    assert reading.forms[0].organisation == "松湖镇人民政府"
    assert reading.forms[0].projects[0].budget_wan == 186


def test_the_parsed_aim_stands_beside_the_printing() -> None:
    (form,) = sheet(*SELF_EVALUATION).forms
    aim = form.indicators[1].aim
    assert aim is not None
    assert (aim.value, aim.unit) == ("2022-11-30", "date"), "a month without a year is of the form's year"
    assert form.indicators[1].target == "11月底前"


def test_prefixes_are_split_off_and_kept_as_printed() -> None:
    reading = sheet(
        ["部门整体支出绩效目标表"],
        ["部门名称", "临河区司法局"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "指标1：办理援助案件（≥件）", "≥300件"],
        [None, None, "任务二：普法宣传场次", "1、线下20场；2、线上5场"],
    )
    first, second = reading.forms[0].indicators
    assert (first.name, first.name_printed) == ("办理援助案件", "指标1：办理援助案件（≥件）")
    assert (second.name, second.task) == ("普法宣传场次", "任务二")
    assert second.items == ("线下20场", "线上5场")
    assert second.target == "1、线下20场；2、线上5场", "several values in a cell stay one row"
    assert "residue" in {d.kind for d in reading.doubts}


def test_cells_that_slipped_in_a_text_file_find_their_columns() -> None:
    (form,) = read_file(FORMS / "整体目标表_错位.txt").forms
    found = {i.name: (i.level1, i.level2, i.task) for i in form.indicators if i.name}
    assert found["整理非遗项目数"] == ("产出指标", "数量指标", "任务二"), "name and value in the first two columns"
    assert found["演出合格率"] == ("产出指标", "质量指标", "任务一"), "after the page break one column further right"
    assert found["单场演出成本"][:2] == ("产出指标", "成本指标")
    assert [i.level2 for i in form.indicators if i.status == "blank"] == ["可持续影响指标"]


def test_wide_rows_with_a_missing_cell_keep_their_tiers() -> None:
    reading = read_file(FORMS / "自评公开表_横排缺格.txt")
    (form,) = reading.forms
    school = [i for i in form.indicators if i.owner == "社区夜校"]
    assert [i.level2 for i in school] == ["数量指标", "质量指标", "社会效益指标", "服务对象满意度指标"]
    assert (school[0].target, school[0].actual) == ("开办夜校课程24期。", None)
    assert school[3].actual == "学员满意度达到95%。"
    assert [d.kind for d in reading.doubts] == ["two_readings"]
    assert form.projects[1].problems == "受场地影响，两期课程推迟。"


def test_a_heading_in_a_row_of_its_own_is_followed_by_the_projects_text() -> None:
    reading = sheet(
        ["项目支出绩效目标表"],
        ["项目名称", "河涌保洁"],
        ["年度绩效目标"],
        ["1.全年保洁河涌32公里。"],
        ["2.打捞垃圾1200吨。"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "保洁河涌长度", "≥32公里"],
    )
    assert reading.forms[0].projects[0].objective == "1.全年保洁河涌32公里。\n2.打捞垃圾1200吨。"


def test_standards_inside_a_part_goal_are_rows_and_stay_in_its_text() -> None:
    reading = sheet(
        ["2023年部门预算绩效文本"],
        ["（二）分项绩效目标："],
        ["绩效目标：调解纠纷800件。"],
        ["绩效指标：调解数量≥800件；调解成功率≥97%；卷宗合格率≥95%。"],
        ["（三）工作保障措施："],
        ["健全制度。"],
    )
    (form,) = reading.forms
    assert [(i.name, i.target) for i in form.indicators] == [("调解数量", "≥800件"), ("调解成功率", "≥97%"), ("卷宗合格率", "≥95%")]
    assert [t.role for t in form.texts] == ["sub_objective", "measures"]
    assert "卷宗合格率" in form.texts[0].text


def test_what_finds_no_home_is_listed() -> None:
    reading = sheet(
        ["项目支出绩效目标表"],
        ["项目名称", "河涌保洁"],
        ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
        ["产出指标", "数量指标", "长度", "≥32公里", "含支涌"],
    )
    assert "含支涌" in [u.text for u in reading.unplaced]


def test_totals_that_contradict_each_other_are_doubted() -> None:
    reading = sheet(
        ["2021年市级部门整体预算绩效目标表"],
        ["预算单位名称", "某市妇联"],
        ["其中：基本支出", "553", "其中：财政拨款", "800"],
        ["项目支出", "237", "其他资金", "0"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "活动场次", "2场"],
    )
    assert "sum_mismatch" in {d.kind for d in reading.doubts}


@pytest.mark.parametrize("name", [p.name for p in sorted(FORMS.glob("*.txt"))])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_form_breaks_the_reader(tmp_path: Path, name: str, data: st.DataObject) -> None:
    lines = (FORMS / name).read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        n = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "swap", "shift", "unshift", "cut", "pipe"]))
        match how:
            case "drop" if len(lines) > 1:
                del lines[n]
            case "double":
                lines.insert(n, lines[n])
            case "swap":
                lines[n], lines[0] = lines[0], lines[n]
            case "shift":
                lines[n] = "\t" + lines[n]
            case "unshift":
                lines[n] = lines[n].replace("\t", "", 1)
            case "cut":
                lines[n] = lines[n][: len(lines[n]) // 2]
            case "pipe":
                lines[n] = lines[n].replace("\t", "|")
    file = tmp_path / name
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        reading = read_file(file)
    except AssistantFailure as failure:
        assert failure.remedy
    else:
        assert Reading.model_validate_json(reading.model_dump_json()) == reading
