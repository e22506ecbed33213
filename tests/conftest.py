"""What all tests share: the network is shut (pytest-socket, see pyproject), and the material beside the repository where it is at hand."""

from __future__ import annotations

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
