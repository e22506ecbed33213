"""审一张表 (review): any form `read` reads, or a draft as JSON, checked; the findings in the order a reviewer would raise them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding, OutcomeWord
from assistant.pages.speaking import Speaker
from assistant.pages.view import SEVERITY_WORDS

if TYPE_CHECKING:
    from assistant.rules.checking import RuleOutcome
    from assistant.workbench import Workbench

_ORDER = {"error": 0, "warning": 1, "note": 2}
_COVERED: dict[OutcomeWord, str] = {
    "broken": "不符合，见上",
    "unasked": "未核：要人来判断",
    "cannot_tell": "看不出：表里没有可以判断的内容",
    "held": "符合",
    "not_applicable": "不涉及",
}
"""The outcomes in the order a reviewer wants them, each with its word."""


class ReviewTab:
    """The tab over one workbench."""

    def __init__(self, workbench: Workbench, spoken: Speaker) -> None:
        self.workbench = workbench
        self.spoken = spoken

    def declare(self) -> None:
        gr.Markdown("放一张绩效目标表，看审核的人会挑出什么。文件只在本机读，不会发出去。")
        with gr.Row():
            self.file = gr.File(label="绩效目标表（Excel、Word、文本、JSON）", elem_id="review-file", height=140, scale=2)
            self.check = gr.Button("审一审", variant="primary", scale=0, min_width=140)
        self.opinion = gr.Textbox(
            label="审核意见（草拟，核对后使用）", elem_id="review-opinion", lines=4, max_lines=16, buttons=["copy"], visible=False
        )
        self.annotated = gr.DownloadButton("下载写好批注的表", elem_id="review-annotated", visible=False)
        self.findings = gr.HTML(elem_id="review-findings")
        with gr.Accordion("核对了哪些要求", open=False, visible=False, elem_id="review-coverage") as self.covered:
            self.coverage = gr.HTML()
        self.check.click(self.spoken(self._check), self.file, [self.findings, self.opinion, self.annotated, self.covered, self.coverage])

    def _check(self, path: str | None) -> Any:
        if not path:
            raise BadInput("还没有选文件。", "先放一张表，再点“审一审”。", ["file"])
        file = Path(path)
        checked = self.workbench.review(file)
        findings = list(checked.findings)
        opinion = self.workbench.opinion(findings).text
        covered = coverage_html(checked.outcomes, self.workbench.rule_titles())
        return findings_html(findings), gr.update(value=opinion, visible=True), self._copy(file, findings), gr.update(visible=True), covered

    def _copy(self, file: Path, findings: list[Finding]) -> Any:
        """The workbook with the findings as comments, where the file is one."""
        if file.suffix.lower() != ".xlsx":
            return gr.update(visible=False)
        copy = Path(_outbox().name) / f"{file.stem}（批注）.xlsx"
        copy.write_bytes(self.workbench.annotated(file, findings))
        return gr.update(value=str(copy), visible=True)


@cache
def _outbox() -> tempfile.TemporaryDirectory[str]:
    """Where annotated copies wait to be downloaded; gone when the program ends."""
    return tempfile.TemporaryDirectory(prefix="jixiao-")


def findings_html(findings: list[Finding]) -> str:
    """Findings grouped by project, errors first."""
    if not findings:
        return '<div class="jx-summary jx-ready"><b>没有发现问题。</b></div>'
    counts = {s: sum(f.severity == s for f in findings) for s in SEVERITY_WORDS}
    said = "　".join(f"{SEVERITY_WORDS[s]} {n} 处" for s, n in counts.items() if n)
    out = [f'<div class="jx-summary"><b>{said}</b></div>']
    owners = dict.fromkeys(f.owner for f in findings)
    for owner in owners:
        mine = sorted((f for f in findings if f.owner == owner), key=lambda f: (_ORDER[f.severity], f.index if f.index is not None else -1))
        rows = "".join(_row(f) for f in mine)
        title = "部门整体" if owner == "department" else owner or "整张表"
        out.append(f'<h4>{escape(title)}</h4><table class="jx-table"><tbody>{rows}</tbody></table>')
    return "".join(out)


def coverage_html(outcomes: Sequence[RuleOutcome], titles: dict[str, str]) -> str:
    """What was checked by rule, what needs a person, what could not be told and why; one line a demand, the heaviest outcome of its owners."""
    heaviest: dict[str, RuleOutcome] = {}
    order = list(_COVERED)
    for outcome in outcomes:
        known = heaviest.get(outcome.rule)
        if known is None or order.index(outcome.outcome) < order.index(known.outcome):
            heaviest[outcome.rule] = outcome
    parts = []
    for word, said in _COVERED.items():
        mine = [o for o in heaviest.values() if o.outcome == word]
        rows = "".join(f'<li>{escape(titles.get(o.rule, o.rule))}<span class="jx-clause">{escape(o.why)}</span></li>' for o in mine)
        parts.append(
            f"<details{' open' if word == 'unasked' else ''}><summary>{said}（{len(mine)} 条）</summary><ul>{rows}</ul></details>" if mine else ""
        )
    return "".join(parts)


def _row(f: Finding) -> str:
    where = f.location.cell or (f"第 {f.location.line} 行" if f.location and f.location.line else "") if f.location else ""
    basis = f'<span class="jx-clause">{escape(f.basis.document + f.basis.section)}</span>' if f.basis else ""
    return (
        f'<tr><td style="min-width:9rem">{escape(f.indicator or "整张表")}<span class="jx-clause">{escape(where)}</span></td>'
        f'<td><div class="jx-finding jx-{f.severity}"><b>{SEVERITY_WORDS[f.severity]}</b> {escape(f.message)}{basis}</div></td></tr>'
    )
