"""标题 (Titles): what a form is called, whose it is, of which year, in which unit of money."""

from __future__ import annotations

import re

from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell
from assistant.layout.headings import bare, concept, inline, simplified
from assistant.reading.gathering import Gathering, year_in
from assistant.reading.rows import Row, is_page_number
from assistant.reading.values import put_value

TITLE = re.compile(r"(?:绩效.{0,14}(?:表|文本|报告)|(?:目标|自评|评价|申报|公开|批复|下达|情况|明细|附)表|绩效目标|绩效自评)$")
_NUMBERED_TITLE = re.compile(r"^\s*(\d{1,3})[.、．]\s*(.+?)(?:项目)?(?:支出)?绩效(?:目标|自评)表$")
_UNIT = re.compile(r"(?:金额)?单位\s*[:：]?\s*(人民币)?(万元|元|亿元)")


def read_title(rows: list[Row], at: int, g: Gathering) -> int:
    """A title, the line of its year, the line of its money unit, an annex number, a page number."""
    row = rows[at]
    if row.lone is None and not (len(row.own) == 2 and _UNIT.search(half_width(row.own[-1].text)) and concept(row.own[0].text) is None):
        return 0
    for cell in row.own:
        if not _title_line(cell, rows, at, g):
            if row.lone is not None:
                return 0
            _unit_line(cell, g)
    return 1


def _title_line(cell: Cell, rows: list[Row], at: int, g: Gathering) -> bool:
    text = cell.text.strip()
    plain = half_width(simplified(text))
    if is_page_number(text) or re.fullmatch(r"附[件表]\s*[\d一二三四五六七八九十\-—]*[:：]?|第[一二三四五]部分", text):
        g.leave(text, cell)
        return True
    if re.fullmatch(r"[(]?\s*20\d{2}\s*年?度?\s*[)]?", plain):
        g.form.year = g.form.year or year_in(plain.replace("度", "") if "年" in plain else f"{plain.strip('() ')}年")
        return True
    if (unit := _UNIT.search(plain)) and len(plain) < 40:
        g.scale = {"元": 1e-4, "亿元": 1e4}.get(unit[2], 1.0)
        before = plain[: unit.start()].strip()
        if before:
            _unit_line(cell._replace(text=before), g)
        return True
    if m := _NUMBERED_TITLE.match(text):
        g.close_text()
        g.next_no = m[1]
        g.in_project = False
        g.nameless_project()["no"] = m[1]
        g.project["name"] = m[2]  # type: ignore[index]
        return True
    if len(text) <= 60 and concept(text) is None and TITLE.search(bare(text)) and not re.search(r"[，。；]", text):
        _title(text, rows, at, g)
        return True
    if _names_a_place(text, rows, at, g):
        g.start_form()
        g.form.organisation = text
        return True
    return False


def _unit_line(cell: Cell, g: Gathering) -> None:
    """What stands beside the money unit: labelled values, or the name of the organisation."""
    if parts := labelled_parts(cell.text):
        for label, value in parts:
            put_value(label, concept(label), value, cell, g)
    else:
        put_organisation(cell, g)


def labelled_parts(text: str) -> list[tuple[str, str]]:
    """The labels and values of a line that holds several (填报单位：甲  填报日期：乙); empty where some part has no label we know."""
    parts = [inline(p) for p in re.split(r"\s+(?=[\u4e00-\u9fff（）()]{2,14}[:：])", text.strip())]
    return [p for p in parts if p] if all(parts) else []


def _title(text: str, rows: list[Row], at: int, g: Gathering) -> None:
    plain = bare(text)
    if not (g.form.title == text and g.form.empty):
        g.start_form(text)
    form = g.form
    form.year = year_in(half_width(text)) or form.year
    form.evaluation |= "自评" in plain or "评价表" in plain
    form.department |= "整体" in plain
    if (
        m := re.match(
            r"(?:附件\d*)?(?:20\d{2}年?度?)?(?P<unit>(?![年度]).{2,24}?(?:会|局|委|院|办公室|部|厅|中心|学校|大学|法院|检察院|社|队|所|站|馆|处|政府|街道|镇|乡))(?:20\d{2}|部门|项目|整体|预算|$)",
            plain,
        )
    ) and not re.match(r"(?:市级|省级|区级|县级)?部门|项目|预算|整体", m["unit"]):
        form.organisation = form.organisation or re.sub(r"^20\d{2}年?度?", "", m["unit"])


def _names_a_place(text: str, rows: list[Row], at: int, g: Gathering) -> bool:
    """A lone name of a place after a whole form: the next unit's form follows."""
    if not g.form.indicators or len(text) > 6 or not re.fullmatch(r"[\u4e00-\u9fff]{2,6}", text) or concept(text) or at + 1 >= len(rows):
        return False
    return any(w is not None for w in rows[at + 1].words()) and g.open_text is not None and g.form.texts[g.open_text].role == "review_remark"


def put_organisation(cell: Cell, g: Gathering) -> None:
    """A unit's name printed without a label (713001某某会某市某区某某会本级)."""
    text = re.sub(r"^\d{3,}[-—\s]*", "", cell.text.strip())
    if not re.search(r"[\u4e00-\u9fff]{3}", text) or len(text) > 40:
        g.leave(cell.text, cell)
        return
    for size in range(len(text) // 2, 2, -1):  # 主管部门 and unit printed together: the latter names the former again
        if text[:size] in text[size:]:
            text = text[size:]
            break
    if g.form.organisation is None:
        g.form.organisation = text
