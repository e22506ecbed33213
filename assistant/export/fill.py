"""填表 (Fill): a draft into an official layout.

    fill(draft, blank) → Grid          what stands in which cell; knows no file format
    export(draft, "shanhaiguan", "xlsx") → bytes

What is unknown stays blank, what waits for confirmation too: nothing is invented on the way out. Who accepted the form, when, the head hash of
the ledger, waivers and open questions go onto a second sheet (docx: an annex page), so that the form itself is as a person would file it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput
from assistant.domain.frame import rank
from assistant.domain.indicator import NOT_APPLICABLE, Indicator
from assistant.domain.numeral import print_number
from assistant.export.docx import write_docx
from assistant.export.template import fill_template
from assistant.export.xlsx import write_xlsx
from assistant.layout.blank import Blank, BlankCell, BlankRow, blank_named
from assistant.layout.grid import Cell, Grid

Format = Literal["xlsx", "docx"]
_KIND_WORDS = {"project": "项目", "department": "部门整体"}
_SLOT = re.compile(r"\{([a-z_0-9]+)(?: ([^}]+))?\}")
_WRITERS = {"xlsx": write_xlsx, "docx": write_docx}


def export(draft: Draft, layout: str, as_: str, *, head: str | None = None, notes: Sequence[str] = (), template: bytes | None = None) -> bytes:
    """The file to download: `draft` in `layout`, or in the unit's own workbook where `template` holds one.

    `head` is the ledger's head hash at acceptance, `notes` lines for the annex (who accepted, when, waivers). The same input gives the same bytes.
    Raises BadInput for a layout that is not there, not for this kind of form, or a format other than xlsx and docx.
    """
    if as_ not in _WRITERS:
        raise BadInput(f"不能导出为“{as_}”。", "可用的格式：xlsx、docx。", ["as"])
    blank = blank_named(layout)
    kind = draft.request.kind if isinstance(draft.request, Request) else "project"
    if kind not in blank.for_kinds and not draft.confidential:
        raise BadInput(f"“{layout}”是{_KIND_WORDS[blank.for_kinds[0]]}的表样，这份草稿是{_KIND_WORDS[kind]}的。", "请换一个版式。", ["layout"])
    annex = annex_grid(draft, head, notes)
    if template is not None:
        if as_ != "xlsx":
            raise BadInput("自备模板目前只支持 xlsx。", "请把模板另存为 xlsx，或不带模板导出 docx。", ["template"])
        return fill_template(template, _answers(draft), [_indicator(i, blank) for i in ordered(draft)], annex)
    return _WRITERS[as_](fill(draft, blank), blank.page, annex)


def fill(draft: Draft, blank: Blank) -> Grid:
    """The layout with the draft written into it. Styles come from the layout; a style of “table” rows starts a new table in a document."""
    answers = _answers(draft)
    grid = Grid(name=blank.title[:28])
    row = 1
    for template in blank.row:
        for values in _repetitions(template, draft, blank):
            grid.cells += _laid(template, {**answers, **values}, row, _covered(grid, row))
            row += 1
    grid.cells = sorted(_merged(grid.cells, blank), key=lambda c: (c.row, c.column))
    return grid


def ordered(draft: Draft) -> list[Indicator]:
    """The rows as a form prints them: by tier, within a tier as drafted."""
    standard = draft.request.standard if isinstance(draft.request, Request) else "2015"
    return sorted(draft.indicators, key=lambda i: rank(i.level2 or None, standard))


def printed_target(row: Indicator, not_applicable: str = NOT_APPLICABLE) -> str:
    """What stands in the value cell. A row that waits for confirmation (待确认) prints nothing: its value is nobody's word yet."""
    if not row.applicable:
        return not_applicable
    return "" if row.status == "unconfirmed" else row.printed()


def _answers(draft: Draft) -> dict[str, str]:
    """Slot → text for the cells that stand once. A confidential draft answers with organisation, year, budget and code alone."""
    request = draft.request
    answers = {
        "organisation": request.organisation or "",
        "year": str(request.fiscal_year),
        "project": request.project,
        "code": request.code or "",
        "budget": _money(request.budget_wan),
    }
    if not isinstance(request, Request):
        return answers
    funding = request.funding
    answers |= {
        "fiscal": _money(funding.fiscal_wan if funding else None),
        "other": _money(funding.other_wan if funding else None),
        "purpose": request.purpose or "",
        "objective": draft.objective,
        "indicator_names": "\n".join(f"{n}. {i.name}；" for n, i in enumerate((i for i in ordered(draft) if i.applicable), start=1)),
    }
    answers |= {f"schedule {date}": f"{print_number(share)}%" for date, share in (request.schedule or {}).items() if share is not None}
    answers |= {f"total {t.label}": _money(t.value_wan) for t in request.totals}
    return answers


def _money(value: float | None) -> str:
    """万元 with two decimals, more where the amount has more; nothing where it is unknown."""
    if value is None:
        return ""
    plain = print_number(value)
    return plain if len(plain.partition(".")[2]) > 2 else f"{value:.2f}"


def _repetitions(template: BlankRow, draft: Draft, blank: Blank) -> list[dict[str, str]]:
    if template.repeat == "indicators":
        return [_indicator(i, blank) for i in ordered(draft)] or [{}]
    if template.repeat == "tasks":
        tasks = draft.request.tasks if isinstance(draft.request, Request) else ()
        return [
            {
                "task_name": f"{t.no}：{t.name}" if blank.task_prefix and t.no else t.name,
                "task_content": t.content or "",
                "task_budget": _money(t.budget_wan),
                "task_goal": t.goal or "",
            }
            for t in tasks
        ] or [{}]
    return [{}]


def _indicator(row: Indicator, blank: Blank) -> dict[str, str]:
    name = row.name if row.applicable else row.name.replace(NOT_APPLICABLE, "") or blank.not_applicable
    return {
        "level1": row.level1_printed or row.level1,
        "level2": row.level2_printed or row.level2,
        "name": f"{row.task}：{name}" if blank.task_prefix and row.task and name else name,
        "explanation": row.explanation,
        "target": printed_target(row, blank.not_applicable),
        "basis": row.basis,
        "weight": "" if row.weight is None else print_number(row.weight),
    }


def _laid(template: BlankRow, answers: dict[str, str], row: int, covered: set[int]) -> list[Cell]:
    cells: list[Cell] = []
    column = 1
    for blank in template.cells:
        while column in covered:
            column += 1
        cells.append(Cell(_text(blank, answers), row, column, blank.rows, blank.columns, style=_style(blank, template, first=not cells)))
        column += blank.columns
    return cells


def _style(blank: BlankCell, template: BlankRow, *, first: bool) -> str:
    """The cell's style, with what the row says of itself put on its first cell: “table” (a new table begins), “head” (printed on each page), “merge”."""
    marks = [blank.style]
    marks += ["table"] if first and template.table else []
    marks += ["head"] if first and template.title else []
    marks += ["merge"] if blank.merge else []
    return " ".join(marks)


def _text(blank: BlankCell, answers: dict[str, str]) -> str:
    return _SLOT.sub(lambda m: answers.get(m[1] if m[2] is None else f"{m[1]} {m[2]}", ""), blank.text)


def _covered(grid: Grid, row: int) -> set[int]:
    """The columns of a row that a merged cell above covers."""
    return {k for c in grid.cells if c.row < row <= c.last_row for k in range(c.column, c.last_column + 1)}


def _merged(cells: list[Cell], blank: Blank) -> list[Cell]:
    """Cells marked merge joined with equal ones below, as long as all merging columns to their left are joined too."""
    joined = [c for c in cells if "merge" not in c.style.split()]
    columns = sorted({c.column for c in cells if "merge" in c.style.split()})
    by_place = {(c.row, c.column): c for c in cells if "merge" in c.style.split()}

    def key(cell: Cell) -> tuple[str, ...]:
        return tuple(by_place[cell.row, k].text for k in columns if k <= cell.column and (cell.row, k) in by_place)

    for column in columns:
        rows = [c for c in cells if c.column == column and "merge" in c.style.split()]
        numbered = [(c.row - n, key(c), c) for n, c in enumerate(rows)]
        for _, group in groupby(numbered, key=lambda x: x[:2]):
            same = [x[2] for x in group]
            first = same[0]
            joined.append(Cell(first.text, first.row, column, len(same), first.col_span, style=first.style))
    return joined


def annex_grid(draft: Draft, head: str | None, notes: Sequence[str]) -> Grid:
    """The second sheet: acceptance (who, when, head hash, waivers), what still waits for confirmation, why a tier is not used."""
    lines: list[tuple[str, str]] = [("状态", "已采纳" if head else "草稿，尚未采纳")]
    lines += [("记录", note) for note in notes]
    lines += [("台账校验值", head)] if head else []
    lines += [("待确认", f"{i.level2} {i.name}".strip()) for i in ordered(draft) if i.status == "unconfirmed"]
    lines += [("待确认", q.question) for q in draft.questions]
    lines += [("不适用", f"{i.level2}：{i.reason}") for i in ordered(draft) if not i.applicable and i.reason]
    cells = [Cell("采纳记录与说明", 1, 1, 1, 2, style="title")]
    for n, (label, text) in enumerate(lines, start=2):
        cells += [Cell(label, n, 1, style="label"), Cell(text, n, 2, style="text")]
    return Grid(cells, name="采纳记录")
