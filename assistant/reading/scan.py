"""扫描件 (scan): pictures and pages without a text layer → grids, by the extra [ocr] in a process of its own.

What stands side by side is a row, what begins at one place is a column. Everything recognised carries that doubt; what the engine was unsure of, one of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt, Frozen, Location
from assistant.layout.grid import Cell, Grid
from assistant.reading.limits import limit
from assistant.reading.text_grid import clean

_UNSURE = 0.85
"""The score below which the engine itself doubts what it read."""


class Word(Frozen):
    """A piece of recognised text and its box, in dots from the upper left corner."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def read_scan(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """The pages as one grid. Raises UnreadableForm where recognition is not installed, fails or takes too long."""
    if find_spec("rapidocr_onnxruntime") is None:
        raise UnreadableForm(
            f"“{path.name}”是扫描件或图片，没有文字层。", "请提供 docx、xlsx 原件；或装上文字识别（pip install 'jixiao[ocr]'）再读。"
        )
    command = [sys.executable, "-m", "assistant.reading.recognise", str(path.resolve()), str(limit("ocr_pages"))]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit("ocr_seconds"), cwd=Path(__file__).parents[2], check=True)
        pages = [[Word.model_validate(w) for w in page] for page in json.loads(done.stdout)]
    except subprocess.TimeoutExpired as late:
        raise UnreadableForm(f"“{path.name}”识别超过 {limit('ocr_seconds')} 秒，没有读成。", "请分页保存后再读，或提供原件。") from late
    except (subprocess.CalledProcessError, ValueError) as failure:
        raise UnreadableForm(f"“{path.name}”识别不出来，图片可能已损坏。", "请重新扫描，或提供 docx、xlsx 原件。") from failure
    grid, doubts = grid_of_words(pages, path.name)
    if not grid.cells:
        raise UnreadableForm(f"“{path.name}”里没有认出文字。", "请重新扫描得清楚些，或提供原件。")
    said = Doubt(kind="recognised", message="这份表是从图片识别的，数字和符号请逐个对照原件。", location=Location(file=path.name))
    return [grid], [said, *doubts]


def grid_of_words(pages: list[list[Word]], name: str) -> tuple[Grid, list[Doubt]]:
    """Words as cells: rows by their middles, columns by where they begin. A doubt for each the engine was unsure of."""
    cells: list[Cell] = []
    doubts: list[Doubt] = []
    row = 0
    for words in pages:
        starts = _columns(words)
        for line in _lines(words):
            row += 1
            taken = 0
            for word in line:
                text = clean(word.text)
                taken = max(taken + 1, 1 + min(range(len(starts)), key=lambda k, x=word.left: abs(starts[k] - x)))  # type: ignore[misc]
                if text:
                    cells.append(Cell(text, row, taken))
                if text and word.score < _UNSURE:
                    where = Location(file=name, row=row, column=taken)
                    doubts.append(Doubt(kind="recognised", message=f"“{text}”认得不准（{word.score:.0%}），请对照原件。", location=where))
    return Grid(cells, file=name, kind="table"), doubts


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words that stand side by side, from the top, each line from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.left)):
        if lines and lines[-1][0].top <= word.middle <= lines[-1][0].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _columns(words: list[Word]) -> list[float]:
    """Where columns begin: places at which words begin, those within a character's width taken as one."""
    height = sorted(w.bottom - w.top for w in words)[len(words) // 2] if words else 0.0
    starts: list[float] = []
    for left in sorted(w.left for w in words):
        if not starts or left - starts[-1] > 1.5 * height:
            starts.append(left)
    return starts
