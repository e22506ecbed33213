"""写进文档 (report): the figures as tables, put between their marks in `docs/quality.md`; the words around them are people's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from eval.measures.measure import Measure, Score
from eval.run import MEASURES, ControlResult, Figures

PAGE = Path(__file__).parents[1] / "docs" / "quality.md"


def write(figures: Sequence[Figures], page: Path = PAGE) -> list[str]:
    """Puts each subject's table between `<!-- figures: SUBJECT -->` and `<!-- end -->`; returns the subjects the page has no place for."""
    text = page.read_text(encoding="utf-8")
    homeless: list[str] = []
    for subject in figures:
        marks = re.compile(rf"(<!-- figures: {subject.subject} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not marks.search(text):
            homeless.append(subject.subject)
        table = "\n".join(tables(subject))
        text = marks.sub(lambda m, table=table: f"{m[1]}\n{table}\n\n{m[2]}", text)  # type: ignore[misc]
    page.write_text(text, encoding="utf-8")
    return homeless


def tables(figures: Figures) -> list[str]:
    """One subject's table in Markdown: figure, interval, how many cases, the controls, the definition."""
    lines = ["| 量 | 数值 | 95% 区间 | 案例 | 对照 | 定义 |", "|---|---:|---:|---:|---|---|"]
    for measure in MEASURES[figures.subject]:
        score = figures.scores[measure.name]
        controls = "；".join(f"{c.control} {_said(measure, c.value)}" for c in figures.controls if c.measure == measure.name)
        lines.append(
            f"| {measure.title}（`{measure.name}`） | {_said(measure, score.value)} | {_interval(measure, score)} | {len(score.cases)} | {controls or '—'} | {measure.definition} |"
        )
    return lines


def plain(figures: Figures) -> list[str]:
    """The same for a terminal."""
    lines = [f"# {figures.subject}"]
    for measure in MEASURES[figures.subject]:
        score = figures.scores[measure.name]
        wanted = "↑" if measure.better == "more" else "↓"
        lines.append(
            f"  {measure.name:<26}{wanted} {_said(measure, score.value):>8}  [{_interval(measure, score)}]  {len(score.cases)} 例  {measure.title}"
        )
    lines += [f"  {_verdict(c)}" for c in figures.controls]
    return lines


def _verdict(c: ControlResult) -> str:
    return f"{'✓' if c.failed_as_it_must else '✗'} 对照 {c.control} 在 {c.measure} 上{'明显更差' if c.failed_as_it_must else '并不明显更差，这个量靠不住'}（{c.value}）"


def _said(measure: Measure[object], value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value * 100:.1f}%" if measure.percent else f"{value:.2f}"


def _interval(measure: Measure[object], score: Score) -> str:
    return "—" if score.low is None else f"{_said(measure, score.low)} – {_said(measure, score.high)}"
