"""Forms of our own for the readers, and the published ones where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FORMS = Path(__file__).resolve().parents[1] / "forms"


@pytest.fixture
def seeds() -> Path:
    """The folder of the five published forms; skipped where they are not at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("公开表不在本机")
    return folder


@pytest.fixture
def forms() -> Path:
    """The folder of forms written for these tests."""
    return FORMS
