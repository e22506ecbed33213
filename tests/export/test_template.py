"""A unit's own workbook is filled where its labels say, and what stands in it stays."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from assistant.domain.failures import BadInput
from assistant.export.fill import export
from tests.export.test_fill import draft


def workbook(*rows: list[str | None]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADER: list[list[str | None]] = [
    ["本局项目绩效目标表", None, None, None],
    ["项目名称", None, "填报单位", None],
    ["年度预算数", None, "经办人", "张三"],
    ["年度绩效目标", None, None, None],
]


def filled(template: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(export(draft(), "shanhaiguan", "xlsx", template=template))).worksheets[0]
    return [[c.value for c in row] for row in sheet.iter_rows()]


def test_values_go_right_of_their_labels_and_what_stands_there_stays() -> None:
    rows = filled(
        workbook(*HEADER, ["一级指标", "二级指标", "三级指标", "年度指标值"], *[[None] * 4 for _ in range(7)], ["备注", "每年一月报", None, None])
    )
    assert rows[1] == ["项目名称", "家政技能培训", "填报单位", "海东市城北区妇女联合会"]
    assert rows[2] == ["年度预算数", "5.60", "经办人", "张三"]
    assert rows[3][1] == "培训妇女200人次，9月底前完成。"


def test_printed_tiers_get_the_indicators_of_their_tier() -> None:
    tiers = [
        ("产出指标", "数量指标"), (None, None), (None, "质量指标"), (None, "时效指标"), (None, "成本指标"), ("效益指标", "经济效益指标"), (None, "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]  # fmt: skip
    rows = filled(workbook(*HEADER, ["一级指标", "二级指标", "三级指标", "年度指标值"], *[[a, b, None, None] for a, b in tiers]))
    by_tier = {row[1]: (row[2], row[3]) for row in rows[5:] if row[1]}
    assert by_tier["质量指标"] == ("学员结业考核合格率", "≥95%")
    assert by_tier["经济效益指标"] == (None, None), "a tier nobody filled stays as the template has it"
    assert rows[6][2] == "开展培训班期数"


def test_a_template_without_room_is_refused_naming_the_row() -> None:
    with pytest.raises(BadInput, match="放不下"):
        filled(workbook(*HEADER, ["一级指标", "二级指标", "三级指标", "年度指标值"], ["产出指标", "数量指标", None, None]))


@pytest.mark.parametrize(("template", "said"), [(b"no workbook", "不是能打开"), (workbook(["只有一句话"]), "没有找到指标表")])
def test_what_is_no_template_is_said(template: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        filled(template)
