"""资金 (Money): sums under their headings, funding tables of a self-evaluation, payment schedules. Everything in 万元."""

from __future__ import annotations

import re

from assistant.layout.headings import concept
from assistant.reading.column_heads import placed_under
from assistant.reading.gathering import Gathering
from assistant.reading.heads import Column
from assistant.reading.placing import fitted
from assistant.reading.rows import Row, number

_IN_YUAN = re.compile(r"[（(](?:人民币|单位[:：]?)?元[)）]")


def note_money_unit(row: Row, g: Gathering) -> None:
    """A block headed 项目资金（元） gives the unit of the sums in it; one headed （万元） gives it back."""
    for cell in row.own:
        if len(cell.text) <= 20 and "元" in cell.text and concept(cell.text) in ("group", "budget"):
            g.scale = 1e-4 if _IN_YUAN.search(cell.text) else 1.0 if "万元" in cell.text else g.scale


def read_schedule(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    dates = [c for c in columns if c.word == "date"]
    labels = {c.column: c.text for c in rows[at].own}
    values = {c.first: None for c in dates}
    for cell in rows[at + 1].own:
        nearest = next((c for c in dates if c.first <= cell.column <= c.last), None)
        if nearest is not None:
            values[nearest.first] = cell.text  # type: ignore[assignment]
    schedule: dict[str, float | None] = {}
    for column, text in values.items():
        share = number(text)
        if share is not None:
            schedule[labels[column]] = round(share * 100, 6) if 0 < share <= 1 and "%" not in (text or "") else share
    g.nameless_project()["schedule"] = schedule
    return 2


def read_money(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    labels = {c.column: c.text for c in rows[at].own}
    cells = [c for c in rows[at + 1].own if number(c.text) is not None]
    if not cells:
        return 0
    for column, cell in fitted(cells, columns):
        put_money(g, column.word, labels[column.first], number(cell.text))
    return 2


def put_money(g: Gathering, word: str, label: str, value: float | None) -> None:
    """A sum of the project being read, or of the unit as a whole. 元 printed in the label or above the table is turned into 万元."""
    if value is None:
        return
    value = _scaled(value, g, label)
    project = g.project
    key = {"budget": "budget_wan", "adjusted": "budget_wan", "fiscal": "fiscal_wan", "other": "other_wan", "spent": "spent_wan"}.get(word)
    if project is not None and key is not None:
        project.setdefault(key, value)
        return
    g.add_total(label.strip("：: "), value)


def read_funding(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """资金表: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分 by source of money."""
    n = at + 1
    first = columns[0].first if columns[0].word in ("initial", "adjusted", "budget", "spent") else columns[1].first if len(columns) > 1 else 1
    g.form.evaluation = True
    whole = False
    while n < len(rows):
        labels = [c for c in rows[n].own if c.column < first and number(c.text) is None]
        label = labels[-1].text if labels else ""
        figures = Row([c for c in rows[n].own if c not in labels] or rows[n].own, rows[n].above)
        placed = {w: number(c.text) for w, c in placed_under(figures, [c for c in columns if c.first >= first], g).items() if c in rows[n].own}
        if not any(v is not None for v in placed.values()) and not (labels and concept(label) in ("fiscal", "other", "carried", "upper", "budget")):
            break
        _put_funds(concept(label), label, placed, rows[n], g, seen=whole)
        whole |= concept(label) in _WHOLE
        n += 1
    return n - at


_WHOLE = ("budget", None, "project", "group")
"""What the row of the whole sum is labelled; it stands above its parts, or below them."""


def _put_funds(word: str | None, label: str, sums: dict[str, float | None], row: Row, g: Gathering, *, seen: bool) -> None:
    project = g.project
    if word in _WHOLE and not seen:
        if project is not None and sums.get("initial") is not None:
            g.add_total("年初预算数", _scaled(sums["initial"], g, label))
        if project is not None:
            for key in ("adjusted", "budget", "initial"):
                if sums.get(key) is not None:
                    project.setdefault("budget_wan", _scaled(sums[key], g, label))
            project.setdefault("spent_wan", _scaled(sums.get("spent"), g, label))
            rate = next((c.text for c in row.own if "%" in c.text), None)
            project.setdefault("execution_rate", number(rate) if rate else sums.get("rate"))
        else:
            for key, name in (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("spent", "全年执行数")):
                if sums.get(key) is not None:
                    g.add_total(name, _scaled(sums[key], g, label))
            if sums.get("rate") is not None:
                g.add_rate("执行率", next((c.text for c in row.own if "%" in c.text), str(sums["rate"])))
        if sums.get("score") is not None:
            g.form.execution_score = sums["score"]
        return
    if project is not None and word in ("fiscal", "other"):
        project.setdefault(f"{word}_wan", _scaled(sums.get("spent"), g, label))
    elif label:
        value = sums.get("adjusted") if sums.get("adjusted") is not None else sums.get("budget")
        g.add_total(label, _scaled(value, g, label))


def _scaled(value: float | None, g: Gathering, label: str = "") -> float | None:
    """A sum in 万元, by the unit its own label prints, else by that of the block or the table."""
    if value is None:
        return None
    return round(value * (1e-4 if _IN_YUAN.search(label) else 1.0 if "万元" in label else g.scale), 10)
