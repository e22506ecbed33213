"""What all tests share: the network is shut (pytest-socket, see pyproject), and the material beside the repository where it is at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from assistant.settings import Settings
from assistant.workbench import Workbench

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published forms and cases beside the repository; tests on them skip, with this reason, where they are absent."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared forms and cases are not beside this checkout")
    return folder


@pytest.fixture()
def clock() -> Callable[[], str]:
    """A clock that starts at the same moment in every test and moves one second a call."""
    ticks = iter(range(3600))
    return lambda: f"2025-03-01T08:{(n := next(ticks)) // 60 % 60:02d}:{n % 60:02d}+00:00"


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the shipped records, built once for all tests."""
    folder = tmp_path_factory.mktemp("built") / "index"
    app.House().build_index(Settings(data=folder.parent), folder, [], lambda done, total: None)
    return folder


@pytest.fixture()
def data(tmp_path: Path, built_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the index and nothing else, no setting of the machine the tests run on shining through."""
    for name in [name for name in os.environ if name.startswith("JIXIAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(built_index, tmp_path / "data" / "index")
    return tmp_path / "data"


@pytest.fixture()
def workbench(data: Path) -> Workbench:
    """The real workbench over a data folder with nothing in the ledger: shipped records, shipped library, embedded drafter."""
    return app.compose(Settings(data=data))


@pytest.fixture(scope="session")
def training() -> dict[str, object]:
    """A request in plain words, as JSON: six courses, with a look back that is no promise."""
    return {
        "project": "家政服务技能培训",
        "organisation": "河湾县妇女联合会",
        "fiscal_year": 2025,
        "budget_wan": 7.2,
        "description": "全年办家政服务技能培训6期，每期40人，10月底前全部办完，结业考核合格率不低于95%，参训学员满意度九成以上。去年办了4期、参训150人。预算7.2万元。",
    }
