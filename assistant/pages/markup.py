"""View rows as HTML. Everything that comes from a person, a form or a model is escaped here, and only here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.domain.draft import Question
from assistant.pages.view import ComparableView, FindingView, GroundView, RowView, Summary


def table(rows: Iterable[RowView], seq: int, *, editable: bool = True, refused: str = "") -> str:
    """The indicator table: tiers merged, name, value and explanation editable in place, grounds and findings beside each row.

    `refused`: the cell (row|field) whose edit was not made, so that what was typed there gives way to what stands.
    """
    body = "".join(_row(r, editable) for r in rows)
    if not body:
        return '<p class="jx-empty">还没有指标。</p>'
    return (
        f'<table class="jx-table" data-seq="{seq}" data-refused="{escape(refused)}"><thead><tr><th>一级</th><th>二级</th><th>三级指标</th><th>指标值</th><th>依据与出处</th><th>审核意见</th>'
        f'<th class="jx-acts"></th></tr></thead><tbody>{body}</tbody></table>'
    )


def _row(r: RowView, editable: bool) -> str:
    tiers = (f'<th class="jx-l1" rowspan="{r.level1_span}">{_tier(r.level1)}</th>' if r.level1_span else "") + (
        f'<th class="jx-l2" rowspan="{r.level2_span}">{_tier(r.level2)}</th>' if r.level2_span else ""
    )
    can = editable and r.state != "not_applicable"
    task = f'<span class="jx-task">{escape(r.task)}</span>' if r.task else ""
    shown = "" if r.state == "not_applicable" else r.name
    name = f'{task}<div class="jx-name">{_cell(r, "name", shown, can, "指标名称")}</div><div class="jx-explain">{_cell(r, "explanation", r.explanation, can, "怎么统计")}</div>'
    state = f'<span class="jx-state jx-{r.state}">{escape(r.state_word)}</span>' if r.state_word else ""
    value = state if r.state == "not_applicable" else f'<div class="jx-value">{_cell(r, "target", r.target, can, "请填写")}</div>{state}'
    return (
        f'<tr data-row="{escape(r.id)}" class="jx-row-{r.state}">{tiers}<td>{name}</td><td>{value}</td><td>{_grounds(r, can)}</td>'
        f'<td>{_findings(r.findings)}</td><td class="jx-acts">{_acts(r, editable)}</td></tr>'
    )


def _tier(name: str) -> str:
    return escape(name.removesuffix("指标"))


def _cell(r: RowView, field: str, text: str, editable: bool, hint: str) -> str:
    if not editable:
        return f"<span>{escape(text)}</span>"
    return (
        f'<span class="jx-cell" contenteditable="plaintext-only" role="textbox" spellcheck="false" data-field="{field}" data-hint="{hint}" '
        f'aria-label="{escape(r.name)} {hint}">{escape(text)}</span>'
    )


def _grounds(r: RowView, editable: bool) -> str:
    """What the form prints as its basis, then each ground with the words it quotes, unless the basis quotes them already."""
    if r.state == "not_applicable":
        return f'<div class="jx-reason">{escape(r.reason)}</div>'
    items = "".join(_ground(g, r.basis) for g in r.grounds) or '<li class="jx-none">没有写明出处</li>'
    return f'<div class="jx-basis">{_cell(r, "basis", r.basis, editable, "指标值确定依据")}</div><ul class="jx-grounds">{items}</ul>'


def _ground(g: GroundView, basis: str) -> str:
    spoken = g.kind in ("description", "user", "comparable", "previous")
    quote = "" if not g.quote or g.quote in basis else f"“{escape(g.quote)}”" if spoken else escape(g.quote)
    where = f' <span class="jx-where">{escape(g.where)}</span>' if g.where and g.kind in ("comparable", "library", "rule") else ""
    return f'<li><b class="jx-chip jx-g-{g.kind}" title="{escape(g.quote)}">{escape(g.word)}</b> {quote}{where}</li>'


def _findings(findings: Iterable[FindingView]) -> str:
    return "".join(finding(f) for f in findings)


def finding(f: FindingView) -> str:
    """One finding with its clause, and what can be done about it."""
    basis = f'<span class="jx-clause">{escape(f.basis)}</span>' if f.basis else ""
    if f.waived is not None:
        return f'<div class="jx-finding jx-waived">已豁免：{escape(f.message)}<span class="jx-clause">理由：{escape(f.waived)}</span></div>'
    acts = (f'<button type="button" data-act="fix" data-finding="{escape(f.id)}">照此修改</button>' if f.fixable else "") + (
        f'<button type="button" data-act="waive" data-finding="{escape(f.id)}">说明理由后放行</button>' if f.waivable else ""
    )
    return f'<div class="jx-finding jx-{f.severity}"><b>{f.word}</b> {escape(f.message)}{basis}{acts}</div>'


def _acts(r: RowView, editable: bool) -> str:
    if not editable:
        return ""
    confirm = '<button type="button" data-act="confirm" title="这个值就这么定">确认</button>' if r.confirmable else ""
    unused = (
        '<button type="button" data-act="unused" title="这一类没有，写明不适用">不适用</button>'
        if r.state == "unconfirmed" and "效益" in r.level2
        else ""
    )
    return f'{confirm}{unused}<button type="button" data-act="remove" title="删掉这一行" aria-label="删掉 {escape(r.name)}">删除</button>'


def whole(findings: Iterable[FindingView]) -> str:
    """Findings about the form as a whole."""
    items = "".join(finding(f) for f in findings)
    return f'<div class="jx-whole">{items}</div>' if items else ""


def summary(s: Summary) -> str:
    counts = [
        f"{s.rows} 条指标",
        f"{s.unconfirmed} 处待确认" if s.unconfirmed else "",
        f"{s.errors} 处错误" if s.errors else "",
        f"{s.warnings} 条提醒" if s.warnings else "",
    ]
    return f'<div class="jx-summary {"jx-ready" if s.ready else ""}"><span>{"　".join(filter(None, counts))}</span><b>{escape(s.words)}</b></div>'


def comparables(cards: Iterable[ComparableView]) -> str:
    """Cards of comparable projects: why comparable, where they differ, their rows, what is wrong with them."""
    items = "".join(_card(c) for c in cards)
    return (
        f'<div class="jx-cards">{items}</div>'
        if items
        else '<p class="jx-empty">已公开的表里没有找到可比的项目；下面的指标来自您的说明和指标库。</p>'
    )


def _card(c: ComparableView) -> str:
    why = "".join(f'<span class="jx-why">{escape(w)}</span>' for w in c.why)
    differs = "".join(f'<span class="jx-differs">{escape(w)}</span>' for w in c.differs)
    doubts = _own_findings(c.findings)
    rows = "".join(
        f'<tr class="{"" if sound else "jx-unsound"}"><td>{_tier(tier)}</td><td>{escape(name)}</td><td>{escape(target)}</td></tr>'
        for tier, name, target, sound in c.rows
    )
    detail = f'<details><summary>看它的 {len(c.rows)} 条指标</summary>{doubts}<table class="jx-mini">{rows}</table></details>' if c.rows else ""
    alike = f'<p class="jx-facts">另有 {len(c.alike)} 份几乎相同的表，不重复列出：{escape("、".join(c.alike))}</p>' if c.alike else ""
    return (
        f'<article class="jx-card"><h4>{escape(c.title)}</h4><p class="jx-facts">{escape(c.facts)}</p><p>{why}{differs}</p>{alike}{detail}</article>'
    )


def _own_findings(findings: tuple[str, ...]) -> str:
    """What rules say of a published table, for who would borrow from it."""
    if not findings:
        return ""
    items = "".join(f"<li>{escape(f)}</li>" for f in findings)
    return f'<div class="jx-doubt">它自己的表里有 {len(findings)} 处问题，有问题的行不会借用：<ul>{items}</ul></div>'


def questions(items: Iterable[Question], seq: int, *, answerable: bool = True) -> str:
    """What only the unit knows, numbered, each with what the answer is good for and a line to answer on."""
    line = '<span class="jx-answer" contenteditable="plaintext-only" role="textbox" data-answer="{about}" data-hint="在这里回答，按回车"></span>'
    rows = "".join(
        f"<li>{escape(q.question)}{line.format(about=escape(q.about)) if answerable else ''}{f'<span>{escape(q.why)}</span>' if q.why else ''}</li>"
        for q in items
    )
    return f'<div class="jx-ask" data-seq="{seq}"><h4>只有您单位知道的</h4><ol class="jx-questions">{rows}</ol></div>' if rows else ""


def quotes(pairs: Iterable[tuple[str, str]]) -> str:
    """What was read out of the text box: (field, the words it was read from)."""
    rows = "".join(f"<li>{escape(field)}：<q>{escape(quote)}</q></li>" for field, quote in pairs)
    return f'<ul class="jx-quotes">{rows}</ul>' if rows else ""
