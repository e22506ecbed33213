"""收录公开表 (corpus): what was read out of a published form beside the form itself, doubts first; a person accepts, and it can be found from then on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.failures import BadInput
from assistant.domain.form import Doubt, Form, Location, PrintedIndicator, Reading
from assistant.domain.importing import Entered, FileReport, OriginalSheet, Proposed, Sighting
from assistant.domain.numeral import print_number
from assistant.pages.speaking import Speaker

if TYPE_CHECKING:
    from assistant.workbench import Workbench

_STYLE = (
    "<style>.jx-read{width:100%;border-collapse:collapse}.jx-read td,.jx-read th{border:1px solid var(--border-color-primary);padding:.3rem .5rem;"
    "text-align:left;vertical-align:top}.jx-read td:last-child .jx-clause{white-space:nowrap}.jx-doubted{outline:2px solid #d97706}</style>"
)
_OUTCOMES = {"imported": "已收录", "known": "没有新的", "to_check": "待核对", "refused": "读不了"}


class CorpusTab:
    """The tab over one workbench."""

    def __init__(self, workbench: Workbench, spoken: Speaker) -> None:
        self.workbench = workbench
        self.spoken = spoken

    def declare(self) -> None:
        gr.Markdown("放一张公开的目标表或自评表，核对读出来的内容，收录后起草时就能查到。同一个项目只收一次。")
        self.seen = gr.State("")
        self.helped: gr.State = gr.State(None)  # the reading a model had a part in, as the person saw it
        with gr.Row():
            self.file = gr.File(label="公开表（Excel、Word、PDF、网页、文本）", elem_id="corpus-file", height=140, scale=3)
            with gr.Column(scale=2):
                self.by = gr.Textbox(label="您的姓名", placeholder="收录会记上您的名字", elem_id="corpus-by")
                self.read = gr.Button("读一读", variant="primary", elem_id="corpus-read")
                self.ask = gr.Button("让模型试读没读出来的部分", visible=self.workbench.model_configured, elem_id="corpus-ask-model")
        self.said = gr.HTML(elem_id="corpus-said")
        with gr.Column(visible=False) as self.deciding:
            self.chosen = gr.CheckboxGroup(label="收录哪些", choices=[], elem_id="corpus-chosen")
            self.accept = gr.Button("核对无误，收录所选", variant="primary", elem_id="corpus-accept")
        with gr.Accordion("收录整个文件夹", open=False):
            gr.Markdown("逐个文件读：没有存疑的直接收录，有存疑的留给您单独核对。中断后再点一次会接着做，收录过的不再重复。")
            with gr.Row():
                self.folder = gr.Textbox(label="文件夹路径", elem_id="corpus-folder", scale=4)
                self.go = gr.Button("开始", elem_id="corpus-go", scale=0, min_width=120)
            self.report = gr.HTML(elem_id="corpus-report")
        shown = [self.said, self.deciding, self.chosen, self.seen, self.helped]
        self.read.click(self.spoken(self._read), self.file, shown)
        self.ask.click(self.spoken(self._ask_model), self.file, shown)
        self.accept.click(self.spoken(self._accept), [self.file, self.seen, self.chosen, self.by, self.helped], [self.said, self.deciding])
        self.go.click(self._folder, [self.folder, self.by], self.report)

    def _read(self, path: str | None) -> Any:
        if not path:
            raise BadInput("还没有选文件。", "先放一张表，再点“读一读”。", ["file"])
        return *_offered(self.workbench.sighted(Path(path))), None

    def _ask_model(self, path: str | None) -> Any:
        if not path:
            raise BadInput("还没有选文件。", "先放一张表，再让模型试读。", ["file"])
        sighting = self.workbench.sighted_by_model(Path(path))
        return *_offered(sighting), sighting.reading

    def _accept(self, path: str | None, seen: str, chosen: list[int], by: str, helped: Reading | None) -> Any:
        if not path:
            raise BadInput("文件已经不在了。", "请重新放一次，再读一遍。", ["file"])
        return entered_html(self.workbench.take_in(Path(path), seen, chosen, by, helped)), gr.update(visible=False)

    def _folder(self, folder: str, by: str, progress: gr.Progress = gr.Progress()) -> Iterator[str]:  # noqa: B008 - gradio finds its progress bar in the default
        step = self.spoken(lambda steps: next(steps, None))
        steps = self.spoken(lambda: self.workbench.take_in_folder(Path(folder.strip()), by))()
        reports: list[FileReport] = []
        while isinstance(taken := step(steps), tuple):
            number, of, report = taken
            reports.append(report)
            progress((number, of), desc=report.file)
            yield report_html(reports, of)
        if not reports:
            yield report_html([], 0) if taken is None else ""


def _offered(sighting: Sighting) -> tuple[Any, ...]:
    """What the page shows of a sighting: the reading beside the original, what can be chosen, the digest."""
    choices = [(_choice(p), n) for n, p in enumerate(sighting.proposed)]
    fresh = [n for n, p in enumerate(sighting.proposed) if p.known is None]
    return sighting_html(sighting), gr.update(visible=bool(choices)), gr.update(choices=choices, value=fresh), sighting.digest


# -- as HTML: everything a form says is escaped here ---------------------------------------------------------------------


def sighting_html(sighting: Sighting) -> str:
    """Doubts first, then what was read beside the original."""
    reading = sighting.reading
    return (
        f"{_STYLE}{_doubts(reading)}"
        '<div style="display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem;align-items:start">'
        f'<section aria-label="读出来的内容" style="overflow:auto;max-height:80vh"><h4>读出来的内容</h4>{"".join(_form(f) for f in reading.forms)}{_unplaced(reading)}</section>'
        f'<section aria-label="原表" style="overflow:auto;max-height:80vh"><h4>原表：{escape(sighting.file)}</h4>'
        f"{''.join(_sheet(s) for s in sighting.original)}</section></div>"
    )


def entered_html(entered: Entered) -> str:
    added = f"<b>收录了 {len(entered.added)} 个项目，现在起草时能查到了。</b>" if entered.added else "<b>没有新的项目可收录。</b>"
    known = f"<p>{len(entered.known)} 个以前收录过，没有重复收录。</p>" if entered.known else ""
    return f'<div class="jx-summary jx-ready">{added}{known}<p>收录编号：{escape("、".join(entered.added) or "无")}</p></div>'


def report_html(reports: list[FileReport], of: int) -> str:
    """A line a file, those that need a person first."""
    if not reports:
        return '<div class="jx-summary">文件夹里没有能读的表格文件。</div>'
    counts = {o: sum(r.outcome == o for r in reports) for o in _OUTCOMES}
    said = "，".join(f"{word} {counts[o]}" for o, word in _OUTCOMES.items() if counts[o])
    order = {"to_check": 0, "refused": 1, "imported": 2, "known": 3}
    lines = "".join(
        f"<tr><td>{escape(r.file)}</td><td>{_OUTCOMES[r.outcome]}</td><td>{escape(r.message)}</td></tr>"
        for r in sorted(reports, key=lambda r: (order[r.outcome], r.file))
    )
    return f'<div class="jx-summary"><b>{len(reports)} / {of} 个文件：{said}</b></div><table class="jx-table"><tbody>{lines}</tbody></table>'


def _choice(p: Proposed) -> str:
    money = f"，{print_number(p.record.budget_wan)} 万元" if p.record.budget_wan is not None else ""
    known = f"（已收录：{p.known}）" if p.known else ""
    return f"{p.record.project or '未印项目名称'}{money}，指标 {len(p.record.indicators)} 条{known}"


def _doubts(reading: Reading) -> str:
    if not reading.doubts:
        return '<div class="jx-summary jx-ready"><b>没有读得不放心的地方。</b>请再对一眼原表。</div>'
    lines = "".join(f'<li id="doubt-{n}">{_doubt(d)}</li>' for n, d in enumerate(reading.doubts, 1))
    return f'<div class="jx-summary"><b>{len(reading.doubts)} 处存疑，请先看：</b><ol>{lines}</ol></div>'


def _doubt(d: Doubt) -> str:
    mending = f"　可能应是 <b>{escape(d.mending)}</b>" if d.mending else ""
    return f'<span class="jx-clause">{escape(_where(d.location))}</span> {escape(d.message)}{mending}'


def _form(form: Form) -> str:
    year = f"{form.fiscal_year} 年" if form.fiscal_year else "年度没有读到"
    heads = [escape(f"{form.form_kind}　{form.organisation or '单位没有读到'}　{year}")]
    for p in form.projects:
        money = [(w, v) for w, v in (("预算", p.budget_wan), ("财政", p.fiscal_wan), ("其他", p.other_wan), ("支出", p.spent_wan)) if v is not None]
        heads.append(escape(f"{p.name or '未印项目名称'}：" + "，".join(f"{w} {print_number(v)} 万元" for w, v in money)))
        heads += [f'<span class="jx-explain">{escape(t)}</span>' for t in (p.objective, p.completion) if t]
    rows = "".join(_row(i) for i in form.indicators)
    table = f"<table class='jx-read'><thead><tr><th>二级</th><th>指标</th><th>指标值</th><th>完成</th><th>位置</th></tr></thead><tbody>{rows}</tbody></table>"
    return "".join(f"<p>{h}</p>" for h in heads) + (table if rows else "")


def _row(i: PrintedIndicator) -> str:
    cells = (i.level2 or i.task or "", i.name or "", i.target or "", i.actual or "")
    where = f'<td><span class="jx-clause">{escape(_where(i.location))}</span></td>'
    return f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in cells)}{where}</tr>"


def _unplaced(reading: Reading) -> str:
    if not reading.unplaced:
        return ""
    lines = "".join(f'<li><span class="jx-clause">{escape(_where(u.location))}</span> {escape(u.text)}</li>' for u in reading.unplaced)
    return f"<h4>没有归类的文字（{len(reading.unplaced)}）</h4><ul>{lines}</ul>"


def _sheet(sheet: OriginalSheet) -> str:
    """The original as a table of its own cells; doubtful ones are marked with the doubt's number."""
    rows: dict[int, list[str]] = {}
    reach: dict[int, int] = {}
    for cell in sheet.cells:
        at = reach.get(cell.row, 1)
        covered = (
            sum(c.columns for c in sheet.cells if c.row < cell.row < c.row + c.rows and at <= c.column < cell.column)
            if len(sheet.cells) < 2000
            else 0
        )
        gap = cell.column - at - covered
        marks = "".join(f'<a href="#doubt-{n}" title="存疑 {n}">【疑{n}】</a>' for n in cell.doubts)
        style = ' class="jx-doubted"' if cell.doubts else ""
        filler = f'<td colspan="{gap}"></td>' if gap > 0 else ""
        rows.setdefault(cell.row, []).append(f'{filler}<td rowspan="{cell.rows}" colspan="{cell.columns}"{style}>{escape(cell.text)}{marks}</td>')
        reach[cell.row] = cell.column + cell.columns
    body = "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
    title = f"<p>{escape(sheet.name)}</p>" if sheet.name else ""
    return f'{title}<table class="jx-read"><tbody>{body}</tbody></table>'


def _where(where: Location) -> str:
    if where.cell:
        return f"{where.sheet or ''} {where.cell}".strip()
    if where.line:
        return f"第 {where.line} 行"
    return f"第 {where.row} 行第 {where.column} 格" if where.row else "整张表"
