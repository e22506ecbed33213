"""页 (page): a rule's page and the whole rulebook in Markdown, generated from the docstrings the examples are executed from.

python -m assistant.rules.page > docs/rules.md
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.law.law import documents
from assistant.rules.catalogue import RULES
from assistant.rules.rule import FAMILIES, Rule

SEVERITY = {"error": "错误", "warning": "警告", "note": "提示"}
RESTS_ON = {"arithmetic": "数字勾稽", "form": "表格逻辑", "clause": "规定条文", "practice": "评审惯例"}
_EXAMPLES = ("反例", "正例")


def page(rule: Rule) -> str:
    """One rule's page: what it asks, why, on what ground, wrong and right examples, exceptions."""
    lines = [
        f"### {rule.title}",
        "",
        f"`{rule.name}` · {rule.number} · {SEVERITY[rule.severity]} · 依据{RESTS_ON[rule.rests_on]}{_checked(rule)}",
        "",
    ]
    for name, text in rule.page.sections.items():
        if name == "出处":
            continue
        if name in _EXAMPLES:
            lines += [f"**{name}**", "", "```text", *(line.strip() for line in text.splitlines()), "```", ""]
        else:
            lines += [f"**{name}**　{text}", ""]
    if rule.question:
        lines += [f"**需要人看**　{rule.question}（只在配置了模型时询问，否则标“未核”）", ""]
    return "\n".join(lines)


def _checked(rule: Rule) -> str:
    if rule.clause is None:
        return ""
    return f" · {rule.basis.document}{rule.basis.section}（{'已核实' if rule.basis.verified else '未核对原文'}）"


def rulebook(rules: Sequence[Rule] = RULES) -> str:
    """The whole of docs/rules.md."""
    lines = [
        "# 规则",
        "",
        "<!-- 由 python -m assistant.rules.page 生成，请改规则文件的说明，不要改这里。 -->",
        "",
        "每条规则是一个文件，说明里的反例和正例都作为测试执行。**错误**只依据数字勾稽、表格自身的逻辑或经条文、报道证实的规定；凭记忆的条款最多是**警告**。",
        "",
        *_shares(rules),
        "",
        "| 规则 | 编号 | 级别 | 依据 |",
        "| --- | --- | --- | --- |",
        *(f"| [{r.title}](#{_anchor(r.title)}) | {r.number} | {SEVERITY[r.severity]} | {RESTS_ON[r.rests_on]} |" for r in rules),
        "",
    ]
    for family, title in FAMILIES.items():
        members = [r for r in rules if r.family == family]
        if members:
            lines += [f"## {title}", "", *(page(r) for r in members)]
    return "\n".join([*lines, *_documents()]).rstrip() + "\n"


def _shares(rules: Sequence[Rule]) -> list[str]:
    cited = [r for r in rules if r.clause]
    confirmed = [r for r in cited if r.basis.verified]
    severities = "、".join(f"{SEVERITY[s]} {sum(r.severity == s for r in rules)} 条" for s in ("error", "warning", "note"))
    return [
        f"共 {len(rules)} 条：{severities}。引用规定条款的 {len(cited)} 条，其中条文或报道已核实 {len(confirmed)} 条（{len(confirmed) / len(cited):.0%}）；"
        f"错误级规则 {sum(r.severity == 'error' for r in rules)} 条，依据未核实条款的 {sum(r.severity == 'error' and r.rests_on == 'clause' and not r.basis.verified for r in rules)} 条。"
    ]


def _documents() -> list[str]:
    lines = ["## 引用的文件", "", "| 文件 | 条款 | 说的是 | 核对情况 |", "| --- | --- | --- | --- |"]
    for d in documents():
        for c in d.clause:
            standing = {"text": "条文已核对", "report": "有报道证实", "memory": "未核对原文"}[c.standing]
            lines.append(f"| {d.number}《{d.title}》 | {c.section} | {c.says} | {standing}{f'：{c.source}' if c.source else ''} |")
    return lines


def _anchor(title: str) -> str:
    """The anchor GitHub gives a heading: marks dropped, blanks as hyphens."""
    return "".join(ch if ch.isalnum() else "-" if ch == " " else "" for ch in title).lower()


if __name__ == "__main__":
    print(rulebook(), end="")
