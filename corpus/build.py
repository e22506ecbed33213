"""`python -m corpus.build`: writes docs/records.md from the records and the library, so that the page never says what the data do not.

Deterministic: same data, same page; a test keeps the committed page up to date.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.domain.form import Record
from assistant.domain.target import Target
from corpus.library import Shelf
from corpus.records import FOLDER, Corpus, digest

PAGE = Path(__file__).parent.parent / "docs" / "records.md"
SOURCES = Path(__file__).parent / "sources.toml"


def page(corpus: Corpus, shelf: Shelf) -> str:
    """docs/records.md as text."""
    records = corpus.all()
    return "\n".join([_head(records), _types(records, shelf), _doubts(records), _sources()])


def sources() -> list[dict[str, Any]]:
    """The entries of sources.toml: address, place, year, records, and what was cut short."""
    entries: list[dict[str, Any]] = tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]
    return entries


def measured_share(records: list[Record]) -> tuple[int, int]:
    """(targets that are a number, a range or a day; targets printed), over all rows that print one."""
    targets = [Target.read(i.target, r.fiscal_year or 2000) for r in records for i in r.indicators if i.target and i.target != "不适用"]
    return sum(t.is_numeric or t.day is not None for t in targets), len(targets)


def _head(records: Any) -> str:
    rows = [i for r in records for i in r.indicators]
    measured, printed = measured_share(list(records))
    doubtful = sum(bool(i.doubts) for i in rows)
    return f"""# 语料与指标库

由 `python -m corpus.build` 从 `corpus/` 生成，不要手改。

- 记录 {len(records)} 条（{len(list(FOLDER.glob("*.jsonl")))} 个文件），指标行 {len(rows)} 行，其中存疑 {doubtful} 行：存疑的行照印出来，起草时不借用。
- 印了指标值的 {printed} 行里，{measured} 行读得出数、区间或日期（{measured / printed:.0%}），其余是文字表述。
- 语料摘要 `{digest(records)}`：索引据此判断自己是否过期。
- 记录只收事实：名称、金额、日期、指标行和值照原表；用途和目标用自己的一句话写，保留其中的数。涉密项目只有代码和金额。
"""


def _types(records: Any, shelf: Shelf) -> str:
    have = Counter(r.project_type for r in records)
    lines = ["## 项目类型", "", "| 类型 | 记录 | 库中指标 | 有通常值的 | 不适用层级 |", "|---|---:|---:|---:|---|"]
    for name in shelf.types():
        p = shelf.profile(name)
        unused = "、".join(n.level2.removesuffix("指标") for n in p.not_applicable)
        lines.append(f"| {name} | {have[name]} | {len(p.entries)} | {sum(e.usual is not None for e in p.entries)} | {unused} |")
    total = sum(len(shelf.profile(n).entries) for n in shelf.types())
    usual = sum(e.usual is not None for n in shelf.types() for e in shelf.profile(n).entries)
    lines += ["", f"库中指标共 {total} 条，{usual} 条有通常值；每个通常值都引用一条记录里没有存疑的行，由测试逐条核对。", ""]
    return "\n".join(lines)


def _doubts(records: Any) -> str:
    lines = ["## 存疑的行", "", "| 记录 | 指标 | 存疑 |", "|---|---|---|"]
    for r in records:
        lines += [f"| {r.id} | {_cell(i.name or '（无名称）')} | {_cell('；'.join(i.doubts))} |" for i in r.indicators if i.doubts]
    return "\n".join([*lines, ""])


def _sources() -> str:
    lines = ["## 来源", "", "| 来源 | 地方 | 年度 | 记录 | 缺什么 |", "|---|---|---|---:|---|"]
    lines += [
        f"| {_cell(s.get('title') or s['address'])} | {s['place']} | {s['year']} | {len(s['records'])} | {_cell(s.get('cut_short', ''))} |"
        for s in sources()
    ]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(Corpus(), Shelf()), encoding="utf-8")
    print(PAGE.name, file=sys.stderr)
