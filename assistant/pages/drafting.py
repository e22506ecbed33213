"""写绩效目标 (drafting): one text box, what was read out of it to confirm, then the draft: comparables, table, chat line, acceptance, files.

Declares the widgets and joins each to one deed (`deeds`). Every change goes to the ledger as it is made; the page shows what comes back (`showing`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.pages.deeds import Deeds
from assistant.pages.showing import WIDGETS
from assistant.pages.speaking import Speaker

if TYPE_CHECKING:
    from assistant.workbench import Workbench

HERE = Path(__file__).parent
PLACEHOLDER = (
    "像跟同事说话一样写就行：做什么、多少、给谁、什么时候做完、花多少钱、要达到什么效果。\n"
    "例：县妇联今年办家政技能培训4期，每期50人，9月底前办完，结业考试合格率不低于95%，学员满意度九成以上，预算5.6万元。"
)
SAMPLES = {
    "培训": "河湾县妇联2026年办家政服务技能培训4期，每期50人，9月底前全部办完，结业考核合格率不低于95%，参训学员满意度九成以上。去年办了3期、参训130人。全年预算5.6万元。",
    "修缮": "河湾县第二中学2026年维修3栋教学楼的屋面防水，面积大约2800平方米，每平米造价控制在160元以内，8月25日前完工，验收合格率100%，施工零事故。预算44.8万元。",
    "补贴": "河湾县民政局2026年给一百二十户低保户发冬季取暖补贴，每户1200元，春节前发到位，应补尽补。预算14.4万元。",
}


class DraftingTab:
    """The tab over one workbench: `declare` puts the widgets into the current page."""

    def __init__(self, workbench: Workbench, spoken: Speaker) -> None:
        self.deeds = Deeds(workbench)
        self.spoken = spoken

    # --- widgets -------------------------------------------------------------------------------------------------------------------

    def declare(self, site: gr.Blocks) -> None:
        self.open_dossier = gr.State(None)
        self.seen = gr.State(0)
        self.kept = gr.BrowserState({"dossier": None, "by": ""}, storage_key="jixiao", secret="jixiao-local")
        self._declare_start()
        self._declare_work()
        self._wire(site)

    def _declare_start(self) -> None:
        with gr.Column() as self.start:
            with gr.Row():
                with gr.Column(scale=5):
                    self.said = gr.Textbox(label="说说这个项目", placeholder=PLACEHOLDER, lines=7, max_lines=16, elem_id="said")
                    with gr.Row():
                        self.read = gr.Button("读一读", variant="primary", elem_id="read", scale=2)
                        self.samples = [
                            (gr.Button(f"例：{name}", size="sm", variant="secondary", scale=1, min_width=80), text) for name, text in SAMPLES.items()
                        ]
                with gr.Column(scale=2):
                    self.by = gr.Textbox(label="您的姓名", placeholder="修改和采纳都会记上您的名字", elem_id="by")
                    self.earlier = gr.Dropdown(label="继续以前的项目", choices=[], value=None, elem_id="earlier")
                    with gr.Accordion("从上年的表开始", open=False):
                        gr.Markdown("放一张上年的绩效目标表或自评表（Excel、Word、文本、JSON），各行会带着上年的值摆出来，供您沿用或调整。")
                        self.previous = gr.File(label="上年的表", file_types=None, elem_id="previous", height=110)
            with gr.Group(visible=False) as self.confirming:
                gr.Markdown("**核对一下读出来的内容**，不对就改。", elem_classes="jx-pad")
                with gr.Row():
                    self.project = gr.Textbox(label="项目名称", scale=3, elem_id="project")
                    self.organisation = gr.Textbox(label="单位", scale=3, elem_id="organisation")
                    self.year = gr.Textbox(label="年度", scale=1, elem_id="year")
                    self.budget = gr.Textbox(label="预算（万元）", scale=1, elem_id="budget")
                with gr.Row():
                    self.standard = gr.Radio(
                        label="指标框架",
                        choices=[("成本在产出之下（2015）", "2015"), ("成本单列一级（2021）", "2021")],
                        value="2015",
                        scale=3,
                        elem_id="standard",
                    )
                    self.drafter = gr.Radio(
                        label="谁来起草", choices=[("内置（不联网）", "offline"), ("大模型", "model")], value="offline", scale=2, visible=False
                    )
                    self.secret = gr.Checkbox(label="这是涉密项目", value=False, scale=1, elem_id="secret")
                self.quotes = gr.HTML()
                self.make = gr.Button("生成绩效指标", variant="primary", elem_id="make")

    def _declare_work(self) -> None:
        with gr.Column(visible=False) as self.work:
            with gr.Row():
                self.heading = gr.Markdown(elem_id="heading")
                self.back = gr.Button("换一个项目", size="sm", scale=0, min_width=120)
            with gr.Accordion("可比项目", open=False) as self.similar:
                self.cards = gr.HTML(elem_id="cards")
            self.objective = gr.Textbox(label="年度绩效目标（可直接修改）", lines=3, max_lines=10, elem_id="objective")
            self.summary = gr.HTML(elem_id="summary")
            self.questions = _slot("questions")
            self.table = _slot("table")
            self.whole = _slot("whole")
            with gr.Accordion("说明理由后放行", open=True, visible=False) as self.waiving:
                self.waived_finding = gr.State("")
                self.waived_words = gr.Markdown()
                with gr.Row():
                    self.waive_reason = gr.Textbox(label="理由", placeholder="写清为什么这一处可以这样，会随表留存", scale=5, elem_id="waive-reason")
                    self.waive = gr.Button("放行", scale=0, min_width=110)
            with gr.Row():
                with gr.Column(scale=3):
                    self.talk = gr.Chatbot(
                        label="对话",
                        height=220,
                        buttons=["copy"],
                        elem_id="talk",
                        placeholder="说一句要改什么，例如“培训人次改成240”“加一条学员就业率不低于60%”“删掉第3条”。",
                    )
                    self.line = gr.Textbox(show_label=False, placeholder="说一句要改什么，按回车发送", submit_btn="发送", max_lines=1, elem_id="line")
                with gr.Column(scale=2):
                    with gr.Accordion("手动加一条", open=False):
                        self.new_tier = gr.Dropdown(label="放在哪一级", choices=[], elem_id="new-tier")
                        self.new_name = gr.Textbox(label="三级指标", elem_id="new-name")
                        self.new_target = gr.Textbox(label="指标值", placeholder="≥95%", elem_id="new-target")
                        self.add = gr.Button("加上", size="sm")
                    with gr.Group():
                        self.accept_by = gr.Textbox(label="采纳人姓名", elem_id="accept-by")
                        self.accept = gr.Button("采纳这张表", variant="primary", elem_id="accept")
                    self.accepted = gr.Markdown(elem_id="accepted")
                    self.reopen = gr.Button("还要修改", size="sm", visible=False, elem_id="reopen")
                    with gr.Row():
                        self.xlsx = gr.DownloadButton("下载 Excel", visible=False, elem_id="download-xlsx")
                        self.docx = gr.DownloadButton("下载 Word", visible=False, elem_id="download-docx")

    # --- wiring --------------------------------------------------------------------------------------------------------------------

    def _wire(self, site: gr.Blocks) -> None:
        do, spoken, shown = self.deeds, self.spoken, [getattr(self, name) for name in WIDGETS]
        who = [self.open_dossier, self.seen, self.by]
        site.load(do.open_page, self.kept, [self.earlier, self.drafter, self.by, *shown])
        for button, text in self.samples:
            button.click(lambda text=text: text, None, self.said)
        confirm = [self.confirming, self.project, self.organisation, self.year, self.budget, self.quotes]
        self.read.click(spoken(do.read), self.said, confirm, show_progress="hidden")
        fields = [self.said, *confirm[1:5], self.standard, self.secret, self.previous, self.drafter, self.by]
        self.make.click(spoken(do.make), fields, shown, concurrency_limit=2, show_progress_on=self.make)
        self.earlier.input(spoken(do.resume), self.earlier, shown, show_progress="hidden")
        begun = [self.start, self.work, self.open_dossier, self.earlier, self.said, *confirm, self.secret, self.previous]
        self.back.click(spoken(do.leave), None, begun, show_progress="hidden")
        # Every edit counts: none is dropped while another is under way, and they are made one after another.
        every: dict[str, Any] = {"trigger_mode": "multiple", "concurrency_limit": 1, "show_progress": "hidden"}
        self.table.cell(spoken(do.set_cell), who, shown, **every)
        self.questions.answer(spoken(do.answer), who, shown, **every)
        for slot in (self.table, self.whole):
            slot.act(spoken(do.act), who, [*shown, self.waiving, self.waived_finding, self.waived_words], **every)
        self.waive.click(
            spoken(do.waive), [*who, self.waived_finding, self.waive_reason], [*shown, self.waiving, self.waive_reason], show_progress="hidden"
        )
        self.objective.blur(spoken(do.set_objective), [*who, self.objective], shown, show_progress="hidden")
        self.line.submit(spoken(do.say), [*who, self.line, self.talk], [*shown, self.talk, self.line], concurrency_limit=1, show_progress="hidden")
        self.add.click(
            spoken(do.add), [*who, self.new_tier, self.new_name, self.new_target], [*shown, self.new_name, self.new_target], show_progress="hidden"
        )
        self.accept.click(spoken(do.accept), [self.open_dossier, self.seen, self.accept_by], shown, show_progress_on=self.accept)
        self.reopen.click(spoken(do.reopen), self.open_dossier, shown, show_progress="hidden")
        kept = [self.open_dossier, self.by]
        self.open_dossier.change(lambda dossier, by: {"dossier": dossier, "by": by}, kept, self.kept)
        self.by.change(lambda dossier, by: ({"dossier": dossier, "by": by}, by), kept, [self.kept, self.accept_by])


def _slot(name: str) -> Any:
    """A place whose markup is drawn by `table.js`: a constant template, so that an answer does not wipe out a cell being typed in."""
    script = (HERE / "table.js").read_text(encoding="utf-8")
    return gr.HTML(value="", html_template="<div class='jx-slot'></div>", js_on_load=script, elem_id=name, apply_default_css=False)
