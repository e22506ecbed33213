"""What all tests share: the network is shut (pytest-socket, see pyproject), and the material beside the repository where it is at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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
