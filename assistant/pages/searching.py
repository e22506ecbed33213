"""找可比项目 (searching): what others published for a like project: why it is comparable, where it differs, and what is wrong with its own table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.failures import BadInput
from assistant.domain.form import Comparable
from assistant.lexicon import table
from assistant.pages import markup, view
from assistant.pages.folding import fold
from assistant.pages.speaking import Speaker

if TYPE_CHECKING:
    from assistant.workbench import Workbench

_SHOWN = 10
_LOOKED_AT = 40
"""More are asked for than are shown, since near-duplicates are folded into one card."""

_KINDS = ("项目目标表", "项目自评表", "部门整体目标表", "部门整体自评表")
_ALL = "不限"
FILTERS = ("region", "year", "kind", "type", "organisation", "budget_min", "budget_max")


class SearchingTab:
    """The tab over one workbench."""

    def __init__(self, workbench: Workbench, spoken: Speaker) -> None:
        self.workbench = workbench
        self.spoken = spoken

    def declare(self) -> None:
        gr.Markdown("说一句要做什么，看看别的单位公开的表里是怎么写的。涉密项目不在其中。")
        with gr.Row():
            text = gr.Textbox(
                label="项目内容", elem_id="search-text", placeholder="例如：春节前走访慰问困难老人，大约120户", lines=2, scale=4, max_length=2000
            )
            go = gr.Button("找一找", variant="primary", scale=0, min_width=140)
        with gr.Accordion("缩小范围", open=False):
            with gr.Row():
                region = gr.Textbox(label="地区", placeholder="例如：广州", elem_id="search-region")
                year = gr.Textbox(label="年度", placeholder="例如：2022", elem_id="search-year")
                kind = gr.Dropdown([_ALL, *_KINDS], value=_ALL, label="表的种类", elem_id="search-kind")
                project_type = gr.Dropdown([_ALL, *project_types()], value=_ALL, label="项目类型", elem_id="search-type", filterable=True)
            with gr.Row():
                organisation = gr.Textbox(label="单位名称含有", placeholder="例如：妇女联合会", elem_id="search-organisation")
                low = gr.Textbox(label="预算不低于（万元）", elem_id="search-low")
                high = gr.Textbox(label="预算不高于（万元）", elem_id="search-high")
        found = gr.HTML(elem_id="search-found")
        asked = [text, region, year, kind, project_type, organisation, low, high]
        gr.on([go.click, text.submit], self.spoken(self._search), asked, found)

    def _search(self, text: str, *given: str | None) -> Any:
        if not (text or "").strip():
            raise BadInput("还没有说要找什么样的项目。", "写一两句项目内容再找，例如：办公楼屋面漏水维修。", ["query"])
        filters = {name: value.strip() for name, value in zip(FILTERS, given, strict=True) if value and value.strip() and value != _ALL}
        return cards(self.workbench.search(text, limit=_LOOKED_AT, filters=filters), narrowed=bool(filters))


def project_types() -> list[str]:
    """The names a project's type may have."""
    return [entry["name"] for entry in table("project_types")["type"]]


def cards(found: list[Comparable], *, narrowed: bool) -> str:
    """The cards of what was found, near-duplicates folded; a sentence where nothing is comparable."""
    folded = fold(found)[:_SHOWN]
    if not folded:
        advice = "请放宽范围再找。" if narrowed else "可以换个说法，说清钱花在什么事情上；真没有先例的项目，指标要靠自己的测算。"
        return f'<p class="jx-empty">公开的表里没有可比的项目。{escape(advice)}</p>'
    return markup.comparables(view.comparable(first, others) for first, others in folded)
