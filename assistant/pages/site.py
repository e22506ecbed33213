"""The site: theme, tabs, launch. Nothing is asked of any other host: no fonts, no analytics, no share link."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.pages.corpus import CorpusTab
from assistant.pages.drafting import DraftingTab
from assistant.pages.review import ReviewTab
from assistant.pages.searching import SearchingTab
from assistant.pages.speaking import Speaker

if TYPE_CHECKING:
    from assistant.workbench import Workbench

TITLE = "绩效助手"
FONTS = ["system-ui", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"]
HERE = Path(__file__).parent


def build(workbench: Workbench, log: Path | None = None) -> gr.Blocks:
    """All pages over one workbench. `log`: the folder where what nobody foresaw is noted."""
    spoken = Speaker(log)
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as site:
        gr.HTML(
            f'<div class="jx-head"><h1>{TITLE}</h1><p>说清一个项目，得到一张每条指标、每个数都有出处的绩效目标表。内容只存在本机。</p></div>',
            elem_id="head",
        )
        with gr.Tabs():
            with gr.Tab("写绩效目标", id="draft"):
                DraftingTab(workbench, spoken).declare(site)
            with gr.Tab("审一张表", id="review"):
                ReviewTab(workbench, spoken).declare()
            with gr.Tab("找可比项目", id="search"):
                SearchingTab(workbench, spoken).declare()
            with gr.Tab("收录公开表", id="corpus"):
                CorpusTab(workbench, spoken).declare()
    site.queue(max_size=64, default_concurrency_limit=4)
    return site


def launch(site: gr.Blocks, host: str, port: int | None, *, block: bool = True) -> str:
    """Serves the pages on `host` (loopback by default); returns the address. `port` None takes the first free one from 7860."""
    theme = gr.themes.Soft(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=["ui-monospace", "Consolas", "monospace"])
    _, address, _ = site.launch(
        server_name=host,
        server_port=port,
        share=False,
        quiet=True,
        theme=theme,
        css=(HERE / "page.css").read_text(encoding="utf-8"),
        head=f"<script>{(HERE / 'page.js').read_text(encoding='utf-8')}</script>",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="20mb",
        prevent_thread_lock=not block,
    )
    return str(address)
