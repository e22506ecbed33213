"""启动: the page's first answer beside a bare page of the same library; `jixiao --help` beside the imports it cannot do without.

Every measurement is a process of its own, lanes interleaved; the least of the repeats counts: what is above it was the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
_REPEATS = 5
_PAGE_REPEATS = 3

_ANSWER = """
import sys, time, urllib.request
begun = time.perf_counter()
address = site.launch({arguments})
urllib.request.urlopen(address).read()
print(time.perf_counter() - begun)
sys.stdout.flush()
import os
os._exit(0)
"""
_OUR_PAGE = (
    "import app\nfrom assistant.pages import site\nfrom eval.house import settings_in\nfrom pathlib import Path\n"
    "import sys\npages = site.build(app.compose(settings_in(Path(sys.argv[1]))))\n"
    + _ANSWER.format(arguments="pages, '127.0.0.1', None, block=False")
)
_BARE_PAGE = (
    "import app\nimport gradio as gr\nfrom types import SimpleNamespace\n"
    "with gr.Blocks() as page:\n    gr.Textbox()\n"
    "site = SimpleNamespace(launch=lambda: page.launch(prevent_thread_lock=True, quiet=True, server_name='127.0.0.1')[1])\n"
    + _ANSWER.format(arguments="")
)


def bench(say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Rows for the page and for --help: ours and the floor in seconds, and their ratio."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return [_page(folder, say), _help(say)]


def _page(folder: str, say: Callable[[str], None]) -> dict[str, Any]:
    """From built page to first answer, said by the process itself; and the whole process, imports included."""
    ours: list[float] = []
    bare: list[float] = []
    ours_whole: list[float] = []
    bare_whole: list[float] = []
    for n in range(_PAGE_REPEATS):
        say(f"页面 {n + 1}/{_PAGE_REPEATS}")
        for code, answers, wholes in ((_OUR_PAGE, ours, ours_whole), (_BARE_PAGE, bare, bare_whole)):
            answer, whole = _process("-c", code, folder)
            answers.append(float(answer.split()[-1]))
            wholes.append(whole)
    return {
        "what": "page",
        "answer_s": round(min(ours), 3),
        "bare_page_s": round(min(bare), 3),
        "answer_to_floor": round(min(ours) / min(bare), 2),
        "process_s": round(min(ours_whole), 2),
        "bare_process_s": round(min(bare_whole), 2),
        "process_to_floor": round(min(ours_whole) / min(bare_whole), 2),
    }


def _help(say: Callable[[str], None]) -> dict[str, Any]:
    ours, floor = [], []
    for n in range(_REPEATS):
        say(f"--help {n + 1}/{_REPEATS}")
        ours.append(_process("app.py", "--help")[1])
        floor.append(_process("-c", "import pydantic, pydantic_settings, typer")[1])
    return {"what": "help", "help_s": round(min(ours), 3), "imports_s": round(min(floor), 3), "help_to_floor": round(min(ours) / min(floor), 2)}


def _process(*arguments: str) -> tuple[str, float]:
    """What a fresh interpreter in the repository prints, and how long it lived. Raises CalledProcessError where it fails."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=True
    )
    return done.stdout, time.perf_counter() - begun
