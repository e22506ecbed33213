"""A build or an add is killed at some moment: the next start serves a complete index in which every record finds its own vector."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.chroma import missing
from index.holdings import Holdings
from index.retrieve import Index
from tests.index.conftest import REPOSITORY

_RECORDS = 400
_KILLS = int(os.environ.get("JIXIAO_KILLS", "3"))
"""Twenty (JIXIAO_KILLS=20) take a minute; three are for every day."""

WRITER = """
import sys
from pathlib import Path
from assistant.domain.form import Record
from index.retrieve import Index
def record(n):
    return Record(id=f"k{n:04d}", project=f"第{n}号道路养护项目", description=f"养护农村公路{n}公里，安装标志牌{n % 7}块，慰问工人{n % 11}名。", fiscal_year=2020 + n % 5)
folder, many = Path(sys.argv[1]), int(sys.argv[2])
index = Index([record(n) for n in range(many)], folder)
print("ready", flush=True)
if len(sys.argv) > 3:
    index.own()
    index.build()
    print("built", flush=True)
    for more in range(many, many + 200, 10):
        index.update([record(n) for n in range(more)])
else:
    index.build()
print("done", flush=True)
"""


def _run(folder: Path, many: int, *more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(many), *more], stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("kill", range(_KILLS))
def test_after_a_kill_the_next_start_is_whole(kill: int, tmp_path: Path) -> None:
    dice = random.Random(kill)
    adding = kill % 2 == 1
    writer = _run(tmp_path, _RECORDS, *(["add"] if adding else []))
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "ready"
    if adding:
        assert writer.stdout.readline().strip() == "built"
    time.sleep(dice.uniform(0.0, 1.2))
    writer.send_signal(signal.SIGKILL)
    writer.wait(timeout=20)

    after = _run(tmp_path, _RECORDS)
    assert after.wait(timeout=60) == 0

    index = Index(None, tmp_path)
    assert index.status().health == "ready"
    index.own()
    built = index.build()
    assert (built.records, built.added) == (_RECORDS, 0)
    ids, vectors = Holdings(next(tmp_path.glob("holdings-*.db"))).vectors("records")
    assert len(ids) == _RECORDS
    assert missing(index._caches["records"]._collection, dict(zip(ids, vectors, strict=True))) == []
    assert index.status().vectors == "chroma"
    index.close()
