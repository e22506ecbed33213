"""Findings written back into a copy of the reviewer's own workbook."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding
from assistant.domain.form import Location
from assistant.export.annotation import annotate


def book() -> bytes:
    work = Workbook()
    sheet = work.active
    sheet.title = "目标表"
    sheet["A1"], sheet["B2"], sheet["C3"] = "绩效目标表", "培训人数", "=1+1"
    sheet.merge_cells("D4:E5")
    sheet["B2"].comment = Comment("请核实", "王主任")
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def finding(cell: str | None, message: str = "没有计量单位。请补上。") -> Finding:
    return Finding(
        severity="error", message=message, indicator="培训人数" if cell else None, location=Location(sheet="目标表", cell=cell) if cell else None
    )


def test_a_finding_stands_on_its_cell_beside_what_was_noted_before() -> None:
    done = load_workbook(io.BytesIO(annotate(book(), [finding("B2")], "审核意见：完善后通过。")))
    note = done["目标表"]["B2"].comment
    assert note.text == "请核实\n【错误】没有计量单位。请补上。"
    assert note.author == "王主任"


def test_nothing_that_stood_there_is_changed() -> None:
    done = load_workbook(io.BytesIO(annotate(book(), [finding("B2"), finding("E5")], "审核意见")))
    assert [done["目标表"][c].value for c in ("A1", "B2", "C3")] == ["绩效目标表", "培训人数", "=1+1"]
    assert done["目标表"]["D4"].comment is not None, "a merged cell is commented on at its anchor"


def test_the_opinion_and_what_has_no_cell_are_on_a_sheet_of_their_own() -> None:
    done = load_workbook(io.BytesIO(annotate(book(), [finding(None, "=缺效益指标。")], "审核意见：不通过。\n一、缺效益指标。")))
    texts = [str(c.value) for row in done["审核意见"].iter_rows() for c in row if c.value]
    assert texts[:2] == ["审核意见：不通过。", "一、缺效益指标。"]
    assert "=缺效益指标。" in texts and done["审核意见"].cell(5, 5).data_type == "s", "what begins with = is text"


def test_the_same_findings_give_the_same_bytes() -> None:
    assert annotate(book(), [finding("B2")], "审核意见") == annotate(book(), [finding("B2")], "审核意见")


def test_what_is_no_workbook_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="xlsx"):
        annotate(b"not a workbook", [], "")
