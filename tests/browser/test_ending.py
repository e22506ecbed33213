"""The served workbench ends as it is asked to: quietly, leaving nothing that passed through it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.browser.conftest import free_port, start

pytestmark = [pytest.mark.browser, pytest.mark.flaky(reruns=2, reruns_delay=1)]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals) -> None:
    passing = tmp_path / "tmp"
    passing.mkdir()
    monkeypatch.setitem(os.environ, "TMPDIR", str(passing))
    server = start(tmp_path / "data", free_port())
    server.send_signal(how)
    _, said = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "Traceback" not in said
    assert not list(passing.glob("jixiao-*"))


def test_a_data_folder_that_cannot_be_is_said_behind_the_page(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    server = start(tmp_path / "file" / "inside", free_port())
    assert server.stderr is not None
    said = "".join(server.stderr.readline() for _ in range(2))
    server.terminate()
    _, rest = server.communicate(timeout=20)
    assert "台账的数据库用不了" in said
    assert "Traceback" not in said + rest
