"""横排表: one row a project, a pair of cells (指标内容 | 完成情况) for each tier.

In a sheet the head's columns say whose a cell is. In a text file a merged head shifts everything and a row may lack a cell; there the cells are
aligned with the slots by what they say: the two cells of a pair resemble each other, 不适用 comes in pairs, each tier has its words. A pair with one cell is a
doubt, for two readings fit it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain.frame import (
    ECOLOGICAL,
    ECONOMIC,
    PLAIN_COST,
    QUALITY,
    QUANTITY,
    SOCIAL,
    SUSTAINED,
    TIMELINESS,
    level1_of,
    level2_of,
    rank,
)
from assistant.layout.grid import Cell
from assistant.layout.headings import concept, level1_printed, level2_printed
from assistant.reading.gathering import Gathering
from assistant.reading.printed_row import add_row
from assistant.reading.project_lists import PROJECT_FIELDS
from assistant.reading.rows import Row, number

_LEAD_NUMBERS = ("budget", "adjusted", "spent", "fiscal", "other")
_TEXTS = ("purpose", "content", "objective", "completion")
_HEAD_DEPTH = 5
_PAIR = {"target": "target", "actual": "actual", "completion": "actual", "explanation": "target", "name": "name"}


@dataclass
class Wide:
    """The head of a wide table: single words in order before the tiers, the tiers, the words after them; and, in a sheet, what each column holds."""

    lead: list[str]
    tiers: list[str]
    tail: list[str]
    rows: int
    level1: dict[str, str] = field(default_factory=dict)
    parts: tuple[str, str] = ("target", "actual")
    """What the two cells of a tier are: 指标内容 and 完成情况, or name and value."""
    columns: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Column → (word, "") or (tier, target | actual)."""


def wide_head(rows: list[Row], at: int, *, exact: bool) -> Wide | None:
    """The head of a wide table that begins in this row, or None: some row of it names three tiers or more side by side."""
    if len(rows[at].own) < 3:
        return None
    depth = 0
    while depth < _HEAD_DEPTH and at + depth < len(rows) and not _is_data(rows[at + depth]):
        depth += 1
    block = rows[at : at + depth]
    named = [[c for c in r.own if level2_printed(c.text)] for r in block]
    words = {w for r in block for c in r.own for w in _words(c.text)}
    most = max((len(n) for n in named), default=0)
    if most < 3 or not words & {"project", "task", "no", "task_name"} or at + depth >= len(rows) or depth > _HEAD_DEPTH:
        return None
    tiers = list(dict.fromkeys(c.text for c in max(named, key=len)))
    singles = _singles(block)
    tail = [w for w in singles if w in ("problems", "rectification", "next_steps")]
    lead = [w for w in singles if w not in tail]
    if not exact:
        fullest = max(rows[at + depth : at + depth + 40], key=lambda r: len(r.own))
        beside = len([w for w in lead if w in _TEXTS]) + len(tail)
        tiers = _with_lost(tiers, (len(_lead(fullest, lead)[1]) - beside) // 2)
    wide = Wide(lead, tiers, tail, depth, _level1s(block, tiers))
    if {"name", "target"} <= words and "actual" not in words:
        wide.parts = ("name", "target")
    wide.columns = _columns(block, tiers)
    return wide


def _singles(block: list[Row]) -> list[str]:
    """The words beside the tiers, in order; 其中：财政拨款 may stand twice, behind the budget and behind what was spent."""
    found: list[str] = []
    for row in block:
        words = [w for c in row.own for w in _words(c.text) if w in PROJECT_FIELDS and (w not in _PAIR or (w == "completion" and _is_whole(c.text)))]
        found += [w for k, w in enumerate(words) if w not in found or (w in ("fiscal", "other") and w in words[:k] and words[k - 1] == "spent")]
    return found


def _stands_under(row: Row, wide: Wide) -> bool:
    """In a text file: does every column of a full head have its cell in this row, the pairs included?"""
    pairs = Counter(held for held in wide.columns.values() if held[1])
    whole = len(pairs) == 2 * len(wide.tiers) and set(pairs.values()) == {1}
    return whole and [c.column for c in row.own] == sorted(wide.columns)


def _with_lost(tiers: list[str], pairs: int) -> list[str]:
    """The tiers, with those put in that a merged head lost: where the fullest row has more pairs than the head has tiers, in the order of the frame."""
    tiers = list(tiers)
    standard = [level2_of(t) for t in tiers]
    for lost in (PLAIN_COST, TIMELINESS, QUALITY, QUANTITY, ECONOMIC, SOCIAL, ECOLOGICAL, SUSTAINED):
        if len(tiers) < pairs and lost not in standard:
            after = next((k for k, s in enumerate(standard) if rank(s, "2015") > rank(lost, "2015")), len(tiers))
            tiers.insert(after, lost)
            standard.insert(after, lost)
    return tiers


def _is_whole(text: str) -> bool:
    """Is this the completion of the whole goal, not of one indicator (完成情况)?"""
    return "目标" in text or "整体" in text or "总体" in text


def _words(text: str) -> list[str]:
    """The words of a head cell; one that holds a whole and its part (实际支出金额 其中：财政拨款) has two."""
    whole = concept(text)
    if whole:
        return [whole]
    parts = re.split(r"\s*其中[:：]?\s*", text)
    return [w for w in map(concept, [parts[0], *(p.split()[0] for p in parts[1:] if p.split())]) if w]


def _is_data(row: Row) -> bool:
    first = row.first.text
    return re.fullmatch(r"\d{1,3}|[一二三四五六七八九十]{1,3}", first.strip()) is not None or sum(number(c.text) is not None for c in row.own) >= 2


def _level1s(block: list[Row], tiers: list[str]) -> dict[str, str]:
    """Tier → level 1 as the head prints it (产出目标, 效益目标 …)."""
    printed = {level1_printed(c.text): c.text for r in block for c in r.own if level1_printed(c.text)}
    found: dict[str, str] = {}
    for tier in tiers:
        standard = level1_of(level2_of(tier))
        found[tier] = printed.get(standard) or standard or ""
    return found


def _columns(block: list[Row], tiers: list[str]) -> dict[int, tuple[str, str]]:
    """Column → what it holds, from the head cells above it; the deepest tier and the deepest word count."""
    width = max(c.last_column for r in block for c in r.own)
    held: dict[int, tuple[str, str]] = {}
    for column in range(1, width + 1):
        stack = [c.text for r in block if (c := r.at(column)) is not None]
        tier = next((t for t in reversed(stack) if t in tiers), None)
        word = next((w[0] for t in reversed(stack) if (w := _words(t)) and w[0] != "group"), None)
        if tier is not None:
            held[column] = (tier, _PAIR.get(word or "", "target") if word != "score" else "score")
        elif word is not None:
            held[column] = (word, "")
    return held


def read_wide_table(rows: list[Row], at: int, g: Gathering) -> int:
    """The number of rows read as a wide table from `at` on; 0 where none begins there."""
    exact = g.grid.kind != "text"
    wide = wide_head(rows, at, exact=exact)
    if wide is None:
        return 0
    for row in rows[at : at + wide.rows]:
        for cell in row.own:
            if (m := re.match(r"(?:部门|单位|预算单位)(?:名称)?(?:[（(].*?[）)])?[:：](.+)", cell.text)) and not g.form.organisation:
                g.form.organisation = m[1].strip()
    n = at + wide.rows
    while n < len(rows) and (len(rows[n].own) >= len(wide.tiers)) and wide_head(rows, n, exact=exact) is None:
        _read_project(rows[n], wide, g, exact=exact)
        n += 1
    g.in_project = False
    return n - at


def _read_project(row: Row, wide: Wide, g: Gathering, *, exact: bool) -> None:
    fields, pairs, cells = _by_column(row, wide) if exact or _stands_under(row, wide) else _by_alignment(row, wide, g)
    project: dict[str, Any] = {}
    for word, text in fields.items():
        key = PROJECT_FIELDS[word]
        value = number(text) if key.endswith("_wan") or key == "execution_rate" else text
        project.setdefault(key, round(value * g.scale, 10) if key.endswith("_wan") and isinstance(value, float) else value)
    name = project.pop("name", None) or ""
    g.start_project(name, **project)
    if "spent" in fields or "completion" in fields or any("actual" in p for p in pairs.values()):
        g.form.evaluation = True
    for tier in wide.tiers:
        values = pairs.get(tier, {})
        add_row(
            g,
            {"level1": wide.level1.get(tier) or None, "level2": tier},
            {w: values.get(w) for w in ("name", "target", "actual", "score")},
            cells.get(tier, row.first),
        )


def _by_column(row: Row, wide: Wide) -> tuple[dict[str, str], dict[str, dict[str, str]], dict[str, Cell]]:
    fields: dict[str, str] = {}
    pairs: dict[str, dict[str, str]] = {}
    cells: dict[str, Cell] = {}
    for cell in row.own:
        word, part = wide.columns.get(cell.column, ("", ""))
        if part:
            pairs.setdefault(word, {})[part] = cell.text
            cells.setdefault(word, cell)
        elif word in PROJECT_FIELDS and (word not in fields or "spent" in fields):
            fields[word] = cell.text  # 其中：财政拨款 behind what was spent is a part of that
    for tier in wide.tiers:
        pair = pairs.setdefault(tier, {})
        if "name" in pair and (tier, "target") not in wide.columns.values():  # 指标内容 | 完成情况: the content is what was aimed at
            pair["target"] = pair.pop("name")
    return fields, pairs, cells


def _by_alignment(row: Row, wide: Wide, g: Gathering) -> tuple[dict[str, str], dict[str, dict[str, str]], dict[str, Cell]]:
    fields, rest = _lead(row, wide.lead)
    singles = [w for w in wide.lead if w in _TEXTS]
    chosen = align([c.text for c in rest], [*singles, *((t, "pair") for t in wide.tiers), *wide.tail])
    named = dict(zip(("target", "actual"), wide.parts, strict=True))
    pairs: dict[str, dict[str, str]] = {}
    cells: dict[str, Cell] = {}
    for slot, taken in chosen:
        if isinstance(slot, str):
            fields.update((slot, rest[k].text) for k, _ in taken)
            continue
        tier = slot[0]
        pairs[tier] = {named[part]: rest[k].text for k, part in taken}
        if taken:
            cells[tier] = rest[taken[0][0]]
        if len(taken) == 1:
            said = "指标内容" if taken[0][1] == "target" else "完成情况"
            g.doubt("two_readings", f"“{tier}”只印了一格（应有指标内容和完成情况两格），按口气读作{said}。", rest[taken[0][0]])
    if missing := [w for w in singles if w not in fields]:
        g.doubt("shifted_cell", f"这一行少一格，“{'、'.join(missing)}”没有找到对应的格子，后面的格子按内容对位。", row.first)
    return fields, pairs, cells


def _lead(row: Row, lead: list[str]) -> tuple[dict[str, str], list[Cell]]:
    """The fields that tell themselves: the running number, the name, the run of figures, the rate."""
    cells = list(row.own)
    fields: dict[str, str] = {}
    if "no" in lead and cells and re.fullmatch(r"\d{1,3}", cells[0].text):
        fields["no"] = cells.pop(0).text
    if cells and number(cells[0].text) is None:
        fields["project"] = cells.pop(0).text
    figures = [w for w in lead if w in _LEAD_NUMBERS]
    while cells and number(cells[0].text) is not None and "%" not in cells[0].text and figures:
        fields[figures.pop(0)] = cells.pop(0).text
    if cells and "rate" in lead and number(cells[0].text) is not None:
        fields["rate"] = cells.pop(0).text
    return fields, cells


# -- alignment ---------------------------------------------------------------------------------------------------------

Slot = str | tuple[str, str]
Taken = list[tuple[int, str]]


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    data = tomllib.loads(Path(__file__).with_name("tier_words.toml").read_text(encoding="utf-8"))
    return {part: {k: re.compile(v) for k, v in entries.items()} for part, entries in data.items()}


def align(texts: list[str], slots: list[Slot]) -> list[tuple[Slot, Taken]]:
    """The best way to put texts to slots in order: (slot, [(index of text, part)]) for each slot. Ties go to the earliest choice, so it is deterministic."""
    best: dict[tuple[int, int], tuple[float, int, Taken]] = {}
    for s in range(len(slots), -1, -1):
        for t in range(len(texts), -1, -1):
            if s == len(slots):
                best[s, t] = (-6.0 * (len(texts) - t), 0, [])
                continue
            options = [(score + best[s + 1, t + len(taken)][0], -len(taken), taken) for score, taken in _ways(slots[s], texts, t)]
            best[s, t] = max(options, key=lambda o: (round(o[0], 6), -o[1]))
    chosen: list[tuple[Slot, Taken]] = []
    t = 0
    for s, slot in enumerate(slots):
        taken = best[s, t][2]
        chosen.append((slot, taken))
        t += len(taken)
    return chosen


def _ways(slot: Slot, texts: list[str], t: int) -> list[tuple[float, Taken]]:
    left = len(texts) - t
    if isinstance(slot, str):
        ways: list[tuple[float, Taken]] = [(-2.6, [])]
        if left:
            ways.append((0.4 + _said(slot, texts[t]), [(t, slot)]))
        return ways
    tier = slot[0]
    ways = [(-2.5, [])]
    if left:
        part = "actual" if _patterns()["said"]["actual"].search(texts[t]) else "target"
        ways.append((-0.5 + _speaks_of(tier, texts[t]), [(t, part)]))
    if left > 1:
        a, b = texts[t], texts[t + 1]
        score = 0.2 + 4 * likeness(a, b) + _speaks_of(tier, a) + _speaks_of(tier, b)
        score += 0.4 if _patterns()["said"]["actual"].search(b) else 0
        score -= 0.6 if _patterns()["said"]["actual"].search(a) and not _patterns()["said"]["actual"].search(b) else 0
        score -= 4 if (a == "不适用") != (b == "不适用") else 0
        ways.append((score, [(t, "target"), (t + 1, "actual")]))
    return ways


def _said(word: str, text: str) -> float:
    pattern = _patterns()["said"].get(word)
    return 0.5 if pattern and pattern.search(text) else 0.0


def _speaks_of(tier: str, text: str) -> float:
    pattern = _patterns()["tier"].get(level2_of(tier) or "")
    return 0.5 if pattern and pattern.search(text) else 0.0


def likeness(a: str, b: str) -> float:
    """How much two texts share, by pairs of characters: 0 nothing, 1 everything."""
    x, y = (Counter(t[i : i + 2] for i in range(len(t) - 1)) for t in (a, b))
    total = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / total if total else 0.0
