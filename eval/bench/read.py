"""读表速度: a workbook of fifty thousand rows read as a form, beside python-calamine's plain pass over it and openpyxl's; and its memory beside a tenth of it.

Each lane runs in a process of its own, so that none warms or bloats another.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = 50_000
_LANES = {
    "read": "from assistant.reading.read import read_file; work = lambda: read_file(path)",
    "calamine": "from python_calamine import CalamineWorkbook; work = lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()",
    "openpyxl": "import openpyxl; work = lambda: [r for r in openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)]",
}
_CLOCK = """
import json, resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
{lane}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
work()
took = time.perf_counter() - begun
print(json.dumps({{"seconds": took, "mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}}))
"""


def bench(say: Callable[[str], None], rows: int = ROWS) -> list[dict[str, Any]]:
    """One row: seconds of each lane (the better of two runs), the ratios, megabytes taken by `rows` rows and by a tenth of them."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "大表.xlsx", Path(folder) / "小表.xlsx"
        write_workbook(large, rows)
        write_workbook(small, rows // 10)
        figures: dict[str, dict[str, float]] = {}
        for lane in _LANES:
            say(f"{lane}：{rows} 行")
            figures[lane] = min((_run(lane, large) for _ in range(2)), key=lambda f: f["seconds"])
        tenth = _run("read", small)
    seconds = {lane: f["seconds"] for lane, f in figures.items()}
    return [
        {
            "rows": rows,
            **{f"{lane}_s": round(s, 3) for lane, s in seconds.items()},
            "read_to_floor": round(seconds["read"] / seconds["calamine"], 2),
            "read_to_openpyxl": round(seconds["read"] / seconds["openpyxl"], 2),
            "read_mb": round(figures["read"]["mb"]),
            "kb_a_row": round(figures["read"]["mb"] * 1024 / rows, 2),
            "kb_a_row_of_a_tenth": round(tenth["mb"] * 1024 / (rows // 10), 2),
        }
    ]


def write_workbook(path: Path, rows: int) -> None:
    """A self-evaluation with `rows` indicator rows, no two alike."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("自评表")
    for line in (["2023年度项目支出绩效自评表"], ["项目名称", "基层服务点运行"], ["资金总额", 100]):
        sheet.append(line)
    sheet.append(["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "偏差原因"])
    for n in range(rows):
        sheet.append(["产出指标", "数量指标", f"第{n}个服务点开放天数", f"≥{n % 97 + 200}天", f"{n % 97 + 203}天", 0.1, 0.1, None])
    book.save(path)


def _run(lane: str, path: Path) -> dict[str, float]:
    root = Path(__file__).resolve().parents[2]
    code = _CLOCK.format(lane=_LANES[lane])
    out = subprocess.run([sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(out.stdout)
    return figures
