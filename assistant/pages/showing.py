"""What the drafting page shows of a dossier: one value a widget, in the order of `WIDGETS`. Every answer of the server redraws these and nothing else."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.draft import Draft, Request
from assistant.domain.event import Dossier
from assistant.domain.numeral import print_number
from assistant.pages import markup, view

if TYPE_CHECKING:
    from assistant.workbench import Workbench

WIDGETS = (
    "start", "work", "open_dossier", "seen", "heading", "cards", "similar", "objective", "summary", "questions", "table", "whole", "new_tier", "accept", "accepted", "reopen",
    "xlsx", "docx",
)  # fmt: skip
LAYOUT = "shanhaiguan"
HIDDEN = gr.update(visible=False)


def unchanged() -> tuple[Any, ...]:
    """Nothing is redrawn."""
    return tuple(gr.skip() for _ in WIDGETS)


def show(workbench: Workbench, dossier: Dossier, *, refused: str = "", reopened: bool = False) -> tuple[Any, ...]:
    """The dossier on the page; of a confidential one, only that it is.

    `refused`: the cell (row|field) whose edit was not made. `reopened`: an accepted form is shown for changing; the first change ends its acceptance.
    """
    draft = draft_of(dossier)
    said = _confidential(dossier) if draft.confidential else _open(workbench, dossier, draft, refused, editable=reopened or not dossier.accepted)
    return tuple(said[name] for name in WIDGETS)


def _open(workbench: Workbench, dossier: Dossier, draft: Draft, refused: str, *, editable: bool) -> dict[str, Any]:
    rows = view.rows(draft)
    cards = view.comparables(draft)
    xlsx, docx = _files(workbench, dossier) if not editable else (HIDDEN, HIDDEN)
    return {
        "start": HIDDEN,
        "work": gr.update(visible=True),
        "open_dossier": dossier.id,
        "seen": dossier.seq,
        "heading": _heading(draft),
        "cards": markup.comparables(cards),
        "similar": gr.update(visible=True, label=f"可比项目（{len(cards)}）"),
        "objective": gr.update(value=draft.objective, interactive=editable, visible=True),
        "summary": markup.summary(view.summary(draft)) if editable else "",
        "questions": _drawn(markup.questions(view.questions(draft), dossier.seq) if editable else "", dossier),
        "table": _drawn(markup.table(rows, dossier.seq, editable=editable, refused=refused), dossier),
        "whole": _drawn(markup.whole(view.whole_findings(draft)), dossier),
        "new_tier": gr.update(choices=list(dict.fromkeys(r.level2 for r in rows))),
        "accept": gr.update(interactive=not dossier.accepted),
        "accepted": _acceptance(dossier),
        "reopen": gr.update(visible=not editable),
        "xlsx": xlsx,
        "docx": docx,
    }


def _confidential(dossier: Dossier) -> dict[str, Any]:
    request = draft_of(dossier).request
    words = (
        "### 涉密项目\n按涉密项目处理：不写内容、不列指标，名称和说明没有保存，也没有发给任何模型。申报时只说明“涉密”，附编码和金额即可。"
        f"\n\n{request.fiscal_year}年度，预算 {print_number(request.budget_wan)} 万元。"
    )
    return {
        **dict.fromkeys(WIDGETS, ""),
        "start": HIDDEN,
        "work": gr.update(visible=True),
        "open_dossier": dossier.id,
        "seen": dossier.seq,
        "heading": words,
        "similar": HIDDEN,
        "objective": HIDDEN,
        "new_tier": gr.update(choices=[]),
        "accept": gr.update(interactive=False),
        "reopen": HIDDEN,
        "xlsx": HIDDEN,
        "docx": HIDDEN,
    }


def _files(workbench: Workbench, dossier: Dossier) -> tuple[Any, Any]:
    """The accepted form as files to take away, made when it is shown: a click then downloads at once."""
    folder = Path(_outbox().name) / f"{dossier.id}-{dossier.seq}"
    folder.mkdir(exist_ok=True)
    made = []
    for kind in ("xlsx", "docx"):
        path = folder / f"{_file_name(draft_of(dossier))}.{kind}"
        path.write_bytes(workbench.export_dossier(dossier.id, LAYOUT, kind))
        made.append(gr.update(value=str(path), visible=True))
    return made[0], made[1]


@cache
def _outbox() -> tempfile.TemporaryDirectory[str]:
    """Where files wait to be downloaded: one folder for this run of the program, ours alone, gone when it ends."""
    return tempfile.TemporaryDirectory(prefix="jixiao-")


def draft_of(dossier: Dossier) -> Draft:
    """The draft of a dossier that has one; every dossier the page opens does."""
    assert dossier.draft is not None
    return dossier.draft


def _acceptance(dossier: Dossier) -> str:
    """Who accepted, when, and the mark to verify it by; nothing before."""
    if not dossier.accepted:
        return ""
    when = (dossier.accepted_at or "")[:16].replace("T", " ")
    return f"**已采纳**　{plain(dossier.accepted_by or '')}　{when}\n\n留痕编号 `{dossier.head[:23]}…`"


def _drawn(html: str, dossier: Dossier) -> str:
    """The markup with a mark of the moment, so that the same table sent again is drawn again over an edit that was refused."""
    return f"{html}<!-- {dossier.seq} {dt.datetime.now().timestamp()} -->"


def _heading(draft: Draft) -> str:
    r = draft.request
    standard = "　成本单列一级" if isinstance(r, Request) and r.standard == "2021" else ""
    return f"### {plain(r.project)}\n{plain(r.organisation or '')}　{r.fiscal_year}年度　预算 {print_number(r.budget_wan)} 万元{standard}"


def plain(text: str) -> str:
    """Text for Markdown: nothing in it is markup."""
    return "".join("\\" + ch if ch in "\\`*_{}[]()#+-.!|<>~" else ch for ch in text)


def _file_name(draft: Draft) -> str:
    safe = "".join(ch for ch in draft.request.project if ch.isalnum() or ch in "（）()-_ ")[:40] or "绩效目标表"
    return f"{draft.request.fiscal_year}年{safe}绩效目标表"
