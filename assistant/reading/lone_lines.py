"""One cell a line: what a word processor's table becomes when it is saved, or copied, as text.

    一级指标 / 二级指标 / 三级指标 / 指标值 / 产出指标 / 数量指标 / 培训班期数 / ≥4期 / 参训人次 / ≥200人次 / 质量指标 / …

Nothing says where a row ends, and blank cells have left no line. Tiers are the anchors; what stands between two of them is cut into rows by what
the cells say: a sign, a figure, a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

from assistant.domain.target import Target, read_comparator
from assistant.layout.headings import concept, inline, level1_printed, level2_printed
from assistant.reading.rows import NOTHING, number

Place = tuple[int, int, str]
"""(column, line, text) of a cell."""
Shaped = tuple[list[list[Place]], int]
"""Rows of places, and the line after them."""
_UNIT_ALONE = re.compile(r"[（(](?:人民币)?(?:万元|元)[)）]")
_BESIDE = frozenset({
    "project", "organisation", "authority", "code", "unit_code", "year", "budget", "fiscal", "other", "carried", "upper", "initial", "adjusted", "spent", "rate",
    "admin", "part", "longterm_budget",
})  # fmt: skip
"""Labels whose value is short and stands in the next cell."""
_OPENING = ("group", "indicators", "schedule", "budget_and_purpose")
_FUNDING = frozenset({"initial", "adjusted", "budget", "spent", "weight", "rate", "score"})
_FIGURES = ("weight", "score")
_MISSED = {
    "name": 5.0,
    "target": 3.5,
    "comparator": 2.5,
    "unit": 0.6,
    **dict.fromkeys(("reason", "data_source", "previous", "explanation", "basis"), 0.3),
}
"""What it costs to leave a column of a row empty; 1 for those not named."""
_ENDING = frozenset({
    "problems", "next_steps", "rectification", "measures", "review_remark", "overall_performance", "key_project", "project", "code", "objective", "completion",
    "sub_objective", "organisation", "schedule", "authority", "purpose", "total", "grade", "note", "admin", "numbered_goal", "reason", "task", "indicators", "level1",
})  # fmt: skip
_MOST_CELLS = 80
"""Cells between two tiers that are cut into rows by trying; more are cut evenly."""


def one_cell_a_line(lines: list[str], start: int) -> Shaped | None:
    """Lines that begin with a tab and hold one cell each make a row until a blank line: how a word processor's table comes out as text."""

    def single(n: int) -> bool:
        return n < len(lines) and lines[n].startswith("\t") and "\t" not in lines[n][1:]

    if not (single(start) and single(start + 1)):
        return None
    end = start
    while single(end):
        end += 1
    return [[(k + 1, start + k + 1, lines[start + k]) for k in range(end - start)]], end


def labelled(lines: list[str], start: int) -> Shaped | None:
    """A label on a line of its own with its value on the next one: a row of two cells. A label after another label heads a column and is left alone."""
    line = lines[start].strip()
    word = concept(line) if _plain(lines[start]) else None
    after = start + 1
    if after >= len(lines) or word is None:
        return None
    following = lines[after].strip()
    if word in (*_OPENING, "budget") and _UNIT_ALONE.fullmatch(following):
        return [[(1, start + 1, line + following)]], after + 1
    before = next((t.strip() for t in reversed(lines[max(0, start - 3) : start]) if t.strip()), "")
    alone = (not before or _plain(before)) and (concept(before) in (None, *_OPENING) or _UNIT_ALONE.fullmatch(before) is not None)
    if word not in _BESIDE or not alone or not _plain(lines[after]) or concept(following) or len(following) > 60:
        return None
    if level1_printed(following) or level2_printed(following) or re.match(r"\d+\s*[.、．]|.*绩效.{0,6}表$", following):
        return None
    return [[(1, start + 1, line), (2, after + 1, following)]], after + 1


def funding(lines: list[str], start: int) -> Shaped | None:
    """年初预算数, 全年预算数, 全年执行数 … one under another, then each source of money with its figures."""
    heads = _heads(lines, start)
    words = [concept(t) for _, t in heads]
    if len(heads) < 3 or not set(words) <= _FUNDING or "spent" not in words:
        return None
    rows: list[list[Place]] = [[(k, n + 1, t) for k, (n, t) in enumerate(heads, start=2)]]
    at = heads[-1][0] + 1
    while at < len(lines) and concept(lines[at].strip()) in ("budget", "fiscal", "other", "carried", "upper"):
        end = at + 1
        while end < len(lines) and (number(lines[end]) is not None or lines[end].strip() in NOTHING - {""}):
            end += 1
        rows.append([(k, n + 1, lines[n].strip()) for k, n in enumerate(range(at, end), start=1)])
        at = end
    return (rows, at) if len(rows) > 1 else None


def goals(lines: list[str], start: int) -> Shaped | None:
    """预期目标, 实际完成情况 one under the other, then their two texts."""
    heads = _heads(lines, start)
    if [concept(t) for _, t in heads] not in (["objective", "completion"], ["longterm_objective", "objective"]):
        return None
    at = heads[-1][0] + 1
    texts = [(n, lines[n].strip()) for n in range(at, min(at + 2, len(lines)))]
    if len(texts) < 2 or any(not _plain(t) or concept(t) or len(t) < 6 for _, t in texts):
        return None
    return [[(k, n + 1, t) for k, (n, t) in enumerate(row, start=1)] for row in (heads, texts)], at + 2


def stacked(lines: list[str], start: int) -> Shaped | None:
    """The head of an indicator table one cell a line, then its rows."""
    if "\t" in lines[start]:
        return None
    heads = _heads(lines, start)
    if len(heads) > 2 and concept(heads[0][1]) == "indicators" and concept(heads[1][1]) == "level1":
        return [[(1, start + 1, heads[0][1])]], heads[1][0]
    words = [concept(t) or "" for _, t in heads]
    if "level1" not in words or not {"target", "actual"} & set(words) or len(heads) < 3:
        return None
    tiers = sum(w in ("level1", "level2") for w in words)
    rows: list[list[Place]] = [[(k, n + 1, t) for k, (n, t) in enumerate(heads, start=1)]]
    cells = [(n, lines[n].strip()) for n in range(heads[-1][0] + 1, min(len(lines), start + 4000)) if lines[n].strip()]
    at = 0
    while at < len(cells):
        tier, at = _tiers(cells, at, tiers)
        between = at
        while between < len(cells) and not _is_tier(cells[between][1]) and not _is_end(cells[between][1]):
            between += 1
        if between == at and not tier:
            break
        bodies = cut(cells[at:between], tuple(words[tiers:]))
        places = [[(tiers + k, n + 1, t) for k, (n, t) in body] for body in bodies] or [[]]
        rows += [tier + places[0], *places[1:]]
        at = between
    if len(rows) < 2:
        return None
    if at < len(cells) and concept(cells[at][1]) in ("total", "budget"):  # 合计, 总分 and the figures behind it
        end = next((k for k in range(at + 1, len(cells)) if number(cells[k][1]) is None), len(cells))
        rows.append([(k, n + 1, t) for k, (n, t) in enumerate(cells[at:end], start=1)])
        at = end
    return [r for r in rows if r], (cells[at][0] if at < len(cells) else len(lines))


def _tiers(cells: list[tuple[int, str]], at: int, most: int) -> tuple[list[Place], int]:
    """The tiers that stand here, and where they end."""
    taken: list[Place] = []
    while at < len(cells) and _is_tier(cells[at][1]) and len(taken) < most:
        text = cells[at][1]
        first = level1_printed(text) and not (taken or (level2_printed(text) and (at + 1 >= len(cells) or level2_printed(cells[at + 1][1]) is None)))
        taken.append((1 if first else most, cells[at][0] + 1, text))
        at += 1
    return taken, at


def cut(cells: list[tuple[int, str]], words: tuple[str, ...]) -> list[list[tuple[int, tuple[int, str]]]]:
    """Cells cut into rows under the words of their columns: [[(column, cell)]], columns from 1. Ties go to the earliest cut, so it is deterministic."""
    texts = tuple(t for _, t in cells)
    width = len(words)
    if len(texts) > _MOST_CELLS or width > 9:
        return [[(k, c) for k, c in enumerate(cells[n : n + width], start=1)] for n in range(0, len(cells), width)]

    @cache
    def best(at: int) -> tuple[float, tuple[tuple[int, ...], ...]]:
        if at == len(texts):
            return 0.0, ()
        found: tuple[float, tuple[tuple[int, ...], ...]] = (float("inf"), ())
        for size in range(min(width, len(texts) - at), 0, -1):
            cost, columns = _fit(texts[at : at + size], words)
            rest, more = best(at + size)
            if cost + rest < found[0] - 1e-9:
                found = (cost + rest, (columns, *more))
        return found

    rows, at = [], 0
    for columns in best(0)[1]:
        rows.append([(k + 1, cells[at + i]) for i, k in enumerate(columns)])
        at += len(columns)
    return rows


def _fit(texts: tuple[str, ...], words: tuple[str, ...]) -> tuple[float, tuple[int, ...]]:
    """(cost, columns) of the best way to put the cells of one row, in order, under its columns."""
    best = (float("inf"), tuple(range(len(texts))))
    for columns in combinations(range(len(words)), len(texts)):
        left = [words[k] for k in range(len(words)) if k not in columns]
        cost = 1.0 + sum(_MISSED.get(w, 1.0) for w in left)
        cost += sum(_strange(words[k], t) for k, t in zip(columns, texts, strict=True))
        if cost < best[0] - 1e-9:
            best = (cost, columns)
    return best


def _strange(word: str, text: str) -> float:
    """How little a text looks like what a column holds."""
    figure, sign = number(text) is not None, read_comparator(text) is not None
    if word == "comparator":
        return 0.0 if sign else 5.0
    if word in _FIGURES:
        return 0.0 if figure or text in NOTHING else 5.0
    if word == "name":
        return 4.0 if figure or sign or re.match(r"[≥≤＞＜><=＝]", text) else 1.5 if len(text) > 30 else 0.0
    if word in ("target", "actual", "previous", "longterm"):
        return 4.0 if sign and text != "定性" else 0.0 if Target.read(text).comparator != "定性" or len(text) <= 4 else 1.2
    if word == "unit":
        return 4.0 if figure or len(text) > 8 else 0.0
    return 0.8 if figure or text in NOTHING else 0.0


def _heads(lines: list[str], start: int) -> list[tuple[int, str]]:
    """The run of different headings, one a line, that begins here: (line from 0, text)."""
    found: list[tuple[int, str]] = []
    for n in range(start, min(len(lines), start + 16)):
        text = lines[n].strip()
        if text and (not _plain(lines[n]) or concept(text) is None or text in [t for _, t in found]):
            break
        if text:
            found.append((n, text))
    return found


def _is_tier(text: str) -> bool:
    return bool(level1_printed(text) or level2_printed(text)) and (text.endswith(("指标", "目标", "分)", "分）")) or len(text) <= 5)


def _is_end(text: str) -> bool:
    """What ends an indicator table: a heading of something else, a sum, a note."""
    held = inline(text)
    return concept(held[0] if held else text) in _ENDING or re.match(r"(?:小计|合计|总计|总分|注[:：]|说明[:：])", text) is not None


def _plain(line: str) -> bool:
    """A line of one cell: no separators in it."""
    return bool(line.strip()) and not re.search(r"[\t|｜]|\S(?:\s{2,}|\u3000)\S", line)
